import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Executor } from '../db/database.ts';

/** How the machine is. Bytes of the disk that holds the data folder; seconds that the oldest entry has waited for its number. */
export interface Health {
  readonly pendingSeals: number;
  readonly sealLagS: number;
  readonly diskFree: number;
  readonly diskTotal: number;
}

/** Seconds that an entry may wait for its number before something is wrong with the sequencer. */
export const SEAL_LAG_LIMIT_S = 60;
/** Below this a data folder is about to refuse photos. */
export const DISK_FREE_LIMIT = 500 * 1024 * 1024;

/** Reads it; throws when the database does not answer. */
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

/** The folder, or the nearest one above it that exists: the same disk. */
function existing(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder));
}
