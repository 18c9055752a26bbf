import { beforeAll, expect, test } from 'vitest';
import { testEngine } from '../../../tests/helpers/database.ts';
import { actorWith, provenStory } from '../../../tests/helpers/provenStory.ts';
import { temporaryFolder } from '../../../tests/helpers/temporaryFolder.ts';
import { openWorld, TODAY, type World } from '../../../tests/helpers/world.ts';
import { createApp } from '../../http/app.ts';
import { ensureHeadKey } from '../../integrity/headKey.ts';
import { publishHead } from '../../integrity/headPublishing.ts';
import { readingOf } from '../query.ts';
import { integrityHeads } from './heads.ts';
import { readStatus } from './status.ts';

let world: World;
const folder = temporaryFolder('status');
beforeAll(async () => {
  world = await openWorld();
  await provenStory(world);
});

test('says what waits, what is sealed, and what to do about it', async () => {
  const before = await readStatus(world.db, folder, Date.now());
  expect(before).toMatchObject({ engine: testEngine, head: 0, durable: 0, pendingSeals: 4, heldCommands: 0 });
  // The story was received at the tests' fixed instant, long ago: its entries wait far too long.
  expect(before.checks.find((c) => c.name === 'Sellado de la bitácora')?.state).toBe('failing');
  await world.seal();
  await publishHead({
    db: world.db,
    keysDir: folder,
    key: await ensureHeadKey(folder),
    now: () => new Date().toISOString(),
  });
  const after = await readStatus(world.db, folder, Date.now());
  expect(after).toMatchObject({ head: 4, pendingSeals: 0 });
  expect(after.counts).toContainEqual({ label: 'Alianzas', value: 1 });
  const states = Object.fromEntries(after.checks.map((c) => [c.name, c.state]));
  expect(states).toMatchObject({
    'Sellado de la bitácora': 'ok',
    'Huellas firmadas': 'ok',
    Copias: 'warning',
    'Base de datos': testEngine === 'postgres' ? 'ok' : 'warning',
  });
});

test('complaints wait for nobody until somebody holds the roles they wait for', async () => {
  const complaints = async () =>
    (await readStatus(world.db, folder, Date.now())).checks.find((c) => c.name === 'Reclamos')?.state;
  const said = [await complaints()];
  for (const role of ['UCN_RECL', 'TRANSPARENCIA'] as const) {
    await world.person(role);
    said.push(await complaints());
  }
  expect(said).toEqual(['failing', 'warning', 'ok']);
});

test('the head shown is the one signed; a journal that lost it says so', async () => {
  const reading = readingOf(integrityHeads, world.db, actorWith('AUDITOR'), { limit: 10 }, TODAY);
  if (!reading) throw new Error('an auditor reads heads');
  const { current, heads } = (await integrityHeads.run(reading)) as {
    current: { number: number; hash: string };
    heads: { number: number; hash: string }[];
  };
  expect(heads).toHaveLength(1);
  expect(heads[0]).toMatchObject(current);
  expect(readingOf(integrityHeads, world.db, actorWith('ACOMPANANTE'), { limit: 10 }, TODAY)).toBeNull();
  await world.db.script(
    `select set_config('session_replication_role', 'replica', true); delete from journal_seal where number = 4`,
  );
  const { checks } = await readStatus(world.db, folder, Date.now());
  expect(checks.find((c) => c.name === 'Huellas firmadas')?.state).toBe('failing');
});

test('/healthz tells a supervisor, and nobody else anything', async () => {
  const app = createApp(world.system);
  const answer = await app.request('/healthz');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ ok: true, database: true, sequencer: true, disk: true });
  const broken = createApp({ ...world.system, db: { ...world.db, query: () => Promise.reject(new Error('gone')) } });
  const refused = await broken.request('/healthz');
  expect(refused.status).toBe(503);
  expect(await refused.json()).toEqual({ ok: false, database: false });
});
