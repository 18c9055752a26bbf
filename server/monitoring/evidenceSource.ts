import type { Day } from '../../domain/kernel/dates.ts';
import type { Figure } from '../../domain/monitoring/estimators.ts';
import { type Dimension, isKeptMeasure, type Measure } from '../../domain/monitoring/indicators.ts';
import { openPeriods, type Period } from '../../domain/monitoring/period.ts';
import type { View } from '../../domain/people/roles.ts';
import type { Executor } from '../db/database.ts';
import { measureParams, measureSql } from './runMeasure.ts';

/**
 * What a figure is asked for, and by whom: a reader without personal data is told less (toldFigures.ts). `scope` is a
 * predicate over e.unit_id, e.alliance_id, e.municipality_code, made by scopeSql.
 */
export interface FigureInput {
  readonly measure: Measure;
  readonly programme: string;
  readonly period: Period;
  readonly level: number;
  readonly today: Day;
  readonly view: View;
  /** Whether its reader may be told how many complaints there are, exactly (domain/participation/complaintReaders.ts). */
  readonly countsComplaints?: boolean;
  /** The unit that the reader narrowed it to, also said in `scope`. */
  readonly unit?: string | undefined;
  readonly scope: (params: unknown[]) => string;
}

/** A figure of one value of a dimension. */
interface Part {
  /** Code of the value; null for things whose value is not known ('s/d'). */
  readonly key: string | null;
  readonly figure: Figure;
}

/** What is answered: the figure, and its parts by each dimension that was asked for. */
export interface BrokenDown {
  readonly figure: Figure;
  readonly parts: ReadonlyMap<Dimension, readonly Part[]>;
}

/** Whether the evidence of a period is kept, up to today. When a day begins nobody has built it yet: then it is computed. */
async function isKept(db: Executor, { measure, programme, period, today }: FigureInput): Promise<boolean> {
  if (!isKeptMeasure(measure) || !openPeriods(today).some((p) => p.code === period.code)) return false;
  const [state] = await db.query<{ kept: boolean }>(
    'select $1 = any(periods) and (day = $2 or $3 <= day) as kept from evidence_state where programme_id = $4',
    [period.code, today, period.to, programme],
  );
  return state?.kept === true;
}

/**
 * Writes the statement that gives rows of evidence with what the dimensions need, of some subjects or (null) all; its
 * values are added to `params`.
 */
export type EvidenceSource = (params: unknown[], subjects: readonly string[] | null) => string;

/** Kept rows for open periods, computed ones for others: the same columns. */
export async function evidenceSource(db: Executor, input: FigureInput): Promise<EvidenceSource> {
  const kept = await isKept(db, input);
  return (params, subjects) => {
    const source = kept ? keptRows(input, params, subjects) : measureSql(input.measure.code);
    if (!kept) params.push(...measureParams({ ...input, subjects }));
    return withinReach(input, source, params);
  };
}

/** Rows or sums, with what the dimensions need, within the reader's reach. */
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
