import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { dataFolder } from '../server/db/dataFolder.ts';
import { askOwner } from '../server/db/folderLock.ts';
import { writeState } from '../server/stores/systemState.ts';
import { testEngine } from '../tests/helpers/database.ts';
import { openInstallation } from '../tests/helpers/installation.ts';
import { temporaryFolder } from '../tests/helpers/temporaryFolder.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const envOf = (dataDir: string) => ({
  ...process.env,
  DATABASE_URL: '',
  SIGG_DATA_DIR: dataDir,
  SIGG_DEMO: 'no',
  PORT: '0',
});

/** Only for the embedded engine: a PostgreSQL database is created by its administrator. */
test.runIf(testEngine === 'pglite')(
  'an import into a folder that is not there yet makes it, and says what else is missing',
  { timeout: 300_000 },
  async () => {
    const dataDir = join(temporaryFolder('import'), 'data');
    const file = join(temporaryFolder('sheet'), 'lista.csv');
    await writeFile(file, 'nombre,unidad\nAsociación Inventada,LPZ\n');
    const { status, stderr } = spawnSync(process.execPath, ['scripts/import.ts', file, '--dry-run'], {
      cwd: root,
      env: envOf(dataDir),
      encoding: 'utf8',
    });
    expect(stderr).toContain('No se pudo importar: Todavía no hay ninguna cuenta');
    expect(status).toBe(1);
    expect(existsSync(join(dataFolder(dataDir).database, 'PG_VERSION'))).toBe(true);
  },
);

test.runIf(testEngine === 'pglite')(
  'when the demonstration prints its log-ins, nobody holds the folder any more',
  { timeout: 300_000 },
  async () => {
    const dataDir = join(temporaryFolder('demo'), 'data');
    const made = await openInstallation(dataDir, null);
    // The demonstration is marked as already loaded, so that this tests only how the script ends.
    await writeState(made.db, 'demo', true);
    await writeState(made.db, 'demoPortfolio', { size: 'small', seed: '1', until: '2026-11-27', complete: true });
    await made.close();
    const child = spawn(process.execPath, ['scripts/demo.ts', 'small'], {
      cwd: root,
      env: envOf(dataDir),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    const owner = await new Promise<unknown>((resolve, reject) => {
      child.stdout.on('data', (bytes: Buffer) => {
        out += bytes.toString();
        if (out.includes('npm run demo:logins')) resolve(askOwner(dataDir, 'pid'));
      });
      child.once('error', reject).once('close', () => reject(new Error(`no log-ins: ${out}`)));
    });
    expect(owner).toBeUndefined();
  },
);
