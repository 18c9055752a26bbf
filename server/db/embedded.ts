import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BackupFacts, backupFacts, markDurable } from './backup.ts';
import { BackupError } from './backupError.ts';
import { type Database, openDatabase } from './database.ts';
import { type DataFolder, makeDataFolder } from './dataFolder.ts';
import { type Dump, dumpFolder } from './dump.ts';
import { dumpName, superfluousDumps } from './dumpNames.ts';
import { newEpoch } from './epoch.ts';
import { type FolderLock, lockFolder } from './folderLock.ts';
import { checkpointIfLong, maintainEmbedded } from './maintenance.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { cachedTemplate } from './template.ts';

const hourMs = 3_600_000;
const checkpointEveryMs = 15_000;

export interface EmbeddedOptions {
  readonly migrationsDir: string;
  /** Where templates are kept; node_modules/.cache/sigg when not said. */
  readonly cacheDir?: string;
  readonly onProgress?: (line: string) => void;
  /** Told of a dump that failed; the next one is tried an hour later. */
  readonly onProblem?: (error: unknown) => void;
}

/** The owner's answer to the request 'dump'. */
export interface OwnersDump {
  readonly facts: BackupFacts;
  readonly file: string;
}

/** The embedded database of a data folder, its lock and its dumps. */
export interface Embedded {
  readonly db: Database;
  readonly folder: DataFolder;
  readonly lock: FolderLock;
  /** True when there was no database in the folder before. */
  readonly created: boolean;
  /** Dumps now into folder.dumps, and removes dumps that are no longer kept. */
  dump(): Promise<Dump>;
  /** Lets another process of this machine ask the server for something by name. */
  answer(request: string, handler: () => Promise<unknown>): void;
  /** Last dump if anything was written since the one before, then closes and lets go of the folder. */
  close(): Promise<void>;
}

/**
 * Locks the folder (FolderInUse when another process has it), opens or creates its database, migrates it, and from then on dumps
 * it every hour. A new one comes from a template when a run of the tests has left one.
 */
export async function openEmbedded(root: string, options: EmbeddedOptions): Promise<Embedded> {
  const say = options.onProgress ?? (() => undefined);
  const folder = await makeDataFolder(root);
  const lock = await lockFolder(folder.root);
  try {
    for (const name of await readdir(folder.dumps)) if (name.endsWith('.part')) await rm(join(folder.dumps, name), { force: true });
    // Stands while a new database is being made: what a first start that was cut off left behind is no database.
    const making = join(folder.root, 'db.making');
    const created = existsSync(making) || !existsSync(join(folder.database, 'PG_VERSION'));
    if (created) {
      await writeFile(making, '');
      await rm(folder.database, { recursive: true, force: true });
      say('Preparando la base de datos (solo la primera vez)');
    }
    // A template left by an earlier run saves about 7 s of the 9 s; making one first would cost 2 s more than going without.
    const template = created ? await cachedTemplate(options.migrationsDir, options.cacheDir) : undefined;
    const db = await openDatabase({ dataDir: folder.database, template, onProgress: say });
    try {
      if (!created && (await pendingMigrations(db, options.migrationsDir)).length > 0) {
        say('Guardando una copia antes de actualizar la base de datos');
        await dumpFolder(db, folder.database, join(folder.dumps, dumpName(new Date().toISOString())));
      }
      await migrate(db, options.migrationsDir, say);
      if (created) {
        await newEpoch(db);
        await rm(making);
      }
      return run(db, folder, lock, created, options.onProblem ?? (() => undefined));
    } catch (thrown) {
      await db.close();
      throw thrown;
    }
  } catch (thrown) {
    await lock.release();
    throw thrown;
  }
}

function run(db: Database, folder: DataFolder, lock: FolderLock, created: boolean, onProblem: (error: unknown) => void): Embedded {
  let dumpedAt: string | undefined;
  const position = async (): Promise<string | undefined> => (await db.query<{ at: string }>('select pg_current_wal_insert_lsn()::text as at'))[0]?.at;

  const dump = async (): Promise<Dump> => {
    const done = await dumpFolder(db, folder.database, join(folder.dumps, dumpName(new Date().toISOString())));
    dumpedAt = await position();
    for (const name of superfluousDumps(await readdir(folder.dumps))) await rm(join(folder.dumps, name), { force: true });
    return done;
  };

  let busy: Promise<unknown> = Promise.resolve();
  const background = (work: () => Promise<unknown>): void => {
    busy = busy.then(work).catch(onProblem);
  };
  const hourly = setInterval(() => {
    background(dump);
    background(() => maintainEmbedded(db));
  }, hourMs).unref();
  const frequent = setInterval(() => background(() => checkpointIfLong(db)), checkpointEveryMs).unref();

  // What another process on this machine may ask for: a fresh dump (npm run backup), to note how far a finished backup reaches,
  // and what the server adds (npm run verify).
  const more = new Map<string, () => Promise<unknown>>();
  lock.onRequest(async (request) => {
    const [what, value] = request.split(' ');
    if (what === 'dump') return { facts: await backupFacts(db), file: (await dump()).file } satisfies OwnersDump;
    if (what === 'durable' && Number.isSafeInteger(Number(value))) return markDurable(db, Number(value));
    const added = more.get(what ?? '');
    if (added) return added();
    throw new BackupError(`El servidor no conoce este pedido: ${request}`);
  });

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    clearInterval(hourly);
    clearInterval(frequent);
    await busy;
    if ((await position().catch(() => undefined)) !== dumpedAt) await dump().catch(onProblem);
    await db.close();
    await lock.release();
  };
  const answer = (request: string, handler: () => Promise<unknown>): void => void more.set(request, handler);
  return { db, folder, lock, created, dump, answer, close: () => (closing ??= close()) };
}
