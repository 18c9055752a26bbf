/**
 * npm run verify [-- --keys FILE] [--full]
 *
 * Recomputes the journal, every official row, the receipts, the files and the heads kept outside, for the database that
 * the environment names (DATABASE_URL, or the embedded one in SIGG_DATA_DIR). When a server has the embedded one open,
 * that server makes a copy of its current state and keeps answering while the copy is read here. Writes nothing. Exit
 * code 0: everything agrees; 1: it does not; 2: it could not be read.
 */
import { rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { type Config, readConfig } from '../server/config.ts';
import { type Database, openDatabase } from '../server/db/database.ts';
import { dataFolder } from '../server/db/dataFolder.ts';
import { askOwner } from '../server/db/folderLock.ts';
import { localFileStore } from '../server/files/fileStore.ts';
import { countHeads } from '../server/integrity/headFile.ts';
import { keysDirOf } from '../server/integrity/headKey.ts';
import { readKnownKeys } from '../server/integrity/knownKeys.ts';
import { type VerifyReport, verify } from '../server/integrity/verify.ts';
import { verifyText } from '../server/integrity/verifyText.ts';
import { readArguments } from './lib/readArguments.ts';
import { openConfigured } from './openConfigured.ts';

const LINES_EVERY_MS = 2000;

/** Reports the progress of long work, but not for every row. */
function progress(): (line: string) => void {
  let last = 0;
  return (line) => {
    if (Date.now() - last < LINES_EVERY_MS) return;
    last = Date.now();
    console.error(line);
  };
}

/** A copy of the embedded database that a running server makes for this script; undefined when no server is running. */
async function serversCopy(config: Config): Promise<string | undefined> {
  if (config.databaseUrl !== null) return undefined;
  return askOwner(config.dataDir, 'copy').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }) as Promise<string | undefined>;
}

async function report(keysFile: string | undefined, full: boolean): Promise<VerifyReport> {
  const config = readConfig(process.env);
  const knownKeys = keysFile ? await readKnownKeys(keysFile) : null;
  const keysDir = keysDirOf(config.dataDir);
  const headLines = await countHeads(keysDir);
  const copy = await serversCopy(config);
  const { db, close } = copy === undefined ? await openConfigured() : await openCopy(copy);
  try {
    const files = localFileStore(dataFolder(config.dataDir).files);
    return await verify({ db, files, keysDir, headLines, knownKeys, full, onProgress: progress() });
  } finally {
    await close();
  }
}

async function openCopy(copy: string): Promise<{ db: Database; close: () => Promise<void> }> {
  // A server on this machine may be answering people, so it has priority.
  setPriority(constants.priority.PRIORITY_LOW);
  const db = await openDatabase({ dataDir: copy });
  return {
    db,
    close: async () => {
      await db.close();
      await rm(copy, { recursive: true, force: true });
    },
  };
}

const { values } = readArguments({
  usage: 'Uso: npm run verify -- [--keys ARCHIVO] [--full] (con DATABASE_URL y SIGG_DATA_DIR como el servidor)',
  options: { keys: { type: 'string' }, full: { type: 'boolean' } },
});
try {
  const result = await report(values.keys ?? process.env.SIGG_KNOWN_KEYS, values.full ?? false);
  for (const line of verifyText(result)) console.log(line);
  process.exitCode = result.ok ? 0 : 1;
} catch (error) {
  console.error(`No se pudo verificar: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
