import { addDays, type Day } from '../../domain/kernel/dates.ts';
import type { DemoAccount } from './accounts.ts';
import type { DemoBatch, DemoCommand, ReviewItem } from './batch.ts';
import { recordsOfMonth } from './field.ts';
import { at, type DemoPlan } from './plan.ts';
import type { DemoAlliance } from './portfolio.ts';
import { randomOf } from './random.ts';
import { fileItems } from './setup.ts';
import { monthsBefore } from './sizes.ts';
import { storyRecords } from './storyRecords.ts';

/** The most versions in one command. */
const MOST = 250;
/**
 * Days after the end of a month on which its records are verified and validated; so one month always waits for the
 * nation.
 */
const REVIEW_DAYS = [11, 40] as const;

/** One person raises some records by one level. */
function* levelUp(
  plan: DemoPlan,
  kind: 'record.verify' | 'record.validate',
  actor: DemoAccount,
  noun: string,
  items: readonly ReviewItem[],
  day: Day,
  name: string,
): Generator<DemoBatch> {
  if (day > plan.seed.until) return;
  const receivedAt = at(day, kind === 'record.verify' ? 15 : 16);
  for (let from = 0; from < items.length; from += MOST) {
    const random = randomOf(plan.seed.seed, kind, noun, name, from);
    const body = {
      noun,
      items: items.slice(from, from + MOST),
      oneByOne: true,
      note: 'Se comparó con el papel y con quien registró: está conforme.',
    };
    const command: DemoCommand = {
      id: random.id(receivedAt),
      kind,
      subjectId: random.id(receivedAt),
      body,
      occurredOn: day,
      at: receivedAt,
    };
    yield { actor, receivedAt, commands: [command] };
  }
}

type ByUnit = Map<string, Map<string, ReviewItem[]>>;

function add(to: ByUnit, unit: string, noun: string, items: readonly ReviewItem[]): void {
  const nouns = to.get(unit) ?? new Map<string, ReviewItem[]>();
  to.set(unit, nouns);
  nouns.set(noun, [...(nouns.get(noun) ?? []), ...items]);
}

/**
 * The records of a month, by unit: verified by a person of the unit and validated by the nation, never by their author.
 */
function* reviewed(
  plan: DemoPlan,
  waiting: ByUnit,
  end: Day,
  verifier: (unit: string) => DemoAccount,
): Generator<DemoBatch> {
  const [verified, validated] = REVIEW_DAYS.map((days) => addDays(end, days)) as [Day, Day];
  for (const [unit, nouns] of [...waiting].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [noun, items] of nouns) {
      const name = `${unit} ${end}`;
      yield* levelUp(plan, 'record.verify', verifier(unit), noun, items, verified, name);
      yield* levelUp(plan, 'record.validate', plan.who('UCN_ME'), noun, items, validated, name);
    }
  }
}

/** Files of the alliances that were adopted during a month; one in seven is left waiting for review. */
export function* fileReviews(
  plan: DemoPlan,
  alliances: readonly DemoAlliance[],
  monthsAgo: number,
): Generator<DemoBatch> {
  const waiting: ByUnit = new Map();
  for (const alliance of alliances.filter((a) => a.index % 7 !== 3)) {
    for (const [noun, items] of Object.entries(fileItems(plan, alliance))) add(waiting, alliance.unitId, noun, items);
  }
  yield* reviewed(plan, waiting, monthsBefore(plan.seed.until, monthsAgo - 1), plan.operatorOf);
}

/** Visits and sales of a month; a few are left waiting. */
export function* fieldReviews(plan: DemoPlan, monthsAgo: number): Generator<DemoBatch> {
  const kept = storyRecords(plan);
  const waiting: ByUnit = new Map();
  for (const records of recordsOfMonth(plan, monthsAgo).values()) {
    for (const r of records) {
      if (kept.has(r.recordId) || randomOf(plan.seed.seed, 'waits', r.recordId).chance(0.04)) continue;
      add(waiting, plan.alliances[r.allianceIndex]?.unitId ?? '', r.kind === 'visit.register' ? 'visit' : 'sale', [
        { recordId: r.recordId, versionId: r.commandId },
      ]);
    }
  }
  yield* reviewed(plan, waiting, monthsBefore(plan.seed.until, monthsAgo - 1), plan.officialOf);
}
