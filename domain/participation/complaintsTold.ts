import { canonicalJson } from '../kernel/canonical.ts';
import type { Day } from '../kernel/dates.ts';
import { type Counts, cellOf, type Disclosure, sumsOf } from '../publishing/disclosure.ts';
import {
  type CountedComplaint,
  complaintClass,
  complaintLayout,
  complaintMargin,
  complaintTableNames,
  publicPeriodsOf,
  type Timeliness,
} from './complaintCounts.ts';

/** How the complaints of a period stand, in the whole country. */
interface Whole extends Readonly<Record<Timeliness, number>> {
  readonly due: number;
  readonly referred: number;
}

/** A row of a table as it was told. */
interface ToldRow {
  readonly received: number;
  readonly inTerm: number;
}

/**
 * What the public has been shown of complaints besides their numbers (`disclosure`): for each period, by edition, how
 * its complaints stood when its number was last told; and for each row of a table, how many were answered in term.
 */
export interface ComplaintsTold {
  /**
   * Grows with everything newly told. Two processes that publish at once would each tell something that is unsafe
   * together with the other.
   */
  readonly revision: number;
  readonly disclosure: Disclosure;
  readonly wholes: Readonly<Record<string, Readonly<Record<string, Whole>>>>;
  readonly rows: Readonly<Record<string, ToldRow>>;
  /** The day on which an edition was last worked out; absent for editions stored before this was recorded. */
  readonly days?: Readonly<Record<string, Day>>;
}

/** The number of complaints of each class, from which `disclosure` is worked out. */
export function countsOf(complaints: readonly CountedComplaint[]): Counts {
  const counts: Record<string, number> = {};
  for (const c of complaints) counts[complaintClass(c)] = (counts[complaintClass(c)] ?? 0) + 1;
  return counts;
}

const nothing = (): { -readonly [K in keyof Whole]: number } => ({
  inTerm: 0,
  late: 0,
  overdue: 0,
  open: 0,
  due: 0,
  referred: 0,
});

/** How the complaints of each half-year and year stand now. */
function wholesOf(complaints: readonly CountedComplaint[]): Record<string, Whole> {
  const wholes: Record<string, ReturnType<typeof nothing>> = {};
  for (const c of complaints)
    for (const period of publicPeriodsOf(c)) {
      const whole = wholes[period] ?? nothing();
      wholes[period] = whole;
      whole[c.timeliness] += 1;
      if (c.due) whole.due += 1;
      if (c.referred) whole.referred += 1;
    }
  return wholes;
}

function inTermByMargin(complaints: readonly CountedComplaint[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const c of complaints) {
    if (c.timeliness !== 'inTerm') continue;
    for (const margin of complaintLayout.margins(complaintClass(c))) found.set(margin, (found.get(margin) ?? 0) + 1);
  }
  return found;
}

/**
 * What is told from now on. For the whole country, the states are told as they are now if the told number is the
 * present one; otherwise as they were when that number was told. In a row of a table, the number answered in term
 * changes with the number received, or when enough more were answered: a single further answer, in this matter and in
 * that place, would reveal a complaint that both rows contain.
 */
export function nextTold(
  before: ComplaintsTold | null,
  disclosure: Disclosure,
  complaints: readonly CountedComplaint[],
  { minimum, today }: { readonly minimum: number; readonly today: Day },
): ComplaintsTold {
  const remembered = <T>(ofEditions: Readonly<Record<string, T>> = {}) =>
    Object.fromEntries(Object.entries(ofEditions).filter(([edition]) => edition in disclosure.counts));
  const wholes = { ...remembered(before?.wholes), [disclosure.edition]: wholesOf(complaints) };
  const days = { ...remembered(before?.days), [disclosure.edition]: today };
  const now = inTermByMargin(complaints);
  const rows: Record<string, ToldRow> = {};
  const told = receivedIn(disclosure);
  for (const margin of told.margins) {
    const received = told.of(margin);
    if (!received || complaintLayout.open?.(margin)) continue;
    const [was, inTerm] = [before?.rows[margin], now.get(margin) ?? 0];
    // While the present number is withheld, the answers since then include those to complaints not told yet.
    const current = disclosure.cells[cellOf('all', margin)] === disclosure.edition;
    const moves = current && (!was || was.received !== received || Math.abs(inTerm - was.inTerm) >= minimum);
    if (moves) rows[margin] = { received, inTerm };
    else if (was) rows[margin] = was;
  }
  const next = { revision: before?.revision ?? 0, disclosure, wholes, rows, days };
  return before && canonicalJson(next) === canonicalJson(before) ? before : { ...next, revision: next.revision + 1 };
}

