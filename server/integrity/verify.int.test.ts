import { mkdtempSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { entryText, GENESIS, type JournalEntry, sealText } from '../../domain/kernel/journal.ts';
import { visitBody } from '../../tests/helpers/bodies.ts';
import { provenStory } from '../../tests/helpers/provenStory.ts';
import { temporaryFolder } from '../../tests/helpers/temporaryFolder.ts';
import { NOW, openWorld, type World } from '../../tests/helpers/world.ts';
import { rowHash, sha256 } from '../commands/hash.ts';
import { camelNames } from '../commands/names.ts';
import { localFileStore } from '../files/fileStore.ts';
import { newId } from '../ids.ts';
import { appendHead, readHeads, signHead } from './headFile.ts';
import { ensureHeadKey } from './headKey.ts';
import { publishHead, recordRestore } from './headPublishing.ts';
import { asWritten, officialTables } from './storedRow.ts';
import { verify } from './verify.ts';

const folder = temporaryFolder('verify');
const files = localFileStore(join(folder, 'files'));
let world: World;
let keysDir: string;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  keysDir = mkdtempSync(join(folder, 'keys-'));
  await provenStory(world);
  await world.seal();
  await publish();
});

/** Statements as a database superuser who knows how to get past the triggers. */
const asSuperuser = (sql: string) =>
  world.db.script(`select set_config('session_replication_role', 'replica', true); ${sql}`);
const publish = async () => publishHead({ db: world.db, keysDir, key: await ensureHeadKey(keysDir), now: () => NOW });
const run = () => verify({ db: world.db, files, keysDir });
/** Codes found, without their places: the same whether much or one row is read at a time. */
const codes = async () => {
  const [whole, rowByRow] = [await run(), await verify({ db: world.db, files, keysDir, page: 1 })];
  expect(rowByRow).toEqual(whole);
  return whole.findings.map((f) => f.code);
};

/** Computes digests and the whole chain again, as somebody who alters an entry and knows the program would. */
async function recomputeChain(): Promise<void> {
  const entries = await world.db.query<{ id: string; entry: Record<string, unknown> }>(
    'select e.id, to_jsonb(e) - $1::text[] as entry from journal_seal s join journal_entry e on e.id = s.entry_id order by s.number',
    [['n', 'digest']],
  );
  let hash = GENESIS;
  for (const [i, { id, entry }] of entries.entries()) {
    const digest = sha256(
      entryText(
        camelNames(
          asWritten(entry, { instants: ['captured_at', 'received_at'], generated: [] }),
        ) as unknown as JournalEntry,
      ),
    );
    hash = sha256(sealText(i + 1, hash, digest));
    await asSuperuser(
      `update journal_entry set digest = '${digest}' where id = '${id}';
        update journal_seal set digest = '${digest}', hash = '${hash}', number = ${i + 1} where entry_id = '${id}'`,
    );
  }
}

describe('a database that only the program wrote', () => {
  test('agrees, entry by entry and row by row', async () => {
    const report = await run();
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ ok: true, counts: { sealed: 4, waiting: 0, receipts: 4, heads: 1 } });
    const tables = await officialTables(world.db);
    expect(tables.map((t) => t.name)).toContain('visit');
    expect(report.counts.tables).toBe(tables.length);
    console.log(`official tables: ${tables.length}, rows: ${report.counts.rows}`);
  });

  test('a head published after the database was read is no difference; before that it would be a cut tail', async () => {
    const line = signHead(await ensureHeadKey(keysDir), {
      kind: 'head',
      number: 5,
      hash: 'f'.repeat(64),
      at: NOW,
      epoch: '',
    });
    await appendHead(keysDir, line);
    expect((await verify({ db: world.db, files, keysDir, headLines: 1 })).findings).toEqual([]);
    expect(await codes()).toEqual(['V-501']);
  });

  test('entries that wait for their number are no difference', async () => {
    await provenStory(world);
    expect(await run()).toMatchObject({ ok: true, counts: { sealed: 4, waiting: 4 } });
  });
});

