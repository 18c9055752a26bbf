import type { Day } from '../../domain/kernel/dates.ts';
import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import { type Dimension, dimensions } from '../../domain/monitoring/indicators.ts';
import { type Executor, sharesOneSession } from '../db/database.ts';
import type { FigureInput } from './evidenceSource.ts';
import { bySlices } from './sums.ts';
import { isReserved } from './toldFigures.ts';

/** A row behind a figure, with the name and code of its alliance. */
export interface ShownRow extends Record<string, unknown> {
  readonly thing: string;
  readonly unit_id: string;
  readonly municipality_code: string | null;
  readonly counts_on: Day | null;
  readonly n: number;
  readonly sources: readonly string[];
}

/** What adds most first; what counts on no day last. In SQL and for rows of several slices: texts by their code points in both. */
const ORDER = 'x.n desc, x.counts_on nulls last, x.thing collate "C"';
function inOrder(a: ShownRow, b: ShownRow): number {
  const [dayA, dayB] = [a.counts_on ?? '~', b.counts_on ?? '~'];
  if (a.n !== b.n) return b.n - a.n;
  if (dayA !== dayB) return dayA < dayB ? -1 : 1;
  return a.thing < b.thing ? -1 : 1;
}

/** The rows behind a figure, a page at a time: *ver registros*. Problem SIGG-218 where each would tell its reader of a family. */
export async function evidenceRows(
  db: Executor,
  input: FigureInput,
  filter: { dimension?: Dimension; key?: string | null; page: number; pageSize: number },
  first?: number,
): Promise<{ rows: ShownRow[]; total: number }> {
  if (isReserved(input)) throw new ProblemError(problem('familiesReserved'));
  const offset = (filter.page - 1) * filter.pageSize;
  // Any slice may have all that comes before the page, and the page.
  const [skip, take] = sharesOneSession(db) ? [0, offset + filter.pageSize] : [offset, filter.pageSize];
  const found: ShownRow[] = [];
  let total = 0;
  const read = async (executor: Executor, source: (params: unknown[]) => string): Promise<void> => {
    const params: unknown[] = [];
    const sql = source(params);
    let where = 'true';
    if (filter.dimension) {
      params.push(filter.key ?? null);
      where = `x.${dimensions[filter.dimension].column}::text is not distinct from $${params.length}::text`;
    }
    const all = `select x.thing, x.alliance_id, a.code as alliance_code, a.name as alliance_name, x.unit_id, x.municipality_code, x.model, x.product_code, x.sex,
              x.counts_on, x.due, x.n, x.d, x.n0, x.d0, x.note, x.sources, count(*) over ()::int as total
         from (${sql}) x join alliance a on a.id = x.alliance_id where ${where}`;
    const rows = await executor.query<ShownRow & { total: number }>(`${all} order by ${ORDER} limit $${params.length + 1} offset $${params.length + 2}`, [
      ...params,
      take,
      skip,
    ]);
    // Past the end of the list nothing stands, and it still says how many there are.
    const [some] = rows.length === 0 && skip > 0 ? await executor.query<{ total: number }>(`${all} limit 1`, params) : rows;
    total += some?.total ?? 0;
    for (const { total: _, ...row } of rows) found.push(row as ShownRow);
  };
  await bySlices(db, input, read, first);
  return { rows: found.sort(inOrder).slice(offset - skip, offset - skip + filter.pageSize), total };
}
