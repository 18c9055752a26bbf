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
import { differenceFrom, nightlyRehearsal, readRehearsal } from './rehearsal.ts';
import { newestBackup, officialRows, type Rehearsed, rehearse } from './rehearse.ts';

/** Two backups and their restores take minutes: asked for by name until that is quicker (docs/operar.md, section 7). */
const asked = process.env.SIGG_TEST_REHEARSAL === 'yes';

const at = '2026-11-29T06:30:00.000Z';
const nextNight = '2026-11-30T06:30:00.000Z';
const silent = () => undefined;
const { signal } = new AbortController();

let installation: Installation;
let world: World;
let copies: string;
let emptyUrl: string | null = null;
let good: Rehearsed;

beforeAll(async () => {
  if (!asked) return;
  const root = temporaryFolder('rehearsal');
  copies = join(root, 'copies');
  installation = await openInstallation(join(root, 'data'), testEngine === 'postgres' ? await newPostgresDatabase() : null);
  world = await openWorld(installation);
  await provenStory(world);
  await world.seal();
  await mkdir(copies);
  await runBackup(installation, join(copies, 'older'), '2026-11-27T05:00:00.000Z', silent);
  await runBackup(installation, join(copies, 'newer'), '2026-11-28T05:00:00.000Z', silent);
  // What a backup under way, a damaged one and a loose file look like.
  await mkdir(join(copies, 'under-way'));
  await mkdir(join(copies, 'damaged'));
  await writeFile(join(copies, 'damaged', 'manifest.json'), '{"takenAt":"2026-11-29');
  await writeFile(join(copies, 'a-file'), '');
  if (testEngine === 'postgres') emptyUrl = await newPostgresDatabase();
}, 600_000);
afterAll(() => installation?.close());

const ownFolders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('sigg-ensayo-'));
const check = async (nowMs: number, rehearses = true) =>
  (await readStatus(world.db, installation.dataDir, nowMs, rehearses)).checks.find((c) => c.name === 'Ensayo de restauración');

test.runIf(asked)('the newest complete backup is restored elsewhere, agrees, and leaves nothing behind', { timeout: 300_000 }, async () => {
  const before = await ownFolders();
  expect(await newestBackup(copies)).toBe(join(copies, 'newer'));
  await expect(newestBackup(join(copies, 'under-way'))).rejects.toThrow('No hay ninguna copia completa');
  good = await rehearse(join(copies, 'newer'), emptyUrl, at);
  expect(good).toMatchObject({ findings: [], promised: 4, head: { number: 4 }, rows: await officialRows(world.db) });
  expect(await differenceFrom(world.db, good)).toBeNull();
  expect(await ownFolders()).toEqual(before);
  if (emptyUrl) expect(await world.db.query("select 1 from pg_database where datname ~ '_[0-9a-f]{8}$'")).toEqual([]);
});

test.runIf(asked)('what is not as it was here is told: a finding, a head that is short or another, a row more or less', async () => {
  const rows = (n: number) => ({ ...good, rows: { ...good.rows, visit: (good.rows.visit ?? 0) + n } });
  expect(await differenceFrom(world.db, { ...good, findings: [{ code: 'V-301', count: 3 }] })).toMatch('V-301 (3)');
  expect(await differenceFrom(world.db, { ...good, promised: 5 })).toMatch('llega al 4');
  expect(await differenceFrom(world.db, { ...good, head: { ...good.head, hash: 'f'.repeat(64) } })).toMatch('no es el de este sistema');
  expect(await differenceFrom(world.db, rows(1))).toMatch('La tabla visit');
  expect(await differenceFrom(world.db, rows(-1))).toMatch('La tabla visit');
  // What was written since is not in the copy, and no difference.
  await world.alliance('LPZ');
  await world.seal();
  expect(await differenceFrom(world.db, good)).toBeNull();
  expect(await differenceFrom(world.db, rows(5))).toMatch('La tabla visit');
});

test.runIf(asked)(
  'once a night, in a process of its own, and «Estado del sistema» says what came of it',
  async () => {
    const atMs = Date.parse(at);
    expect(await check(atMs, false)).toEqual(testEngine === 'postgres' ? expect.objectContaining({ state: 'warning' }) : undefined);
    expect(await check(atMs)).toMatchObject({ state: 'warning', sentence: expect.stringContaining('Todavía') });
    process.env.SIGG_REHEARSE_FROM = copies;
    if (emptyUrl) Object.assign(process.env, { SIGG_REHEARSE_URL: emptyUrl, DATABASE_URL: installation.databaseUrl });
    try {
      expect(await nightlyRehearsal(world.db, { now: at, signal })).toMatchObject({ at, backup: join(copies, 'newer'), head: 4, problem: null });
    } finally {
      for (const name of ['SIGG_REHEARSE_FROM', 'SIGG_REHEARSE_URL', 'DATABASE_URL']) delete process.env[name];
    }
    expect(await nightlyRehearsal(world.db, { now: '2026-11-29T09:00:00.000Z', signal })).toBeNull();
    expect(await check(atMs)).toMatchObject({ state: 'ok', sentence: expect.stringMatching(/hace 26 horas.*coincide: asiento 4, \d+ filas/) });
    expect(await check(atMs + 40 * 3_600_000)).toMatchObject({ state: 'warning', sentence: expect.stringContaining('No hay una más nueva') });
    expect(await check(atMs + 80 * 3_600_000)).toMatchObject({ state: 'warning', sentence: expect.stringContaining('debería ser cada noche') });
    const failing = async () => Promise.reject(new Error('Falta en la copia: keys/heads.pem'));
    expect(await nightlyRehearsal(world.db, { now: nextNight, signal }, failing)).toMatchObject({ problem: expect.stringContaining('keys/heads.pem') });
    expect(await readRehearsal(world.db)).toMatchObject({ at: nextNight, takenAt: null });
    expect(await check(Date.parse(nextNight))).toMatchObject({ state: 'failing', sentence: expect.stringContaining('Falta en la copia') });
  },
  300_000,
);
