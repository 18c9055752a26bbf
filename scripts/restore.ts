/** npm run restore -- CARPETA [--replace]: brings a backup back into SIGG_DATA_DIR (and DATABASE_URL), with a new epoch. */
import { resolve } from 'node:path';
import { readConfig } from '../server/config.ts';
import type { Database } from '../server/db/database.ts';
import { restoreBackup } from '../server/db/restore.ts';
import { keysDirOf } from '../server/integrity/headKey.ts';
import { recordRestore } from '../server/integrity/headPublishing.ts';
import { readArguments } from './lib/readArguments.ts';

const { values, positionals } = readArguments({
  usage: 'Diga de qué carpeta: npm run restore -- CARPETA [--replace]',
  count: [1, 1],
  options: { replace: { type: 'boolean', default: false } },
});
const [backup = ''] = positionals;
try {
  const { dataDir, databaseUrl } = readConfig(process.env);
  const keysDir = keysDirOf(dataDir);
  const takenAt = new Date().toISOString();
  const target = { dataDir, databaseUrl, keysDir, replace: values.replace, onRestored: (db: Database) => recordRestore(db, keysDir, takenAt) };
  const { manifest, epoch, movedTo } = await restoreBackup(resolve(backup), target, takenAt, (line) => console.log(line));
  if (movedTo !== undefined) console.log(`Lo que había quedó en ${movedTo}.`);
  console.log(`Restaurada la copia del ${manifest.takenAt} (hasta el asiento ${manifest.head}). Nueva época: ${epoch}.`);
  console.log('Ahora revise con npm run verify y arranque el servidor: los teléfonos volverán a enviar lo que falte.');
} catch (thrown) {
  console.error(`No se restauró. ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  process.exitCode = 1;
}
