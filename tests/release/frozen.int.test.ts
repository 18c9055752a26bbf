import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../domain/commands.ts';
import { parseCommand } from '../../server/commands/parseCommand.ts';
import { sealAll } from '../../server/commands/sequencer.ts';
import { readConfig } from '../../server/config.ts';
import type { Database } from '../../server/db/database.ts';
import { dataFolder } from '../../server/db/dataFolder.ts';
import { migrate } from '../../server/db/migrate.ts';
import { localFileStore } from '../../server/files/fileStore.ts';
import { ensureHeadKey } from '../../server/integrity/headKey.ts';
import { publishHead } from '../../server/integrity/headPublishing.ts';
import { verify } from '../../server/integrity/verify.ts';
import { createSystem, type System } from '../../server/system.ts';
import { draftsOf } from '../../web/local/drafts.ts';
import { freshDatabase, migrationsDir, testEngine } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporaryFolder.ts';
import type { World } from '../helpers/world.ts';
import { Handset, openEdge } from '../sync/edge.ts';
import { missingFrom } from './answers.ts';
import { loadRows } from './databaseText.ts';
import { frozenRelease, frozenReleases } from './frozen.ts';
import { thawStore } from './frozenPhone.ts';

/** Columns of the tables that never change: those of the journal and the official ones. */
const KEPT_COLUMNS = `
  select c.relname::text as "table", a.attname::text as "column", format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
         pg_get_expr(d.adbin, d.adrelid) as "default"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
     and (c.relname like 'journal\\_%' or c.relname in ('receipt', 'held_command')
       or exists (select 1 from pg_attribute h where h.attrelid = c.oid and h.attname = 'row_hash' and not h.attisdropped))
   order by 1, 2`;

interface Column extends Record<string, unknown> {
  table: string;
  column: string;
  type: string;
  required: boolean;
  default: string | null;
}

/**
 * Tests a database of an earlier release with every kind of command in its journal, and the phone app of that release,
 * with today's program (docs/decisions/freeze.md). Kept for ever: releases are added, never removed and never made
 * again.
 */
