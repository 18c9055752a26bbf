import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Executor } from '../db/database.ts';

/**
 * The state of the machine: bytes of the disk with the data folder, and for how many seconds the oldest entry has
 * waited for its number.
 */
export interface Health {
  readonly pendingSeals: number;
  readonly sealLagS: number;
  readonly diskFree: number;
  readonly diskTotal: number;
}

/** When an entry waits longer than this many seconds for its number, something is wrong with the sequencer. */
export const SEAL_LAG_LIMIT_S = 60;
/** With fewer free bytes than this, a data folder will soon refuse photos. */
export const DISK_FREE_LIMIT = 500 * 1024 * 1024;

/** Reads the state; throws when the database does not answer. */
export async function readHealth(db: Executor, dataDir: string, nowMs: number): Promise<Health> {
  const [[row], disk] = await Promise.all([
    db.query<{ n: number; since: string | null }>(
      'select count(*) as n, min(e.received_at) as since from journal_pending p join journal_entry e on e.id = p.entry_id',
    ),
    statfs(existing(resolve(dataDir))),
  ]);
  return {
    pendingSeals: row?.n ?? 0,
    sealLagS: row?.since ? Math.max(0, Math.round((nowMs - Date.parse(row.since)) / 1000)) : 0,
    diskFree: disk.bavail * disk.bsize,
    diskTotal: disk.blocks * disk.bsize,
  };
}

/** The folder, or the nearest existing one above it, which is on the same disk. */
function existing(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder));
}
