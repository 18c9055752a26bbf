/**
 * npm run verify
 *
 * Recomputes the journal, every official row, the receipts, the files and the heads kept outside, of the database that the
 * environment names (DATABASE_URL, or the embedded one in SIGG_DATA_DIR). When a server has the embedded one open, that server
 * does it. Writes nothing. Exit code 0: everything agrees; 1: it does not; 2: it could not be looked at.
 */
import { readConfig } from '../server/config.ts';
import { dataFolder } from '../server/db/dataFolder.ts';
import { askOwner } from '../server/db/folderLock.ts';
import { localFileStore } from '../server/files/fileStore.ts';
import { keysDirOf } from '../server/integrity/headKey.ts';
import { type VerifyReport, verify } from '../server/integrity/verify.ts';
import { verifyText } from '../server/integrity/verifyText.ts';
import { openConfigured } from './openConfigured.ts';

const LINES_EVERY_MS = 2000;

/** Long work says where it is, but not thousands of times. */
function progress(): (line: string) => void {
  let last = 0;
  return (line) => {
    if (Date.now() - last < LINES_EVERY_MS) return;
    last = Date.now();
    console.error(line);
  };
}

async function report(): Promise<VerifyReport> {
  const config = readConfig(process.env);
  if (config.databaseUrl === null) {
    const answered = await askOwner(config.dataDir, 'verify').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (answered !== undefined) return answered as VerifyReport;
  }
  const { db, close } = await openConfigured();
  try {
    return await verify({ db, files: localFileStore(dataFolder(config.dataDir).files), keysDir: keysDirOf(config.dataDir), onProgress: progress() });
  } finally {
    await close();
  }
}

try {
  const result = await report();
  for (const line of verifyText(result)) console.log(line);
  process.exitCode = result.ok ? 0 : 1;
} catch (error) {
  console.error(`No se pudo verificar: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
