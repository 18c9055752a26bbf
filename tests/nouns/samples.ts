import { deskChecks } from '../../domain/calls/request.ts';
import { addDays } from '../../domain/kernel/dates.ts';
import type { FieldFacts } from '../../domain/kernel/noun/field.ts';
import { referentOf } from '../../domain/kernel/noun/referents.ts';
import { five } from '../../domain/plan/dimensions.ts';
import { amountFields } from '../../domain/plan/plan.ts';

export const AT = '2026-06-15T14:00:00.000Z';
export const DAY = '2026-06-15';
export const UNIT = 'LPZ';
export const SOMEBODY = '00000000-0000-7000-8000-0000000000b1';

/** A valid value for a field, by its kind; another `n` gives another value. */
export function sampleOf(facts: FieldFacts, n = 0): unknown {
  const { options } = facts;
  switch (facts.kind) {
    case 'text':
      if (options.digits) return String(10 ** ((options.minLength ?? 1) - 1) + n).slice(0, options.maxLength);
      return `${'palabra '.repeat(Math.ceil((options.minLength ?? 1) / 8) + 1)}${n}`.slice(
        0,
        options.maxLength ?? 2000,
      );
    case 'choice':
      return Object.keys(options.choices ?? {})[n % Object.keys(options.choices ?? {}).length];
    case 'choices':
      return Object.keys(options.choices ?? {}).slice(0, 1 + (n % 2));
    case 'flag':
      return n % 2 === 0;
    case 'day':
      return addDays(DAY, -n);
    case 'instant':
      return AT;
    case 'reference':
      return options.to === 'unit' ? UNIT : referentOf(options.to).id === 'uuid' ? SOMEBODY : 'PAR2FA';
    case 'photos':
      return Array.from({ length: 1 + (n % 2) }, (_, i) => String(i).repeat(64));
    case 'sound':
      return String(n).repeat(64);
    case 'box':
      return `v1.${SOMEBODY}.${'A'.repeat(20)}.${'B'.repeat(16)}.${String(n).repeat(40)}`;
    case 'share':
      return 2_500 + n * 100;
    case 'price':
    case 'quantity':
      return 10_000 * (n + 1);
    default:
      return (options.min ?? 0) + n + 1;
  }
}

/** Values that satisfy the guards of a noun, for fields whose sample would not. */
export const passing: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  request: { checklist: Object.keys(deskChecks) },
  providerContract: { service: 'supervisor' },
  buyer: { startedOn: '2015-03-01' },
  // One of something at Bs 6, of which each pays Bs 1.
  planItem: {
    quantity: 10_000,
    unitPrice: 60_000,
    ...Object.fromEntries(amountFields.map((name) => [name, 100])),
  },
  capacityDiagnosis: {},
  yearlyStatement: {},
};

const allianceOf = (state: string) => ({
  alliance: { id: SOMEBODY, code: 'LPZ-1', unitId: UNIT, state, suspendedOn: null, model: 1 },
});
const appraised = (result: string) => ({
  appraisals: [...five.map((dimension) => ({ dimension, state: 'EMITIDO', result }))],
});
/** One investment with each share as the sample of a plan has it. */
const invested = Object.fromEntries(amountFields.map((name) => [name, 1]));
/** Limits that the programme confirmed. */
const confirmed = ['parShare', 'shareTolerance', 'maximumAmountPerFamily'].map((key) => ({
  programmeId: 'PAR2FA',
  key,
  value: key === 'parShare' ? 70 : 2,
  validFrom: '2020-01-01',
  validTo: null,
  assumption: false,
}));
const calledIn = (year: string) => ({
  call: { state: 'ABIERTA', stateSince: DAY, opensOn: `${year}-01-01`, closesOn: '9999-12-31' },
});
const onPlan = (state: string, authors: readonly string[] = []) => ({ plan: { id: SOMEBODY, state, authors } });

const runOf = (more: object = {}) => ({
  whole: {
    fixed: false,
    entries: [{ allianceId: SOMEBODY, amountPar: 1, state: 'PLAN_VIABLE', name: 'Alianza' }],
    scores: [{ allianceId: SOMEBODY, criterionId: 'c', points: 50, weight: 10_000 }],
    criteria: [{ id: 'c', state: 'CONFIRMADO', weight: 10_000, validFrom: '2026-01-01', validTo: null }],
    ...more,
  },
});
const seat = (more: object = {}) => ({ userId: null as string | null, present: true, tied: false, ...more });
const ACTS = '00000000-0000-7000-8000-0000000000c1';
const seats = [seat({ userId: ACTS }), seat(), seat()];
const sittingOf = (more: object = {}) => ({
  parameters: [],
  whole: {
    sessionState: 'CELEBRADA',
    quorumReason: null,
    heldOn: DAY,
    allianceState: 'PRIORIZADA',
    allianceSince: DAY,
    members: seats,
    ...more,
  },
});
const sessionOf = (more: object = {}) => ({ parameters: [], whole: { present: 3, agenda: 2, undecided: 0, ...more } });

