import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import type { Instant } from '../domain/kernel/dates.ts';
import { type Background, startBackground } from './background.ts';
import { faultsOf } from './commands/faults.ts';
import { sealAll } from './commands/sequencer.ts';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './db/database.ts';
import { makeDataFolder } from './db/dataFolder.ts';
import { openEmbedded } from './db/embedded.ts';
import { lockFolder } from './db/folderLock.ts';
import { migrate } from './db/migrate.ts';
import { refuseUnfinishedDatabase, refuseUnfinishedFolder } from './db/unfinished.ts';
import { localFileStore } from './files/fileStore.ts';
import { createApp } from './http/app.ts';
import { createIdentity } from './identity/createIdentity.ts';
import { type HeadPublishing, recordKey, startHeadPublishing } from './integrity/headPublishing.ts';
import { log, logError } from './log.ts';
import { prepareReference } from './prepareReference.ts';
import { createSystem, type System } from './system.ts';

const migrationsDir = fileURLToPath(new URL('../migrations', import.meta.url));

export interface Running {
  readonly system: System;
  /** True when the data folder had no database before this start. */
  readonly created: boolean;
  /** Starts answering; answers the address that people type. */
  readonly listen: () => Promise<string>;
  /**
   * The public key that signs heads, if this start recorded it for the first time: it should be kept outside. To be
   * called after `listen`.
   */
  readonly newKey: () => string | null;
  readonly close: () => Promise<void>;
}

interface Opened {
  readonly db: Database;
  readonly created: boolean;
  readonly close: () => Promise<void>;
}

/** The migrated database: PostgreSQL with DATABASE_URL, otherwise the embedded one of the data folder. */
async function open(config: Config, say: (line: string) => void): Promise<Opened> {
  if (!config.databaseUrl) {
    const embedded = await openEmbedded(config.dataDir, {
      migrationsDir,
      onProgress: say,
      onProblem: (e) => logError('dump', e),
    });
    return { db: embedded.db, created: embedded.created, close: embedded.close };
  }
  // Checked before anything is made in the folder, and again when nobody else can be using it.
  await refuseUnfinishedFolder(config.dataDir);
  const folder = await makeDataFolder(config.dataDir);
  const lock = await lockFolder(folder.root);
  let db: Database | null = null;
  const letGo = async () => {
    await db?.close();
    await lock.release();
  };
  try {
    await refuseUnfinishedFolder(folder.root);
    db = await openDatabase({ url: config.databaseUrl, onProgress: say });
    await refuseUnfinishedDatabase(db);
    await migrate(db, migrationsDir, say);
    return { db, created: false, close: letGo };
  } catch (thrown) {
    await letGo();
    throw thrown;
  }
}

/**
 * Opens the database, migrates it and loads the reference catalogues. It answers nobody until `listen`, which also
 * begins the background work: figures would be rebuilt again and again while a portfolio or an import is loaded, and
 * the first head signed for the public would be that of an empty journal. `referenceAt`: the moment at which the first
 * load of the catalogues is said to happen, for a portfolio with a clock of its own. Throws with a Spanish sentence
 * when it cannot start (folder in use, failed migration, port taken).
 */
export async function start(
  config: Config,
  say: (line: string) => void,
  referenceAt: (created: boolean) => Instant | undefined = () => undefined,
): Promise<Running> {
  const opened = await open(config, say);
  let background: Background | null = null;
  const system = createSystem({
    config,
    db: opened.db,
    identity: await createIdentity({ db: opened.db, config, now: () => new Date().toISOString() }),
    files: localFileStore(join(config.dataDir, 'files')),
    onAccepted: () => background?.wake(),
    faults: faultsOf(process.env),
  });
  await prepareReference(system, say, referenceAt(opened.created));
  let heads: HeadPublishing | null = null;
  let newKey: string | null = null;
  const app = createApp(system);
  const server = createAdaptorServer({
    fetch: app.fetch,
    ...(config.tls
      ? {
          createServer: createHttpsServer,
          serverOptions: { cert: readFileSync(config.tls.cert), key: readFileSync(config.tls.key) },
        }
      : { createServer: createHttpServer }),
  } as Parameters<typeof createAdaptorServer>[0]);
  return {
    system,
    created: opened.created,
    listen: async () => {
      if (!heads) {
        newKey = await recordKey(system);
        await sealAll(system.db, system.now);
        heads = await startHeadPublishing(system);
      }
      background ??= startBackground(system);
      return new Promise((done, failed) => {
        server.once('error', (error: NodeJS.ErrnoException) =>
          failed(
            error.code === 'EADDRINUSE'
              ? new Error(`El puerto ${config.port} ya está ocupado. Elija otro con PORT=…`)
              : error,
          ),
        );
        server.listen(config.port, () => {
          const { port } = server.address() as AddressInfo;
          // Whoever starts it by hand sees the address in words instead.
          if (!process.stdout.isTTY && opened.db.engine === 'postgres')
            log('listening', { port, engine: opened.db.engine });
          done(config.port === 0 ? `${config.tls ? 'https' : 'http'}://localhost:${port}` : config.publicUrl);
        });
      });
    },
    newKey: () => newKey,
    close: async () => {
      await new Promise<void>((done) => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      await background?.stop();
      await heads?.stop();
      await opened.close();
    },
  };
}
