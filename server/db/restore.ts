import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Manifest, verifyBackup } from './backup.ts';
import { BackupError } from './backupError.ts';
import { type Database, openDatabase } from './database.ts';
import { type DataFolder, dataFolder, keptAside, makeDataFolder } from './dataFolder.ts';
import { unpackDump } from './dump.ts';
import { syncFolder, writeDurably } from './durableFile.ts';
import { lockFolder } from './folderLock.ts';
import { restorePostgres } from './postgresDump.ts';
import {
  beginEpoch,
  endUnfinished,
  isDump,
  markName,
  markUnfinished,
  readUnfinished,
  refuseUnfinishedDatabase,
  type Unfinished,
} from './unfinished.ts';

export interface RestoreTarget {
  readonly dataDir: string;
  /** The empty PostgreSQL database to restore into; null for the embedded one. */
  readonly databaseUrl: string | null;
  /**
   * Where the keys go, when not into dataDir. Keys that are already there are kept, since they may be newer than the
   * backup.
   */
  readonly keysDir?: string;
  /** Moves an existing data folder aside instead of refusing. */
  readonly replace: boolean;
  /** True when it will be deleted afterwards: nothing has to survive a power cut, so no file waits for the disk. */
  readonly scratch?: boolean;
  /**
   * Called with the restored database and its new epoch before it is closed (to record the restore beside the journal).
   */
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
 * Restores a backup. It first checks all of it and marks the folder as unfinished. Then it restores the database, with
 * a new epoch at once so that phones send again what the backup lacks, and then files and keys; the mark is removed
 * last. When it is interrupted at any moment, every start refuses what is there until the restore is done again. Throws
 * BackupError or FolderInUse with a sentence for the operator.
 */
export async function restoreBackup(
  backup: string,
  target: RestoreTarget,
  takenAt: string,
  say: (line: string) => void,
): Promise<Restored> {
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
  const { root } = dataFolder(target.dataDir);
  await mkdir(root, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(root);
  try {
    const postgres = target.databaseUrl === null ? null : await openEmpty(target.databaseUrl);
    const unfinished = await makeRoom(root, { from: backup, at: takenAt }, target.replace).catch(
      async (thrown: unknown) => {
        await postgres?.close();
        throw thrown;
      },
    );
    const folder = await makeDataFolder(target.dataDir, target.keysDir);
    say('Restaurando la base de datos');
    const durable = !target.scratch;
    const db = await bringDatabase(join(backup, manifest.database), postgres, target.databaseUrl, folder, durable);
    try {
      const epoch = await beginEpoch(db, unfinished);
      for (const [part, into] of Object.entries({ files: folder.files, keys: folder.keys })) {
        say(part === 'files' ? 'Copiando los archivos' : 'Copiando las claves');
        for (const { path } of manifest.files) {
          if (path.startsWith(`${part}/`))
            await bring(join(backup, path), join(into, path.slice(part.length + 1)), durable);
        }
      }
      say('Anotando la restauración');
      await target.onRestored?.(db);
      await endUnfinished(root, db);
      return { manifest, epoch, movedTo: unfinished.movedTo };
    } finally {
      await db.close();
    }
  } finally {
    await lock.release();
  }
}

/** Copies what is missing; under its name there is never half a file for long. */
async function bring(from: string, to: string, durable: boolean): Promise<void> {
  if (existsSync(to)) return;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  if (durable) await writeDurably(to, createReadStream(from));
  else await copyFile(from, to);
}

/**
 * Marks the folder and empties it. An occupied folder is never overwritten: it is refused or, on request, its content
 * is moved aside. The folder itself stays, with its mark, so that at no moment a start would find nothing and begin
 * anew. What an interrupted earlier restore brought is removed.
 */
async function makeRoom(root: string, asked: Unfinished, replace: boolean): Promise<Unfinished> {
  const cutOff = await readUnfinished(root);
  const inside = (await readdir(root)).filter((name) => !name.startsWith('sigg.lock') && name !== markName);
  if (cutOff && !isDump(cutOff) && !cutOff.moving) {
    const unfinished = { ...asked, movedTo: cutOff.movedTo };
    await markUnfinished(root, unfinished);
    for (const name of inside) await rm(join(root, name), { recursive: true, force: true });
    return unfinished;
  }
  if (inside.length === 0) {
    await markUnfinished(root, asked);
    return asked;
  }
  if (!replace && !cutOff?.moving)
    throw new BackupError(`Ya hay datos en ${root}. Use --replace para guardarlos aparte y restaurar en su lugar.`);
  const movedTo = cutOff?.moving && cutOff.movedTo ? cutOff.movedTo : keptAside(root, asked.at);
  await markUnfinished(root, { ...asked, movedTo, moving: true });
  await mkdir(movedTo, { recursive: true, mode: 0o700 });
  // A name that already exists was moved before the interruption; what replaced it since is kept beside it.
  for (const name of inside) {
    const to = join(movedTo, name);
    await rename(join(root, name), existsSync(to) ? keptAside(to, asked.at) : to);
  }
  await syncFolder(movedTo);
  await markUnfinished(root, { ...asked, movedTo });
  return { ...asked, movedTo };
}

/** The PostgreSQL database to restore into; one that is not empty is refused before anything is touched. */
async function openEmpty(url: string): Promise<Database> {
  const db = await openDatabase({ url });
  try {
    await refuseUnfinishedDatabase(db);
    const [row] = await db.query<{ tables: number }>(
      "select count(*) as tables from pg_tables where schemaname = 'public' and tablename <> 'spatial_ref_sys'",
    );
    if ((row?.tables ?? 0) > 0)
      throw new BackupError(
        'La base de datos de DATABASE_URL no está vacía. Cree una nueva (createdb) y restaure en ella.',
      );
    return db;
  } catch (thrown) {
    await db.close();
    throw thrown;
  }
}

async function bringDatabase(
  file: string,
  postgres: Database | null,
  url: string | null,
  folder: DataFolder,
  durable: boolean,
): Promise<Database> {
  if (postgres === null || url === null) {
    await unpackDump(file, folder.database, durable);
    return openDatabase({ dataDir: folder.database });
  }
  try {
    const extensions = await postgres.query<{ name: string }>('select extname as name from pg_extension');
    await restorePostgres(
      url,
      file,
      extensions.map(({ name }) => name),
    );
    return postgres;
  } catch (thrown) {
    await postgres.close();
    throw thrown;
  }
}
