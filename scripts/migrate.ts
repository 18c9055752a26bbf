/**
 * npm run migrate: brings the database of DATABASE_URL up to date. Run it as the owner of the tables, while no server
 * is using the database.
 */
import { fileURLToPath } from 'node:url';
import { readConfig } from '../server/config.ts';
import { openDatabase } from '../server/db/database.ts';
import { migrate } from '../server/db/migrate.ts';
import { readArguments } from './lib/readArguments.ts';

readArguments({ usage: 'Uso: DATABASE_URL=postgres://dueño:clave@servidor/base npm run migrate' });
try {
  const { databaseUrl } = readConfig(process.env);
  if (databaseUrl === null)
    throw new Error('Indique DATABASE_URL con el dueño de la base. La base incorporada se actualiza sola al iniciar.');
  const db = await openDatabase({ url: databaseUrl });
  try {
    const done = await migrate(db, fileURLToPath(new URL('../migrations', import.meta.url)), console.log);
    console.log(done.length === 0 ? 'La base de datos ya estaba al día.' : `Aplicadas: ${done.length}.`);
  } finally {
    await db.close();
  }
} catch (thrown) {
  console.error(`No se actualizó la base de datos. ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  process.exitCode = 1;
}
