import { appraisal } from '../../../../domain/plan/appraisal.ts';
import { planFlow } from '../../../../domain/plan/flow.ts';
import { planItem } from '../../../../domain/plan/item.ts';
import { planMeasure } from '../../../../domain/plan/measure.ts';
import { plan } from '../../../../domain/plan/plan.ts';
import { planPractice } from '../../../../domain/plan/practice.ts';
import type { Screen } from '../../screens.ts';

/** Screens of this area. */
export const planScreens: readonly Screen[] = [
  {
    path: plan.path,
    title: 'Planes de alianza',
    icon: 'file',
    group: 'cycle',
    needs: { query: 'plan.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('plan', {
        icon: 'file',
        lead: 'Cada versión del plan de cada alianza, desde su formulación hasta que se decide sobre ella.',
        empty:
          'Aquí aparecen los planes cuando se registran. La versión siguiente de uno observado se prepara en su archivo.',
      }),
    }),
  },
  {
    path: `${plan.path}/$id`,
    title: 'Plan de alianza',
    icon: 'file',
    group: 'cycle',
    needs: { query: 'plan.get' },
    hidden: true,
    load: () => import('./PlanFile.tsx'),
  },
  {
    path: appraisal.path,
    title: 'Dictámenes',
    icon: 'file',
    group: 'cycle',
    needs: { query: 'appraisal.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('appraisal', {
        icon: 'file',
        lead: 'Los dictámenes de cada plan: quién los tiene, qué dicen y con qué condiciones.',
        empty: 'Los cinco dictámenes de un plan se abren solos cuando el operador abre su evaluación.',
      }),
    }),
  },
  {
    path: `${appraisal.path}/$id`,
    title: 'Dictamen',
    icon: 'file',
    group: 'cycle',
    needs: { query: 'appraisal.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('appraisal') }),
  },
  {
    path: planItem.path,
    title: 'Inversiones de los planes',
    icon: 'file',
    group: 'cycle',
    needs: { query: 'planItem.list' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('planItem', {
        icon: 'file',
        lead: 'Cada inversión de cada plan: cuánto cuesta y quién paga qué parte.',
        empty: 'Se agregan en el archivo de cada plan, o vienen en una planilla por Importar.',
      }),
    }),
  },
  {
    path: `${planItem.path}/$id`,
    title: 'Inversión del plan',
    icon: 'file',
    group: 'cycle',
    needs: { query: 'planItem.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('planItem') }),
  },
  {
    path: planFlow.path,
    title: 'Flujo de caja de los planes',
    icon: 'file',
    group: 'cycle',
    needs: { query: 'planFlow.list' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('planFlow', {
        icon: 'file',
        lead: 'Los años del flujo de caja de cada plan; de ellos se calculan el VAN y la TIR.',
        empty: 'Se agregan en el archivo de cada plan, o vienen en una planilla por Importar.',
      }),
    }),
  },
  {
    path: `${planFlow.path}/$id`,
    title: 'Año del flujo de caja',
    icon: 'file',
    group: 'cycle',
    needs: { query: 'planFlow.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('planFlow') }),
  },
  {
    path: planMeasure.path,
    title: 'Medidas',
    icon: 'file',
    group: 'cycle',
    needs: { query: 'planMeasure.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('planMeasure', {
        icon: 'file',
        lead: 'Lo que cada alianza debe cumplir además de su negocio: medidas de su plan y condiciones de sus dictámenes.',
        empty: 'Se agregan en el archivo de cada plan; las condiciones de un dictamen se abren solas.',
      }),
    }),
  },
  {
    path: `${planMeasure.path}/$id`,
    title: 'Medida',
    icon: 'file',
    group: 'cycle',
    needs: { query: 'planMeasure.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('planMeasure') }),
  },
  {
    path: planPractice.path,
    title: 'Prácticas promovidas',
    icon: 'file',
    group: 'cycle',
    needs: { query: 'planPractice.list' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('planPractice', {
        icon: 'file',
        lead: 'Las tecnologías y prácticas que promueve cada plan, cuya adopción se pregunta después.',
        empty: 'Se agregan en el archivo de cada plan.',
      }),
    }),
  },
  {
    path: `${planPractice.path}/$id`,
    title: 'Práctica promovida',
    icon: 'file',
    group: 'cycle',
    needs: { query: 'planPractice.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('planPractice') }),
  },
];
