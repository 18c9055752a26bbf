import { measureFollowUp } from '../../../../domain/accompaniment/measureFollowUp.ts';
import { milestone } from '../../../../domain/accompaniment/milestone.ts';
import { practiceAdoption } from '../../../../domain/accompaniment/practiceAdoption.ts';
import { productiveCycle } from '../../../../domain/accompaniment/productiveCycle.ts';
import { technicalAssistance } from '../../../../domain/accompaniment/technicalAssistance.ts';
import type { Noun } from '../../../../domain/kernel/noun/noun.ts';
import type { IconName } from '../../../ui/icons.tsx';
import type { Screen } from '../../screens.ts';

const listAndFile = (
  { name, path }: Pick<Noun, 'name' | 'path'>,
  words: {
    readonly title: string;
    readonly one: string;
    readonly icon: IconName;
    readonly lead: string;
    readonly empty: string;
  },
): Screen[] => [
  {
    path,
    title: words.title,
    icon: words.icon,
    group: 'programme',
    needs: { query: `${name}.list` },
    load: async () => ({ default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen(name, words) }),
  },
  {
    path: `${path}/$id`,
    title: words.one,
    icon: words.icon,
    group: 'programme',
    needs: { query: `${name}.get` },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen(name) }),
  },
];

/** Screens of what is recorded in the field and verified by the unit. */
export const accompanimentScreens: readonly Screen[] = [
  ...listAndFile(milestone, {
    title: 'Hitos',
    one: 'Hito',
    icon: 'calendar',
    lead: 'Lo que cada alianza tiene que lograr y para cuándo: lo programa la oficina, lo ejecuta y lo cuenta quien acompaña.',
    empty: 'Los que programe la unidad aparecen aquí.',
  }),
  ...listAndFile(productiveCycle, {
    title: 'Ciclos productivos',
    one: 'Ciclo productivo',
    icon: 'figures',
    lead: 'Cada campaña con su producción, sus ventas, sus costos y sus ingresos. Lo que no se sabe queda vacío.',
    empty: 'Los que abran los acompañantes aparecen aquí.',
  }),
  ...listAndFile(technicalAssistance, {
    title: 'Asistencias técnicas',
    one: 'Asistencia técnica',
    icon: 'speech',
    lead: 'Qué se enseñó, cuántas horas y quiénes participaron.',
    empty: 'Las que se registren en el campo aparecen aquí.',
  }),
  ...listAndFile(practiceAdoption, {
    title: 'Adopción de prácticas',
    one: 'Adopción de práctica',
    icon: 'verify',
    lead: 'Cuántas familias adoptan las prácticas que el proyecto promueve, y cómo se comprobó.',
    empty: 'Las que se registren en el campo aparecen aquí.',
  }),
  ...listAndFile(measureFollowUp, {
    title: 'Seguimiento de medidas',
    one: 'Seguimiento de medida',
    icon: 'info',
    lead: 'Si se cumplen las medidas ambientales, sociales y de adaptación al clima.',
    empty: 'Los que se registren en el campo aparecen aquí.',
  }),
];
