import type { Database } from './database.ts';

/**
 * A checkpoint holds the connection for about 6 ms for each MB written since the last one; this is so little that
 * nobody notices.
 */
const checkpointAfterBytes = 6 * 1024 * 1024;

/**
 * Statistics read 300 times this many rows of a table: 20-60 ms for the largest of the programme, where PostgreSQL's
 * default of 100 takes 500-1000 ms.
 */
const statisticsTarget = 10;

/*
 * What PostgreSQL's background processes do and the embedded engine lacks: collect statistics and dead rows, write a checkpoint so
 * that the log does not grow for ever.
 */

/**
 * Collects statistics of the tables that have changed by a tenth (or of every one), one table at a time, so that others
 * get their turn in between.
 */
export async function collectStatistics(db: Database, { everyTable = false } = {}): Promise<void> {
  const tables = await tablesWhere(
    db,
    everyTable ? 'true' : 'n_mod_since_analyze > 200 and n_mod_since_analyze > n_live_tup / 10',
  );
  for (const name of tables) {
    await db.transaction(async (tx) => {
      await tx.query(`set local default_statistics_target = ${statisticsTarget}`);
      await tx.query(`analyze ${name}`);
    });
  }
}

/**
 * Frees the space of dead rows. It cannot be done in parts and may hold the connection for half a second after a month
 * of evidence was removed, so it is done when nobody waits: at opening and at night; by day only where dead rows
 * outnumber the living.
 */
export async function removeDeadRows(db: Database, { urgentOnly = false } = {}): Promise<void> {
  for (const name of await tablesWhere(db, `n_dead_tup > 1000 and n_dead_tup > n_live_tup${urgentOnly ? '' : ' / 5'}`))
    await db.query(`vacuum ${name}`);
}

async function tablesWhere(db: Database, condition: string): Promise<string[]> {
  // Unless asked, counters reach the shared statistics at most once a second.
  await db.query('select pg_stat_force_next_flush()');
  return (
    await db.query<{ name: string }>(`select relid::regclass::text as name from pg_stat_user_tables where ${condition}`)
  ).map((t) => t.name);
}

/**
 * Writes a checkpoint when the log since the last one has grown long; opening after a crash then replays no more than
 * that.
 */
export async function checkpointIfLong(db: Database): Promise<boolean> {
  const [log] = await db.query<{ bytes: number }>(
    'select (pg_current_wal_insert_lsn() - redo_lsn)::int8 as bytes from pg_control_checkpoint()',
  );
  if ((log?.bytes ?? 0) < checkpointAfterBytes) return false;
  await db.query('checkpoint');
  return true;
}