describe.each(frozenReleases().map((r) => [r.version, r] as const))(
  'an installation of release %s',
  (version, manifest) => {
    const release = frozenRelease(manifest);
    let db: Database;
    let system: System;
    let keysDir: string;
    let before: Column[];
    const startMs = Date.parse(manifest.phoneAt);
    const now = () => new Date(startMs).toISOString();
    const check = () => verify({ db, files: system.files, keysDir });
    const edgeAt = () => openEdge({ db, system } as World, startMs);

    /** Restores database, files and keys as they were in that release. */
    const putBack = async () => {
      const root = temporaryFolder('release');
      for (const [path, content] of Object.entries(release.folder)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), Buffer.from(content, 'base64'));
      }
      const applied = await db.query<{ name: string; checksum: string }>('select name, checksum from schema_migration');
      await loadRows(db, release.database);
      // The list of migrations comes with the rows; the tables stay as migrated meanwhile.
      for (const { name, checksum } of applied)
        await db.query('insert into schema_migration (name, checksum) values ($1, $2) on conflict do nothing', [
          name,
          checksum,
        ]);
      const folder = dataFolder(root);
      keysDir = folder.keys;
      const identity = { sessionOf: async () => null, handle: async () => new Response(null, { status: 404 }) };
      system = createSystem({
        config: { ...readConfig({}), dataDir: root },
        db,
        identity,
        files: localFileStore(folder.files),
        now,
      });
    };

    beforeAll(async () => {
      db = await freshDatabase();
      const then = temporaryFolder('migrations');
      for (const name of Object.keys(manifest.migrations)) copyFileSync(join(migrationsDir, name), join(then, name));
      await migrate(db, then);
      await putBack();
      before = await db.query<Column>(KEPT_COLUMNS);
      // The list of migrations came with the rows, so a released file that was changed since is refused here.
      await migrate(db, migrationsDir);
    }, 600_000);
    afterAll(() => db?.close());

    test('has a row of every official table and an entry of every kind of command that there were', async () => {
      const entries = new Map(
        (
          await db.query<{ kind: string; n: number }>('select kind, count(*) as n from journal_entry group by kind')
        ).map((r) => [r.kind, r.n]),
      );
      for (const [kind, { entries: n }] of Object.entries(manifest.commands))
        expect([kind, entries.get(kind)]).toEqual([kind, n]);
      for (const [table, n] of Object.entries(manifest.officialTables)) {
        const [row] = await db.query<{ n: number }>(`select count(*) as n from "${table}"`);
        expect([table, row?.n]).toEqual([table, n]);
      }
      const counts = [
        ...Object.values(manifest.commands).map((c) => c.entries),
        ...Object.values(manifest.officialTables),
      ];
      expect(counts.filter((n) => n === 0)).toEqual([]);
      const [kinds, tables] = [Object.keys(manifest.commands).length, Object.keys(manifest.officialTables).length];
      console.log(
        `release ${version}: ${kinds} of ${kinds} kinds of command (${commands.size} today), ${tables} of ${tables} official tables`,
      );
    });

    test('is migrated without renaming, dropping, retyping or filling anything of the journal or of an official table', async () => {
      const after = await db.query<Column>(KEPT_COLUMNS);
      expect(before.length).toBeGreaterThan(300);
      expect(
        before.filter((b) => !after.some((a) => a.table === b.table && a.column === b.column && a.type === b.type)),
      ).toEqual([]);
      const tables = new Set(before.map((b) => b.table));
      const added = after.filter(
        (a) => tables.has(a.table) && !before.some((b) => b.table === a.table && b.column === a.column),
      );
      expect(added.filter((a) => a.required || a.default !== null)).toEqual([]);
      for (const { table, column } of added)
        expect(await db.query(`select 1 from "${table}" where "${column}" is not null limit 1`)).toEqual([]);
    });

    test('agrees with its journal, its files and its signed heads', async () => {
      const report = await check();
      expect(report.findings).toEqual([]);
      expect(report.counts).toMatchObject({ heads: 1 });
      expect(report.counts.sealed).toBe(Object.values(manifest.commands).reduce((sum, c) => sum + c.entries, 0));
    });

    test('every command in its journal is one that this program still reads, as it came', async () => {
      const bodies = await db.query<{ kind: string; body: string }>(
        'select e.kind, b.body from journal_body b join journal_entry e on e.id = b.entry_id',
      );
      const unread = bodies.flatMap(({ kind, body }) => {
        const read = parseCommand(body, now().slice(0, 10));
        const problem = 'envelope' in read ? read.refused : read.problem;
        return problem ? [`${kind}: ${problem.code} ${problem.message} ${problem.field ?? ''}`] : [];
      });
      expect(unread).toEqual([]);
      expect(new Set(bodies.map((b) => b.kind)).size).toBe(Object.keys(manifest.commands).length);
    });

    test('the phone app of then sends what it sent, piece by piece, and is given all that it was given', async () => {
      const { phone } = release;
      const edge = edgeAt();
      const call = edge.call(
        () => phone.userId,
        () => 'none',
      );
      const wrong: string[] = [];
      // Half an hour without signal before the first request, as in the recording.
      edge.nowMs += 30 * 60_000;
      for (const { method, path, body, bytes, status, json } of phone.talk) {
        const answer = await call(
          method,
          path,
          bytes === undefined ? body : new Uint8Array(Buffer.from(bytes, 'base64')),
        );
        const where = `${method} ${path.split('?')[0]}`;
        if (answer.status !== status) wrong.push(`${where}: ${answer.status}, was ${status}`);
        wrong.push(...missingFrom(json, answer.json, where));
      }
      // The recording was made on the embedded engine, so answers that name the engine may differ.
      const ofEngine = (w: string) => testEngine === 'postgres' && /\.system\.(engine|unofficial): /.test(w);
      expect(wrong.filter((w) => !ofEngine(w))).toEqual([]);
      const sent = phone.talk.map((t) => `${t.method} ${t.path.split(/[?0-9]/)[0]}`);
      for (const needed of ['POST /api/commands', 'GET /api/sync', 'PUT /api/files/', 'GET /api/me'])
        expect(sent).toContain(needed);
      await edge.quiet();
      await sealAll(db, now);
      await publishHead({ db, keysDir, key: await ensureHeadKey(keysDir), now });
      expect((await check()).findings).toEqual([]);
    });

    test('its phone is opened by the app of today with its drafts, and sends what it kept', async () => {
      await putBack();
      const { phone } = release;
      const edge = edgeAt();
      const handset = new Handset(edge, phone.userId, await thawStore(phone.store, 'sigg'));
      await handset.phone.unlock(phone.userId, phone.pin);
      const drafts = async () =>
        (handset.phone.person ? await draftsOf(handset.phone.person) : []).map(({ kind, values }) => ({
          kind,
          values,
        }));
      expect(await drafts()).toEqual(phone.drafts);
      await handset.phone.refresh();
      const kept = handset.phone.state().items.filter((item) => item.stands === 'send');
      expect(kept.map((item) => item.row.kind).sort()).toEqual([...phone.unsent].sort());
      edge.nowMs += 30 * 60_000;
      await handset.phone.sendNow();
      edge.nowMs += 60_000;
      await handset.phone.sync();
      await handset.phone.refresh();
      expect(
        handset.phone
          .state()
          .items.filter((item) => item.stands !== 'done')
          .map((i) => [i.row.kind, i.row.state, i.problem?.code]),
      ).toEqual([]);
      expect(await drafts()).toEqual(phone.drafts);
      const ids = kept.map((item) => item.row.id);
      expect(await db.query('select id from journal_entry where id = any($1::text[]::uuid[])', [ids])).toHaveLength(
        ids.length,
      );
      handset.close();
      await edge.quiet();
      await sealAll(db, now);
      await publishHead({ db, keysDir, key: await ensureHeadKey(keysDir), now });
      expect((await check()).findings).toEqual([]);
    });
  },
);
