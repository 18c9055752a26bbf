import type { Measure } from '../../domain/monitoring/indicators.ts';
import type { PublicComplaintCount, PublicFigure } from '../../portal/data.ts';

type Told = Pick<PublicComplaintCount, 'dimension' | 'received' | 'inTerm'>;

/** The second reading of 3.2.1: over the complaints whose answer was due. */
export const DUE = '3.2.1-exigible';

type Share = Pick<PublicFigure, 'status' | 'value' | 'n' | 'd'>;

const HIDDEN: Share = { status: 'hidden', value: null, n: null, d: null };

/** A row of the public tables as a figure: the share of complaints answered in term. */
export function shareOf(row: Told | undefined): Share {
  if (!row) return { status: 'noData', value: null, n: 0, d: 0 };
  const { received: d, inTerm: n } = row;
  if (d === null || n === null) return HIDDEN;
  return d === 0 ? { status: 'noData', value: null, n: 0, d: 0 } : { status: 'value', value: n / d, n, d };
}

/** Indicator 3.2.1 as the public is told it: over all complaints received, or over those whose answer was due. */
export function complaintShare({ code }: Pick<Measure, 'code'>, rows: readonly Told[]): Share {
  const all = rows.find((r) => r.dimension === 'total');
  if (code !== DUE) return shareOf(all);
  const due = shareOf(rows.find((r) => r.dimension === 'due'));
  return due.status === 'noData' && all?.received ? { status: 'notDue', value: null, n: 0, d: 0 } : due;
}
