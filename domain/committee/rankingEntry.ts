import { count, money, reference } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import type { Role } from '../people/roles.ts';
import { committeeReaders, planners } from './hands.ts';

const hands: readonly Role[] = [...planners, 'UCN_NEG'];

/** The refusal of anything new in a run that is no draft any more, or that takes its alliances from another. */
export const closedRanking = (ranking: Readonly<Record<string, unknown>> | null | undefined) =>
  !ranking || (ranking.state === 'BORRADOR' && !ranking.baseId)
    ? null
    : problem('invalidField', {
        sentence: ranking.baseId
          ? 'Esa priorización usa las alianzas y los puntajes de otra.'
          : 'Esa priorización ya no es un borrador.',
      });

/** Holds while the run that a row belongs to is a draft. */
export const rankingOpen = (loader: string): Guard => ({
  name: 'rankingOpen',
  needs: (id) => ({ run: { loader, key: id } }),
  holds: (_row, _on, { run }) =>
    (run as { state: string } | null)?.state === 'BORRADOR' ? null : 'Esa priorización ya no es un borrador.',
});

const open = rankingOpen('rankingOfEntry');

/** An alliance in a ranking, with what it asks for as it stood then: later corrections of its file do not move the line. */
export const rankingEntry = noun('rankingEntry', {
  words: { one: 'alianza priorizada', many: 'alianzas por priorizar', the: 'la alianza priorizada' },
  path: '/alianzas-por-priorizar',
  keeps: 'row',
  place: { unit: 'unitId', alliance: 'allianceId' },
  partOf: 'rankingId',
  unitStays: true,
  drawnAt: ['allianceId'],
  capturedIn: ['office'],
  named: 'allianceId',
  listed: ['allianceId', 'rankingId', 'unitId', 'amountPar', 'amountCounterpart', 'families', 'women'],
  reads: committeeReaders,
  fixed: ['rankingId', 'allianceId'],
  unique: [
    {
      field: 'rankingId',
      with: ['allianceId'],
      unless: ['RETIRADA'],
      taken: () => problem('alreadyExists', undefined, 'body.allianceId'),
    },
  ],
  fields: {
    rankingId: reference('priorización', 'ranking').required().open('noPersonal'),
    allianceId: reference('alianza', 'alliance').required().open('noPersonal'),
    unitId: reference('unidad', 'unit').derived().open('noPersonal'),
    amountPar: money('aporte del proyecto').required().open('noPersonal'),
    amountCounterpart: money('contraparte').open('noPersonal'),
    families: count('familias').open('noPersonal'),
    women: count('mujeres').open('noPersonal'),
  },
  derive: (values, { references }) => ({
    unitId: (references.rankingId?.unitId as string | undefined) ?? values.unitId ?? null,
  }),
  check: (values, _on, { references }) => {
    const closed = closedRanking(references.rankingId);
    if (closed) return closed;
    const alliance = references.allianceId;
    return alliance && values.unitId !== alliance.unitId
      ? problem('invalidField', { sentence: 'La alianza es de otra unidad que la priorización.' })
      : null;
  },
});

export const rankingEntryLife = life(rankingEntry, {
  states: {
    CONSIDERADA: { name: 'considerada', keeps: [open] },
    RETIRADA: { name: 'retirada', final: true },
  },
  begins: { state: 'CONSIDERADA', title: 'poner una alianza en una priorización', type: 'act', who: hands },
  corrects: hands,
  steps: [
    {
      name: 'withdraw',
      title: 'retirar',
      from: ['CONSIDERADA'],
      to: 'RETIRADA',
      who: hands,
      guards: [open],
      aside: true,
      bulk: 'retirar de la priorización',
    },
  ],
});
