import type { Day } from '../kernel/dates.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { type Actor, can, type Placement } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import { type Alliance, type GapField, gapFields, gapsOf } from './alliance.ts';
import { type GuardName, guards, onlyWarns } from './guards.ts';
import { type AllianceState, states } from './states.ts';
import type { WorkflowFacts } from './workflowFacts.ts';

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
