import { type AccompanimentStanding, CYCLES_NEEDED, leftToDo } from '../accompaniment/standing.ts';
import type { Decided } from '../committee/decision.ts';
import { entersIn, type Ranked } from '../committee/rank.ts';
import { type Day, holdsOn } from '../kernel/dates.ts';
import { writtenBs } from '../kernel/money.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { isConfirmed, type ParameterKey, type ParameterRow, parameterOn } from '../monitoring/parameters.ts';
import { type Actor, can, type Placement } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import { type AppraisalState, whyNotViable } from '../plan/dimensions.ts';
import type { Agreement } from './agreement.ts';
import { type Alliance, type AllianceProfile, type GapField, gapFields, gapsOf } from './alliance.ts';
import { type AllianceState, states } from './states.ts';

interface Span {
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/**
 * A person who accompanies the alliance, with the days of the assignment and their assignments to other active
 * alliances (loader `accompaniersOfAlliance`).
 */
export interface Accompanier extends Span {
  readonly name: string;
  readonly others: readonly (Span & { readonly allianceId: string })[];
}

const holds = (span: Span, day: Day) => holdsOn({ from: span.validFrom, to: span.validTo }, day);

/** What a guard may use. The store loads it both for `alliance.advance` and for the buttons. */
export interface WorkflowFacts {
  readonly profile: AllianceProfile;
  readonly organisation: { readonly legalStatusNumber: string | null } | null;
  readonly agreement: Agreement | null;
  readonly assignments: readonly { readonly role: string; readonly validFrom: Day; readonly validTo: Day | null }[];
  readonly parameters: readonly ParameterRow[];
  /** Who accompanies the alliance, and which other active alliances they accompany (BR-46). */
  readonly accompaniers: readonly Accompanier[];
  /**
   * Whether some complaint about the alliance waits for an answer (loader `complaintsWait`), and nothing more about it.
   */
  readonly complaintsWait: boolean;
  /** The last version of its plan, with the appraisals on it; null when it has none (loader `planOfAlliance`). */
  readonly plan: PlanOfAlliance | null;
  /** The confirmed rankings that have the alliance (loader `rankingsOfAlliance`). */
  readonly rankings: readonly Ranked[];
  /** What the Comité decided of the alliance (loader `decisionsOfAlliance`). */
  readonly decisions: readonly Decided[];
  /** How far what its acompañante records of it has come (loader `accompanimentOf`). */
  readonly accompaniment: AccompanimentStanding;
}

/** What the steps of an alliance know of its plan. */
export interface PlanOfAlliance {
  readonly called: string;
  readonly state: string;
  readonly appraisals: readonly AppraisalState[];
}

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

/** What the Comité decided of an alliance since it was prioritised, in a session with its acta; null when nothing. */
function decidedOf({ decisions }: WorkflowFacts, alliance: Alliance): Decided | null {
  const since = decisions.filter(
    (d) => d.sessionState === 'CON_ACTA' && d.heldOn !== null && d.heldOn >= (alliance.stateSince ?? d.heldOn),
  );
  return since.toSorted((a, b) => ((a.heldOn ?? '') < (b.heldOn ?? '') ? 1 : -1))[0] ?? null;
}

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
  capKept: (facts, on, alliance) => {
    const cap = parameterOn(facts.parameters, 'allianceCap', on, alliance.programmeId);
    for (const person of facts.accompaniers.filter((a) => holds(a, on))) {
      const others = new Set(person.others.filter((o) => holds(o, on)).map((o) => o.allianceId)).size;
      if (others >= cap)
        return `${person.name} ya acompaña ${others} alianzas activas, que es el máximo. Asigne otra persona antes.`;
    }
    return null;
  },
  legalPersonality: (facts) =>
    facts.organisation?.legalStatusNumber ? null : 'La organización todavía no tiene personería jurídica registrada.',
  agreementSigned: (facts) => (facts.agreement?.signedOn ? null : 'Falta registrar el convenio con su fecha de firma.'),
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
  /** BR-28: before a convenio, a resolution in force covers its amount, to the centavo. */
  resolutionCovers: ({ decisions, agreement, profile }) => {
    const under = decisions.filter((d) => d.state === 'CON_RESOLUCION' && d.resolutionState === 'VIGENTE');
    if (under.length === 0)
      return 'Falta la resolución que aprueba el importe, el uso y el destino de la transferencia.';
    const amount = agreement?.amountPar ?? profile.amountPar ?? 0;
    const most = Math.max(...under.map((d) => d.amountPar));
    return amount <= most
      ? null
      : `El convenio es por ${writtenBs(amount)} y la resolución respalda ${writtenBs(most)} para la alianza.`;
  },
  ceilingPerFamily: (facts, on, alliance) => {
    const { amountPar, familiesDeclared } = facts.profile;
    const most = parameterOn(facts.parameters, 'maximumAmountPerFamily', on, alliance.programmeId);
    if (amountPar === null || !familiesDeclared || amountPar <= most * 100 * familiesDeclared) return null;
    return `El aporte del proyecto pasa de ${writtenBs(most * 100)} por familia.`;
  },
} as const satisfies Record<string, Guard>;
type GuardName = keyof typeof guards;

