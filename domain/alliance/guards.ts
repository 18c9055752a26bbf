import { CYCLES_NEEDED, leftToDo } from '../accompaniment/standing.ts';
import { lastDecided, notCovered } from '../committee/covered.ts';
import type { Decided } from '../committee/decision.ts';
import { entersIn } from '../committee/rank.ts';
import { type Day, holdsOn } from '../kernel/dates.ts';
import { writtenBs } from '../kernel/money.ts';
import { isConfirmed, type ParameterKey, parameterOn } from '../monitoring/parameters.ts';
import type { Role } from '../people/roles.ts';
import { whyNotViable } from '../plan/dimensions.ts';
import { allianceWords } from '../words/alliance.ts';
import type { Alliance } from './alliance.ts';
import { busiestDay } from './load.ts';
import type { AllianceState } from './states.ts';
import type { PlanOfAlliance, Span, WorkflowFacts } from './workflowFacts.ts';

const kinds = allianceWords.file.agreementKinds;
const holds = (span: Span, day: Day) => holdsOn({ from: span.validFrom, to: span.validTo }, day);

const NO_PLAN = 'La alianza no tiene un plan registrado.';

/**
 * Where the plan must stand for the alliance to go on. The operador decides on the plan, and the alliance goes with it
 * in that act; the step of the alliance alone is for one that was put back to a state by a correction.
 */
const planIs =
  (state: string, otherwise: (plan: PlanOfAlliance) => string): Guard =>
  ({ plan }) =>
    plan === null ? NO_PLAN : plan.state === state ? null : otherwise(plan);

/** What a decided plan makes of its alliance. */
const DECIDED = { PLAN_VIABLE: 'VIABLE', PLAN_OBSERVADO: 'OBSERVADO', PLAN_NO_VIABLE: 'NO_VIABLE' } as const;

/**
 * Why an alliance may not be put back to a state that says something of its plan: the plan says otherwise. An alliance
 * without a recorded plan was adopted; its papers say it.
 */
export function saysOtherThanPlan(to: AllianceState, plan: PlanOfAlliance | null): string | null {
  const said = (DECIDED as Readonly<Record<string, string>>)[to];
  return said === undefined || plan === null || plan.state === said
    ? null
    : `El plan ${plan.called} no dice eso: corrija antes la decisión sobre el plan.`;
}

/** What the Comité last decided of an alliance since it was prioritised, in a session with its acta; null when nothing. */
const decidedOf = ({ decisions }: WorkflowFacts, { stateSince }: Alliance): Decided | null =>
  lastDecided(decisions.filter(({ heldOn }) => heldOn !== null && heldOn >= (stateSince ?? heldOn)));

/** Holds when the last decision of the Comité is one of some states. */
const decidedAs =
  (...as: readonly string[]): Guard =>
  (facts, _on, alliance) => {
    const found = decidedOf(facts, alliance);
    if (!found) return 'Falta la decisión del Comité, en una sesión con su acta.';
    return as.includes(found.state) ? null : `El Comité decidió otra cosa en la sesión ${found.sessionNumber}.`;
  };

type Guard = (facts: WorkflowFacts, on: Day, alliance: Alliance) => string | null;

const serves = (facts: WorkflowFacts, role: Role, on: Day) =>
  facts.assignments.some((a) => a.role === role && holds(a, on));

