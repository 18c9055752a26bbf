import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type BackupSource, backupFacts, type Manifest, markDurable, writeBackup } from './backup.ts';
import { BackupError } from './backupError.ts';
import { openDatabase } from './database.ts';
import { type DataFolder, dataFolder } from './dataFolder.ts';
import { dumpFolder } from './dump.ts';
import type { OwnersDump } from './embedded.ts';
import { askOwner, lockFolder } from './folderLock.ts';
import { dumpPostgres } from './postgresDump.ts';
import { refuseUnfinishedFolder } from './unfinished.ts';

/** What is backed up. */
interface Backed {
  readonly dataDir: string;
  /** null = the embedded database of dataDir. */
  readonly databaseUrl: string | null;
  /** Where the keys lie, when not in dataDir. */
  readonly keysDir?: string;
}

interface Opened extends BackupSource {
  markDurable(head: number): Promise<unknown>;
  close(): Promise<void>;
}

async function openPostgresSource(url: string): Promise<Opened> {
  const db = await openDatabase({ url, maxConnections: 2 });
  return {
    engine: 'postgres',
    facts: await backupFacts(db),
    async copyDatabase(folder) {
      await dumpPostgres(url, join(folder, 'database.pgdump'));
      return 'database.pgdump';
    },
    markDurable: (head) => markDurable(db, head),
    close: () => db.close(),
  };
}

const embeddedName = 'database.tar.gz';

/** A server is running on the folder: it writes the dump itself and goes on working. */
function ownersSource(data: DataFolder, { facts, file }: OwnersDump): Opened {
  return {
    engine: 'pglite',
    facts,
    async copyDatabase(folder) {
      await copyFile(file, join(folder, embeddedName));
      return embeddedName;
    },
    markDurable: (head) => askOwner(data.root, `durable ${head}`),
    close: async () => undefined,
  };
}

/** No server is running on the folder: it is locked and opened as it is, without migrating. */
async function openEmbeddedSource(data: DataFolder): Promise<Opened> {
  const inside = await readdir(data.database).catch((): string[] => []);
  if (!inside.includes('PG_VERSION')) throw new BackupError(`No hay una base de datos de SIGG en ${data.root}`);
  const lock = await lockFolder(data.root);
  const db = await openDatabase({ dataDir: data.database });
  return {
    engine: 'pglite',
    facts: await backupFacts(db),
    async copyDatabase(folder) {
      await dumpFolder(db, data.database, join(folder, embeddedName));
      return embeddedName;
    },
    markDurable: (head) => markDurable(db, head),
    async close() {
      await db.close();
      await lock.release();
    },
  };
}

/**
 * Backs up database, files and keys into `target`, with the server running or not, and records how far the backup
 * reaches (`durable`). A failed backup leaves nothing in `target`. Throws BackupError, FolderInUse or DatabaseError.
 */
export async function runBackup(
  from: Backed,
  target: string,
  takenAt: string,
  say: (line: string) => void,
): Promise<Manifest> {
  const data = dataFolder(from.dataDir, from.keysDir);
  if ((await readdir(target).catch(() => [])).length > 0)
    throw new BackupError(`La carpeta de la copia no está vacía: ${target}`);
  await refuseUnfinishedFolder(data.root);
  const source = await open(data, from.databaseUrl);
  try {
    const manifest = await writeBackup(source, data, target, takenAt, say);
    await source.markDurable(manifest.head);
    return manifest;
  } finally {
    await source.close();
  }
}

async function open(data: DataFolder, databaseUrl: string | null): Promise<Opened> {
  if (databaseUrl !== null) return openPostgresSource(databaseUrl);
  const owned = await askOwner(data.root, 'dump');
  return owned === undefined ? openEmbeddedSource(data) : ownersSource(data, owned as OwnersDump);
}
