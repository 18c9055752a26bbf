import { recordsOfMonth } from './field.ts';
import type { FieldRecord } from './life.ts';
import type { DemoPlan } from './plan.ts';

/** Records of last month that appear in a story, so they are left out of the reviews. */
export interface StoryRecords {
  /** A sale that is returned to its author. */
  readonly observed: FieldRecord | null;
  /** A sale to which two people give different prices. */
  readonly disputed: FieldRecord | null;
  /** A visit whose correction waits for a command that never arrives. */
  readonly waiting: FieldRecord | null;
  readonly has: (recordId: string) => boolean;
}

const cache = new WeakMap<DemoPlan, StoryRecords>();

/**
 * The records used by the stories, from the last whole month of the first acompañante; none when that month has too
 * few.
 */
export function storyRecords(plan: DemoPlan): StoryRecords {
  const known = cache.get(plan);
  if (known) return known;
  const mine = recordsOfMonth(plan, 1).get(0) ?? [];
  const sales = mine.filter((r) => r.kind === 'sale.register');
  const visits = mine.filter((r) => r.kind === 'visit.register' && r.body.done === true);
  const chosen = { observed: sales[0] ?? null, disputed: sales[1] ?? null, waiting: visits[0] ?? null };
  const ids = new Set(Object.values(chosen).flatMap((r) => (r ? [r.recordId] : [])));
  const found: StoryRecords = { ...chosen, has: (id) => ids.has(id) };
  cache.set(plan, found);
  return found;
}