/** The number received, by row of a table, as it is told; undefined where it is hidden. */
function receivedIn(disclosure: Disclosure): {
  margins: readonly string[];
  of: (margin: string) => number | undefined;
  never: (margin: string) => boolean;
} {
  const sums = new Map(
    Object.entries(disclosure.counts).map(([edition, counts]) => [Number(edition), sumsOf(counts, complaintLayout)]),
  );
  const editionOf = (margin: string) => disclosure.cells[cellOf('all', margin)];
  const own = (margin: string) => cellOf('all', margin);
  return {
    margins: [
      ...new Set(
        [...sums.values()].flatMap((s) =>
          [...s.keys()].filter((key) => key.startsWith('all|')).map((key) => key.slice(4)),
        ),
      ),
    ],
    of: (margin) => {
      const edition = editionOf(margin);
      return edition === undefined ? undefined : (sums.get(edition)?.get(own(margin)) ?? 0);
    },
    never: (margin) => [...sums.values()].every((s) => !s.get(own(margin))),
  };
}

/** A row of the public tables; null where it may not be told. */
export interface ToldCount {
  readonly dimension: string;
  readonly key: string;
  readonly received: number | null;
  readonly inTerm: number | null;
  /** The day for which the whole country is told; null in the other tables, which change on their own days. */
  readonly asOf: Day | null;
}

/**
 * The rows of a period: the total, the states and, for a half-year, the tables.
 * @param keys the values of each table
 */
export function toldCounts(
  { disclosure, wholes, rows, days }: ComplaintsTold,
  period: string,
  keys: Readonly<Record<string, readonly string[]>>,
): ToldCount[] {
  const isHalf = period.includes('S');
  const told = receivedIn(disclosure);
  const margin = complaintMargin(isHalf ? 'total' : 'year', period);
  // That nobody complained in the whole country reveals nothing about a place.
  const received = told.never(margin) ? 0 : told.of(margin);
  const edition = received === 0 ? disclosure.edition : (disclosure.cells[cellOf('all', margin)] ?? '');
  const asOf = days?.[edition] ?? null;
  const whole = received === 0 ? nothing() : wholes[edition]?.[period];
  const publishedOf = (key: keyof Whole) => (received === undefined ? null : (whole?.[key] ?? null));
  const all = [
    { dimension: 'total', key: '', received: received ?? null, inTerm: publishedOf('inTerm') },
    { dimension: 'due', key: '', received: publishedOf('due'), inTerm: publishedOf('inTerm') },
    {
      dimension: 'referred',
      key: '',
      received: publishedOf('referred'),
      inTerm: publishedOf('referred') === null ? null : 0,
    },
    ...(['inTerm', 'late', 'overdue', 'open'] as const).map((key) => ({
      dimension: 'standing',
      key,
      received: publishedOf(key),
      inTerm: key === 'inTerm' ? publishedOf(key) : publishedOf(key) === null ? null : 0,
    })),
  ].map((row): ToldCount => ({ ...row, asOf }));
  if (!isHalf) return all;
  // A hidden row does not say whether it has few or none: that would reveal whether somebody there complained.
  const tables = complaintTableNames.flatMap((table) =>
    (keys[table] ?? []).map((key): ToldCount => {
      const row = rows[complaintMargin(table, period, key)];
      return { dimension: table, key, received: row?.received ?? null, inTerm: row?.inTerm ?? null, asOf: null };
    }),
  );
  return [...all, ...tables];
}
