import type { Instant } from '../../domain/kernel/dates.ts';
import { sha256 } from '../commands/hash.ts';
import type { Executor } from '../db/database.ts';

/** At most `max` attempts within `windowS` seconds from the first of them. */
export interface Limit {
  readonly max: number;
  readonly windowS: number;
}

/**
 * Counts one attempt under a key ('login:account:ana', 'form:address:10.0.0.7') and answers how many whole seconds to
 * wait: 0 when the attempt may go on. It counts in the database, in one statement, so that several servers agree. A
 * window always ends, so nothing is ever locked for good. The key is stored as a hash.
 */
export async function take(
  db: Executor,
  key: string,
  limit: Limit,
  at: Instant = new Date().toISOString(),
): Promise<number> {
  const rows = await db.query<{ hits: number; since: Instant }>(
    `insert into auth_limit as l (key, hits, since) values ($1, 1, $2::timestamptz)
     on conflict (key) do update set
       hits = case when l.since <= $2::timestamptz - make_interval(secs => $3) then 1 else l.hits + 1 end,
       since = case when l.since <= $2::timestamptz - make_interval(secs => $3) then $2::timestamptz else l.since end
     returning hits, since`,
    [sha256(key), at, limit.windowS],
  );
  const row = rows[0];
  if (!row || row.hits <= limit.max) return 0;
  return Math.max(1, Math.ceil((Date.parse(row.since) + limit.windowS * 1000 - Date.parse(at)) / 1000));
}

/** Takes one counted attempt back, because it was honest. */
export async function giveBack(db: Executor, key: string): Promise<void> {
  await db.query('update auth_limit set hits = greatest(hits - 1, 0) where key = $1', [sha256(key)]);
}

/** Forgets the attempts under a key, because the owner of the account has proved to be it. */
export async function forget(db: Executor, key: string): Promise<void> {
  await db.query('delete from auth_limit where key = $1', [sha256(key)]);
}
