import type { Day } from '../kernel/dates.ts';
import type { ListView } from '../kernel/views.ts';
import type { Period } from '../monitoring/period.ts';
import type { ComplaintTable, CountedComplaint } from './complaintCounts.ts';

/** A count of complaints and their state; null where the reader is not told. */
export interface ComplaintCount {
  readonly received: number | null;
  readonly inTerm: number | null;
  readonly late: number | null;
  readonly overdue: number | null;
  readonly open: number | null;
  /** Those without an answer that were sent to another body. */
  readonly referred: number | null;
  /** The median number of days from reception to the first answer, among those answered; null when none was. */
  readonly medianDays: number | null;
}

export type StatisticsTable = 'total' | 'period' | ComplaintTable;

/** A row of `complaint.statistics`: of a table, one of its values. */
export interface StatisticsRow extends ComplaintCount {
  readonly table: StatisticsTable;
  readonly key: string;
  readonly name: string;
  /** The name of the period, for a file that leaves the office. */
  readonly periodName?: string;
  readonly asOf?: Day;
}

/** `complaint.statistics?period=&asOf=&unit=`: the whole, its months or half-years, and every table. */
export interface StatisticsView extends ListView<StatisticsRow> {
  readonly period: Period;
  readonly periods: readonly Period[];
  /** The day on which their state is judged. */
  readonly asOf: Day;
  /** True when counted from the complaints that the reader may know of; false when it is what the public is told. */
  readonly exact: boolean;
  /** Counts below this are told to nobody else. */
  readonly minimum: number;
  /** The unit that is shown; null for the whole country. */
  readonly unitName: string | null;
}

/** A complaint with the number of days until its answer. */
export interface TimedComplaint extends CountedComplaint {
  readonly days: number | null;
}

/** The median; the mean of the two middle values when their number is even; null for no values. */
function median(values: readonly number[]): number | null {
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
