import type { Day } from '../../domain/kernel/dates.ts';
import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import { type Dimension, dimensions } from '../../domain/monitoring/indicators.ts';
import { type Executor, sharesOneSession } from '../db/database.ts';
import { evidenceSource, type FigureInput } from './evidenceSource.ts';
import { bySlices, forFigures, type SumsSource, sumsSource } from './sums.ts';
import { isReserved } from './toldFigures.ts';

/** A row behind a figure, with the name and code of its alliance if it belongs to one. */
interface ShownRow extends Record<string, unknown> {
  readonly thing: string;
  readonly unit_id: string;
  readonly municipality_code: string | null;
  readonly counts_on: Day | null;
  readonly n: number;
  readonly sources: readonly string[];
}

/**
 * Rows that add most come first, rows without a day last. The order is the same in SQL and when slices are merged:
 * texts are compared by their code points.
 */
const ORDER = 'x.n desc, x.counts_on nulls last, x.thing collate "C"';
function inOrder(a: ShownRow, b: ShownRow): number {
  const [dayA, dayB] = [a.counts_on ?? '~', b.counts_on ?? '~'];
  if (a.n !== b.n) return b.n - a.n;
  if (dayA !== dayB) return dayA < dayB ? -1 : 1;
  return a.thing < b.thing ? -1 : 1;
}

interface Filter {
  readonly dimension?: Dimension;
  readonly key?: string | null;
  readonly page: number;
  readonly pageSize: number;
}
interface Found {
  readonly rows: ShownRow[];
  readonly total: number;
}

/**
 * The rows behind a figure, one page at a time: *ver registros*. Those that add most come first; for a past period, the
 * alliance that adds most. Problem SIGG-218 when each row would tell the reader of a family. For complaints, only those
 * that the reader may know of, whatever the figure says.
 */
export async function evidenceRows(
  asked: Executor,
  input: FigureInput,
  filter: Filter,
  first?: number,
): Promise<Found> {
  const db = forFigures(asked);
  if (input.measure.families && isReserved(input)) throw new ProblemError(problem('familiesReserved'));
  const sums = await sumsSource(db, input);
  if (sums.kept) return rowsOfPast(db, input, sums, filter);
  const offset = (filter.page - 1) * filter.pageSize;
  // A slice may hold all rows up to and including the page, so that many are read of each.
  const [skip, take] = sharesOneSession(db) ? [0, offset + filter.pageSize] : [offset, filter.pageSize];
  const found: ShownRow[] = [];
  let total = 0;
  const read = async (executor: Executor, source: (params: unknown[]) => string): Promise<void> => {
    const page = await rowsOf(executor, source, filter, take, skip);
    total += page.total;
    found.push(...page.rows);
  };
  await bySlices(db, input, { kept: false, write: await evidenceSource(db, input) }, read, first);
  return { rows: found.sort(inOrder).slice(offset - skip, offset - skip + filter.pageSize), total };
}

/** The rows of a source in order, from `skip` on, and how many there are in all. */
async function rowsOf(
  executor: Executor,
  source: (params: unknown[]) => string,
  filter: Filter,
  take: number,
  skip: number,
): Promise<Found> {
  const params: unknown[] = [];
  const sql = source(params);
  const where = only(filter, params);
  const all = `select x.thing, x.subject_id, x.alliance_id, a.code as alliance_code, a.name as alliance_name, x.unit_id,
    x.municipality_code, x.model, x.product_code, x.sex,
            x.counts_on, x.due, x.n, x.d, x.n0, x.d0, x.note, x.sources, count(*) over ()::int as total
       from (${sql}) x left join alliance a on a.id = x.alliance_id where ${where}`;
  const rows = await executor.query<ShownRow & { total: number }>(
    `${all} order by ${ORDER} limit $${params.length + 1} offset $${params.length + 2}`,
    [...params, take, skip],
  );
  // Past the end of the list there are no rows, so the total is read separately.
  const [some] =
    rows.length === 0 && skip > 0 ? await executor.query<{ total: number }>(`${all} limit 1`, params) : rows;
  return { rows: rows.map(({ total: _, ...row }) => row as ShownRow), total: some?.total ?? 0 };
}

/** The condition that limits rows `x` to one value of a dimension, if one is asked for. */
function only({ dimension, key }: Filter, params: unknown[]): string {
  if (!dimension) return 'true';
  params.push(key ?? null);
  return `x.${dimensions[dimension].column}::text is not distinct from $${params.length}::text`;
}

/** Finds with the kept sums which alliances have the rows of a page, and computes only theirs. */
async function rowsOfPast(db: Executor, input: FigureInput, sums: SumsSource, filter: Filter): Promise<Found> {
  const alliances: { id: string; n: number; rows: number }[] = [];
  await bySlices(db, input, sums, async (executor, source) => {
    const params: unknown[] = [];
    const sql = source(params);
    alliances.push(
      ...(await executor.query<(typeof alliances)[number] & Record<string, unknown>>(
        `select x.alliance_id as id, sum(x.n)::bigint as n, sum(x.rows)::int as rows from (${sql}) x
          where ${only(filter, params)} group by 1`,
        params,
      )),
    );
  });
  alliances.sort((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1));
  const offset = (filter.page - 1) * filter.pageSize;
  const source = await evidenceSource(db, input);
  const rows: ShownRow[] = [];
  let [before, skipped] = [0, 0];
  for (const { id, rows: own } of alliances) {
    const reached = before + own > offset && before < offset + filter.pageSize;
    if (before + own <= offset) skipped = before + own;
    before += own;
    if (reached) rows.push(...(await rowsOf(db, (params) => source(params, [id]), filter, own, 0)).rows);
  }
  return { rows: rows.slice(offset - skipped, offset - skipped + filter.pageSize), total: before };
}
