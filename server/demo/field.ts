import { addDays, type Day } from '../../domain/kernel/dates.ts';
import type { DemoBatch, DemoCommand } from './batch.ts';
import { memberIds } from './families.ts';
import { type FieldRecord, fieldMonth } from './life.ts';
import { at, type DemoPlan } from './plan.ts';
import { monthsBefore } from './sizes.ts';

/**
 * The records of a month (counted back from the last one), by acompañante. Acompañantes send twice a month, when they
 * have signal.
 */
export function* fieldBatches(plan: DemoPlan, monthsAgo: number): Generator<DemoBatch> {
  const first = monthsBefore(plan.seed.until, monthsAgo);
  const middle = addDays(first, 14);
  const end = monthsAgo === 0 ? plan.seed.until : monthsBefore(plan.seed.until, monthsAgo - 1);
  const records = recordsOfMonth(plan, monthsAgo);
  const syncs: (readonly [Day, (r: FieldRecord) => boolean])[] = [
    [middle, (r) => r.occurredOn <= middle],
    [end, (r) => r.occurredOn > middle],
  ];
  for (const [day, belongs] of syncs) {
    for (const [n, account] of plan.accompanists.entries()) {
      const mine = (records.get(n) ?? []).filter(belongs);
      if (mine.length === 0) continue;
      yield {
        actor: account,
        receivedAt: at(earlier(day, plan.seed.until), 19, n % 60),
        commands: mine.map((r) => toCommand(plan, r, monthsAgo)),
      };
    }
  }
}

function earlier(a: Day, b: Day): Day {
  return [a, b].sort()[0] ?? a;
}

/** The month made last. It is kept because every month is needed twice: to be sent and to be reviewed. */
const last = new WeakMap<
  DemoPlan,
  { readonly monthsAgo: number; readonly records: ReadonlyMap<number, readonly FieldRecord[]> }
>();

/** Records of a month by acompañante, in the order of capture. */
export function recordsOfMonth(plan: DemoPlan, monthsAgo: number): ReadonlyMap<number, readonly FieldRecord[]> {
  const before = last.get(plan);
  if (before?.monthsAgo === monthsAgo) return before.records;
  const records = makeMonth(plan, monthsAgo);
  last.set(plan, { monthsAgo, records });
  return records;
}

function makeMonth(plan: DemoPlan, monthsAgo: number): Map<number, FieldRecord[]> {
  const found = new Map<number, FieldRecord[]>();
  for (const alliance of plan.alliances) {
    if (alliance.accompanist === null) continue;
    const buyerId = plan.buyers.get(alliance.buyer) ?? '';
    const records = fieldMonth(plan.seed, alliance, monthsAgo, buyerId, memberIds(plan, alliance));
    const list = found.get(alliance.accompanist);
    if (list) list.push(...records);
    else found.set(alliance.accompanist, [...records]);
  }
  for (const list of found.values())
    list.sort((a, b) =>
      a.capturedAt < b.capturedAt ? -1 : a.capturedAt > b.capturedAt ? 1 : a.recordId < b.recordId ? -1 : 1,
    );
  return found;
}

function toCommand(plan: DemoPlan, r: FieldRecord, monthsAgo: number): DemoCommand {
  const { size } = plan.seed;
  const shown = r.photo && monthsAgo < size.photoMonths;
  return {
    id: r.commandId,
    kind: r.kind,
    subjectId: r.recordId,
    body: r.body,
    occurredOn: r.occurredOn,
    at: r.capturedAt,
    place: r.place,
    clock: r.clock,
    picture: shown && r.photo ? { kind: r.photo, width: size.photoPixels, key: [r.recordId] } : null,
  };
}