describe('the journal', () => {
  test('an entry altered', async () => {
    await asSuperuser(`update journal_entry set role = 'UCN_COORD' where kind = 'visit.register'`);
    expect(await codes()).toEqual(['V-104']);
  });

  test('its moment altered by a microsecond', async () => {
    await asSuperuser(
      `update journal_entry set captured_at = captured_at + interval '1 microsecond' where kind = 'visit.register'`,
    );
    expect(await codes()).toEqual(['V-104']);
  });

  test('an entry altered with its digest', async () => {
    const [row] = await world.db.query<{ id: string; entry: Record<string, unknown> }>(
      `select id, to_jsonb(e) - '{n,digest}'::text[] as entry from journal_entry e where kind = 'visit.register'`,
    );
    const entry = {
      ...asWritten(row?.entry ?? {}, { instants: ['captured_at', 'received_at'], generated: [] }),
      role: 'UCN_COORD',
    };
    await asSuperuser(
      `update journal_entry
        set role = 'UCN_COORD', digest = '${sha256(entryText(camelNames(entry) as unknown as JournalEntry))}'
        where id = '${row?.id}'`,
    );
    expect(await codes()).toEqual(['V-104']);
  });

  test('another version of its texts, known or not', async () => {
    await asSuperuser(`update journal_entry set text_version = 1 where kind = 'visit.register'`);
    expect(await codes()).toEqual(['V-104']);
    await asSuperuser(`update journal_entry set text_version = 99 where kind = 'visit.register'`);
    expect(await codes()).toEqual(['V-112']);
    await asSuperuser(
      `update journal_entry set text_version = null; update journal_seal set text_version = 99 where number = 2`,
    );
    expect(await codes()).toEqual(['V-112']);
  });

  test('an entry deleted', async () => {
    await asSuperuser(`delete from journal_entry where kind = 'document.record'`);
    expect(await codes()).toEqual(expect.arrayContaining(['V-103', 'V-110', 'V-202', 'V-401']));
  });

  test('an entry deleted with everything that belongs to it', async () => {
    await asSuperuser(`
      delete from visit where entry_id in (select id from journal_entry where kind = 'visit.register')
        or entry_id in (select id from journal_entry where kind = 'visit.correct');
      delete from journal_seal where number = 3; delete from receipt where kind = 'visit.register';
      delete from journal_change where entry_id in (select id from journal_entry where kind = 'visit.register');
      delete from journal_body where entry_id in (select id from journal_entry where kind = 'visit.register');
      delete from journal_entry where kind = 'visit.register'`);
    expect(await codes()).toEqual(expect.arrayContaining(['V-101', 'V-102', 'V-203']));
  });

  test('an entry inserted', async () => {
    const id = newId();
    await asSuperuser(`create temp table forged on commit drop as select * from journal_entry where kind = 'visit.register';
      update forged set id = '${id}';
      alter table forged drop column n;
      insert into journal_entry (${await entryColumns()}) select ${await entryColumns()} from forged`);
    expect(await codes()).toEqual(['V-104', 'V-105', 'V-107', 'V-108', 'V-402']);
  });

  test('the body of a command altered, or gone', async () => {
    await asSuperuser(`update journal_body set body = replace(body, 'Acta', 'Nota')`);
    expect(await codes()).toEqual(['V-106']);
    await asSuperuser('delete from journal_body');
    expect(await codes()).toEqual(['V-107']);
  });

  test('a change altered, and the copy of its row', async () => {
    await asSuperuser(
      `update journal_change set after = jsonb_set(after, '{notes}', '"otra cosa"') where after ->> 'notes' is not null`,
    );
    expect(await codes()).toEqual(['V-109']);
    await asSuperuser(`delete from journal_change where noun = 'visit' and op = 'update'`);
    expect(await codes()).toEqual(expect.arrayContaining(['V-108']));
  });

  test('a receipt without its entry, or of another content', async () => {
    for (const other of [`envelope_hash = repeat('0', 64)`, `actor_id = '${newId()}'`, `subject_id = '${newId()}'`]) {
      await asSuperuser(`update receipt set ${other} where kind = 'visit.correct'`);
      expect([other, await codes()]).toEqual([other, ['V-403']]);
      await asSuperuser(
        'update receipt r set envelope_hash = e.body_hash, actor_id = e.actor_id, subject_id = e.subject_id ' +
          'from journal_entry e where e.id = r.command_id',
      );
    }
    await asSuperuser(`update receipt set command_id = '${newId()}' where kind = 'visit.correct'`);
    expect(await codes()).toEqual(['V-401', 'V-402']);
  });

  test('an entry that waits for a number it has', async () => {
    await asSuperuser('insert into journal_pending (entry_id, n) select id, n from journal_entry order by n limit 1');
    expect(await codes()).toEqual(['V-111']);
  });

  test('a command answered «en espera» that waits nowhere', async () => {
    const { author, allianceId, visitId } = await provenStory(world);
    const held = await world.send(author, 'visit.correct', visitId, visitBody(allianceId), {
      after: [newId()],
      baseVersion: 2,
    });
    expect([held.status, await codes()]).toEqual(['held', []]);
    await asSuperuser('delete from held_command');
    expect(await codes()).toEqual(['V-404']);
  });

  test('a change of a table that is not there', async () => {
    await asSuperuser(`update journal_change set noun = 'no_hay' where noun = 'source_document'`);
    expect(await codes()).toEqual(['V-108', 'V-202', 'V-205']);
  });
});

