import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BackupFacts, backupFacts, markDurable } from './backup.ts';
import { BackupError } from './backupError.ts';
import { type Database, openDatabase } from './database.ts';
import { type DataFolder, makeDataFolder, ownerOnly } from './dataFolder.ts';
import { copyDatabase, type Dump, dumpFolder } from './dump.ts';
import { dumpName, superfluousDumps } from './dumpNames.ts';
import { newEpoch } from './epoch.ts';
import { type FolderLock, lockFolder } from './folderLock.ts';
import { checkpointIfLong, collectStatistics, removeDeadRows } from './maintenance.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { cachedTemplate } from './template.ts';
import { refuseUnfinishedFolder } from './unfinished.ts';

const hourMs = 3_600_000;
const checkpointEveryMs = 5_000;
const copyPrefix = 'copy-';
/** Two to five in the morning in Bolivia (UTC-4, all year). */
const isNight = (): boolean => [6, 7, 8].includes(new Date().getUTCHours());

export interface EmbeddedOptions {
  readonly migrationsDir: string;
  /** Where templates are kept; node_modules/.cache/sigg when not said. */
  readonly cacheDir?: string;
  readonly onProgress?: (line: string) => void;
  /** Called with a dump that failed; the next one is tried an hour later. */
  readonly onProblem?: (error: unknown) => void;
}

/** The answer of the folder's owner to the request 'dump'. */
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
  /** Makes a dump into folder.dumps now, and removes dumps that are no longer kept. */
  dump(): Promise<Dump>;
  /** Makes a last dump if anything was written since the previous one, then closes and releases the folder. */
  close(): Promise<void>;
}

/**
 * Locks the folder (FolderInUse when another process has it), opens or creates its database, migrates it, and from then on dumps
 * it every hour. A new one comes from a template when a run of the tests has left one.
 */
export async function openEmbedded(root: string, options: EmbeddedOptions): Promise<Embedded> {
  const say = options.onProgress ?? (() => undefined);
  // Checked before anything is made in the folder, and again when nobody else can be using it.
  await refuseUnfinishedFolder(root);
  const folder = await makeDataFolder(root);
  const lock = await lockFolder(folder.root);
  try {
    await refuseUnfinishedFolder(folder.root);
    for (const name of await readdir(folder.dumps))
      if (name.endsWith('.part')) await rm(join(folder.dumps, name), { force: true });
    for (const name of await readdir(folder.root))
      if (name.startsWith(copyPrefix)) await rm(join(folder.root, name), { recursive: true, force: true });
    const created = existsSync(folder.making) || !existsSync(join(folder.database, 'PG_VERSION'));
    if (created) {
      await writeFile(folder.making, '');
      await rm(folder.database, { recursive: true, force: true });
      say('Preparando la base de datos (solo la primera vez)');
    }
    // A template left by an earlier run saves about 7 s of the 9 s; making one first would cost 2 s more than going without.
    const template = created ? await cachedTemplate(options.migrationsDir, options.cacheDir) : undefined;
    const db = await openDatabase({ dataDir: folder.database, template, onProgress: say }).catch(
      async (thrown: unknown) => {
        throw (await wayBack(folder)) ?? thrown;
      },
    );
    try {
      await ownerOnly(folder.database);
      if (!created && (await pendingMigrations(db, options.migrationsDir)).length > 0) {
        say('Guardando una copia antes de actualizar la base de datos');
        await dumpFolder(db, folder.database, join(folder.dumps, dumpName(new Date().toISOString())));
      }
      await migrate(db, options.migrationsDir, say);
      if (created) {
        await newEpoch(db);
        await rm(folder.making);
      } else await removeDeadRows(db);
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

/** The error that tells how to go on when a database does not open and there are dumps of it. */
async function wayBack(folder: DataFolder): Promise<BackupError | undefined> {
  const newest = (await readdir(folder.dumps))
    .filter((name) => name.endsWith('.tar.gz'))
    .sort()
    .at(-1);
  if (newest === undefined) return undefined;
  return new BackupError(
    `La base de datos de ${folder.root} está dañada y no abre. Vuelva a su último volcado con: npm run restore ` +
      `-- ${join(folder.dumps, newest)}`,
  );
}

function run(
  db: Database,
  folder: DataFolder,
  lock: FolderLock,
  created: boolean,
  onProblem: (error: unknown) => void,
): Embedded {
  let dumpedAt: string | undefined;
  const position = async (): Promise<string | undefined> =>
    (await db.query<{ at: string }>('select pg_current_wal_insert_lsn()::text as at'))[0]?.at;

  // Dumps, copies and checkpoints run one after another: see dump.ts.
  let busy: Promise<unknown> = Promise.resolve();
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const next = busy.then(work);
    busy = next.catch(() => undefined);
    return next;
  };

  const takeDump = async (): Promise<Dump> => {
    const done = await dumpFolder(
      db.background,
      folder.database,
      join(folder.dumps, dumpName(new Date().toISOString())),
    );
    dumpedAt = await position();
    for (const name of superfluousDumps(await readdir(folder.dumps)))
      await rm(join(folder.dumps, name), { force: true });
    return done;
  };
  const dump = (): Promise<Dump> => alone(takeDump);

  const hourly = setInterval(() => {
    dump().catch(onProblem);
    alone(async () => {
      await collectStatistics(db.background);
      await removeDeadRows(db.background, { urgentOnly: !isNight() });
    }).catch(onProblem);
  }, hourMs).unref();
  const frequent = setInterval(
    () => void alone(() => checkpointIfLong(db.background)).catch(onProblem),
    checkpointEveryMs,
  ).unref();

  // What another process on this machine may ask for: a fresh dump (npm run backup), to record how far a finished
  // backup reaches, and a copy to read without hurry (npm run verify), which that process removes.
  lock.onRequest(async (request) => {
    const [what, value] = request.split(' ');
    if (what === 'dump') return { facts: await backupFacts(db), file: (await dump()).file } satisfies OwnersDump;
    if (what === 'durable' && Number.isSafeInteger(Number(value))) return markDurable(db, Number(value));
    if (what === 'copy') {
      const copy = join(folder.root, `${copyPrefix}${randomBytes(6).toString('hex')}`);
      await alone(() => copyDatabase(db.background, folder.database, copy));
      return copy;
    }
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
  return { db, folder, lock, created, dump, close: () => (closing ??= close()) };
}
