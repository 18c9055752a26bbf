import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newPostgresDatabase, testEngine } from '../../tests/helpers/database.ts';
import { type Installation, openInstallation } from '../../tests/helpers/installation.ts';
import { provenStory } from '../../tests/helpers/provenStory.ts';
import { temporaryFolder } from '../../tests/helpers/temporaryFolder.ts';
import { openWorld, type World } from '../../tests/helpers/world.ts';
import { runBackup } from '../db/runBackup.ts';
import { readStatus } from '../queries/system/status.ts';
import { differenceFrom, inOtherProcess, nightlyRehearsal, readRehearsal } from './rehearsal.ts';
import { newestBackup, officialRows, type Rehearsed } from './rehearse.ts';

const at = '2026-11-29T06:30:00.000Z';
const silent = () => undefined;
const { signal } = new AbortController();

let installation: Installation;
let world: World;
let copies: string;
let emptyUrl: string | null = null;
let good: Rehearsed;

beforeAll(async () => {
  const root = temporaryFolder('rehearsal');
  copies = join(root, 'copies');
  installation = await openInstallation(
    join(root, 'data'),
    testEngine === 'postgres' ? await newPostgresDatabase() : null,
  );
  world = await openWorld(installation);
  await provenStory(world);
  await world.seal();
  await mkdir(copies);
  const manifest = await runBackup(installation, join(copies, 'newer'), '2026-11-28T05:00:00.000Z', silent);
  // What a backup of the night before, one under way, a damaged one and a loose file look like.
  const others = {
    older: JSON.stringify({ ...manifest, takenAt: '2026-11-27T05:00:00.000Z' }),
    'under-way': null,
    damaged: '{"takenAt":"2026-11-29',
  };
  for (const [name, text] of Object.entries(others)) {
    await mkdir(join(copies, name));
    if (text !== null) await writeFile(join(copies, name, 'manifest.json'), text);
  }
  await writeFile(join(copies, 'a-file'), '');
  if (testEngine === 'postgres') emptyUrl = await newPostgresDatabase();
}, 400_000);
afterAll(() => installation?.close());

const ownFolders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('sigg-ensayo-'));
const check = async (nowMs: number, rehearses = true) =>
  (await readStatus(world.db, installation.dataDir, nowMs, rehearses)).checks.find(
    (c) => c.name === 'Ensayo de restauración',
  );

test('of the folders that are there the newest complete backup is taken', async () => {
  expect(await newestBackup(copies)).toBe(join(copies, 'newer'));
  await expect(newestBackup(join(copies, 'under-way'))).rejects.toThrow('No hay ninguna copia completa');
});

test('once a night, in a process of its own, it is restored elsewhere, agrees and leaves nothing behind', {
  timeout: 400_000,
}, async () => {
  const atMs = Date.parse(at);
  expect(await check(atMs, false)).toMatchObject({
    state: 'warning',
    sentence: expect.stringContaining('SIGG_REHEARSE_FROM'),
  });
  expect(await check(atMs)).toMatchObject({ state: 'warning', sentence: expect.stringContaining('Todavía') });
  const before = await ownFolders();
  const run = async (stop: AbortSignal) => {
    good = await inOtherProcess(stop);
    return good;
  };
  process.env.SIGG_REHEARSE_FROM = copies;
  if (emptyUrl) Object.assign(process.env, { SIGG_REHEARSE_URL: emptyUrl, DATABASE_URL: installation.databaseUrl });
  try {
    expect(await nightlyRehearsal(world.db, { now: at, signal }, run)).toMatchObject({
      at,
      backup: join(copies, 'newer'),
      head: 4,
      problem: null,
    });
  } finally {
    for (const name of ['SIGG_REHEARSE_FROM', 'SIGG_REHEARSE_URL', 'DATABASE_URL']) delete process.env[name];
  }
  expect(good).toMatchObject({ findings: [], promised: 4, head: { number: 4 }, rows: await officialRows(world.db) });
  expect(await differenceFrom(world.db, good)).toBeNull();
  expect(await ownFolders()).toEqual(before);
  if (emptyUrl) expect(await world.db.query("select 1 from pg_database where datname ~ '_[0-9a-f]{8}$'")).toEqual([]);
  expect(await nightlyRehearsal(world.db, { now: '2026-11-29T09:00:00.000Z', signal }, run)).toBeNull();
  expect(await check(atMs)).toMatchObject({
    state: 'ok',
    sentence: expect.stringMatching(/hace 26 horas.*coincide: asiento 4, \d+ filas/),
  });
  expect(await check(atMs + 40 * 3_600_000)).toMatchObject({
    state: 'warning',
    sentence: expect.stringContaining('No hay una más nueva'),
  });
  expect(await check(atMs + 80 * 3_600_000)).toMatchObject({
    state: 'warning',
    sentence: expect.stringContaining('debería ser cada noche'),
  });
});

test('what is not as it was here is told: a finding, a head that is short or another, a row more or less', async () => {
  const rows = (n: number) => ({ ...good, rows: { ...good.rows, visit: (good.rows.visit ?? 0) + n } });
  expect(await differenceFrom(world.db, { ...good, findings: [{ code: 'V-301', count: 3 }] })).toMatch('V-301 (3)');
  expect(await differenceFrom(world.db, { ...good, promised: 5 })).toMatch('llega al 4');
  expect(await differenceFrom(world.db, { ...good, head: { ...good.head, hash: 'f'.repeat(64) } })).toMatch(
    'no es el de este sistema',
  );
  expect(await differenceFrom(world.db, rows(1))).toMatch('La tabla visit');
  expect(await differenceFrom(world.db, rows(-1))).toMatch('La tabla visit');
  // What was written since is not in the copy, and no difference.
  await world.alliance('LPZ');
  await world.seal();
  expect(await differenceFrom(world.db, good)).toBeNull();
  expect(await differenceFrom(world.db, rows(5))).toMatch('La tabla visit');
});

test('a night with differences, and one on which nothing could be restored, are told in «Estado del sistema»', async () => {
  const night = (now: string, run: () => Promise<Rehearsed>) => nightlyRehearsal(world.db, { now, signal }, run);
  const altered = { ...good, findings: [{ code: 'V-201', count: 2 }] };
  expect(await night('2026-11-30T06:30:00.000Z', async () => altered)).toMatchObject({
    problem: expect.stringContaining('V-201 (2)'),
  });
  const differs =
    /hace menos de un minuto, con la copia de hace 2 días: La verificación de lo restaurado encontró: V-201/;
  expect(await check(Date.parse('2026-11-30T06:30:00.000Z'))).toMatchObject({
    state: 'failing',
    sentence: expect.stringMatching(differs),
  });
  const failing = async () => Promise.reject(new Error('Falta en la copia: keys/heads.pem'));
  const next = '2026-12-01T06:30:00.000Z';
  expect(await night(next, failing)).toMatchObject({ problem: expect.stringContaining('keys/heads.pem') });
  expect(await readRehearsal(world.db)).toMatchObject({ at: next, takenAt: null });
  expect(await check(Date.parse(next))).toMatchObject({
    state: 'failing',
    sentence: expect.stringContaining('Falta en la copia'),
  });
});
