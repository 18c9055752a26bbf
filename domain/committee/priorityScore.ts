import { count, reference, share } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { committeeReaders, planners } from './hands.ts';
import { closedRanking, rankingOpen } from './rankingEntry.ts';

/**
 * The points that a criterion gives an alliance in a ranking (domain brief 3.7, `puntaje_prioridad`). In a
 * draft the weight of its criterion counts; the confirmation writes it here, so that no later change of the criterion moves
 * a ranking of before.
 */
export const priorityScore = noun('priorityScore', {
  words: { one: 'puntaje', many: 'puntajes', the: 'el puntaje' },
  path: '/puntajes',
  keeps: 'row',
  place: { unit: 'unitId', alliance: 'allianceId' },
  partOf: 'rankingId',
  unitStays: true,
  drawnAt: ['allianceId'],
  capturedIn: ['office'],
  named: 'allianceId',
  listed: ['allianceId', 'criterionId', 'points', 'weight', 'rankingId', 'unitId'],
  reads: committeeReaders,
  fixed: ['rankingId', 'allianceId', 'criterionId'],
  unique: [
    {
      field: 'rankingId',
      with: ['allianceId', 'criterionId'],
      unless: ['SIN_EFECTO'],
      taken: () => problem('alreadyExists', undefined, 'body.criterionId'),
    },
  ],
  fields: {
    rankingId: reference('priorización', 'ranking').required().open('noPersonal'),
    allianceId: reference('alianza', 'alliance').required().open('noPersonal'),
    criterionId: reference('criterio', 'priorityCriterion').required().open('noPersonal'),
    points: count('puntos', { min: 0, max: 100 }).required().open('noPersonal'),
    weight: share('peso').derived().open('noPersonal'),
    unitId: reference('unidad', 'unit').derived().open('noPersonal'),
  },
  derive: (values, { references }) => ({
    unitId: (references.rankingId?.unitId as string | undefined) ?? values.unitId ?? null,
    weight: (references.criterionId?.weight as number | undefined) ?? values.weight ?? null,
  }),
  check: (_values, _on, { references }) => closedRanking(references.rankingId),
});

const open = rankingOpen('rankingOfScore');

export const priorityScoreLife = life(priorityScore, {
  states: {
    PUESTO: { name: 'puesto', keeps: [open] },
    SIN_EFECTO: { name: 'sin efecto', final: true },
  },
  begins: { state: 'PUESTO', title: 'poner un puntaje', type: 'act', who: planners },
  corrects: planners,
  steps: [
    {
      name: 'drop',
      title: 'dejar sin efecto',
      from: ['PUESTO'],
      to: 'SIN_EFECTO',
      who: planners,
      guards: [open],
      aside: true,
    },
  ],
});