/**
 * Guards that rest on a parameter alone. While its value is unconfirmed they warn: the step is taken with a reason, which
 * stays beside it. Once it is confirmed they refuse (issue 12.1).
 */
const restsOn: Partial<Readonly<Record<GuardName, ParameterKey>>> = {
  minimumFamilies: 'minimumFamilies',
  ceilingPerFamily: 'maximumAmountPerFamily',
};

/** Whether a guard only warns on a day. */
const onlyWarns = (name: GuardName, facts: WorkflowFacts, on: Day, { programmeId }: Alliance): boolean => {
  const key = restsOn[name];
  return key !== undefined && !isConfirmed(facts.parameters, key, on, programmeId);
};

/** A step of the cycle (domain brief 2.2). `data` are the gaps that block it, `document` is the paper that it needs. */
export interface WorkflowRow {
  readonly from: readonly AllianceState[];
  readonly to: AllianceState;
  /** In the infinitive, for the button: 'pasar a revisión de gabinete'. */
  readonly title: string;
  readonly who: readonly Role[];
  readonly document: string | null;
  readonly data: readonly GapField[];
  readonly guards: readonly GuardName[];
}

const row = (
  from: readonly AllianceState[],
  to: AllianceState,
  title: string,
  who: readonly Role[],
  document: string | null,
  data: readonly GapField[] = [],
  guarded: readonly GuardName[] = [],
): WorkflowRow => ({ from, to, title, who, document, data, guards: guarded });

/**
 * The steps that need a paper, data and what the system already holds. What follows from the plan and its five dictámenes
 * is decided on the plan, which takes the alliance with it (domain/plan/planLife.ts); the ranking and the Comité have
 * records of their own (domain/committee). Steps that depend on money (deposit, tranches) are not listed: they will come
 * with records of their own and cannot be taken by hand. Later states are reached only by adoption.
 */
