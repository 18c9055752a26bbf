import type { Database } from './database.ts';

/** A checkpoint holds the connection about 6 ms for each MB written since the last one; so small that nobody notices. */
const checkpointAfterBytes = 6 * 1024 * 1024;

/**
 * What PostgreSQL's background processes do and the embedded engine lacks: collect statistics and dead rows, write a checkpoint
 * so that the log does not grow for ever. One table at a time, so that others get their turn in between.
 */
export async function maintainEmbedded(db: Database, { everyTable = false } = {}): Promise<void> {
  // Counters reach the shared statistics at most once a second unless asked.
  await db.query('select pg_stat_force_next_flush()');
  const tables = await db.query<{ name: string; bloated: boolean }>(
    `
    select relid::regclass::text as name, n_dead_tup > 1000 and n_dead_tup > n_live_tup / 5 as bloated
    from pg_stat_user_tables
    where $1 or n_mod_since_analyze > 200 and n_mod_since_analyze > n_live_tup / 10 or n_dead_tup > 1000 and n_dead_tup > n_live_tup / 5`,
    [everyTable],
  );
  for (const { name, bloated } of tables) await db.query(`${bloated ? 'vacuum (analyze)' : 'analyze'} ${name}`);
  await checkpointIfLong(db);
}

/** A checkpoint when the log since the last one has grown long; opening after a crash replays no more than that. */
export async function checkpointIfLong(db: Database): Promise<boolean> {
  const [log] = await db.query<{ bytes: number }>('select (pg_current_wal_insert_lsn() - redo_lsn)::int8 as bytes from pg_control_checkpoint()');
  if ((log?.bytes ?? 0) < checkpointAfterBytes) return false;
  await db.query('checkpoint');
  return true;
}