describe('official rows', () => {
  test('a row changed', async () => {
    await asSuperuser(`update visit set notes = 'otra' where standing = 'current'`);
    expect(await codes()).toEqual(['V-201']);
  });

  test('a row changed with its hash', async () => {
    const [visit] = await officialTables(world.db).then((tables) => tables.filter((t) => t.name === 'visit'));
    const [row] = await world.db.query<{ id: string; row: Record<string, unknown> }>(
      `select id, to_jsonb(v) as row from visit v where standing = 'current'`,
    );
    if (!visit || !row) throw new Error('no visit');
    await asSuperuser(
      `update visit set notes = 'otra', row_hash = '${rowHash({ ...asWritten(row.row, visit), notes: 'otra' })}' where id = '${row.id}'`,
    );
    expect(await codes()).toEqual(['V-201']);
  });

  test('a row added', async () => {
    await asSuperuser(
      `create temp table forged on commit drop as select * from visit where standing = 'superseded';
        update forged set id = '${newId()}'; insert into visit select * from forged`,
    );
    expect(await codes()).toEqual(['V-202']);
  });

  test('a row removed', async () => {
    await asSuperuser(`delete from visit where standing = 'superseded'`);
    expect(await codes()).toEqual(['V-203']);
  });

  test('a row put back to what it was before', async () => {
    // The first version, superseded by the correction, made current again with the very row that was once written.
    await asSuperuser(`delete from visit;
      insert into visit select v.* from journal_change c
        cross join lateral jsonb_populate_record(null::visit, c.after || jsonb_build_object('row_hash', c.row_hash)) v
        where c.noun = 'visit' and c.after ->> 'standing' = 'current' and (c.after ->> 'version')::int = 1`);
    expect(await codes()).toEqual(['V-203', 'V-204']);
  });
});

describe('files', () => {
  const record = async (content: string): Promise<string> => {
    const bytes = new TextEncoder().encode(content);
    const hash = await files.put(bytes);
    // No command is needed to tell a file's fate: the row itself is proved elsewhere, here only bytes count.
    await asSuperuser(
      `insert into stored_file (id, hash, media_type, bytes, uploaded_by, entry_id, row_hash)
        values ('${newId()}', '${hash}', 'image/jpeg', ${bytes.length}, '${newId()}', '${newId()}', '')`,
    );
    return hash;
  };
  const pathOf = (hash: string) => join(files.folder, hash.slice(0, 2), hash.slice(2, 4), hash);
  const fileCodes = async () => (await codes()).filter((code) => code.startsWith('V-3'));

  test('present with the right bytes, changed, missing', async () => {
    const hash = await record(`foto ${newId()}`);
    expect(await fileCodes()).toEqual([]);
    await writeFile(pathOf(hash), (await readFile(pathOf(hash), 'utf8')).replace('foto', 'fots'));
    expect(await fileCodes()).toEqual(['V-302']);
    await rm(pathOf(hash));
    expect(await fileCodes()).toEqual(['V-301']);
  });
});

describe('heads kept outside', () => {
  const cutTail = () =>
    asSuperuser(`
      create temp table last on commit drop as select entry_id from journal_seal order by number desc limit 1;
      delete from visit; insert into visit select v.* from journal_change c
        cross join lateral jsonb_populate_record(null::visit, c.after || jsonb_build_object('row_hash', c.row_hash)) v
        where c.noun = 'visit' and c.entry_id not in (select entry_id from last);
      delete from journal_seal where entry_id in (select entry_id from last); delete from receipt
        where command_id in (select entry_id from last);
      delete from journal_change where entry_id in (select entry_id from last); delete from journal_body
        where entry_id in (select entry_id from last);
      delete from journal_entry where id in (select entry_id from last)`);

  test('the tail cut so that nothing inside disagrees', async () => {
    await cutTail();
    expect(await codes()).toEqual(['V-501']);
    // Whoever takes the proof away with it is not taken for somebody who never had any.
    await asSuperuser('truncate head_publication');
    keysDir = mkdtempSync(join(folder, 'none-'));
    expect(await codes()).toEqual(['V-506', 'V-507']);
  });

  test('the whole chain recomputed after an alteration', async () => {
    await asSuperuser(`update journal_entry set role = 'UCN_COORD' where kind = 'visit.register'`);
    await recomputeChain();
    expect(await codes()).toEqual(['V-502']);
  });

  test('a line of the file altered, lines lost, a publication altered', async () => {
    const path = join(keysDir, 'heads.jsonl');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"number":4', '"number":3'));
    expect(await codes()).toEqual(['V-503', 'V-504', 'V-507']);
    await writeFile(path, '');
    expect(await codes()).toEqual(['V-504', 'V-507']);
    await writeFile(path, text);
    await asSuperuser('update head_publication set number = 3');
    expect(await codes()).toEqual(['V-505']);
  });

  test('a restore on purpose contradicts nothing before it, and binds what comes after', async () => {
    await cutTail();
    await recordRestore(world.db, keysDir, NOW);
    expect(await codes()).toEqual([]);
    await cutTail();
    expect(await codes()).toEqual(['V-501']);
  });

  test('a line cut short does not swallow the next', async () => {
    const line = await publish();
    await writeFile(join(keysDir, 'heads.jsonl'), '{"kind":"head","num');
    await appendHead(keysDir, line);
    const lines = [];
    for await (const l of readHeads(keysDir)) lines.push(l?.number ?? null);
    expect(lines).toEqual([null, 4]);
  });
});

/** Columns of an entry that may be written, in their order. */
async function entryColumns(): Promise<string> {
  const rows = await world.db.query<{ c: string }>(
    `select column_name as c from information_schema.columns
      where table_name = 'journal_entry' and table_schema = 'public' and is_identity = 'NO' order by ordinal_position`,
  );
  return rows.map((r) => r.c).join(', ');
}
