/**
 * npm run rehearse [-- --json]: restores the newest backup of SIGG_REHEARSE_FROM in a temporary place, verifies all of
 * it, and removes the place. With PostgreSQL, SIGG_REHEARSE_URL is an empty database whose owner may create databases
 * (docs/operar.md). The running system is not touched. Exit code 0: everything agrees; 1: it does not, or the backup
 * could not be restored. With --json: prints the result for the server.
 */
import { constants, setPriority } from 'node:os';
import { readConfig } from '../server/config.ts';
import { BackupError } from '../server/db/backupError.ts';
import { newestBackup, type Rehearsed, rehearse } from '../server/integrity/rehearse.ts';
import { readArguments } from './lib/readArguments.ts';

const { values } = readArguments({
  usage: 'Uso: npm run rehearse (con SIGG_REHEARSE_FROM)',
  options: { json: { type: 'boolean', default: false } },
});
// A server on this machine may be answering people, so it has priority.
setPriority(constants.priority.PRIORITY_LOW);

async function run(): Promise<Rehearsed> {
  const { rehearseFrom, rehearseUrl, databaseUrl } = readConfig(process.env);
  if (rehearseFrom === null) throw new BackupError('Diga en SIGG_REHEARSE_FROM en qué carpeta están las copias.');
  if (databaseUrl !== null && rehearseUrl === null)
    throw new BackupError('Diga en SIGG_REHEARSE_URL la base vacía de la que se hace la del ensayo.');
  return rehearse(
    await newestBackup(rehearseFrom),
    rehearseUrl,
    new Date().toISOString(),
    values.json ? undefined : (line) => console.error(line),
  );
}

try {
  const done = await run();
  if (values.json) console.log(JSON.stringify(done));
  else {
    const rows = Object.values(done.rows).reduce((a, b) => a + b, 0);
    console.log(
      `La copia ${done.backup} se restauró aparte: asiento ${done.head.number}, ${rows} filas oficiales, ${done.files} archivos.`,
    );
    for (const { code, count } of done.findings) console.log(`${code}  (${count})`);
    console.log(done.findings.length === 0 ? 'Todo coincide.' : 'HAY DIFERENCIAS: esta copia no sirve tal como está.');
    process.exitCode = done.findings.length === 0 ? 0 : 1;
  }
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : String(thrown));
  process.exitCode = 1;
}
