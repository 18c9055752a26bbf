import { type Executor, sharesOneSession } from '../db/database.ts';
import { inSlices } from '../db/slices.ts';
import { programmeAlliances } from '../stores/programmeAlliances.ts';
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

/**
 * The evidence behind a figure, added up by `due` and `keys` by the statement that is written over it. Where there is one session
 * for all, some alliances a statement, so that others have their turn in between: sums of parts add up to the sum of the whole.
 */
export async function sumsOfEvidence<R extends Sums>(
  db: Executor,
  input: FigureInput,
  keys: readonly string[],
  write: (source: string, params: unknown[]) => string,
  first?: number,
): Promise<R[]> {
  const sums = new Map<string, R>();
  const add = async (executor: Executor, source: (params: unknown[]) => string): Promise<void> => {
    const params: unknown[] = [];
    const sql = write(source(params), params);
    for (const row of await executor.query<R>(sql, params)) {
      const key = JSON.stringify([row.due, ...keys.map((k) => row[k])]);
      const before: Sums | undefined = sums.get(key);
      if (before) for (const part of PARTS) before[part] += row[part];
      else sums.set(key, row);
    }
  };
  await bySlices(db, input, add, first);
  return [...sums.values()];
}

/**
 * Reads the evidence behind a figure by `read`, which is given the statement of its rows: of all alliances at once or, where there is
 * one session for all, of some at a time.
 */
export async function bySlices(
  db: Executor,
  input: FigureInput,
  read: (executor: Executor, source: (params: unknown[]) => string) => Promise<void>,
  first?: number,
): Promise<void> {
  const source = await evidenceSource(db, input);
  if (!sharesOneSession(db)) return read(db, (params) => source(params, null));
  const ids = await programmeAlliances(db, input.programme);
  await inSlices(db.figures, ids, (tx, slice) => read(tx, (params) => source(params, slice)), { first });
}
