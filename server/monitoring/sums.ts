import { type Database, type Executor, sharesOneSession } from '../db/database.ts';
import { inSlices } from '../db/slices.ts';
import { subjectsOf } from '../stores/subjects.ts';
import { type EvidenceSource, evidenceSource, type FigureInput, withinReach } from './evidenceSource.ts';
import { hasKeptSums, keepSums, keptSums } from './periodSums.ts';
import { supportsSql } from './support.ts';

const PARTS = ['n', 'd', 'n0', 'd0', 'rows'] as const;

/** The sums of the rows that are due, or of the rows that are not yet due. */
export interface Sums extends Record<string, unknown> {
  due: boolean;
  n: number;
  d: number;
  n0: number;
  d0: number;
  rows: number;
}

/** A source of sums: either rows of evidence, each a sum of itself, or kept sums. */
export interface SumsSource {
  /** True when its rows have `records`, the number of versions behind them; otherwise they have `sources`. */
  readonly kept: boolean;
  readonly write: EvidenceSource;
}

/**
 * The source of a figure: for a past period its kept sums, first brought up to the last sealed entry; otherwise the
 * rows of its evidence. Inside a transaction no sums are kept, so it is always rows.
 */
export async function sumsSource(db: Executor, input: FigureInput): Promise<SumsSource> {
  if (isDatabase(db) && hasKeptSums(input)) {
    await keepSums(db.figures, input);
    return {
      kept: true,
      write: (params, alliances) => withinReach(input, keptSums([input], params, alliances), params),
    };
  }
  const source = await evidenceSource(db, input);
  return { kept: false, write: (params, alliances) => `select s.*, 1 as rows from (${source(params, alliances)}) s` };
}

/**
 * The database for everything that one figure asks: on the embedded engine long work waits after each statement for a
 * person, so a figure whose small questions were asked as a person's would wait for itself at every slice.
 */
export const forFigures = (db: Executor): Executor => (isDatabase(db) ? db.figures : db);

export const isDatabase = (db: Executor): db is Database => 'engine' in db;

/**
 * Adds up the evidence behind a figure by `due` and `keys`, with a statement written over its source, in which each row
 * stands for `rows`. When all requests share one session, each statement covers only some alliances, so that others
 * have their turn in between: the sums of the parts add up to that of the whole.
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
  await bySlices(db, input, await sumsSource(db, input), add, first);
  return [...sums.values()];
}

/**
 * How many record versions are behind a figure, each counted once: those of the rows that support it. A version belongs
 * to rows of one alliance only, so the counts of separate alliances add up.
 */
export async function recordsBehind(db: Executor, input: FigureInput): Promise<number> {
  const sums = await sumsSource(db, input);
  const { kept } = sums;
  let records = 0;
  await bySlices(db, input, sums, async (executor, source) => {
    const params: unknown[] = [];
    const rows = source(params);
    const sql = kept
      ? `select coalesce(sum(s.records), 0)::int as n from (${rows}) s`
      : `select count(distinct r.id)::int as n from (${rows}) s, unnest(s.sources) r(id) where ${supportsSql('s')}`;
    records += (await executor.query<{ n: number }>(sql, params))[0]?.n ?? 0;
  });
  return records;
}

/**
 * Reads a source with `read`, which is given its statement: for all alliances at once or, when all requests share one
 * session, for some at a time. Kept sums are few, so one statement over all of them takes less than the first slices
 * would.
 * @param only of these alliances; of all when absent
 */
export async function bySlices(
  db: Executor,
  input: FigureInput,
  { kept, write }: SumsSource,
  read: (executor: Executor, source: (params: unknown[]) => string) => Promise<void>,
  first?: number,
  only?: readonly string[],
): Promise<void> {
  if (!sharesOneSession(db)) return read(db, (params) => write(params, only ?? null));
  if (kept) return read(db.figures, (params) => write(params, only ?? null));
  const ids = only ?? (await subjectsOf(db, input.measure.subject, input.programme));
  await inSlices(db.figures, ids, (tx, slice) => read(tx, (params) => write(params, slice)), { first });
}
