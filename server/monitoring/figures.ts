import type { Day } from '../../domain/kernel/dates.ts';
import { estimate, type Figure } from '../../domain/monitoring/estimators.ts';
import { type Dimension, dimensions, type Measure } from '../../domain/monitoring/indicators.ts';
import { openPeriods, type Period } from '../../domain/monitoring/period.ts';
import type { Executor } from '../db/database.ts';
import { measureParams, measureSql } from './runMeasure.ts';

/** What a figure is asked for. `scope` is a predicate over e.unit_id, e.alliance_id, e.municipality_code, made by scopeSql. */
export interface FigureInput {
  readonly measure: Measure;
  readonly programme: string;
  readonly period: Period;
  readonly level: number;
  readonly today: Day;
  readonly scope: (params: unknown[]) => string;
}

/** Rows of evidence with what the dimensions need. Stored ones for open periods, computed for others: the same statement. */
function evidenceSql(input: FigureInput, params: unknown[]): string {
  const stored = openPeriods(input.today).some((p) => p.code === input.period.code);
  let source: string;
  if (stored) {
    params.push(input.measure.code, input.period.code, input.level);
    source = `select * from evidence where measure = $${params.length - 2} and period = $${params.length - 1} and level = $${params.length}`;
  } else {
    params.push(...measureParams({ ...input, alliances: null }));
    source = measureSql(input.measure.code);
  }
  return `select e.*, left(e.municipality_code, 2) as department, p.rubro
            from (${source}) e left join product p on p.code = e.product_code where ${input.scope(params)}`;
}

interface Sums extends Record<string, unknown> {
  key: string | null;
  due: boolean;
  n: number;
  d: number;
  n0: number;
  d0: number;
  rows: number;
}

/** One figure per value of a dimension (null = the whole), each made by the estimator from sums of its rows. */
async function grouped(db: Executor, input: FigureInput, column: string | null): Promise<Map<string | null, Figure>> {
  const params: unknown[] = [];
  const rows = await db.query<Sums>(
    `select ${column ? `x.${column}::text` : 'null::text'} as key, x.due, sum(x.n)::bigint as n, sum(x.d)::bigint as d,
            sum(x.n0)::bigint as n0, sum(x.d0)::bigint as d0, count(*)::int as rows
       from (${evidenceSql(input, params)}) x group by 1, 2`,
    params,
  );
  const groups = new Map<string | null, Sums[]>();
  for (const row of rows) groups.set(row.key, [...(groups.get(row.key) ?? []), row]);
  if (!column && groups.size === 0) groups.set(null, []);
  return new Map([...groups].map(([key, parts]) => [key, withCounts(input.measure, parts)] as const));
}

/** The sums stand for their rows: the estimator adds them as it would add the rows, then the counts are put right. */
function withCounts(measure: Measure, parts: readonly Sums[]): Figure {
  const count = (due: boolean) => parts.filter((p) => p.due === due).reduce((a, p) => a + p.rows, 0);
  return { ...estimate(measure.estimator, parts), rows: count(true), notDue: count(false) };
}

/** The figure for the reader's reach. */
export async function figureOf(db: Executor, input: FigureInput): Promise<Figure> {
  return (await grouped(db, input, null)).get(null) ?? estimate(input.measure.estimator, []);
}

export interface Part {
  /** Code of the value; null for things whose value is not known ('s/d'). */
  readonly key: string | null;
  readonly figure: Figure;
}

/** The figure by every value of a dimension; for `sum` and the parts of a ratio they add up to the whole. */
export async function figureBy(db: Executor, input: FigureInput, dimension: Dimension): Promise<Part[]> {
  const parts = await grouped(db, input, dimensions[dimension].column);
  return [...parts].map(([key, figure]) => ({ key, figure })).sort((a, b) => (a.key ?? '~').localeCompare(b.key ?? '~'));
}

/** The rows behind a figure, a page at a time: *ver registros*. */
export async function evidenceRows(
  db: Executor,
  input: FigureInput,
  filter: { dimension?: Dimension; key?: string | null; page: number; pageSize: number },
): Promise<{ rows: Record<string, unknown>[]; total: number }> {
  const params: unknown[] = [];
  let where = 'true';
  const sql = evidenceSql(input, params);
  if (filter.dimension) {
    params.push(filter.key ?? null);
    where = `x.${dimensions[filter.dimension].column}::text is not distinct from $${params.length}::text`;
  }
  params.push(filter.pageSize, (filter.page - 1) * filter.pageSize);
  const rows = await db.query<Record<string, unknown> & { total: number }>(
    `select x.thing, x.alliance_id, a.code as alliance_code, a.name as alliance_name, x.unit_id, x.municipality_code, x.model, x.product_code, x.sex,
            x.counts_on, x.due, x.n, x.d, x.n0, x.d0, x.note, x.sources, count(*) over ()::int as total
       from (${sql}) x join alliance a on a.id = x.alliance_id where ${where}
      order by x.n desc, x.counts_on nulls last, x.thing limit $${params.length - 1} offset $${params.length}`,
    params,
  );
  return { rows: rows.map(({ total: _t, ...row }) => row), total: rows[0]?.total ?? 0 };
}
