import { type AllianceState, states } from '../alliance/states.ts';
import { type Author, anotherHand, writersOf } from '../kernel/noun/anotherHand.ts';
import { movedTo } from '../kernel/noun/commands.ts';
import { choice, money, reference, text } from '../kernel/noun/kinds.ts';
import { type Also, type Guard, life } from '../kernel/noun/life.ts';
import { type AnyRow, noun, type Row } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import type { Role } from '../people/roles.ts';
import { committeeReaders, planners } from './hands.ts';
import { priorityScore } from './priorityScore.ts';
import { type ByCriteria, type Candidate, criteriaFor, running, WHOLE_WEIGHT } from './rank.ts';

const hands: readonly Role[] = [...planners, 'UCN_NEG'];

/**
 * A run that orders the alliances of a unit against its money for a year (BR-27). Any number of runs may be kept and
 * compared; a confirmed one says who may be prioritised. A run based on another uses the alliances and scores of that
 * one, with a line of its own.
 */
export const ranking = noun('ranking', {
  words: { one: 'priorización', many: 'priorizaciones', the: 'la priorización' },
  path: '/priorizaciones',
  keeps: 'row',
  place: { unit: 'unitId' },
  capturedIn: ['office'],
  named: 'name',
  listed: ['name', 'unitId', 'year', 'budget', 'cut', 'baseId'],
  aside: ['baseId'],
  reads: committeeReaders,
  fields: {
    name: text('nombre', { minLength: 3, maxLength: 120 }).required().open('noPersonal'),
    unitId: reference('unidad', 'unit').required().open('noPersonal'),
    year: text('gestión', { digits: true, minLength: 4, maxLength: 4 }).required().open('noPersonal'),
    budget: money('presupuesto disponible', { unit: 'Bs' })
      .required()
      .open('noPersonal')
      .helped('El aporte del proyecto que alcanza para esta unidad en la gestión.'),
    cut: choice('cómo se corta', {
      corte: 'hasta la primera que no alcanza',
      relleno: 'se salta la que no alcanza y sigue',
    })
      .required()
      .open('noPersonal'),
    baseId: reference('parte de', 'ranking')
      .open('noPersonal')
      .helped('Usa las alianzas y los puntajes de otra, para comparar otro presupuesto u otro corte.'),
    unconfirmedReason: text('por qué se aplican criterios sin confirmar', {
      minLength: 5,
      maxLength: 500,
      multiline: true,
    }).open('noPersonal'),
  },
  check: ({ unitId }, _on, { references }) => {
    const base = references.baseId as { readonly unitId: string; readonly baseId: string | null } | null | undefined;
    if (!base) return null;
    if (base.unitId !== unitId)
      return problem('invalidField', { sentence: 'Parte de una priorización de la misma unidad.' });
    return base.baseId === null
      ? null
      : problem('invalidField', { sentence: 'Esa priorización ya parte de otra: elija la primera.' });
  },
});

interface Ranking extends Row<typeof ranking> {}

/** What a guard reads of a run: its alliances, their scores and the criteria (loader `rankingWhole`). */
interface RankingWhole extends ByCriteria {
  readonly entries: readonly (Candidate & { readonly state: AllianceState; readonly name: string })[];
}

/** An alliance may be ranked when its plan is viable, and again when the Comité deferred it. */
const rankable: readonly AllianceState[] = ['PLAN_VIABLE', 'DIFERIDA', 'PRIORIZADA'];

const whole = (id: string) => ({ whole: { loader: 'rankingWhole', key: id } });

const filled: Guard = {
  name: 'filled',
  needs: whole,
  holds: (_row, _on, facts) => {
    const entries = running((facts.whole as RankingWhole).entries);
    if (entries.length === 0) return 'Todavía no tiene ninguna alianza.';
    const early = entries.find(({ state }) => !rankable.includes(state));
    return early ? `«${early.name}» está en «${states[early.state].name}»: solo se prioriza un plan viable.` : null;
  },
};

const weighed: Guard = {
  name: 'weighed',
  needs: whole,
  holds: (_row, on, facts) => {
    const sum = criteriaFor(facts.whole as RankingWhole, on).reduce((all, { weight }) => all + weight, 0);
    return sum === WHOLE_WEIGHT ? null : `Los criterios vigentes suman ${sum / 100} %, y deben sumar 100 %.`;
  },
};

