import { addDays, type Day } from '../../domain/kernel/dates.ts';
import type { DemoAccount } from './accounts.ts';
import type { DemoBatch, DemoCommand } from './batch.ts';
import { recordsOfMonth } from './field.ts';
import { at, type DemoPlan } from './plan.ts';
import type { DemoAlliance } from './portfolio.ts';
import { randomOf } from './random.ts';
import { monthsBefore } from './sizes.ts';
import { storyRecords } from './storyRecords.ts';

/** A version of a record to be looked at. */
export interface ReviewItem {
  readonly recordId: string;
  readonly versionId: string;
}

/** Versions in one act. */
const MOST = 250;
/** Days after adoption on which a file is verified by the unit and validated by the nation. */
const FILE_DAYS = [3, 10] as const;
/** Days after the end of a month on which its field records are verified and validated: one month always waits for the nation. */
const FIELD_DAYS = [11, 40] as const;

/** One level up for some records, by one person. */
function* levelUp(plan: DemoPlan, kind: 'record.verify' | 'record.validate', actor: DemoAccount, noun: string, items: readonly ReviewItem[], day: Day, name: string): Generator<DemoBatch> {
  if (day > plan.seed.until) return;
  const receivedAt = at(day, kind === 'record.verify' ? 15 : 16);
  for (let from = 0; from < items.length; from += MOST) {
    const random = randomOf(plan.seed.seed, kind, noun, name, from);
    const body = { noun, items: items.slice(from, from + MOST), oneByOne: true };
    const command: DemoCommand = { id: random.id(receivedAt), kind, subjectId: random.id(receivedAt), body, occurredOn: day, at: receivedAt };
    yield { actor, receivedAt, commands: [command] };
  }
}

/** The file of an alliance: verified by the unit's operador, validated by the nation; neither is who wrote it. */
export function* fileReviews(plan: DemoPlan, alliance: DemoAlliance, kinds: readonly (readonly [string, readonly ReviewItem[]])[]): Generator<DemoBatch> {
  const [verifiedAfter, validatedAfter] = FILE_DAYS;
  for (const [noun, items] of kinds) {
    const name = String(alliance.index);
    yield* levelUp(plan, 'record.verify', plan.operatorOf(alliance.unitId), noun, items, addDays(alliance.adoptedOn, verifiedAfter), name);
    yield* levelUp(plan, 'record.validate', plan.who('UCN_ME'), noun, items, addDays(alliance.adoptedOn, validatedAfter), name);
  }
}

/** Visits and sales of a month: verified by the officials of the units and validated in the month after, but for a few that wait. */
export function* fieldReviews(plan: DemoPlan, monthsAgo: number): Generator<DemoBatch> {
  const next = monthsBefore(plan.seed.until, monthsAgo - 1);
  const [verified, validated] = FIELD_DAYS.map((days) => addDays(next, days)) as [Day, Day];
  const kept = storyRecords(plan);
  const byUnit = new Map<string, Record<'visit' | 'sale', ReviewItem[]>>();
  for (const records of recordsOfMonth(plan, monthsAgo).values()) {
    for (const r of records) {
      const unit = plan.alliances[r.allianceIndex]?.unitId ?? '';
      if (kept.has(r.recordId) || randomOf(plan.seed.seed, 'waits', r.recordId).chance(0.04)) continue;
      const lists = byUnit.get(unit) ?? { visit: [], sale: [] };
      byUnit.set(unit, lists);
      lists[r.kind === 'visit.register' ? 'visit' : 'sale'].push({ recordId: r.recordId, versionId: r.commandId });
    }
  }
  for (const [unit, lists] of [...byUnit].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const noun of ['visit', 'sale'] as const) {
      const name = `${unit} ${next}`;
      yield* levelUp(plan, 'record.verify', plan.officialOf(unit), noun, lists[noun], verified, name);
      yield* levelUp(plan, 'record.validate', plan.who('UCN_ME'), noun, lists[noun], validated, name);
    }
  }
}
