import type { DemoBatch } from './batch.ts';
import { fieldBatches } from './field.ts';
import type { DemoPlan } from './plan.ts';
import type { DemoAlliance } from './portfolio.ts';
import { fieldReviews, fileReviews } from './reviews.ts';
import { accountBatches, allianceBatches, documentBatches } from './setup.ts';
import { monthsBefore } from './sizes.ts';
import { storyBatches } from './stories.ts';

/** The whole portfolio in the order in which it would have happened. Pure: it asks neither the database nor a clock. */
export function* portfolioBatches(plan: DemoPlan): Generator<DemoBatch> {
  yield* accountBatches(plan);
  yield* documentBatches(plan);
  const waiting = [...plan.alliances].sort((a, b) =>
    a.adoptedOn < b.adoptedOn ? -1 : a.adoptedOn > b.adoptedOn ? 1 : a.index - b.index,
  );
  let later: DemoBatch[] = storyBatches(plan);
  for (let monthsAgo = plan.seed.size.months - 1; monthsAgo >= 0; monthsAgo--) {
    const end = monthsAgo === 0 ? '9999' : monthsBefore(plan.seed.until, monthsAgo - 1);
    const month = later;
    const arrived: DemoAlliance[] = [];
    while (waiting[0] && waiting[0].adoptedOn < end) {
      const next = waiting.shift();
      if (next) arrived.push(next);
    }
    for (const alliance of arrived) month.push(...allianceBatches(plan, alliance));
    month.push(
      ...fileReviews(plan, arrived, monthsAgo),
      ...fieldBatches(plan, monthsAgo),
      ...fieldReviews(plan, monthsAgo),
    );
    later = month.filter((b) => b.receivedAt >= end);
    yield* month
      .filter((b) => b.receivedAt < end)
      .sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : 0));
  }
}
