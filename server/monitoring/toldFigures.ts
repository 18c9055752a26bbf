import type { Figure } from '../../domain/monitoring/estimators.ts';
import type { Dimension, Measure } from '../../domain/monitoring/indicators.ts';
import { isNobody, type PublicComplaintCount, type PublicFigure } from '../../portal/data.ts';
import type { Executor } from '../db/database.ts';
import { readComplaintCounts, readFigures, readPublication } from '../stores/openData.ts';
import { complaintShare, DUE, shareOf } from './complaintShare.ts';
import type { BrokenDown, FigureInput } from './evidenceSource.ts';

/**
 * Whether a reader is told only what the public is told. That holds for a measure of families when the reader sees no
 * personal data: whatever they combine, they know no more than anybody (domain brief 1.3.5;
 * docs/decisions/small-numbers.md). It also holds for a measure of complaints, except for the two roles that answer for
 * complaints (docs/decisions/complaint-figures.md).
 */
export const isReserved = ({
  measure,
  view,
  countsComplaints,
}: Pick<FigureInput, 'measure' | 'view' | 'countsComplaints'>): boolean =>
  measure.subject === 'complaint'
    ? !countsComplaints
    : (measure.families !== undefined || measure.persons === true) && view !== 'full';

const HIDDEN: Figure = { status: 'hidden', value: null, n: 0, d: 0, n0: 0, d0: 0, rows: 0, notDue: 0 };

/** A figure with the number of record versions behind it; null where that is not told. */
export interface Told {
  readonly figure: Figure;
  readonly records: number | null;
}

/**
 * The published row as a figure. Its number of rows follows from the published count, because the true number of rows
 * would be another count of families.
 */
function asFigure(
  { estimator }: Measure,
  told: Pick<PublicFigure, 'status' | 'value' | 'n' | 'd'> | undefined,
): Figure {
  if (!told || told.status === 'hidden') return HIDDEN;
  const [n, d] = [told.n ?? 0, told.d ?? 0];
  return { status: told.status, value: told.value, n, d, n0: 0, d0: 0, rows: estimator === 'sum' ? n : d, notDue: 0 };
}

/**
 * Figures of complaints as they were published: for half-years and years as a whole; for half-years also by the public
 * tables, or for one unit.
 */
async function toldComplaints(
  db: Executor,
  { measure, programme, period, unit }: FigureInput,
  by: readonly Dimension[],
): Promise<BrokenDown> {
  const publication = await readPublication(db);
  const begun = publication?.programme === programme && period.from <= publication.cutoff;
  const rows = begun ? await readComplaintCounts(db, period.code) : [];
  // The public tables cover all complaints received; for those whose answer was due only the whole is published.
  const tables = measure.code === DUE ? [] : rows;
  const told = (found: PublicComplaintCount | undefined) => (found ? asFigure(measure, shareOf(found)) : HIDDEN);
  // A half-year or a year before the first complaint has nothing to hide; for months and quarters nothing is published.
  const published = begun && /^\d{4}(-S[12])?$/.test(period.code);
  const whole = !published ? HIDDEN : asFigure(measure, complaintShare(measure, rows));
  const parts = (dimension: Dimension) => (unit === undefined ? tables.filter((r) => r.dimension === dimension) : []);
  return {
    figure: unit === undefined ? whole : told(tables.find((r) => r.dimension === 'unit' && r.key === unit)),
    parts: new Map(
      by.map((dimension) => [
        dimension,
        parts(dimension).map((r) => ({ key: r.key === '' ? null : r.key, figure: told(r) })),
      ]),
    ),
  };
}

/** The published number of records behind a figure of families: only for the whole, and only where it was published. */
export async function toldRecords(db: Executor, input: FigureInput): Promise<number | null> {
  return input.unit !== undefined || input.measure.subject === 'complaint'
    ? null
    : ((await published(db, input)).find((f) => f.dimension === 'total')?.records ?? null);
}

async function published(db: Executor, { measure, programme, period, level }: FigureInput): Promise<PublicFigure[]> {
  const publication = await readPublication(db);
  const asPublished =
    publication?.programme === programme &&
    level === 3 &&
    period.from <= publication.cutoff &&
    publication.cutoff <= period.to;
  return asPublished ? readFigures(db, { measure: measure.code }) : [];
}

/**
 * A figure of families and its parts as they were published: validated, on the day of the publication, as a whole or
 * for one unit, by the public tables. Everything else is hidden; a table that the public does not see is empty.
 */
export async function toldFigures(db: Executor, input: FigureInput, by: readonly Dimension[]): Promise<BrokenDown> {
  const { measure, unit } = input;
  if (measure.subject === 'complaint') return toldComplaints(db, input, by);
  const rows = await published(db, input);
  const whole = rows.find((f) => (unit ? f.dimension === 'unit' && f.key === unit : f.dimension === 'total'));
  // The public sees no parts within a unit. Rows of municipalities without families would only be in the way.
  const partsOf = (dimension: Dimension) =>
    unit ? [] : rows.filter((f) => f.dimension === dimension && !(dimension === 'municipality' && isNobody(f)));
  return {
    figure: asFigure(measure, whole),
    parts: new Map(
      by.map((dimension) => [
        dimension,
        partsOf(dimension).map((f) => ({ key: f.key === '' ? null : f.key, figure: asFigure(measure, f) })),
      ]),
    ),
  };
}
