import { interestConflict } from '../../../../domain/committee/conflict.ts';
import { priorityCriterion } from '../../../../domain/committee/criterion.ts';
import { committeeDecision } from '../../../../domain/committee/decision.ts';
import { committeeMember } from '../../../../domain/committee/member.ts';
import { priorityScore } from '../../../../domain/committee/priorityScore.ts';
import { ranking } from '../../../../domain/committee/ranking.ts';
import { rankingEntry } from '../../../../domain/committee/rankingEntry.ts';
import { resolution } from '../../../../domain/committee/resolution.ts';
import { committeeSession } from '../../../../domain/committee/session.ts';
import { nounScreens } from '../../nouns/nounScreens.ts';
import type { Screen } from '../../screens.ts';

/** Screens of prioritisation and the Comité. */
export const committeeScreens: readonly Screen[] = [
  ...nounScreens(priorityCriterion, {
    icon: 'figures',
    group: 'cycle',
    lead: 'Los acuerda el programa con la DGP, con su peso y desde cuándo valen. Los vigentes suman 100 %.',
    empty: 'Registre los criterios acordados; mientras nadie los confirme, se aplican con un motivo escrito.',
  }),
  ...nounScreens(ranking, {
    icon: 'up',
    group: 'cycle',
    lead: 'Las alianzas de una unidad, en orden, frente a su presupuesto de la gestión. Se guardan y se comparan.',
    empty: 'Prepare una priorización con el presupuesto de la unidad, y traiga las alianzas con plan viable.',
    file: () => import('./RankingFile.tsx'),
  }),
  ...nounScreens(rankingEntry, {
    one: 'Alianza por priorizar',
    icon: 'alliance',
    group: 'cycle',
    hidden: true,
    lead: 'Las alianzas de cada priorización, con lo que pedían cuando entraron.',
    empty: 'Entran desde el archivo de una priorización o con una planilla.',
  }),
  ...nounScreens(priorityScore, {
    icon: 'figures',
    group: 'cycle',
    hidden: true,
    lead: 'Los puntos que cada criterio da a cada alianza, de 0 a 100.',
    empty: 'Se ponen uno por uno o con una planilla.',
  }),
  ...nounScreens(committeeSession, {
    icon: 'calendar',
    group: 'cycle',
    lead: 'Cada sesión con su día, quienes asistieron, lo que decidieron y su acta.',
    empty: 'Convoque la primera sesión.',
    file: () => import('./SessionFile.tsx'),
  }),
  ...nounScreens(committeeMember, {
    icon: 'users',
    group: 'cycle',
    hidden: true,
    lead: 'Quiénes integran cada sesión y por qué entidad.',
    empty: 'Convoque a los integrantes de una sesión.',
  }),
  ...nounScreens(interestConflict, {
    icon: 'conflict',
    group: 'cycle',
    hidden: true,
    lead: 'Quien lo declara no cuenta en la decisión sobre esa alianza.',
    empty: 'Nadie declaró ninguno.',
  }),
  ...nounScreens(committeeDecision, {
    icon: 'verify',
    group: 'cycle',
    lead: 'Qué se decidió sobre cada alianza, y la resolución que lo respalda. Elija varias para decidir juntas.',
    empty: 'Ponga en la agenda de una sesión las alianzas priorizadas.',
  }),
  ...nounScreens(resolution, {
    icon: 'file',
    group: 'cycle',
    lead: 'La norma que aprueba importe, uso y destino de las transferencias. Sin ella no hay convenio.',
    empty: 'Registre la resolución y póngala en vigor con su documento.',
  }),
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
