import type { Day } from '../../domain/kernel/dates.ts';
import type { Figure } from '../../domain/monitoring/estimators.ts';
import type { Dimension, Measure } from '../../domain/monitoring/indicators.ts';
import { openPeriods, type Period } from '../../domain/monitoring/period.ts';
import type { View } from '../../domain/people/roles.ts';
import type { Executor } from '../db/database.ts';
import { measureParams, measureSql } from './runMeasure.ts';

/** What a figure is asked for, and by whom: a reader without personal data is told less (toldFigures.ts). `scope` is a predicate over e.unit_id, e.alliance_id, e.municipality_code, made by scopeSql. */
export interface FigureInput {
  readonly measure: Measure;
  readonly programme: string;
  readonly period: Period;
  readonly level: number;
  readonly today: Day;
  readonly view: View;
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

/** Whether the evidence of a period is kept. On the first day of a month nobody has built it yet: then it is computed. */
async function isKept(db: Executor, { period, today }: FigureInput): Promise<boolean> {
  if (!openPeriods(today).some((p) => p.code === period.code)) return false;
  const [state] = await db.query<{ kept: boolean }>('select $1 = any(periods) as kept from evidence_state', [period.code]);
  return state?.kept === true;
}

/** Writes the statement that gives rows of evidence with what the dimensions need, of some alliances or (null) all; its values are added to `params`. */
export type EvidenceSource = (params: unknown[], alliances: readonly string[] | null) => string;

/** Kept rows for open periods, computed ones for others: the same columns. */
export async function evidenceSource(db: Executor, input: FigureInput): Promise<EvidenceSource> {
  const kept = await isKept(db, input);
  return (params, alliances) => {
    const source = kept ? keptRows(input, params, alliances) : measureSql(input.measure.code);
    if (!kept) params.push(...measureParams({ ...input, alliances }));
    return withinReach(input, source, params);
  };
}

/** Rows or sums, with what the dimensions need, within the reader's reach. */
export function withinReach(input: FigureInput, source: string, params: unknown[]): string {
  return `select e.*, left(e.municipality_code, 2) as department, p.rubro
            from (${source}) e left join product p on p.code = e.product_code where ${input.scope(params)}`;
}

function keptRows({ measure, period, level }: FigureInput, params: unknown[], alliances: readonly string[] | null): string {
  params.push(measure.code, period.code, level);
  const rows = `select * from evidence where measure = $${params.length - 2} and period = $${params.length - 1} and level = $${params.length}`;
  if (alliances === null) return rows;
  params.push(alliances);
  return `${rows} and alliance_id = any($${params.length}::uuid[])`;
}
