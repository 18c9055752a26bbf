/**
 * Dumps of the embedded database while it works.
 *
 * PGlite's own dump stalls everything for as long as it takes (0.25 s on an empty database). Here PostgreSQL's base backup is
 * used instead: `pg_backup_start` (a checkpoint), the folder's files copied in slices while statements go on, `pg_backup_stop`,
 * then the write-ahead log between the two. Opening such a copy replays that log, so it is the database as it was at the stop.
 * Only start and stop hold the connection. Whoever calls sees to it that meanwhile there is neither another one (start and stop
 * belong to the session) nor a checkpoint (it throws away log that the copy needs).
 */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import type { Database, Row } from './database.ts';
import { type Written, writeDurably } from './durableFile.ts';
import { readTar, tarEnd, tarFile, tarFolder, tarText } from './tar.ts';

export interface Dump extends Written {
  readonly file: string;
  /** The longest time, in ms, for which the connection was held. */
  readonly heldMs: number;
  readonly ms: number;
}

/**
 * What a running engine keeps in these folders and a fresh one makes again: the folders are dumped, their content is
 * not.
 */
const emptied = new Set([
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
]);
const leftOut = /^(postmaster\.(pid|opts)|pg_internal\.init.*|pgsql_tmp.*|backup_label(\.old)?|pg_control)$/;

async function* copyFolder(root: string, relative: string): AsyncGenerator<Buffer> {
  for (const entry of await readdir(join(root, relative), { withFileTypes: true })) {
    const name = relative === '' ? entry.name : `${relative}/${entry.name}`;
    if (leftOut.test(entry.name)) continue;
    if (entry.isDirectory()) {
      yield* tarFolder(name);
      if (!emptied.has(name)) yield* copyFolder(root, name);
    } else if (entry.isFile()) yield* tarFile(name, join(root, name));
  }
}

const segmentName = /^[0-9A-F]{24}$/;

/**
 * Writes a dump of the database in `folder` (the one `db` has open) to `file` (.tar.gz), aside and renamed, and reads it back.
 * The connection is held for milliseconds at a time. Throws DatabaseError or an I/O error; then `file` does not exist.
 */
export async function dumpFolder(db: Database, folder: string, file: string): Promise<Dump> {
  const begun = performance.now();
  const backup = baseBackup(db, folder);
  const written = await writeDurably(file, Readable.from(backup.archive), createGzip({ level: 4 }));
  await checkDump(file);
  return { ...written, file, heldMs: backup.heldMs(), ms: performance.now() - begun };
}

/** The same into a folder that does not exist yet, ready to be opened, for callers that only read it and delete it. */
export async function copyDatabase(db: Database, folder: string, target: string): Promise<void> {
  await readTar(Readable.from(baseBackup(db, folder).archive), target, false);
}

/** The files of a base backup as one archive, made while it is being read. */
function baseBackup(
  db: Database,
  folder: string,
): { readonly archive: AsyncGenerator<Buffer>; readonly heldMs: () => number } {
  let heldMs = 0;
  /** Measured inside a transaction, because waiting for the turn holds up nobody. */
  const timed = <R extends Row>(sql: string): Promise<R[]> =>
    db.transaction(async (tx) => {
      const from = performance.now();
      const rows = await tx.query<R>(sql);
      heldMs = Math.max(heldMs, performance.now() - from);
      return rows;
    });

  async function* archive(): AsyncGenerator<Buffer> {
    const [start] = await timed<{ segment: string }>(
      "select pg_walfile_name(pg_backup_start('sigg', true)) as segment",
    );
    let stopped = false;
    try {
      yield* copyFolder(folder, '');
      // Last, as in PostgreSQL's own tool, because it must not be older than any file of the copy.
      yield* tarFile('global/pg_control', join(folder, 'global/pg_control'));
      const [stop] = await timed<{ label: string; segment: string }>(
        'select labelfile as label, pg_walfile_name(lsn) as segment from pg_backup_stop(false)',
      );
      stopped = true;
      if (start === undefined || stop === undefined) throw new Error('the embedded engine gave no position of its log');
      yield* tarText('backup_label', stop.label);
      for (const name of (await readdir(join(folder, 'pg_wal'))).sort()) {
        if (segmentName.test(name) && name >= start.segment && name <= stop.segment)
          yield* tarFile(`pg_wal/${name}`, join(folder, 'pg_wal', name));
      }
      for (const name of ['archive_status', 'summaries']) yield* tarFolder(`pg_wal/${name}`);
      yield* tarEnd();
    } finally {
      if (!stopped) await db.query('select pg_backup_stop(false)').catch(() => undefined);
    }
  }

  return { archive: archive(), heldMs: () => heldMs };
}

function readDump(file: string, into?: string, durable?: boolean): Promise<number> {
  const unzipped = createGunzip();
  createReadStream(file)
    .on('error', (error) => unzipped.destroy(error))
    .pipe(unzipped);
  return readTar(unzipped, into, durable);
}

/** Reads a dump to its end; returns the number of its files. Throws when it is cut or damaged. */
export function checkDump(file: string): Promise<number> {
  return readDump(file);
}

/** Unpacks a dump into a folder that does not exist yet; synced to the disk unless it will be deleted (`durable`). */
export function unpackDump(file: string, folder: string, durable = true): Promise<number> {
  return readDump(file, folder, durable);
}