export const workflow: readonly WorkflowRow[] = [
  row(['SOLICITUD_RECIBIDA'], 'EN_GABINETE', 'pasar a revisión de gabinete', ['UOD_OFICIAL'], null, [
    'municipalityCode',
    'ruralConfirmed',
  ]),
  row(
    ['SOLICITUD_RECIBIDA', 'EN_GABINETE', 'EVALUADA_GABINETE'],
    'SOLICITUD_INADMITIDA',
    'declarar inadmitida',
    ['UOD_OFICIAL'],
    'la nota de inadmisión con su causal',
  ),
  row(
    ['EN_GABINETE'],
    'EVALUADA_GABINETE',
    'dar por evaluada en gabinete',
    ['UOD_OFICIAL'],
    'la lista de verificación de elegibilidad',
    ['municipalityCode', 'ruralConfirmed', 'productCode', 'familiesDeclared', 'buyerName'],
    ['minimumFamilies'],
  ),
  row(
    ['EVALUADA_GABINETE'],
    'VERIFICADA_EN_CAMPO',
    'dar por verificada en campo',
    ['UOD_OFICIAL'],
    'el acta de verificación de campo',
    ['municipalityCode', 'ruralConfirmed', 'communityName'],
  ),
  row(
    ['VERIFICADA_EN_CAMPO'],
    'OPORTUNIDAD',
    'declarar oportunidad viable',
    ['UOD_OFICIAL', 'UOD_OPERADOR'],
    'la ficha de evaluación de la oportunidad',
    ['model'],
  ),
  row(
    ['OPORTUNIDAD', 'PLAN_OBSERVADO'],
    'PLAN_EN_FORMULACION',
    'iniciar la formulación del plan',
    ['UOD_OPERADOR'],
    null,
    ['model'],
    ['facilitator'],
  ),
  row(
    ['PLAN_EN_FORMULACION'],
    'PLAN_PRESENTADO',
    'recibir el plan presentado',
    ['UOD_OFICIAL'],
    'el plan de alianza',
    ['model', 'productCode', 'familiesDeclared', 'womenDeclared', 'amountPar', 'amountCounterpart'],
    ['planPresented', 'ceilingPerFamily'],
  ),
  row(['PLAN_PRESENTADO'], 'EN_EVALUACION', 'abrir la evaluación', ['UOD_OPERADOR'], null, [], ['planInEvaluation']),
  row(
    ['EN_EVALUACION'],
    'PLAN_VIABLE',
    'dar el plan por viable',
    ['UOD_OPERADOR'],
    'el dictamen consolidado',
    [],
    ['planViable'],
  ),
  row(
    ['EN_EVALUACION'],
    'PLAN_OBSERVADO',
    'devolver el plan observado',
    ['UOD_OPERADOR'],
    'la nota de observación',
    [],
    ['planObserved'],
  ),
  row(
    ['EN_EVALUACION'],
    'PLAN_NO_VIABLE',
    'declarar el plan no viable',
    ['UOD_OPERADOR'],
    'el dictamen consolidado',
    [],
    ['planNotViable'],
  ),
  row(
    ['PLAN_VIABLE', 'DIFERIDA'],
    'PRIORIZADA',
    'dar por priorizada',
    ['UCN_NEG', 'MDRYT_DGP'],
    null,
    ['amountPar'],
    ['rankedAbove'],
  ),
  row(
    ['PRIORIZADA'],
    'APROBADA_COMITE',
    'dar por aprobada por el Comité',
    ['UCN_COORD', 'UCN_NEG'],
    null,
    [],
    ['committeeApproved'],
  ),
  row(
    ['PRIORIZADA'],
    'DIFERIDA',
    'dar por diferida por el Comité',
    ['UCN_COORD', 'UCN_NEG'],
    null,
    [],
    ['committeeDeferred'],
  ),
  row(
    ['PRIORIZADA'],
    'RECHAZADA',
    'dar por rechazada por el Comité',
    ['UCN_COORD', 'UCN_NEG'],
    null,
    [],
    ['committeeRejected'],
  ),
  row(
    ['APROBADA_COMITE'],
    'CONVENIO_FIRMADO',
    'firmar el convenio',
    ['UCN_COORD'],
    'el convenio firmado',
    ['model', 'municipalityCode', 'ruralConfirmed', 'amountPar', 'amountCounterpart'],
    ['legalPersonality', 'agreementSigned', 'resolutionCovers', 'facilitatorDone', 'capKept'],
  ),
  row(
    ['CONVENIO_FIRMADO'],
    'EN_OPERACION',
    'iniciar la operación',
    ['UOD_OFICIAL', 'UOD_OPERADOR'],
    'el acta de inicio de la operación',
    ['model'],
    ['technicalModel', 'accompanier'],
  ),
  row(
    ['INVERSION_CONCLUIDA'],
    'EN_OPERACION',
    'iniciar la operación',
    ['UOD_OFICIAL', 'UOD_OPERADOR'],
    'el acta de inicio de la operación',
    ['model'],
    ['integralModel', 'accompanier'],
  ),
  row(
    ['EN_OPERACION'],
    'OPERACION_CONCLUIDA',
    'concluir la operación',
    ['UOD_OPERADOR'],
    'el informe final de la operación',
    [],
    ['cyclesOrTerm'],
  ),
  // The paper says that the balance is zero, until money has records of its own.
  row(
    ['OPERACION_CONCLUIDA'],
    'CERRADA',
    'cerrar la alianza',
    ['UCN_COORD'],
    'el acta de cierre, con el saldo del convenio en cero',
    [],
    ['complaintsAnswered', 'accompanimentDone'],
  ),
];

