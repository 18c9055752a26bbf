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
  buyer: { startedOn: '2015-03-01' },
  // One of something at Bs 6, of which each pays Bs 1.
  planItem: {
    quantity: 10_000,
    unitPrice: 60_000,
    ...Object.fromEntries(amountFields.map((name) => [name, 100])),
  },
};

const allianceOf = (state: string) => ({
  alliance: { id: SOMEBODY, code: 'LPZ-1', state, suspendedOn: null, model: 1 },
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
const onPlan = (state: string, authors: readonly string[] = []) => ({ plan: { id: SOMEBODY, state, authors } });

/** For guards that look at other things: the facts with which they hold, and with which they bar. By noun and guard. */
export const looked: Readonly<Record<string, { readonly holds: object; readonly bars: object }>> = {
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
  'appraisal.also': { holds: onPlan('EN_EVALUACION'), bars: {} },
  'plan.favourable': { holds: appraised('viable'), bars: appraised('observada') },
  'plan.somethingAgainst': { holds: appraised('no_viable'), bars: appraised('observada') },
  'appraisal.underEvaluation': { holds: onPlan('EN_EVALUACION'), bars: onPlan('VIABLE') },
  'appraisal.anotherHand': {
    holds: onPlan('EN_EVALUACION'),
    bars: onPlan('EN_EVALUACION', ['00000000-0000-7000-8000-0000000000c1']),
  },
};