/** An unknown score is not zero: a run with one is not confirmed. */
const scored: Guard = {
  name: 'scored',
  needs: whole,
  holds: (_row, on, facts) => {
    const known = facts.whole as RankingWhole;
    const criteria = criteriaFor(known, on);
    const left = running(known.entries).filter(({ allianceId }) =>
      criteria.some((c) => !known.scores.some((s) => s.allianceId === allianceId && s.criterionId === c.id)),
    );
    return left.length > 0
      ? `Faltan puntajes en ${left.length === 1 ? `«${left[0]?.name}»` : `${left.length} alianzas`}.`
      : null;
  },
};

/** What is not confirmed warns: it is applied with a recorded reason (issue 12.1). */
const reasoned: Guard = {
  name: 'reasoned',
  needs: whole,
  holds: (row, on, facts) =>
    (row as unknown as Ranking).unconfirmedReason !== null ||
    criteriaFor(facts.whole as RankingWhole, on).every(({ state }) => state === 'CONFIRMADO')
      ? null
      : 'Hay criterios sin confirmar: corrija la priorización y escriba por qué se aplican.',
};

const PREPARED = 'La confirma otra persona que las que la prepararon: la priorización, sus alianzas y sus puntajes.';

/** The same for the run whose alliances and scores it uses. */
const baseByAnother: Guard = {
  name: 'baseByAnother',
  needs: (id) => ({ authors: { loader: 'authorsOfBase', key: id } }),
  holds: (_row, _on, facts, actorId) =>
    writersOf(ranking, (facts.authors as readonly Author[] | null) ?? []).includes(actorId) ? PREPARED : null,
};

/**
 * What the line was drawn by is fixed with the confirmation: each score keeps the weight that its criterion has, those of
 * criteria that are not in force go out of effect, and the run on which it is based, if still a draft, is closed.
 */
const fixed: Also = {
  needs: (id) => ({
    ...whole(id),
    base: { loader: 'baseOfRanking', key: id },
    scoreRows: { loader: 'scoresOfRanking', key: id },
  }),
  moves: ['base', 'scoreRows'],
  lies: ({ base }) => (base ? [{ unitId: (base as Ranking).unitId }] : []),
  changes: ({ on, command, facts }) => {
    const base = facts.base as AnyRow | null;
    const weights = new Map(criteriaFor(facts.whole as RankingWhole, on).map((c) => [c.id, c.weight]));
    const changed = ((facts.scoreRows ?? []) as readonly AnyRow[]).flatMap((s, i) => {
      const weight = weights.get(String(s.criterionId));
      if (weight === undefined) return movedTo(priorityScore, command, s, 'SIN_EFECTO', 'drop', on, 11 + i);
      return weight === s.weight
        ? []
        : movedTo(priorityScore, command, { ...s, weight }, s.state, 'correct', s.stateSince, 11 + i);
    });
    return [
      ...(base?.state === 'BORRADOR' ? movedTo(ranking, command, base, 'CERRADA', 'close', on, 10) : []),
      ...changed,
    ];
  },
};

/** What alliances were prioritised by is not changed afterwards. */
const settled: Guard = { name: 'settled', holds: () => 'Una priorización confirmada no se corrige: prepare otra.' };

export const rankingLife = life(ranking, {
  states: {
    BORRADOR: { name: 'borrador' },
    CONFIRMADA: { name: 'confirmada', keeps: [settled] },
    CERRADA: { name: 'cerrada', final: true },
    SUSTITUIDA: { name: 'sustituida', final: true },
    DESCARTADA: { name: 'descartada', final: true },
  },
  begins: { state: 'BORRADOR', title: 'preparar una priorización', type: 'act', who: hands },
  corrects: hands,
  steps: [
    {
      name: 'confirm',
      title: 'confirmar',
      from: ['BORRADOR'],
      to: 'CONFIRMADA',
      who: planners,
      guards: [anotherHand(ranking, PREPARED), baseByAnother, filled, weighed, scored, reasoned],
      also: fixed,
      paper: 'el acta de priorización',
    },
    {
      name: 'replace',
      title: 'dar por sustituida',
      from: ['CONFIRMADA'],
      to: 'SUSTITUIDA',
      who: planners,
      aside: true,
    },
    {
      name: 'close',
      title: 'cerrar sin confirmar',
      from: ['BORRADOR'],
      to: 'CERRADA',
      who: hands,
      aside: true,
    },
    { name: 'discard', title: 'descartar', from: ['BORRADOR'], to: 'DESCARTADA', who: hands, aside: true },
  ],
});
