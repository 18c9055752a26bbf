import { type AllianceState, states } from '../alliance/states.ts';
import { type Day, writtenDay } from '../kernel/dates.ts';
import { writtenBs } from '../kernel/money.ts';
import { money, reference, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { type ParameterRow, parameterOn } from '../monitoring/parameters.ts';
import { committeeReaders, ENDED, isOpen, preparers } from './hands.ts';
import { isQuorate } from './session.ts';

/** A resolution with what the decisions that rest on it already use of its amount, in centavos. */
interface ResolutionInUse {
  readonly state: string;
  readonly amount: number;
  readonly used?: number;
}

/** BR-28: a resolution covers what it approves, to the centavo. Judged when a decision is put under it. */
function uncovered(resolution: ResolutionInUse | null | undefined, amountPar: number): Problem | null {
  if (!resolution) return null;
  if (resolution.state !== 'VIGENTE')
    return problem('invalidField', { sentence: 'Esa resolución todavía no está en vigor, o fue anulada.' });
  const all = (resolution.used ?? 0) + amountPar;
  return all <= resolution.amount
    ? null
    : problem('invalidField', {
        sentence: `El importe de la resolución es ${writtenBs(resolution.amount)} y con esta se aprueban ${writtenBs(all)}.`,
      });
}

/**
 * What the Comité decides of an alliance in a session (BR-28, domain brief 3.7). It comes onto the agenda with the
 * amounts proposed; the Comité approves, defers or rejects it; a resolution then covers what was approved.
 */
export const committeeDecision = noun('committeeDecision', {
  words: { one: 'decisión del Comité', many: 'decisiones del Comité', the: 'la decisión del Comité' },
  path: '/decisiones-del-comite',
  keeps: 'row',
  place: { unit: 'unitId', alliance: 'allianceId', session: 'sessionId' },
  waitsWith: ['sessionId', 'allianceId'],
  drawnAt: ['allianceId'],
  capturedIn: ['office'],
  named: 'allianceId',
  listed: ['allianceId', 'sessionId', 'unitId', 'amountPar', 'amountCounterpart', 'observations', 'resolutionId'],
  reads: [...committeeReaders, 'COMITE'],
  fixed: ['sessionId', 'allianceId'],
  unique: [
    {
      field: 'sessionId',
      with: ['allianceId'],
      unless: ['RETIRADA'],
      taken: () => problem('alreadyExists', undefined, 'body.allianceId'),
    },
  ],
  fields: {
    sessionId: reference('sesión', 'committeeSession').required().open('noPersonal'),
    allianceId: reference('alianza', 'alliance').required().open('noPersonal'),
    unitId: reference('unidad', 'unit').derived().open('noPersonal'),
    amountPar: money('aporte del proyecto', { min: 1 }).required().open('noPersonal'),
    amountCounterpart: money('contraparte').required().open('noPersonal'),
    observations: text('observaciones', { minLength: 5, maxLength: 1000, multiline: true }).open('noPersonal'),
    resolutionId: reference('resolución', 'resolution').open('noPersonal'),
  },
  derive: (values, { references }) => ({
    unitId: (references.allianceId?.unitId as string | undefined) ?? values.unitId ?? null,
  }),
  check: ({ amountPar }, _on, { references }) => {
    if (references.sessionId && !isOpen(references.sessionId.state))
      return problem('invalidField', { sentence: ENDED });
    return uncovered(references.resolutionId as ResolutionInUse | null | undefined, Number(amountPar));
  },
});

/** Who sits in the session of a decision, and how its alliance stands (loader `decisionWhole`). */
interface DecisionWhole {
  readonly sessionState: string;
  /** Why the session goes on with fewer than the quorum. */
  readonly quorumReason: string | null;
  readonly heldOn: Day | null;
  readonly allianceState: AllianceState;
  /** The day on which the alliance came into its state. */
  readonly allianceSince: Day | null;
  readonly members: readonly { readonly userId: string | null; readonly present: boolean; readonly tied: boolean }[];
}

const whole = (id: string) => ({
  whole: { loader: 'decisionWhole', key: id },
  parameters: { loader: 'parameters', key: '*' },
});
const knownOf = (facts: Readonly<Record<string, unknown>>) => facts.whole as DecisionWhole;

const sitting: Guard = {
  name: 'sitting',
  needs: whole,
  holds: (_row, _on, facts) =>
    knownOf(facts).sessionState === 'CELEBRADA' ? null : 'La sesión no está celebrada, o ya tiene acta.',
};

/** Only what was prioritised is decided; what was adopted as approved may be written down afterwards. */
const prioritised: Guard = {
  name: 'prioritised',
  needs: whole,
  holds: (_row, _on, facts) => {
    const { allianceState, allianceSince, heldOn } = knownOf(facts);
    // The step that follows from the decision compares the same two days.
    if (allianceState === 'PRIORIZADA' && heldOn !== null && allianceSince !== null && heldOn < allianceSince)
      return `La alianza se priorizó el ${writtenDay(allianceSince)}, después de la sesión.`;
    return allianceState === 'PRIORIZADA' || allianceState === 'APROBADA_COMITE'
      ? null
      : `La alianza está en «${states[allianceState].name}»: el Comité decide sobre las priorizadas.`;
  },
};

/** Whoever declared a conflict with the alliance is not counted (BR-28). The quorum is that of the day of the session. */
const quorum: Guard = {
  name: 'quorum',
  needs: whole,
  holds: (_row, today, facts) => {
    const parameters = facts.parameters as readonly ParameterRow[];
    const { members, quorumReason, heldOn } = knownOf(facts);
    const on = heldOn ?? today;
    const present = members.filter((m) => m.present);
    const counted = present.filter((m) => !m.tied).length;
    if (isQuorate(counted, parameters, on, quorumReason)) return null;
    const least = parameterOn(parameters, 'committeeQuorum', on);
    const tied = present.length - counted;
    return `Cuentan ${counted} presentes${tied > 0 ? ` (${tied} con conflicto de interés)` : ''} y el quórum es de ${least}.`;
  },
};

/** Whoever writes down a decision sits in the session, and has no conflict with the alliance. */
const decides: Guard = {
  name: 'decides',
  needs: whole,
  holds: (_row, _on, facts, actorId) => {
    const member = knownOf(facts).members.find((m) => m.userId === actorId && m.present);
    if (!member) return 'La registra quien estuvo presente en la sesión, con su cuenta.';
    return member.tied ? 'Usted declaró un conflicto de interés con esta alianza.' : null;
  },
};

const settled: Guard = {
  name: 'settled',
  holds: () => 'Lo decidido no se corrige: el Comité vuelve a verlo en otra sesión.',
};

const judged = [sitting, prioritised, decides, quorum];

export const committeeDecisionLife = life(committeeDecision, {
  states: {
    EN_AGENDA: { name: 'en agenda', holder: ['COMITE'] },
    APROBADA: { name: 'aprobada', holder: preparers, keeps: [settled] },
    DIFERIDA: { name: 'diferida', final: true },
    RECHAZADA: { name: 'rechazada', final: true },
    CON_RESOLUCION: { name: 'aprobada, con resolución', keeps: [settled] },
    SIN_EFECTO: { name: 'aprobada, sin efecto', final: true },
    RETIRADA: { name: 'retirada de la agenda', final: true },
  },
  begins: { state: 'EN_AGENDA', title: 'poner una alianza en la agenda del Comité', type: 'act', who: preparers },
  corrects: preparers,
  leftWith: { EN_AGENDA: 'RETIRADA', APROBADA: 'SIN_EFECTO' },
  steps: [
    {
      name: 'approve',
      title: 'aprobar',
      from: ['EN_AGENDA'],
      to: 'APROBADA',
      who: ['COMITE'],
      guards: judged,
      bulk: 'aprobar',
    },
    {
      name: 'defer',
      title: 'diferir',
      from: ['EN_AGENDA'],
      to: 'DIFERIDA',
      who: ['COMITE'],
      asks: ['observations'],
      guards: judged,
      aside: true,
      bulk: 'diferir',
    },
    {
      name: 'reject',
      title: 'rechazar',
      from: ['EN_AGENDA'],
      to: 'RECHAZADA',
      who: ['COMITE'],
      asks: ['observations'],
      guards: judged,
      aside: true,
      bulk: 'rechazar',
    },
    {
      name: 'withdraw',
      title: 'retirar de la agenda',
      from: ['EN_AGENDA'],
      to: 'RETIRADA',
      who: preparers,
      aside: true,
      bulk: 'retirar de la agenda',
    },
    {
      name: 'resolve',
      title: 'respaldar con una resolución',
      from: ['APROBADA'],
      to: 'CON_RESOLUCION',
      who: preparers,
      asks: ['resolutionId'],
      waitsFor: ['resolutionId'],
      bulk: 'respaldar con una resolución',
    },
  ],
});

/** What the cycle reads of a decision (loader `decisionsOfAlliance`). */
export interface Decided {
  readonly state: string;
  readonly amountPar: number;
  readonly sessionState: string;
  readonly sessionNumber: string;
  readonly heldOn: Day | null;
  readonly resolutionState: string | null;
}