/** The roles that may take at least one step. */
export const workflowRoles: readonly Role[] = [...new Set(workflow.flatMap((r) => r.who))];

/**
 * Who has to take an alliance on from a state. Nobody, where the alliance is settled or is being carried out, since
 * there its term is running.
 */
export const holdersOf = (state: AllianceState): Role[] =>
  states[state].active
    ? []
    : [...new Set(workflow.filter((r) => r.from.includes(state) && states[r.to].stage !== null).flatMap((r) => r.who))];

/** Rows that lead from a state to another. */
export function rowTo(from: AllianceState, to: AllianceState): WorkflowRow | null {
  return workflow.find((r) => r.to === to && r.from.includes(from)) ?? null;
}

export function placementOf(alliance: Pick<Alliance, 'id' | 'unitId' | 'organisationId'>): Placement {
  return { allianceId: alliance.id, unitId: alliance.unitId, organisationId: alliance.organisationId };
}

const GIVE_REASON = 'La regla está sin confirmar: para seguir, escriba el motivo.';

/**
 * Why a step would be refused; null when it would pass. Checked in this order: authority, state, suspension, data,
 * guards, paper. A button asks it with `hasDocument` and `hasReason`, because the form that it opens asks for both.
 */
export function refusalOf(
  step: WorkflowRow,
  alliance: Alliance,
  facts: WorkflowFacts,
  actor: Actor,
  on: { readonly today: Day; readonly reachedOn: Day },
  hasDocument: boolean,
  hasReason = false,
): Problem | null {
  const entitled = can(actor, step.who, placementOf(alliance), on.today);
  if (!entitled.may) return problem(entitled.reason === 'role' ? 'notAllowed' : 'outsideScope');
  if (!step.from.includes(alliance.state))
    return problem('wrongState', { state: states[alliance.state].name, action: step.title });
  if (alliance.suspendedOn) return problem('allianceIsSuspended');
  if (facts.profile.ruralConfirmed === false && step.data.includes('ruralConfirmed')) return problem('ruralOnly');
  const open = gapsOf(facts.profile);
  const gaps = step.data.filter((field) => open.includes(field));
  if (gaps.length > 0) return problem('dataMissing', { fields: gaps.map((f) => gapFields[f]) });
  for (const name of step.guards) {
    const sentence = guards[name](facts, on.reachedOn, alliance);
    if (!sentence) continue;
    if (!onlyWarns(name, facts, on.reachedOn, alliance)) return problem('requirementMissing', { sentence });
    if (!hasReason) return problem('requirementMissing', { sentence: `${sentence} ${GIVE_REASON}` }, 'body.note');
  }
  if (step.document && !hasDocument) return problem('documentMissing', { document: step.document }, 'body.documentId');
  return null;
}

/** A step that the alliance could take next, with the problem that would refuse it to this actor today. */
export interface PossibleTransition {
  readonly row: WorkflowRow;
  readonly refusal: Problem | null;
  /** What rules that are not confirmed say against it: it is taken with a reason. */
  readonly warnings: readonly string[];
}

/** All steps out of the state of the alliance, each with its answer for this actor: what the buttons show. */
export function possibleTransitions(
  alliance: Alliance,
  facts: WorkflowFacts,
  actor: Actor,
  today: Day,
): PossibleTransition[] {
  return workflow
    .filter((step) => step.from.includes(alliance.state))
    .map((step) => ({
      row: step,
      refusal: refusalOf(step, alliance, facts, actor, { today, reachedOn: today }, true, true),
      warnings: step.guards
        .filter((name) => onlyWarns(name, facts, today, alliance))
        .flatMap((name) => guards[name](facts, today, alliance) ?? []),
    }));
}

/** The first step, in words, that a missing datum blocks from this state; null when it blocks none. */
export function blockedBy(state: AllianceState, field: GapField): string | null {
  return workflow.find((step) => step.from.includes(state) && step.data.includes(field))?.title ?? null;
}