/** For guards that look at other things: the facts with which they hold, and with which they bar. By noun and guard. */
export const looked: Readonly<Record<string, { readonly holds: object; readonly bars: object }>> = {
  'request.inTime': { holds: calledIn('2020'), bars: calledIn('9999') },
  'plan.inFormulation': {
    holds: allianceOf('PLAN_EN_FORMULACION'),
    bars: allianceOf('EN_OPERACION'),
  },
  'plan.notReceived': { holds: allianceOf('PLAN_EN_FORMULACION'), bars: allianceOf('PLAN_PRESENTADO') },
  'plan.adoptedBeyond': {
    holds: { alliance: { ...allianceOf('EN_OPERACION').alliance, origin: 'importación' } },
    bars: { alliance: { ...allianceOf('EN_EVALUACION').alliance, origin: 'importación' } },
  },
  'plan.received': { holds: allianceOf('PLAN_PRESENTADO'), bars: allianceOf('PLAN_EN_FORMULACION') },
  'plan.inEvaluation': {
    holds: allianceOf('EN_EVALUACION'),
    bars: { alliance: { ...allianceOf('EN_EVALUACION').alliance, suspendedOn: DAY } },
  },
  'plan.kindOfModel': {
    holds: allianceOf('PLAN_EN_FORMULACION'),
    bars: { alliance: { ...allianceOf('PLAN_EN_FORMULACION').alliance, model: 2 } },
  },
  // What its steps read for the other rows that they write.
  'plan.also': { holds: { ...allianceOf('EN_EVALUACION'), appraisals: [] }, bars: {} },
  'plan.itemsAgree': { holds: { items: [invested] }, bars: { items: [invested, invested] } },
  'plan.withinLimits': { holds: { parameters: [] }, bars: { parameters: confirmed } },
  ...Object.fromEntries(
    ['planItem', 'planFlow', 'planPractice'].map((name) => [
      `${name}.whileFormulated`,
      { holds: onPlan('EN_FORMULACION'), bars: onPlan('PRESENTADO') },
    ]),
  ),
  'appraisal.also': { holds: { ...onPlan('EN_EVALUACION'), measures: [] }, bars: {} },
  'plan.favourable': { holds: appraised('viable'), bars: appraised('observada') },
  'plan.somethingAgainst': { holds: appraised('no_viable'), bars: appraised('observada') },
  'appraisal.underEvaluation': { holds: onPlan('EN_EVALUACION'), bars: onPlan('VIABLE') },
  'appraisal.anotherHand': {
    holds: onPlan('EN_EVALUACION'),
    bars: onPlan('EN_EVALUACION', ['00000000-0000-7000-8000-0000000000c1']),
  },
  'ranking.also': { holds: { ...runOf(), base: null, scoreRows: [] }, bars: {} },
  'ranking.baseByAnother': {
    holds: { authors: [] },
    bars: { authors: [{ id: ACTS, noun: 'priorityScore', step: 'register' }] },
  },
  'ranking.filled': { holds: runOf(), bars: runOf({ entries: [] }) },
  'ranking.weighed': { holds: runOf(), bars: runOf({ criteria: [] }) },
  'ranking.scored': { holds: runOf(), bars: runOf({ scores: [] }) },
  // Unconfirmed criteria pass only with a reason, which is in the row.
  'ranking.reasoned': {
    holds: runOf({ criteria: [{ id: 'c', state: 'SIN_CONFIRMAR', validFrom: '2026-01-01', validTo: null }] }),
    bars: {},
  },
  'rankingEntry.rankingOpen': { holds: { run: { state: 'BORRADOR' } }, bars: { run: { state: 'CONFIRMADA' } } },
  'priorityScore.rankingOpen': { holds: { run: { state: 'BORRADOR' } }, bars: { run: { state: 'CONFIRMADA' } } },
  ...Object.fromEntries(
    ['committeeMember', 'interestConflict'].map((name) => [
      `${name}.sessionOpen`,
      { holds: { session: { state: 'CELEBRADA' } }, bars: { session: { state: 'CON_ACTA' } } },
    ]),
  ),
  'committeeSession.quorum': { holds: sessionOf({ present: 2 }), bars: sessionOf({ present: 0 }) },
  'committeeSession.allDecided': { holds: sessionOf(), bars: sessionOf({ undecided: 1 }) },
  'committeeDecision.sitting': { holds: sittingOf(), bars: sittingOf({ sessionState: 'CON_ACTA' }) },
  'committeeDecision.prioritised': { holds: sittingOf(), bars: sittingOf({ allianceState: 'PLAN_VIABLE' }) },
  'committeeDecision.decides': { holds: sittingOf(), bars: sittingOf({ members: [seat(), seat(), seat()] }) },
  'committeeDecision.quorum': {
    holds: sittingOf(),
    bars: sittingOf({ members: [seats[0], seat(), seat({ tied: true })] }),
  },
  'resolution.unused': { holds: { use: { decisions: 0 } }, bars: { use: { decisions: 1 } } },
  'changeRequest.noClash': {
    holds: { beside: [] },
    bars: { beside: [{ subject: 'Otra', requestedOn: DAY }] },
  },
};
