import { type Database, openDatabase } from '../../server/db/database.ts';
import { makeDataFolder } from '../../server/db/dataFolder.ts';
import { openEmbedded } from '../../server/db/embedded.ts';
import { migrate } from '../../server/db/migrate.ts';
import { migrationsDir } from './database.ts';

/** An installation as a server has it: a database and its data folder. */
export interface Installation {
  readonly db: Database;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  close(): Promise<void>;
}

/** Opens the installation of a data folder: its embedded database, or the PostgreSQL at an address. */
export async function openInstallation(dataDir: string, url: string | null): Promise<Installation> {
  if (url === null) {
    const embedded = await openEmbedded(dataDir, { migrationsDir });
    return { db: embedded.db, dataDir, databaseUrl: null, close: embedded.close };
  }
  await makeDataFolder(dataDir);
  const db = await openDatabase({ url });
  await migrate(db, migrationsDir);
  return { db, dataDir, databaseUrl: url, close: () => db.close() };
}
