import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { newPostgresDatabase, testEngine } from '../../tests/helpers/database.ts';
import { openInstallation } from '../../tests/helpers/installation.ts';
import { temporaryFolder } from '../../tests/helpers/temporaryFolder.ts';
import { readConfig } from '../config.ts';
import { start } from '../start.ts';
import type { Manifest } from './backup.ts';
import { dataFolder } from './dataFolder.ts';
import { hashFile } from './durableFile.ts';
import { restoreBackup } from './restore.ts';
import { restoreDump } from './restoreDump.ts';
import { runBackup } from './runBackup.ts';
import { markUnfinished, readUnfinished } from './unfinished.ts';

const at = '2026-11-23T07:00:00.000Z';
const silent = () => undefined;
const child = fileURLToPath(new URL('../../tests/helpers/killedRestore.ts', import.meta.url));
const photos = ['una foto', 'otra foto', 'la tercera'].map((text) => ({ text, hash: createHash('sha256').update(text).digest('hex') }));

let root: string;
let backup: string;
let manifest: Manifest;
let dump: string;
const epochs = new Set<unknown>();
const emptyServer = async () => (testEngine === 'postgres' ? newPostgresDatabase() : null);

beforeAll(async () => {
  root = temporaryFolder('unfinished');
  backup = join(root, 'copy');
  const live = await openInstallation(join(root, 'live'), await emptyServer());
  try {
    for (const { text, hash } of photos) {
      const file = join(live.dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), hash);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    await writeFile(join(live.dataDir, 'keys', 'heads.pem'), 'una llave');
    manifest = await runBackup(live, backup, at, silent);
    epochs.add(manifest.epoch);
  } finally {
    await live.close();
  }
  const { dumps } = dataFolder(live.dataDir);
  dump = join(dumps, (await readdir(dumps)).at(-1) ?? '');
}, 600_000);

/** The restore, killed at a point. */
function kill(from: string, dataDir: string, point: string, url: string | null): void {
  const { signal, stderr } = spawnSync(process.execPath, [child, from, dataDir, point, ...(url ? [url] : [])], { encoding: 'utf8' });
  expect([point, signal, signal ? '' : stderr]).toEqual([point, 'SIGKILL', '']);
}

const startOn = (dataDir: string, url: string | null) =>
  start(readConfig({ SIGG_DATA_DIR: dataDir, PORT: '0', ...(url ? { DATABASE_URL: url } : {}) }), silent);

/** Nothing may be begun on it: not a server, not a backup of it. */
async function refused(dataDir: string, url: string | null, from: string): Promise<void> {
  const sentence = new RegExp(`sin terminar.*npm run restore -- ${from}`);
  await expect(startOn(dataDir, url)).rejects.toThrow(sentence);
  await expect(runBackup({ dataDir, databaseUrl: url }, join(root, 'never'), at, silent)).rejects.toThrow(sentence);
}

async function whole(dataDir: string, url: string | null): Promise<void> {
  expect(await readUnfinished(dataDir)).toBeNull();
  for (const { path, sha256 } of manifest.files.filter((f) => f.path !== manifest.database)) expect((await hashFile(join(dataDir, path))).sha256).toBe(sha256);
  const again = await openInstallation(dataDir, url);
  const state = await again.db.query<{ key: string; value: unknown }>("select key, value from system_state where key in ('epoch', 'restoring')");
  await again.close();
  expect(state).toMatchObject([{ key: 'epoch' }]);
  expect(epochs).not.toContain(state[0]?.value);
  epochs.add(state[0]?.value);
}

describe(`a restore that is killed (${testEngine})`, () => {
  const points = [
    'Restaurando la base de datos',
    ...(testEngine === 'pglite' ? ['path:db/base', 'path:db/global'] : []),
    'Copiando los archivos',
    'path:files',
    'Copiando las claves',
    'Anotando la restauración',
    'noted',
  ];

  test('at any of several moments, again and again in one folder: nothing starts on it, and done again it is whole', { timeout: 900_000 }, async () => {
    const dataDir = join(root, 'killed');
    let url = await emptyServer();
    for (const [i, point] of points.entries()) {
      kill(backup, dataDir, point, url);
      await refused(dataDir, url, backup);
      // A database into which it was brought is not empty any more: another one, as the sentence says.
      if (url !== null && i > 0) await expect(startOn(join(root, `other-${i}`), url)).rejects.toThrow(/sin terminar.*createdb/);
      url = await emptyServer();
    }
    const { movedTo } = await restoreBackup(backup, { dataDir, databaseUrl: url, replace: false }, at, silent);
    expect(movedTo).toBeUndefined();
    await whole(dataDir, url);
    console.log(`killed at ${points.length} moments: ${points.join(', ')}`);
  });

  test('while what was there was being put aside: all of it is there when it is done again', { timeout: 300_000 }, async () => {
    const dataDir = join(root, 'moving');
    const aside = join(root, 'moving.antes');
    for (const name of ['files', 'keys']) await mkdir(join(dataDir, name), { recursive: true });
    await writeFile(join(dataDir, 'files', 'a'), 'de antes');
    await writeFile(join(dataDir, 'keys', 'b'), 'de antes');
    await markUnfinished(dataDir, { from: backup, at, movedTo: aside, moving: true });
    await mkdir(aside);
    await rename(join(dataDir, 'files'), join(aside, 'files'));
    const url = await emptyServer();
    await refused(dataDir, url, backup);
    const { movedTo } = await restoreBackup(backup, { dataDir, databaseUrl: url, replace: false }, at, silent);
    expect(movedTo).toBe(aside);
    expect(await Promise.all(['files/a', 'keys/b'].map((name) => readFile(join(aside, name), 'utf8')))).toEqual(['de antes', 'de antes']);
    await whole(dataDir, url);
  });

  test.runIf(testEngine === 'pglite')(
    'a dump, while it is unpacked: files and keys stay, and so does the database from before',
    { timeout: 300_000 },
    async () => {
      const dataDir = join(root, 'killed');
      kill(dump, dataDir, 'path:db/global', null);
      await refused(dataDir, null, dump);
      // A database that is marked and not yet put aside is not thrown away.
      const { movedTo } = (await readUnfinished(dataDir)) ?? {};
      const before = String(movedTo);
      expect(existsSync(join(before, 'PG_VERSION'))).toBe(true);
      expect((await restoreDump(dump, dataDir, at, async () => undefined)).movedTo).toBe(before);
      await whole(dataDir, null);
      await markUnfinished(dataDir, { from: dump, at, movedTo: join(root, 'nowhere') });
      const second = await restoreDump(dump, dataDir, '2026-11-23T10:00:00.000Z', async () => undefined);
      expect(existsSync(join(String(second.movedTo), 'PG_VERSION'))).toBe(true);
      // Over a folder that a backup's restore left unfinished it would leave files out.
      await markUnfinished(dataDir, { from: backup, at });
      await expect(restoreDump(dump, dataDir, at, async () => undefined)).rejects.toThrow(/sin terminar/);
    },
  );
});
