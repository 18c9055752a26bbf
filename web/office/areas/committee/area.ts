import { interestConflict } from '../../../../domain/committee/conflict.ts';
import { priorityCriterion } from '../../../../domain/committee/criterion.ts';
import { committeeDecision } from '../../../../domain/committee/decision.ts';
import { committeeMember } from '../../../../domain/committee/member.ts';
import { priorityScore } from '../../../../domain/committee/priorityScore.ts';
import { ranking } from '../../../../domain/committee/ranking.ts';
import { rankingEntry } from '../../../../domain/committee/rankingEntry.ts';
import { resolution } from '../../../../domain/committee/resolution.ts';
import { committeeSession } from '../../../../domain/committee/session.ts';
import type { Screen } from '../../screens.ts';

/** Screens of prioritisation and the Comité. */
export const committeeScreens: readonly Screen[] = [
  {
    path: priorityCriterion.path,
    title: 'Criterios de priorización',
    icon: 'figures',
    group: 'cycle',
    needs: { query: 'priorityCriterion.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('priorityCriterion', {
        icon: 'figures',
        lead: 'Los acuerda el programa con la DGP, con su peso y desde cuándo valen. Los vigentes suman 100 %.',
        empty: 'Registre los criterios acordados; mientras nadie los confirme, se aplican con un motivo escrito.',
      }),
    }),
  },
  {
    path: `${priorityCriterion.path}/$id`,
    title: 'Criterio de priorización',
    icon: 'figures',
    group: 'cycle',
    needs: { query: 'priorityCriterion.get' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('priorityCriterion'),
    }),
  },
  {
    path: ranking.path,
    title: 'Priorizaciones',
    icon: 'up',
    group: 'cycle',
    needs: { query: 'ranking.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('ranking', {
        icon: 'up',
        lead: 'Las alianzas de una unidad, en orden, frente a su presupuesto de la gestión. Se guardan y se comparan.',
        empty: 'Prepare una priorización con el presupuesto de la unidad, y traiga las alianzas con plan viable.',
      }),
    }),
  },
  {
    path: `${ranking.path}/$id`,
    title: 'Priorización',
    icon: 'up',
    group: 'cycle',
    needs: { query: 'ranking.get' },
    hidden: true,
    load: () => import('./RankingFile.tsx'),
  },
  {
    path: rankingEntry.path,
    title: 'Alianzas por priorizar',
    icon: 'alliance',
    group: 'cycle',
    needs: { query: 'rankingEntry.list' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('rankingEntry', {
        icon: 'alliance',
        lead: 'Las alianzas de cada priorización, con lo que pedían cuando entraron.',
        empty: 'Entran desde el archivo de una priorización o con una planilla.',
      }),
    }),
  },
  {
    path: `${rankingEntry.path}/$id`,
    title: 'Alianza por priorizar',
    icon: 'alliance',
    group: 'cycle',
    needs: { query: 'rankingEntry.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('rankingEntry') }),
  },
  {
    path: priorityScore.path,
    title: 'Puntajes',
    icon: 'figures',
    group: 'cycle',
    needs: { query: 'priorityScore.list' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('priorityScore', {
        icon: 'figures',
        lead: 'Los puntos que cada criterio da a cada alianza, de 0 a 100.',
        empty: 'Se ponen uno por uno o con una planilla.',
      }),
    }),
  },
  {
    path: `${priorityScore.path}/$id`,
    title: 'Puntaje',
    icon: 'figures',
    group: 'cycle',
    needs: { query: 'priorityScore.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('priorityScore') }),
  },
  {
    path: committeeSession.path,
    title: 'Sesiones del Comité',
    icon: 'calendar',
    group: 'cycle',
    needs: { query: 'committeeSession.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('committeeSession', {
        icon: 'calendar',
        lead: 'Cada sesión con su día, quienes asistieron, lo que decidieron y su acta.',
        empty: 'Convoque la primera sesión.',
      }),
    }),
  },
  {
    path: `${committeeSession.path}/$id`,
    title: 'Sesión del Comité',
    icon: 'calendar',
    group: 'cycle',
    needs: { query: 'committeeSession.get' },
    hidden: true,
    load: () => import('./SessionFile.tsx'),
  },
  {
    path: committeeMember.path,
    title: 'Integrantes del Comité',
    icon: 'users',
    group: 'cycle',
    needs: { query: 'committeeMember.list' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('committeeMember', {
        icon: 'users',
        lead: 'Quiénes integran cada sesión y por qué entidad.',
        empty: 'Convoque a los integrantes de una sesión.',
      }),
    }),
  },
  {
    path: `${committeeMember.path}/$id`,
    title: 'Integrante del Comité',
    icon: 'users',
    group: 'cycle',
    needs: { query: 'committeeMember.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('committeeMember') }),
  },
  {
    path: interestConflict.path,
    title: 'Conflictos de interés',
    icon: 'conflict',
    group: 'cycle',
    needs: { query: 'interestConflict.list' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('interestConflict', {
        icon: 'conflict',
        lead: 'Quien lo declara no cuenta en la decisión sobre esa alianza.',
        empty: 'Nadie declaró ninguno.',
      }),
    }),
  },
  {
    path: `${interestConflict.path}/$id`,
    title: 'Conflicto de interés',
    icon: 'conflict',
    group: 'cycle',
    needs: { query: 'interestConflict.get' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('interestConflict'),
    }),
  },
  {
    path: committeeDecision.path,
    title: 'Decisiones del Comité',
    icon: 'verify',
    group: 'cycle',
    needs: { query: 'committeeDecision.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('committeeDecision', {
        icon: 'verify',
        lead: 'Qué se decidió sobre cada alianza, y la resolución que lo respalda. Elija varias para decidir juntas.',
        empty: 'Ponga en la agenda de una sesión las alianzas priorizadas.',
      }),
    }),
  },
  {
    path: `${committeeDecision.path}/$id`,
    title: 'Decisión del Comité',
    icon: 'verify',
    group: 'cycle',
    needs: { query: 'committeeDecision.get' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('committeeDecision'),
    }),
  },
  {
    path: resolution.path,
    title: 'Resoluciones',
    icon: 'file',
    group: 'cycle',
    needs: { query: 'resolution.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('resolution', {
        icon: 'file',
        lead: 'La norma que aprueba importe, uso y destino de las transferencias. Sin ella no hay convenio.',
        empty: 'Registre la resolución y póngala en vigor con su documento.',
      }),
    }),
  },
  {
    path: `${resolution.path}/$id`,
    title: 'Resolución',
    icon: 'file',
    group: 'cycle',
    needs: { query: 'resolution.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('resolution') }),
  },
  {
    path: `${ranking.path}/$id/alianzas/$allianceId`,
    title: 'Ficha de la alianza',
    icon: 'alliance',
    group: 'cycle',
    needs: { query: 'ranking.board' },
    hidden: true,
    load: () => import('./DossierScreen.tsx'),
  },
  {
    path: `${committeeSession.path}/$id/acta`,
    title: 'Acta de la sesión',
    icon: 'print',
    group: 'cycle',
    needs: { query: 'committeeSession.acta' },
    hidden: true,
    load: () => import('./ActaScreen.tsx'),
  },
];
