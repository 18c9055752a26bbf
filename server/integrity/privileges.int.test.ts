import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitBody } from '../../tests/helpers/bodies.ts';
import { migrationsDir, newPostgresDatabase, testEngine } from '../../tests/helpers/database.ts';
import { createFieldWorld, PASSWORD } from '../../tests/helpers/fieldWorld.ts';
import { actorWith, provenStory } from '../../tests/helpers/provenStory.ts';
import { temporaryFolder } from '../../tests/helpers/temporaryFolder.ts';
import { NOW, openWorld, TODAY, type World } from '../../tests/helpers/world.ts';
import { picture } from '../../tests/kill/picture.ts';
import { compose } from '../commands/compose.ts';
import { executeCommands, sweepHeld } from '../commands/executeCommands.ts';
import { sealAll } from '../commands/sequencer.ts';
import { readConfig } from '../config.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { createApp } from '../http/app.ts';
import { sweepIdentity } from '../identity/createIdentity.ts';
import { newId } from '../ids.ts';
import { refreshEvidence } from '../monitoring/evidence.ts';
import { start } from '../start.ts';
import { ensureHeadKey, keysDirOf } from './headKey.ts';
import { publishHead } from './headPublishing.ts';
import { verify } from './verify.ts';

const REFUSED = expect.objectContaining({ code: '42501' });

/** What somebody would try on the journal; none of it may pass. */
const cheats = [
  `update journal_entry set role = 'UCN_COORD'`,
  'delete from journal_entry',
  `update journal_seal set hash = repeat('0', 64)`,
  'delete from journal_seal',
  `update journal_change set row_hash = repeat('0', 64)`,
  'delete from journal_change',
  `update journal_body set body = 'otro'`,
  'delete from journal_body',
  `update receipt set status = 'refused'`,
  'delete from receipt',
  `update head_publication set number = 0`,
  'delete from head_publication',
  ...['journal_entry', 'journal_seal', 'journal_change', 'journal_body', 'receipt', 'head_publication'].map(
    (t) => `truncate ${t}`,
  ),
];

describe('the journal is only added to', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await provenStory(world);
    await world.seal();
    const head = `insert into head_publication (id, number, hash, published_at, epoch, signature, public_key)
      values ($1, 0, $2, now(), '', '', '')`;
    await world.db.query(head, [newId(), '0'.repeat(64)]);
  });

  test.each(cheats)('even its owner cannot: %s', async (cheat) => {
    await expect(world.db.query(cheat)).rejects.toEqual(REFUSED);
  });

  test('what a person may ask to be erased can be emptied, and only that', async () => {
    await world.db.query(
      `update journal_body set body = null where entry_id = (select id from journal_entry where kind = 'visit.correct')`,
    );
    await world.db.query(
      `update journal_change set after = null where entry_id = (select id from journal_entry where kind = 'visit.correct')`,
    );
    await expect(world.db.query(`update journal_change set after = '{}'`)).rejects.toEqual(REFUSED);
    await expect(world.db.query('update journal_change set after = null, ordinal = 7')).rejects.toEqual(REFUSED);
  });
});

