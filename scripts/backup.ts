/**
 * npm run backup -- CARPETA: copies database, files and keys into an empty folder and checks the copy. Works while the
 * server is running.
 */
import { constants, setPriority } from 'node:os';
import { resolve } from 'node:path';
import { readConfig } from '../server/config.ts';
import { runBackup } from '../server/db/runBackup.ts';
import { keysDirOf } from '../server/integrity/headKey.ts';
import { readArguments } from './lib/readArguments.ts';

const [target = ''] = readArguments({
  usage: 'Diga en qué carpeta va la copia: npm run backup -- CARPETA',
  count: [1, 1],
}).positionals;
// A server on this machine may be answering people, so it has priority.
setPriority(constants.priority.PRIORITY_LOW);
try {
  const { dataDir, databaseUrl } = readConfig(process.env);
  const takenAt = new Date().toISOString();
  const manifest = await runBackup(
    { dataDir, databaseUrl, keysDir: keysDirOf(dataDir) },
    resolve(target),
    takenAt,
    (line) => console.log(line),
  );
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  console.log(
    `Copia completa y revisada: ${manifest.files.length} archivos, ${(bytes / 1e6).toFixed(1)} MB, hasta el asiento ${manifest.head}.`,
  );
  console.log(`Está en ${resolve(target)}. Llévela a otra máquina.`);
} catch (thrown) {
  console.error(`No se hizo la copia. ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  process.exitCode = 1;
}
