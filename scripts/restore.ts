/**
 * npm run restore -- CARPETA [--replace]: restores a backup into SIGG_DATA_DIR (and DATABASE_URL), with a new epoch.
 * npm run restore -- VOLCADO.tar.gz: replaces the embedded database of SIGG_DATA_DIR by an hourly dump.
 */
import { resolve } from 'node:path';
import { readConfig } from '../server/config.ts';
import { BackupError } from '../server/db/backupError.ts';
import type { Database } from '../server/db/database.ts';
import { restoreBackup } from '../server/db/restore.ts';
import { restoreDump } from '../server/db/restoreDump.ts';
import { keysDirOf } from '../server/integrity/headKey.ts';
import { recordRestore } from '../server/integrity/headPublishing.ts';
import { readArguments } from './lib/readArguments.ts';

const { values, positionals } = readArguments({
  usage:
    'Diga de qué copia: npm run restore -- CARPETA [--replace], o de qué volcado: npm run restore -- dumps/….tar.gz',
  count: [1, 1],
  options: { replace: { type: 'boolean', default: false } },
});
const [from = ''] = positionals;
const takenAt = new Date().toISOString();

async function fromDump(): Promise<void> {
  const { dataDir, databaseUrl } = readConfig(process.env);
  if (databaseUrl !== null) throw new BackupError('Un volcado es de la base incorporada: restáurelo sin DATABASE_URL.');
  const { epoch, movedTo } = await restoreDump(resolve(from), dataDir, takenAt, (db) =>
    recordRestore(db, keysDirOf(dataDir), takenAt),
  );
  if (movedTo !== undefined) console.log(`La base que había quedó en ${movedTo}.`);
  console.log(`Restaurado el volcado ${from}. Nueva época: ${epoch}.`);
}

async function fromBackup(): Promise<void> {
  const { dataDir, databaseUrl } = readConfig(process.env);
  const keysDir = keysDirOf(dataDir);
  const target = {
    dataDir,
    databaseUrl,
    keysDir,
    replace: values.replace,
    onRestored: (db: Database) => recordRestore(db, keysDir, takenAt),
  };
  const { manifest, epoch, movedTo } = await restoreBackup(resolve(from), target, takenAt, (line) => console.log(line));
  if (movedTo !== undefined) console.log(`Lo que había quedó en ${movedTo}.`);
  console.log(
    `Restaurada la copia del ${manifest.takenAt} (hasta el asiento ${manifest.head}). Nueva época: ${epoch}.`,
  );
}

try {
  await (from.endsWith('.tar.gz') ? fromDump() : fromBackup());
  console.log('Ahora revise con npm run verify y arranque el servidor: los teléfonos volverán a enviar lo que falte.');
} catch (thrown) {
  console.error(`No se restauró. ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  process.exitCode = 1;
}
