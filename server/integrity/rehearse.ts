import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '../../domain/kernel/dates.ts';
import type { Manifest } from '../db/backup.ts';
import { BackupError } from '../db/backupError.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { type DataFolder, dataFolder } from '../db/dataFolder.ts';
import { restoreBackup } from '../db/restore.ts';
import { localFileStore } from '../files/fileStore.ts';
import { recordRestore } from './headPublishing.ts';
import { officialTables } from './storedRow.ts';
import { verify } from './verify.ts';

/** The result of restoring a backup in another place and checking all of it. */
export interface Rehearsed {
  /** The folder of the backup, and when its copy of the database was begun. */
  readonly backup: string;
  readonly takenAt: Instant;
  /** The last journal number that the manifest promises, and the last link found. */
  readonly promised: number;
  readonly head: { readonly number: number; readonly hash: string };
  /** The number of rows of each official table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly files: number;
  /** The codes of what `verify` found, with the number of each. */
  readonly findings: readonly { readonly code: string; readonly count: number }[];
}

const PREFIX = 'sigg-ensayo-';
const DAY_MS = 86_400_000;

/** The newest complete backup among the subfolders of a folder. Throws BackupError when there is none. */
export async function newestBackup(from: string): Promise<string> {
  const found: { path: string; takenAt: string }[] = [];
  for (const name of await readdir(from).catch((): string[] => [])) {
    // A folder without a manifest is a backup that is still being written, or none.
    const manifest = await readFile(join(from, name, 'manifest.json'), 'utf8').catch(() => null);
    const takenAt = manifest === null ? undefined : takenIn(manifest);
    if (takenAt) found.push({ path: join(from, name), takenAt });
  }
  const [newest] = found.sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
  if (!newest) throw new BackupError(`No hay ninguna copia completa en ${from}.`);
  return newest.path;
}

function takenIn(manifest: string): string | undefined {
  try {
    return (JSON.parse(manifest) as Partial<Manifest>).takenAt;
  } catch {
    return undefined;
  }
}

interface Place {
  readonly databaseUrl: string | null;
  readonly done: () => Promise<void>;
}

/** A database of its own, made from the empty one at the address (which has the extensions) and dropped at the end. */
async function postgresPlace(emptyUrl: string): Promise<Place> {
  const url = new URL(emptyUrl);
  const empty = decodeURIComponent(url.pathname.slice(1));
  const name = `${empty}_${randomBytes(4).toString('hex')}`;
  const server = await openDatabase({ url: emptyUrl, maxConnections: 1 });
  const left = await server.query<{ name: string }>(
    "select datname::text as name from pg_database where datname ~ ('^' || $1 || '_[0-9a-f]{8}$')",
    [empty],
  );
  try {
    for (const other of left) await server.script(`drop database "${other.name}" with (force)`);
    await server.script(`create database "${name}" template "${empty}"`);
  } catch (thrown) {
    await server.close();
    throw thrown;
  }
  url.pathname = `/${name}`;
  return {
    databaseUrl: url.href,
    done: async () => {
      await server.script(`drop database "${name}" with (force)`);
      await server.close();
    },
  };
}

/** Removes what killed runs left; something made today may belong to a running one. */
async function sweep(nowMs: number): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const { mtimeMs } = await stat(join(tmpdir(), name)).catch(() => ({ mtimeMs: nowMs }));
    if (nowMs - mtimeMs > DAY_MS) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/**
 * Restores a backup into a temporary folder (TMPDIR) and, for PostgreSQL, into a database made for it; checks all of it
 * as `verify` does; and removes both. It touches nothing of the running system. Throws BackupError, or whatever
 * prevented the restore.
 * @param emptyUrl an empty PostgreSQL database with the extensions, whose owner may create databases; null for the
 * embedded engine
 */
export async function rehearse(
  backup: string,
  emptyUrl: string | null,
  at: Instant,
  say: (line: string) => void = () => undefined,
): Promise<Rehearsed> {
  await sweep(Date.parse(at));
  const scratch = await mkdtemp(join(tmpdir(), PREFIX));
  const place: Place =
    emptyUrl === null ? { databaseUrl: null, done: async () => undefined } : await postgresPlace(emptyUrl);
  try {
    const folder = dataFolder(join(scratch, 'data'));
    let looked: Looked | undefined;
    // Checked right after the restore, because closing and opening the database again would take as long as the restore
    // itself.
    const onRestored = async (db: Database) => {
      await recordRestore(db, folder.keys, at);
      looked = await lookAt(db, folder, say);
    };
    const target = { dataDir: folder.root, databaseUrl: place.databaseUrl, replace: false, scratch: true, onRestored };
    const { manifest } = await restoreBackup(backup, target, at, say);
    if (!looked) throw new BackupError(`Nadie miró lo que se restauró de ${backup}.`);
    return { backup, takenAt: manifest.takenAt, promised: manifest.head, ...looked };
  } finally {
    await place.done();
    await rm(scratch, { recursive: true, force: true });
  }
}

type Looked = Pick<Rehearsed, 'head' | 'rows' | 'files' | 'findings'>;

async function lookAt(db: Database, folder: DataFolder, say: (line: string) => void): Promise<Looked> {
  const { head, counts, findings } = await verify({
    db,
    files: localFileStore(folder.files),
    keysDir: folder.keys,
    onProgress: say,
  });
  return {
    head,
    rows: await officialRows(db),
    files: counts.files,
    findings: findings.map(({ code, count }) => ({ code, count })),
  };
}

/** How many rows each official table has. */
export async function officialRows(db: Database): Promise<Record<string, number>> {
  const rows: Record<string, number> = {};
  for (const { name } of await officialTables(db)) {
    const [row] = await db.query<{ n: number }>(`select count(*) as n from "${name}"`);
    rows[name] = row?.n ?? 0;
  }
  return rows;
}
