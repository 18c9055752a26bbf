import { recordsOfMonth } from './field.ts';
import type { FieldRecord } from './life.ts';
import type { DemoPlan } from './plan.ts';

/** Records of last month around which something is told, so that nobody verifies them. */
export interface StoryRecords {
  /** A sale returned to its author. */
  readonly observed: FieldRecord | null;
  /** A sale to which two people gave two prices. */
  readonly disputed: FieldRecord | null;
  /** A visit whose correction waits for a command that has not come. */
  readonly waiting: FieldRecord | null;
  readonly has: (recordId: string) => boolean;
}

const cache = new WeakMap<DemoPlan, StoryRecords>();

/** The records of the first acompañante's last whole month that the stories are about; none where it has too few. */
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