/** Conditions beyond a paper and data. Each answers null, or the sentence that says what is missing. */
export const guards = {
  minimumFamilies: (facts, on, alliance) => {
    const least = parameterOn(facts.parameters, 'minimumFamilies', on, alliance.programmeId);
    const families = facts.profile.familiesDeclared;
    return families !== null && families < least
      ? `La alianza reúne ${families} familias y el mínimo es ${least}.`
      : null;
  },
  facilitator: (facts, on) =>
    facts.profile.model !== 1 || serves(facts, 'FACILITADOR', on)
      ? null
      : 'Falta asignar el facilitador que formula el plan.',
  /** A facilitador has no access after the convenio (domain brief 1.2). */
  facilitatorDone: (facts, on) =>
    facts.assignments.some((a) => a.role === 'FACILITADOR' && (a.validTo === null || a.validTo > on))
      ? 'El facilitador sigue asignado: termine su asignación con la fecha de firma del convenio o antes.'
      : null,
  accompanier: (facts, on) => (serves(facts, 'ACOMPANANTE', on) ? null : 'Falta asignar el acompañante de la alianza.'),
  /** BR-46: with this alliance active, nobody who accompanies it then or later is over the cap on any day. */
  capKept: (facts, on, alliance) => {
    const cap = parameterOn(facts.parameters, 'allianceCap', on, alliance.programmeId);
    for (const { name, validFrom, validTo, others, regional } of facts.accompaniers) {
      if (validTo !== null && validTo < on) continue;
      const busiest = busiestDay({ from: validFrom > on ? validFrom : on, to: validTo }, others, regional);
      if (busiest >= cap)
        return `${name} ya acompaña ${busiest} alianzas activas, que es el máximo. Asigne otra persona antes.`;
    }
    return null;
  },
  legalPersonality: (facts) =>
    facts.organisation?.legalStatusNumber ? null : 'La organización todavía no tiene personería jurídica registrada.',
  /** The convenio of an integral alliance is one of transfers; of the others, of technical assistance (2.1). */
  agreementSigned: ({ agreement, profile }) => {
    if (!agreement?.signedOn) return 'Falta registrar el convenio con su fecha de firma.';
    const kind = profile.model === 1 ? 'integral' : 'AT';
    return agreement.kind === kind
      ? null
      : `El convenio es de «${kinds[agreement.kind]}», y el del modelo ${profile.model} es de «${kinds[kind]}».`;
  },
  integralModel: (facts) =>
    facts.profile.model === 1 ? null : 'Solo las alianzas del modelo 1 tienen etapa de inversión.',
  technicalModel: (facts) =>
    facts.profile.model === 2 || facts.profile.model === 3
      ? null
      : 'Las alianzas del modelo 1 pasan antes por la etapa de inversión.',
  /** Domain brief 2.2, state 16. */
  cyclesOrTerm: ({ accompaniment, agreement }, on) =>
    accompaniment.cyclesClosed >= CYCLES_NEEDED || (agreement?.endsOn && agreement.endsOn <= on)
      ? null
      : `Hay ${accompaniment.cyclesClosed} de ${CYCLES_NEEDED} ciclos productivos cerrados y el plazo del convenio no se cumplió.`,
  /** Domain brief 2.2, state 17: nothing that was programmed or recorded is left without an end. */
  accompanimentDone: ({ accompaniment }) => {
    const left = leftToDo(accompaniment);
    return left ? `Quedan por terminar o anular: ${left}.` : null;
  },
  /**
   * An alliance is not closed while a complaint waits for an answer (domain brief 2.2, state 17). Whoever closes it may
   * be the person complained of, so they are told whom to ask, and neither how many complaints there are nor about
   * what.
   */
  complaintsAnswered: ({ complaintsWait }) =>
    complaintsWait
      ? 'Hay reclamos sin responder sobre la alianza. Quien atiende reclamos puede confirmar cuándo se puede cerrar.'
      : null,
  planPresented: planIs('PRESENTADO', ({ called }) => `Quien lo formula todavía no presentó el plan ${called}.`),
  planInEvaluation: planIs('EN_EVALUACION', ({ called }) => `La evaluación se abre en el plan ${called}.`),
  planViable: (facts, on, alliance) =>
    planIs(
      'VIABLE',
      ({ called, appraisals }) => whyNotViable(appraisals) ?? `El plan ${called} se da por viable en su archivo.`,
    )(facts, on, alliance) ?? whyNotViable(facts.plan?.appraisals ?? []),
  planObserved: planIs('OBSERVADO', ({ called }) => `El plan ${called} se observa en su archivo.`),
  planNotViable: planIs('NO_VIABLE', ({ called }) => `El plan ${called} se declara no viable en su archivo.`),
  /** BR-27: a confirmed ranking has it above the budget line. */
  rankedAbove: ({ rankings }, _on, alliance) => {
    if (rankings.length === 0) return 'Ninguna priorización confirmada tiene a la alianza.';
    return rankings.some((r) => entersIn(r, alliance.id))
      ? null
      : 'En las priorizaciones confirmadas, la alianza queda debajo de la línea del presupuesto.';
  },
  committeeApproved: decidedAs('APROBADA', 'CON_RESOLUCION'),
  committeeDeferred: decidedAs('DIFERIDA'),
  committeeRejected: decidedAs('RECHAZADA'),
  /** BR-28: before a convenio, the resolution of what the Comité last decided covers its own amount, to the centavo. */
  resolutionCovers: ({ decisions, agreement }) => notCovered(decisions, agreement?.amountPar ?? null),
  ceilingPerFamily: (facts, on, alliance) => {
    const { amountPar, familiesDeclared } = facts.profile;
    const most = parameterOn(facts.parameters, 'maximumAmountPerFamily', on, alliance.programmeId);
    if (amountPar === null || !familiesDeclared || amountPar <= most * 100 * familiesDeclared) return null;
    return `El aporte del proyecto pasa de ${writtenBs(most * 100)} por familia.`;
  },
} as const satisfies Record<string, Guard>;
export type GuardName = keyof typeof guards;

/**
 * Guards that rest on a parameter alone. While its value is unconfirmed they warn: the step is taken with a reason, which
 * stays beside it. Once it is confirmed they refuse.
 */
const restsOn: Partial<Readonly<Record<GuardName, ParameterKey>>> = {
  minimumFamilies: 'minimumFamilies',
  ceilingPerFamily: 'maximumAmountPerFamily',
};

/** Whether a guard only warns on a day. */
export const onlyWarns = (name: GuardName, facts: WorkflowFacts, on: Day, { programmeId }: Alliance): boolean => {
  const key = restsOn[name];
  return key !== undefined && !isConfirmed(facts.parameters, key, on, programmeId);
};
