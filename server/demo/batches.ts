import type { DemoBatch } from './batch.ts';
import { fieldBatches } from './field.ts';
import type { DemoPlan } from './plan.ts';
import { accountBatches, allianceBatches, documentBatches } from './setup.ts';
import { monthsBefore } from './sizes.ts';

/** The whole portfolio in the order in which it would have happened. Pure: nothing is asked of the database or of a clock. */
export function* portfolioBatches(plan: DemoPlan): Generator<DemoBatch> {
  yield* accountBatches(plan);
  yield* documentBatches(plan);
  const waiting = [...plan.alliances].sort((a, b) => (a.adoptedOn < b.adoptedOn ? -1 : a.adoptedOn > b.adoptedOn ? 1 : a.index - b.index));
  for (let monthsAgo = plan.seed.size.months - 1; monthsAgo >= 0; monthsAgo--) {
    const end = monthsAgo === 0 ? '9999-12-31' : monthsBefore(plan.seed.until, monthsAgo - 1);
    while (waiting[0] && waiting[0].adoptedOn < end) {
      const next = waiting.shift();
      if (next) yield* allianceBatches(plan, next);
    }
    yield* fieldBatches(plan, monthsAgo);
  }
}
