import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPostgresDatabase, testEngine } from '../../tests/helpers/database.ts';
import { type Installation, openInstallation } from '../../tests/helpers/installation.ts';
import { temporaryFolder } from '../../tests/helpers/temporaryFolder.ts';
import { verifyBackup } from './backup.ts';
import type { Database } from './database.ts';
import { dataFolder } from './dataFolder.ts';
import { restoreBackup } from './restore.ts';
import { runBackup } from './runBackup.ts';

const photo = Buffer.from('una foto');
const photoHash = createHash('sha256').update(photo).digest('hex');
const photoPath = `files/${photoHash.slice(0, 2)}/${photoHash.slice(2, 4)}/${photoHash}`;
const at = '2026-11-23T07:00:00.000Z';
const silent = (): void => undefined;

let root: string;
let live: Installation;

const epochOf = async (db: Database): Promise<unknown> =>
  (await db.query("select value from system_state where key = 'epoch'"))[0]?.value;
const seal = (db: Database, number: number): Promise<unknown> =>
  db.query("insert into journal_seal (number, entry_id, digest, hash, sealed_at) values ($1, $2, 'd', 'h', now())", [
    number,
    randomUUID(),
  ]);

beforeAll(async () => {
  root = temporaryFolder('backup');
  live = await openInstallation(join(root, 'data'), testEngine === 'postgres' ? await newPostgresDatabase() : null);
  await mkdir(join(live.dataDir, dirname(photoPath)), { recursive: true });
  await writeFile(join(live.dataDir, photoPath), photo);
  await writeFile(join(live.dataDir, `${photoPath}.123.abc`), 'a medio escribir');
  await writeFile(join(live.dataDir, 'keys', 'heads.pem'), 'una llave');
  await live.db.script(
    "create table probe (id int primary key, place geometry(point, 4326)); comment on table probe is 'x'",
  );
  await live.db.query('insert into probe values (1, st_setsrid(st_makepoint(-68.15, -16.5), 4326))');
  await seal(live.db, 41);
});
afterAll(() => live.close());

describe(`backup and restore (${testEngine})`, () => {
  const backup = (): string => join(root, 'copy');

  test('a backup of a running server holds everything, and the database learns how far it reaches', async () => {
    const manifest = await runBackup(live, backup(), at, silent);
    expect(manifest).toMatchObject({ engine: testEngine, head: 41, takenAt: at, epoch: await epochOf(live.db) });
    expect(manifest.files.map(({ path }) => path)).toEqual([manifest.database, photoPath, 'keys/heads.pem']);
    expect(await verifyBackup(backup())).toEqual(manifest);
    expect(await live.db.query("select value from system_state where key = 'durable'")).toEqual([{ value: 41 }]);
    await expect(runBackup(live, backup(), at, silent)).rejects.toThrow('no está vacía');
  });

  test('restored elsewhere it is the same, with a new epoch; later work is not there', {
    timeout: 240_000,
  }, async () => {
    await live.db.query('insert into probe (id) values (2)');
    const target = {
      dataDir: join(root, 'restored'),
      databaseUrl: testEngine === 'postgres' ? await newPostgresDatabase() : null,
      replace: false,
    };
    const { epoch, movedTo } = await restoreBackup(backup(), target, at, silent);
    expect(movedTo).toBeUndefined();
    expect(epoch).not.toBe(await epochOf(live.db));
    expect(await readFile(join(target.dataDir, photoPath))).toEqual(photo);
    expect(await readFile(join(target.dataDir, 'keys/heads.pem'), 'utf8')).toBe('una llave');
    const again = await openInstallation(target.dataDir, target.databaseUrl);
    try {
      expect(await epochOf(again.db)).toBe(epoch);
      expect(await again.db.query('select id, st_x(place) as x from probe')).toEqual([{ id: 1, x: -68.15 }]);
      expect(await again.db.query('select number from journal_seal')).toEqual([{ number: 41 }]);
    } finally {
      await again.close();
    }
    // A second time over it: refused, unless what is there may be moved aside.
    const over = { ...target, databaseUrl: testEngine === 'postgres' ? await newPostgresDatabase() : null };
    await expect(restoreBackup(backup(), over, at, silent)).rejects.toThrow(/--replace/);
    const keysDir = join(root, 'keys-elsewhere');
    await mkdir(keysDir);
    await writeFile(join(keysDir, 'heads.pem'), 'una llave que siguió en otro disco');
    const fresh = {
      ...target,
      keysDir,
      databaseUrl: testEngine === 'postgres' ? await newPostgresDatabase() : null,
      replace: true,
    };
    const second = await restoreBackup(backup(), fresh, at, silent);
    expect(await readdir(String(second.movedTo))).toContain('files');
    expect(await readFile(join(keysDir, 'heads.pem'), 'utf8')).toBe('una llave que siguió en otro disco');
    if (testEngine === 'postgres')
      await expect(restoreBackup(backup(), fresh, '2026-11-23T08:00:00.000Z', silent)).rejects.toThrow('no está vacía');
  });

  test('a folder in use is not restored over', async () => {
    if (testEngine === 'postgres') return;
    await expect(
      restoreBackup(backup(), { dataDir: live.dataDir, databaseUrl: null, replace: true }, at, silent),
    ).rejects.toThrow('ya está en uso');
    expect(await readdir(live.dataDir)).toContain('db');
  });

  test('an altered, a missing and an incomplete backup are refused before anything is touched', async () => {
    const bad = join(root, 'bad');
    const target = {
      dataDir: join(root, 'never'),
      databaseUrl: testEngine === 'postgres' ? await newPostgresDatabase() : null,
      replace: false,
    };
    const refused = async (spoil: () => Promise<unknown>, message: string | RegExp): Promise<void> => {
      await rm(bad, { recursive: true, force: true });
      await cp(backup(), bad, { recursive: true });
      await spoil();
      await expect(restoreBackup(bad, target, at, silent)).rejects.toThrow(message);
      await expect(readdir(target.dataDir)).rejects.toThrow('ENOENT');
    };
    await refused(() => writeFile(join(bad, photoPath), 'otra foto'), /Fue cambiado en la copia: files/);
    await refused(() => rm(join(bad, 'keys/heads.pem')), 'Falta en la copia: keys/heads.pem');
    await refused(() => rm(join(bad, 'manifest.json')), 'No es una copia completa');
    await refused(() => writeFile(join(bad, 'manifest.json'), '{"format":"sigg-ba'), 'está cortado');
  });

  test('a stored file that is not what its name says stops the backup', async () => {
    await writeFile(join(live.dataDir, photoPath), 'alterada');
    await expect(runBackup(live, join(root, 'copy2'), at, silent)).rejects.toThrow('no corresponde a su huella');
    expect(await readdir(join(root, 'copy2'))).toEqual([]);
    await writeFile(join(live.dataDir, photoPath), photo);
  });

  test('a backup of a server that is not running', async () => {
    if (testEngine === 'postgres') return;
    await live.close();
    const manifest = await runBackup(live, join(root, 'copy3'), at, silent);
    expect(manifest.head).toBe(41);
    live = await openInstallation(live.dataDir, null);
    expect(await live.db.query('select count(*) as rows from probe')).toEqual([{ rows: 2 }]);
    expect((await readdir(dataFolder(live.dataDir).dumps)).length).toBeGreaterThan(0);
  });
});
