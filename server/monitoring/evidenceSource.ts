import type { Day } from '../../domain/kernel/dates.ts';
import type { Figure } from '../../domain/monitoring/estimators.ts';
import { type Dimension, isKeptMeasure, type Measure } from '../../domain/monitoring/indicators.ts';
import { openPeriods, type Period } from '../../domain/monitoring/period.ts';
import type { View } from '../../domain/people/roles.ts';
import type { Executor } from '../db/database.ts';
import { measureParams, measureSql } from './runMeasure.ts';

/**
 * Which figure is asked for, and by whom; a reader without personal data is told less (toldFigures.ts). `scope` is a
 * predicate over e.unit_id, e.alliance_id and e.municipality_code, made by scopeSql.
 */
export interface FigureInput {
  readonly measure: Measure;
  readonly programme: string;
  readonly period: Period;
  readonly level: number;
  readonly today: Day;
  readonly view: View;
  /** Whether the reader may know the exact number of complaints (domain/participation/complaintReaders.ts). */
  readonly countsComplaints?: boolean;
  /** The unit to which the reader narrowed the figure; `scope` includes it. */
  readonly unit?: string | undefined;
  readonly scope: (params: unknown[]) => string;
}

/** The figure for one value of a dimension. */
interface Part {
  /** The code of the value; null where the value is not known ('s/d'). */
  readonly key: string | null;
  readonly figure: Figure;
}

/** The answer: the figure, and its parts by each dimension that was asked for. */
export interface BrokenDown {
  readonly figure: Figure;
  readonly parts: ReadonlyMap<Dimension, readonly Part[]>;
}

/**
 * Whether the evidence of a period is stored up to today. At the beginning of a day it is not built yet, and is
 * computed instead. The month before is stored too, but its figures come from kept sums, which are never late
 * (periodSums.ts); so its rows are computed, and a figure and its rows always say the same.
 */
async function isKept(db: Executor, { measure, programme, period, today }: FigureInput): Promise<boolean> {
  if (period.to < today || !isKeptMeasure(measure) || !openPeriods(today).some((p) => p.code === period.code))
    return false;
  const [state] = await db.query<{ kept: boolean }>(
    'select $1 = any(periods) and (day = $2 or $3 <= day) as kept from evidence_state where programme_id = $4',
    [period.code, today, period.to, programme],
  );
  return state?.kept === true;
}

/**
 * Writes the statement that gives rows of evidence, with the columns of the dimensions, for some subjects or (null) for
 * all. It appends its values to `params`.
 */
export type EvidenceSource = (params: unknown[], subjects: readonly string[] | null) => string;

/** Stored rows for open periods, computed rows for others; both have the same columns. */
export async function evidenceSource(db: Executor, input: FigureInput): Promise<EvidenceSource> {
  const kept = await isKept(db, input);
  return (params, subjects) => {
    const source = kept ? keptRows(input, params, subjects) : measureSql(input.measure.code);
    if (!kept) params.push(...measureParams({ ...input, subjects }));
    return withinReach(input, source, params);
  };
}

/** Limits rows or sums to the reader's reach, with the columns that the dimensions need. */
export function withinReach(input: FigureInput, source: string, params: unknown[]): string {
  return `select e.*, left(e.municipality_code, 2) as department, p.rubro
            from (${source}) e left join product p on p.code = e.product_code where ${input.scope(params)}`;
}

function keptRows(
  { programme, measure, period, level }: FigureInput,
  params: unknown[],
  subjects: readonly string[] | null,
): string {
  const named = { programme_id: programme, measure: measure.code, period: period.code, level };
  const rows = `select * from evidence where ${Object.entries(named)
    .map(([column, value]) => `${column} = $${params.push(value)}`)
    .join(' and ')}`;
  return subjects === null ? rows : `${rows} and subject_id = any($${params.push(subjects)}::uuid[])`;
}
