import { existsSync } from 'node:fs';
import { type Config, readConfig } from '../server/config.ts';
import { type Database, openDatabase } from '../server/db/database.ts';
import { dataFolder } from '../server/db/dataFolder.ts';
import { lockFolder } from '../server/db/folderLock.ts';
import { refuseUnfinishedDatabase, refuseUnfinishedFolder } from '../server/db/unfinished.ts';

export interface Opened {
  readonly config: Config;
  readonly db: Database;
  /** Closes the database and releases the data folder. */
  readonly close: () => Promise<void>;
}

/**
 * The existing database that the environment names: DATABASE_URL, or the embedded one in SIGG_DATA_DIR. Migrates
 * nothing. Throws FolderInUse when a server has the embedded one open, and an Error with a Spanish sentence when there
 * is none.
 */
export async function openConfigured(onProgress: (line: string) => void = () => undefined): Promise<Opened> {
  const config = readConfig(process.env);
  await refuseUnfinishedFolder(config.dataDir);
  if (config.databaseUrl !== null) {
    const db = await openDatabase({ url: config.databaseUrl, onProgress });
    await refuseUnfinishedDatabase(db).catch(async (thrown: unknown) => {
      await db.close();
      throw thrown;
    });
    return { config, db, close: () => db.close() };
  }
  const folder = dataFolder(config.dataDir);
  if (!existsSync(folder.database))
    throw new Error(`No hay ninguna base de datos en ${config.dataDir}. Indique DATABASE_URL o SIGG_DATA_DIR.`);
  const lock = await lockFolder(folder.root);
  const db = await openDatabase({ dataDir: folder.database, onProgress });
  return {
    config,
    db,
    close: async () => {
      await db.close();
      await lock.release();
    },
  };
}
