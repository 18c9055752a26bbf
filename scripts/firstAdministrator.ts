/**
 * Prints the link that creates the first administrator, or with --recovery an additional one while fewer than two
 * people can confirm roles. Needs DATABASE_URL (the official database); may run while the server is running. See
 * docs/decisions/first-administrator.md.
 */
import { readConfig } from '../server/config.ts';
import { openDatabase } from '../server/db/database.ts';
import { localFileStore } from '../server/files/fileStore.ts';
import { createIdentity } from '../server/identity/createIdentity.ts';
import { firstAdministratorLink } from '../server/identity/firstAdministrator.ts';
import { createSystem } from '../server/system.ts';
import { readArguments } from './lib/readArguments.ts';

const { recovery } = readArguments({
  usage: 'Uso: npm run first-administrator [-- --recovery]',
  options: { recovery: { type: 'boolean', default: false } },
}).values;
const config = readConfig(process.env);
if (!config.databaseUrl) {
  console.error(
    'Falta DATABASE_URL: este enlace es para la base de datos oficial. Sin ella, npm start lo muestra cuando hace falta.',
  );
  process.exit(1);
}
const db = await openDatabase({ url: config.databaseUrl });
const now = () => new Date().toISOString();
const system = createSystem({
  config,
  db,
  identity: await createIdentity({ db, config, now }),
  files: localFileStore(config.dataDir),
  now,
});
const link = await firstAdministratorLink(system, { recovery });
if (link) console.log(`Vale una vez, durante una hora:\n${link}`);
else
  console.log(
    recovery
      ? 'Hay al menos dos personas que pueden confirmar roles: no hace falta un enlace de recuperación.'
      : 'El sistema ya tiene administrador. Si ya no queda nadie que pueda confirmar roles, use --recovery.',
  );
await db.close();
