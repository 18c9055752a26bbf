import { measureFollowUp } from '../../../../domain/accompaniment/measureFollowUp.ts';
import { milestone } from '../../../../domain/accompaniment/milestone.ts';
import { practiceAdoption } from '../../../../domain/accompaniment/practiceAdoption.ts';
import { productiveCycle } from '../../../../domain/accompaniment/productiveCycle.ts';
import { technicalAssistance } from '../../../../domain/accompaniment/technicalAssistance.ts';
import { nounScreens } from '../../nouns/nounScreens.ts';
import type { Screen } from '../../screens.ts';

/** Screens of what is recorded in the field and verified by the unit. */
export const accompanimentScreens: readonly Screen[] = [
  ...nounScreens(milestone, {
    group: 'accompaniment',
    icon: 'calendar',
    lead: 'Lo que cada alianza tiene que lograr y para cuándo: lo programa la oficina, lo ejecuta y lo cuenta quien acompaña.',
    empty: 'Los que programe la unidad aparecen aquí.',
  }),
  ...nounScreens(productiveCycle, {
    group: 'accompaniment',
    icon: 'figures',
    lead: 'Cada campaña con su producción, sus ventas, sus costos y sus ingresos. Lo que no se sabe queda vacío.',
    empty: 'Los que abran los acompañantes aparecen aquí.',
  }),
  ...nounScreens(technicalAssistance, {
    group: 'accompaniment',
    icon: 'speech',
    lead: 'Qué se enseñó, cuántas horas y quiénes participaron.',
    empty: 'Las que se registren en el campo aparecen aquí.',
  }),
  ...nounScreens(practiceAdoption, {
    title: 'Adopción de prácticas',
    group: 'accompaniment',
    icon: 'verify',
    lead: 'Cuántas familias adoptan las prácticas que el proyecto promueve, y cómo se comprobó.',
    empty: 'Las que se registren en el campo aparecen aquí.',
  }),
  ...nounScreens(measureFollowUp, {
    title: 'Seguimiento de medidas',
    group: 'accompaniment',
    icon: 'info',
    lead: 'Si se cumplen las medidas ambientales, sociales y de adaptación al clima.',
    empty: 'Los que se registren en el campo aparecen aquí.',
  }),
];