// The embedded engine has a single, all-powerful user; roles exist on PostgreSQL alone.
describe.runIf(testEngine === 'postgres')('database roles', () => {
  let owner: Database;
  let app: Database;
  let portal: Database;
  let appUrl: string;
  const made: string[] = [];

  beforeAll(async () => {
    const url = new URL(await newPostgresDatabase());
    owner = await openDatabase({ url: url.href, maxConnections: 1 });
    for (const role of ['sigg_app', 'sigg_portal']) {
      const [known] = await owner.query('select 1 as one from pg_roles where rolname = $1', [role]);
      if (!known) {
        await owner.script(`create role ${role} login`);
        made.push(role);
      }
    }
    await migrate(owner, migrationsDir);
    await owner.query(
      `insert into programme (id, name, starts_on) values ('PAR2FA', 'PAR II', '2017-01-01') on conflict do nothing`,
    );
    const as = (role: string) => {
      const own = new URL(url);
      own.username = role;
      return openDatabase({ url: own.href, maxConnections: 2 });
    };
    const forApp = new URL(url);
    forApp.username = 'sigg_app';
    appUrl = forApp.href;
    app = await as('sigg_app');
    portal = await as('sigg_portal');
  });
  afterAll(async () => {
    await app?.close();
    await portal?.close();
    // Roles belong to the server, not to this database: they are left as they were found.
    for (const role of made) await owner.script(`drop owned by ${role}; drop role ${role}`);
    await owner?.close();
  });

  test('the application works with its own role: a command is written, answered and sealed', async () => {
    const actor = actorWith('UCN_ME');
    const text = compose({
      kind: 'document.record',
      actor,
      subjectId: newId(),
      body: { title: `Acta ${randomUUID()}` },
      occurredOn: TODAY,
      at: NOW,
    });
    const [answer] = await executeCommands(
      { db: app, actorOf: async () => actor },
      { texts: [text], actor, receivedAt: NOW },
    );
    expect(answer?.status).toBe('accepted');
    expect((await sealAll(app, () => NOW)).number).toBe(1);
  });

  test('the whole server starts and works with it: log-in, facts, files, figures, heads, verify', async () => {
    const dataDir = temporaryFolder('roles');
    const running = await start(
      readConfig({ DATABASE_URL: appUrl, SIGG_DATA_DIR: dataDir, PORT: '0' }),
      () => undefined,
    );
    try {
      const { system } = running;
      const { users } = await createFieldWorld(system.context, 2);
      const [user] = users;
      if (!user) throw new Error('nobody serves the alliances');
      const http = createApp(system);
      const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
        http.request(path, { method: 'POST', body, headers });
      const entered = await post(
        '/api/auth/sign-in/username',
        JSON.stringify({ username: user.username, password: PASSWORD }),
        {
          'content-type': 'application/json',
        },
      );
      expect(entered.status).toBe(200);
      const cookie = entered.headers
        .getSetCookie()
        .map((c) => c.split(';')[0])
        .join('; ');
      const upload = await post('/api/files', new Uint8Array(picture(Math.random)), {
        'content-type': 'image/png',
        cookie,
      });
      const { hash } = (await upload.json()) as { hash: string };
      const body = visitBody(user.alliances[0] ?? '', { photos: [hash] });
      const commands = [
        compose({ kind: 'visit.register', actor: user, subjectId: newId(), body, occurredOn: TODAY, at: NOW }),
      ];
      const answer = await post('/api/commands', JSON.stringify({ commands }), {
        'content-type': 'application/json',
        cookie,
      });
      expect(((await answer.json()) as { results: unknown[] }).results).toMatchObject([{ status: 'accepted' }]);
      await sealAll(system.db, system.now);
      await refreshEvidence(system.db, { programme: 'PAR2FA', today: system.today(), now: system.now(), full: true });
      await sweepIdentity(system.db, system.now());
      await sweepHeld(system.context, { receivedAt: system.now() });
      expect((await http.request('/healthz')).status).toBe(200);
      const keysDir = keysDirOf(dataDir);
      await publishHead({ db: system.db, keysDir, key: await ensureHeadKey(keysDir), now: system.now });
      expect(await verify({ db: system.db, files: system.files, keysDir })).toMatchObject({
        findings: [],
        ok: true,
        counts: { files: 1 },
      });
    } finally {
      await running.close();
    }
  });

  test.each([
    ...cheats,
    'delete from source_document',
    'truncate source_document',
    'drop table journal_entry',
    'alter table journal_entry disable trigger all',
    `set session_replication_role = 'replica'`,
    'drop trigger journal_entry_append_only on journal_entry',
    'update schema_migration set checksum = null',
    'create table mine (a int)',
  ])('the application cannot: %s', async (cheat) => {
    await expect(app.query(cheat)).rejects.toEqual(REFUSED);
  });

  test('the portal reads what is open, and nothing else', async () => {
    expect(await portal.query('select count(*) as n from open_data.journal_head')).toHaveLength(1);
    const tables = await owner.query<{ name: string }>(
      `select quote_ident(relname) as name from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`,
    );
    for (const { name } of tables)
      await expect(portal.query(`select * from public.${name} limit 1`), name).rejects.toEqual(REFUSED);
    await expect(portal.query(`insert into open_data.journal_head values (1, '', now(), '', '')`)).rejects.toEqual(
      REFUSED,
    );
    console.log(`tables closed to the portal: ${tables.length}`);
  });
});
