import { appraisal } from '../../../../domain/plan/appraisal.ts';
import { planFlow } from '../../../../domain/plan/flow.ts';
import { planItem } from '../../../../domain/plan/item.ts';
import { planMeasure } from '../../../../domain/plan/measure.ts';
import { plan } from '../../../../domain/plan/plan.ts';
import { planPractice } from '../../../../domain/plan/practice.ts';
import { nounScreens } from '../../nouns/nounScreens.ts';
import type { Screen } from '../../screens.ts';

/** Screens of this area. */
export const planScreens: readonly Screen[] = [
  ...nounScreens(plan, {
    icon: 'file',
    group: 'cycle',
    lead: 'Cada versión del plan de cada alianza, desde su formulación hasta que se decide sobre ella.',
    empty:
      'Aquí aparecen los planes cuando se registran. La versión siguiente de uno observado se prepara en su archivo.',
    file: () => import('./PlanFile.tsx'),
  }),
  ...nounScreens(appraisal, {
    icon: 'file',
    group: 'cycle',
    lead: 'Los dictámenes de cada plan: quién los tiene, qué dicen y con qué condiciones.',
    empty: 'Los cinco dictámenes de un plan se abren solos cuando el operador abre su evaluación.',
  }),
  ...nounScreens(planItem, {
    title: 'Inversiones de los planes',
    icon: 'file',
    group: 'cycle',
    hidden: true,
    lead: 'Cada inversión de cada plan: cuánto cuesta y quién paga qué parte.',
    empty: 'Se agregan en el archivo de cada plan, o vienen en una planilla por Importar.',
  }),
  ...nounScreens(planFlow, {
    title: 'Flujo de caja de los planes',
    icon: 'file',
    group: 'cycle',
    hidden: true,
    lead: 'Los años del flujo de caja de cada plan; de ellos se calculan el VAN y la TIR.',
    empty: 'Se agregan en el archivo de cada plan, o vienen en una planilla por Importar.',
  }),
  ...nounScreens(planMeasure, {
    icon: 'file',
    group: 'accompaniment',
    lead: 'Lo que cada alianza debe cumplir además de su negocio: medidas de su plan y condiciones de sus dictámenes.',
    empty: 'Se agregan en el archivo de cada plan; las condiciones de un dictamen se abren solas.',
  }),
  ...nounScreens(planPractice, {
    icon: 'file',
    group: 'cycle',
    hidden: true,
    lead: 'Las tecnologías y prácticas que promueve cada plan, cuya adopción se pregunta después.',
    empty: 'Se agregan en el archivo de cada plan.',
  }),
];
