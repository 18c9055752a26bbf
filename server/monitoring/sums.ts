import { type Executor, sharesOneSession } from '../db/database.ts';
import { evidenceSource, type FigureInput } from './evidenceSource.ts';

const PARTS = ['n', 'd', 'n0', 'd0', 'rows'] as const;

/** Sums of the parts of rows that are due, or of rows that are not yet. */
export interface Sums extends Record<string, unknown> {
  due: boolean;
  n: number;
  d: number;
  n0: number;
  d0: number;
  rows: number;
}

/** Alliances whose evidence one statement adds up where everybody waits for it: some tens of milliseconds, however many alliances there are. */
const SLICE = 25;

/**
 * The evidence behind a figure, added up by `due` and `keys` by the statement that is written over it. Where there is one session
 * for all, some alliances a statement, so that others have their turn in between: sums of parts add up to the sum of the whole.
 */
export async function sumsOfEvidence<R extends Sums>(
  db: Executor,
  input: FigureInput,
  keys: readonly string[],
  write: (source: string, params: unknown[]) => string,
  slice = SLICE,
): Promise<R[]> {
  const source = await evidenceSource(db, input);
  const sums = new Map<string, R>();
  for (const alliances of await slicesOf(db, input.programme, slice)) {
    const params: unknown[] = [];
    const sql = write(source(params, alliances), params);
    for (const row of await db.query<R>(sql, params)) {
      const key = JSON.stringify([row.due, ...keys.map((k) => row[k])]);
      const before: Sums | undefined = sums.get(key);
      if (before) for (const part of PARTS) before[part] += row[part];
      else sums.set(key, row);
    }
  }
  return [...sums.values()];
}

async function slicesOf(db: Executor, programme: string, slice: number): Promise<readonly (readonly string[] | null)[]> {
  if (!sharesOneSession(db)) return [null];
  const ids = (await db.query<{ id: string }>('select id from alliance where programme_id = $1 order by id', [programme])).map((r) => r.id);
  return Array.from({ length: Math.ceil(ids.length / slice) }, (_, i) => ids.slice(i * slice, (i + 1) * slice));
}
