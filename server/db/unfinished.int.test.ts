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
import { markName, markUnfinished, readUnfinished } from './unfinished.ts';

const at = '2026-11-23T07:00:00.000Z';
const silent = () => undefined;
const child = fileURLToPath(new URL('../../tests/helpers/killedRestore.ts', import.meta.url));
const photos = ['una foto', 'otra foto', 'la tercera'].map((text) => ({
  text,
  hash: createHash('sha256').update(text).digest('hex'),
}));

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

/** What a kill at these would leave is looked at on the way to the last one: the database is brought once for all of them. */
const passed = ['Copiando los archivos', 'Copiando las claves', 'Anotando la restauración'];

/** The restore, killed at a point; which lines it passed on its way and what mark the folder bore then. */
function kill(from: string, dataDir: string, point: string, url: string | null): string[] {
  const { signal, stdout, stderr } = spawnSync(process.execPath, [child, from, dataDir, point, ...(url ? [url] : [])], {
    encoding: 'utf8',
  });
  expect([point, signal, signal ? '' : stderr]).toEqual([point, 'SIGKILL', '']);
  return stdout.split('\n').filter((line) => passed.some((name) => line.startsWith(name)));
}

const startOn = (dataDir: string, url: string | null) =>
  start(readConfig({ SIGG_DATA_DIR: dataDir, PORT: '0', ...(url ? { DATABASE_URL: url } : {}) }), silent);

/** Nothing may be begun on it: not a server, not a backup of it. */
async function refused(dataDir: string, url: string | null, from: string): Promise<void> {
  const sentence = new RegExp(`sin terminar.*npm run restore -- ${from}`);
  await expect(startOn(dataDir, url)).rejects.toThrow(sentence);
  await expect(runBackup({ dataDir, databaseUrl: url }, join(root, 'never'), at, silent)).rejects.toThrow(sentence);
}

/** No start is refused, and no file of the backup is missing. */
async function whole(dataDir: string): Promise<void> {
  expect(await readUnfinished(dataDir)).toBeNull();
  for (const { path, sha256 } of manifest.files.filter((f) => f.path !== manifest.database))
    expect((await hashFile(join(dataDir, path))).sha256).toBe(sha256);
}

describe(`a restore that is killed (${testEngine})`, () => {
  const unpacking = testEngine === 'pglite' ? ['path:db/global'] : [];
  const points = ['Restaurando la base de datos', ...unpacking, 'noted'];

  test('at any of several moments, again and again in one folder: nothing starts on it, and done again it is whole', {
    timeout: 300_000,
  }, async () => {
    const dataDir = join(root, 'killed');
    // The first was cut off while what was there before was being put aside.
    const aside = join(root, 'killed.antes');
    for (const name of ['files', 'keys']) await mkdir(join(dataDir, name), { recursive: true });
    await writeFile(join(dataDir, 'files', 'a'), 'de antes');
    await writeFile(join(dataDir, 'keys', 'b'), 'de antes');
    await markUnfinished(dataDir, { from: backup, at, movedTo: aside, moving: true });
    await mkdir(aside);
    await rename(join(dataDir, 'files'), join(aside, 'files'));
    let url = await emptyServer();
    await refused(dataDir, url, backup);
    for (const [i, point] of points.entries()) {
      const seen = kill(backup, dataDir, point, url);
      if (point === 'noted') expect(seen).toEqual(passed.map((line) => `${line}: ${markName}`));
      await refused(dataDir, url, backup);
      // A database into which it was brought is not empty any more: another one, as the sentence says.
      if (url !== null && i > 0)
        await expect(startOn(join(root, `other-${i}`), url)).rejects.toThrow(/sin terminar.*createdb/);
      if (i > 0) url = await emptyServer();
    }
    const { movedTo, epoch } = await restoreBackup(backup, { dataDir, databaseUrl: url, replace: false }, at, silent);
    expect(movedTo).toBe(aside);
    expect(epochs).not.toContain(epoch);
    epochs.add(epoch);
    expect(await Promise.all(['files/a', 'keys/b'].map((name) => readFile(join(aside, name), 'utf8')))).toEqual([
      'de antes',
      'de antes',
    ]);
    await whole(dataDir);
    // The database is the restored one, and a server begins on it.
    const again = await openInstallation(dataDir, url);
    const state = await again.db.query<{ key: string; value: unknown }>(
      "select key, value from system_state where key in ('epoch', 'restoring')",
    );
    await again.close();
    expect(state).toEqual([{ key: 'epoch', value: epoch }]);
    console.log(`killed at ${points.length} moments: ${points.join(', ')}; marked at ${passed.join(', ')}`);
  });

  test.runIf(testEngine === 'pglite')(
    'a dump, while it is unpacked: files and keys stay, and so does the database from before',
    { timeout: 300_000 },
    async () => {
      const dataDir = join(root, 'killed');
      // An earlier one was cut off before it had put aside the database that was there: that one is not thrown away.
      await markUnfinished(dataDir, { from: dump, at, movedTo: join(root, 'nowhere') });
      kill(dump, dataDir, 'path:db/global', null);
      await refused(dataDir, null, dump);
      const { movedTo } = (await readUnfinished(dataDir)) ?? {};
      const before = String(movedTo);
      expect(existsSync(join(before, 'PG_VERSION'))).toBe(true);
      const restored = await restoreDump(dump, dataDir, at, async () => undefined);
      expect(restored.movedTo).toBe(before);
      expect(epochs).not.toContain(restored.epoch);
      expect(existsSync(join(before, 'PG_VERSION'))).toBe(true);
      await whole(dataDir);
      // Over a folder that a backup's restore left unfinished it would leave files out.
      await markUnfinished(dataDir, { from: backup, at });
      await expect(restoreDump(dump, dataDir, at, async () => undefined)).rejects.toThrow(/sin terminar/);
    },
  );
});
