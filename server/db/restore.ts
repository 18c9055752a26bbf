import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Manifest, verifyBackup } from './backup.ts';
import { BackupError } from './backupError.ts';
import { type Database, openDatabase } from './database.ts';
import { type DataFolder, dataFolder, keptAside, makeDataFolder } from './dataFolder.ts';
import { unpackDump } from './dump.ts';
import { newEpoch } from './epoch.ts';
import { lockFolder } from './folderLock.ts';
import { restorePostgres } from './postgresDump.ts';

export interface RestoreTarget {
  readonly dataDir: string;
  /** PostgreSQL to restore into, empty; null = embedded. */
  readonly databaseUrl: string | null;
  /** Where the keys go, when not into dataDir. What lies there already is kept: it may know more than the backup. */
  readonly keysDir?: string;
  /** Moves an existing data folder aside instead of refusing. */
  readonly replace: boolean;
  /** Called with the restored database and its new epoch before it is closed (to note the restore beside the journal). */
  readonly onRestored?: (db: Database) => Promise<unknown>;
}

export interface Restored {
  readonly manifest: Manifest;
  /** The new epoch. */
  readonly epoch: string;
  /** Where the former data folder went. */
  readonly movedTo: string | undefined;
}

/**
 * Brings a backup back: checks all of it first, then files, keys and database, then a new epoch, so that phones send again what
 * the backup lacks. Throws BackupError or FolderInUse with a sentence for the operator; a failed restore leaves what was there.
 */
export async function restoreBackup(backup: string, target: RestoreTarget, takenAt: string, say: (line: string) => void): Promise<Restored> {
  say('Revisando la copia');
  const manifest = await verifyBackup(backup);
  const engine: Database['engine'] = target.databaseUrl === null ? 'pglite' : 'postgres';
  if (manifest.engine !== engine) {
    throw new BackupError(
      manifest.engine === 'postgres'
        ? 'Esta copia es de PostgreSQL: indique en DATABASE_URL la base vacía donde restaurarla.'
        : 'Esta copia es de la base incorporada: restáurela sin DATABASE_URL.',
    );
  }
  const movedTo = await makeRoom(target, takenAt);
  const folder = await makeDataFolder(target.dataDir, target.keysDir);
  const lock = await lockFolder(folder.root);
  try {
    const db = await bringDatabase(join(backup, manifest.database), target, folder, say);
    try {
      say('Copiando los archivos');
      for (const { path } of manifest.files) {
        if (path.startsWith('files/')) await bring(join(backup, path), join(folder.files, path.slice('files/'.length)));
        if (path.startsWith('keys/')) await bring(join(backup, path), join(folder.keys, path.slice('keys/'.length)));
      }
      const epoch = await newEpoch(db);
      await target.onRestored?.(db);
      return { manifest, epoch, movedTo };
    } finally {
      await db.close();
    }
  } finally {
    await lock.release();
  }
}

/** Copies what is not there yet. */
async function bring(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await copyFile(from, to, constants.COPYFILE_EXCL).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** An occupied data folder is never written over: it is refused, or moved aside when asked, and only when nobody runs on it. */
async function makeRoom(target: RestoreTarget, takenAt: string): Promise<string | undefined> {
  const { root } = dataFolder(target.dataDir);
  const occupied = (await readdir(root).catch(() => [])).filter((name) => !name.startsWith('sigg.lock'));
  if (occupied.length === 0) return undefined;
  const lock = await lockFolder(root);
  await lock.release();
  if (!target.replace) throw new BackupError(`Ya hay datos en ${root}. Use --replace para guardarlos aparte y restaurar en su lugar.`);
  const aside = keptAside(root, takenAt);
  await rename(root, aside);
  return aside;
}

async function bringDatabase(file: string, target: RestoreTarget, folder: DataFolder, say: (line: string) => void): Promise<Database> {
  say('Restaurando la base de datos');
  if (target.databaseUrl === null) {
    await unpackDump(file, folder.database);
    return openDatabase({ dataDir: folder.database });
  }
  const db = await openDatabase({ url: target.databaseUrl });
  try {
    const [row] = await db.query<{ tables: number }>("select count(*) as tables from pg_tables where schemaname = 'public' and tablename <> 'spatial_ref_sys'");
    if ((row?.tables ?? 0) > 0) throw new BackupError('La base de datos de DATABASE_URL no está vacía. Cree una nueva (createdb) y restaure en ella.');
    const extensions = await db.query<{ name: string }>('select extname as name from pg_extension');
    await restorePostgres(
      target.databaseUrl,
      file,
      extensions.map(({ name }) => name),
    );
    return db;
  } catch (thrown) {
    await db.close();
    throw thrown;
  }
}
