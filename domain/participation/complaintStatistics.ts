import type { Day } from '../kernel/dates.ts';
import type { ListView } from '../kernel/views.ts';
import type { Period } from '../monitoring/period.ts';
import type { ComplaintTable, CountedComplaint } from './complaintCounts.ts';

/** How many complaints there are of something, and how they stand; null where the reader is not told. */
export interface ComplaintCount {
  readonly received: number | null;
  readonly inTerm: number | null;
  readonly late: number | null;
  readonly overdue: number | null;
  readonly open: number | null;
  /** Of those without an answer, sent to another body. */
  readonly referred: number | null;
  /** Days from reception to the first answer, of those that were answered: the one in the middle; null where none was. */
  readonly medianDays: number | null;
}

export type StatisticsTable = 'total' | 'period' | ComplaintTable;

/** A row of `complaint.statistics`: of a table, one of its values. */
export interface StatisticsRow extends ComplaintCount {
  readonly table: StatisticsTable;
  readonly key: string;
  readonly name: string;
  /** What is said of it in a file that leaves the office. */
  readonly periodName?: string;
  readonly asOf?: Day;
}

/** `complaint.statistics?period=&asOf=&unit=`: the whole, its months or half-years, and every table. */
export interface StatisticsView extends ListView<StatisticsRow> {
  readonly period: Period;
  readonly periods: readonly Period[];
  /** How they stand on this day. */
  readonly asOf: Day;
  /** Counted from the complaints that the reader may know of; false: what the public is told. */
  readonly exact: boolean;
  /** Fewer than this are told to nobody else. */
  readonly minimum: number;
  /** The unit that is looked at; null for the whole country. */
  readonly unitName: string | null;
}

/** A complaint with the days that its answer took. */
export interface TimedComplaint extends CountedComplaint {
  readonly days: number | null;
}

/** The value in the middle, between two the half way; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Counts some complaints. */
export function countOf(complaints: readonly TimedComplaint[]): ComplaintCount {
  const counted = (wanted: CountedComplaint['timeliness']) => complaints.filter((c) => c.timeliness === wanted).length;
  return {
    received: complaints.length,
    inTerm: counted('inTerm'),
    late: counted('late'),
    overdue: counted('overdue'),
    open: counted('open'),
    referred: complaints.filter((c) => c.referred).length,
    medianDays: median(complaints.flatMap((c) => c.days ?? [])),
  };
}

export const NOT_TOLD: ComplaintCount = {
  received: null,
  inTerm: null,
  late: null,
  overdue: null,
  open: null,
  referred: null,
  medianDays: null,
};
