import type { Day } from '../../domain/kernel/dates.ts';
import type { Measure } from '../../domain/monitoring/indicators.ts';
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

/** Whether the evidence of a period is kept. On the first day of a month nobody has built it yet: then it is computed. */
async function isKept(db: Executor, { period, today }: FigureInput): Promise<boolean> {
  if (!openPeriods(today).some((p) => p.code === period.code)) return false;
  const [state] = await db.query<{ kept: boolean }>('select $1 = any(periods) as kept from evidence_state', [period.code]);
  return state?.kept === true;
}

/** Rows of evidence with what the dimensions need. Kept ones for open periods, computed for others: the same statement. */
export async function evidenceSource(db: Executor, input: FigureInput, params: unknown[]): Promise<string> {
  let source: string;
  if (await isKept(db, input)) {
    params.push(input.measure.code, input.period.code, input.level);
    source = `select * from evidence where measure = $${params.length - 2} and period = $${params.length - 1} and level = $${params.length}`;
  } else {
    params.push(...measureParams({ ...input, alliances: null }));
    source = measureSql(input.measure.code);
  }
  return `select e.*, left(e.municipality_code, 2) as department, p.rubro
            from (${source}) e left join product p on p.code = e.product_code where ${input.scope(params)}`;
}
