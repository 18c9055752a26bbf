import ExcelJS from 'exceljs';
import { beforeAll, expect, test } from 'vitest';
import { fileIdOf } from '../domain/field/file.ts';
import type { Actor } from '../domain/people/actor.ts';
import { eraseConfirmed } from '../server/commands/eraseConfirmed.ts';
import { newId } from '../server/ids.ts';
import { checkImport, runImport } from '../server/import/run.ts';
import { startImport } from '../server/import/start.ts';
import { verify } from '../server/integrity/verify.ts';
import { queryList } from '../server/queries/registry.ts';
import { receiveBytes } from '../server/sync/receiveFile.ts';
import { fates } from './helpers/erasureFates.ts';
import { temporaryFolder } from './helpers/temporaryFolder.ts';
import { type HttpWorld, openHttpWorld } from './security/httpWorld.ts';

/**
 * A person asks that everything known about them be erased. They were imported from a sheet, after their row was
 * refused in an earlier sheet. Every table, answer, download and file is searched for their words: before the erasure,
 * to prove that the search finds them, and afterwards.
 */
const WORDS = ['Zenobia', 'Ñusta', 'Marcawari', '8877665', '70011223'] as const;
/** Written without accents and ñ, as somebody may look for it. */
const found = (text: string): string[] => WORDS.filter((word) => text.includes(word));

let http: HttpWorld;
let who: Actor;
let holder: string;
let entry: string;
const keysDir = temporaryFolder('erasure-keys');
const runs: string[] = [];
const hashes: string[] = [];

const HEAD = [
  'Alianza',
  'Carnet',
  'Nombres',
  'Apellido paterno',
  'Apellido materno',
  'Sexo',
  'Fecha de nacimiento',
  'Teléfono',
  'Ingresó el',
];
const asked = (card: string, code: string) => [
  code,
  card,
  WORDS[0],
  WORDS[1],
  WORDS[2],
  'mujer',
  '12/05/1980',
  WORDS[4],
  '10/01/2023',
];
const neighbour = (code: string) => [
  code,
  '5554443',
  'Rosa',
  'Choque',
  'Vecina',
  'mujer',
  '12/05/1981',
  '',
  '10/01/2023',
];

async function bookOf(sheets: Readonly<Record<string, readonly (readonly unknown[])[]>>): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    for (const row of rows) sheet.addRow([...row]);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function bring(bytes: Uint8Array, filename: string): Promise<string> {
  const { system } = http;
  const fileHash = await receiveBytes(system, who, bytes, {});
  hashes.push(fileHash);
  const run = await startImport(system, who, { filename, fileHash, bytes });
  runs.push(run.id);
  await checkImport(system, run.id, who);
  await runImport(system, run.id, who);
  return run.id;
}

/** The words found in each table: every column of every table of ours is searched as the database writes it. */
async function inTables(): Promise<Record<string, string[]>> {
  const tables = await allTables();
  const hits: Record<string, string[]> = {};
  for (const table of tables) {
    const rows = await http.world.db.query<{ row: string }>(
      `select t::text as row from ${table} t where t::text ~ $1`,
      [WORDS.join('|')],
    );
    if (rows.length > 0) hits[table] = [...new Set(rows.flatMap(({ row }) => found(row)))];
  }
  return hits;
}

async function allTables(): Promise<string[]> {
  const rows = await http.world.db.query<{ name: string }>(
    `select case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'open_data') and c.relkind in ('r', 'p')
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e') order by 1`,
  );
  return rows.map(({ name }) => name);
}

/**
 * Searches every answer: every query with every id of the story, as JSON and as a download, for the people who may read
 * most.
 */
async function inAnswers(): Promise<string[]> {
  const [family] = await http.world.db.query<{ id: string; member: string }>(
    'select m.family_id as id, m.record_id as member from organisation_member m join family f on f.id = m.family_id where f.holder_id = $1',
    [holder],
  );
  const own = [
    holder,
    entry,
    family?.id ?? '',
    family?.member ?? '',
    ...runs,
    http.mine.alliance,
    http.mine.organisation,
  ];
  const byId = own.map((id) => ({
    id,
    allianceId: http.mine.alliance,
    subjectId: id,
    recordId: id,
    entryId: id,
    noun: 'organisation_member',
  }));
  const hits: string[] = [];
  let answers = 0;
  const look = async (reader: Actor, name: string, params: Readonly<Record<string, string>>) => {
    const answer = await http.ask(reader, `/api/q/${name}?${new URLSearchParams(params).toString()}`);
    if (!answer.ok) return null;
    answers += 1;
    const text = await answer.text();
    if (found(text).length > 0) hits.push(params.format ? `${name} (${params.format})` : name);
    return text;
  };
  for (const { name } of queryList) {
    for (const reader of [who, http.people.UCN_ME]) {
      const questions: Readonly<Record<string, string>>[] = [
        {},
        { text: WORDS[2] },
        { allianceId: http.mine.alliance },
        ...byId,
      ];
      for (const params of questions) {
        const text = await look(reader, name, params);
        const listed = text?.startsWith('{"data":{"rows":') && (params.id === undefined || runs.includes(params.id));
        if (listed && params.text === undefined) await look(reader, name, { ...params, format: 'csv' });
      }
    }
  }
  console.log(`answers searched: ${answers} of ${queryList.length} queries`);
  return [...new Set(hits)].sort();
}

/** The text of a file in the store, sheet by sheet; null when the file does not exist. */
async function textOf(hash: string): Promise<string | null> {
  const bytes = await http.system.files.get(hash);
  if (!bytes) return null;
  if (bytes[0] !== 0x50) return new TextDecoder().decode(bytes);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes.buffer as ArrayBuffer);
  return JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues()));
}

/**
 * The findings of verify, to be compared before and after: the accounts of these stories were written without the write
 * path, so there are always some.
 */
async function findings(): Promise<string[]> {
  await http.world.seal();
  const report = await verify({ db: http.world.db, files: http.system.files, keysDir, full: true });
  return report.findings.map(({ kind, count }) => `${kind} ${count}`);
}

beforeAll(async () => {
  http = await openHttpWorld();
  who = http.people.UOD_OPERADOR;
  const [alliance] = await http.world.db.query<{ code: string }>('select code from alliance where id = $1', [
    http.mine.alliance,
  ]);
  const code = alliance?.code ?? '';
  // Her card is mistyped, so that her row is refused and the typed text is kept beside it.
  const lines = [HEAD, neighbour(code), asked('8877665-XYZW', code)].map((line) => line.join(';'));
  await bring(new TextEncoder().encode(lines.join('\n')), 'primera.csv');
  await bring(
    await bookOf({
      Familias: [HEAD, neighbour(code), asked(WORDS[3], code), asked(WORDS[3], code)],
      Apuntes: [['De'], [`${WORDS[0]} ${WORDS[1]} ${WORDS[2]}`]],
    }),
    'segunda.xlsx',
  );
  const [person] = await http.world.db.query<{ id: string }>('select id from person where ci_number = $1', [WORDS[3]]);
  holder = person?.id ?? '';
  const [brought] = await http.world.db.query<{ id: string }>(
    `select entry_id as id from journal_change where noun = 'person' and row_id = $1`,
    [holder],
  );
  entry = brought?.id ?? '';
  await http.world.seal();
}, 240_000);

test('every table says what becomes of what it says of a person', async () => {
  const tables = await allTables();
  const told = fates.flatMap((group) => group.tables);
  console.log(`tables: ${tables.length}; ${fates.map(({ fate, tables: of }) => `${fate} ${of.length}`).join(', ')}`);
  expect(
    tables.filter((name) => !told.includes(name)),
    'tables without a fate: tests/helpers/erasureFates.ts',
  ).toEqual([]);
  expect(
    told.filter((name) => !tables.includes(name)),
    'no such table',
  ).toEqual([]);
  expect(
    told.filter((name, i) => told.indexOf(name) !== i),
    'twice',
  ).toEqual([]);
  for (const { why } of fates) expect(why.length).toBeGreaterThan(10);
});

test('what a person asked to be erased is found in no table, answer, download or file, and everything still proves itself', async () => {
  const { db } = http.world;
  const proved = await findings();
  const before = await inTables();
  const nobody = fates.filter(({ fate }) => fate === 'nobody').flatMap((group) => group.tables);
  expect(
    Object.keys(before).filter((table) => nobody.includes(table)),
    'tables that name nobody',
  ).toEqual([]);
  expect(Object.keys(before)).toEqual(['import_row', 'import_run', 'journal_body', 'journal_change', 'person']);
  expect((await inAnswers()).length).toBeGreaterThan(3);
  for (const hash of hashes) expect(found((await textOf(hash)) ?? ''), hash).not.toEqual([]);

  // The current values of the record are corrected by its own command.
  const nothing = {
    ciNumber: null,
    ciComplement: null,
    ciIssuedIn: null,
    ciMissingReason: 'no_consta',
    phone: null,
    birthDate: null,
  };
  const names = { givenNames: 'Datos borrados', paternalSurname: 'a pedido', maternalSurname: null };
  const corrected = await http.world.send(http.people.UCN_ME, 'person.correct', holder, {
    allianceId: http.mine.alliance,
    ...names,
    ...nothing,
  });
  expect(corrected).toMatchObject({ status: 'accepted' });
  const erasure = newId();
  const reasons = { reason: 'Lo pidió la persona', basis: 'Carta 12/2026' };
  expect(
    await http.world.send(http.people.UCN_ME, 'erasure.propose', erasure, { targetId: entry, ...reasons }),
  ).toMatchObject({ status: 'accepted' });
  expect(await eraseConfirmed(http.system), 'one person alone').toBe(0);
  expect(
    await http.world.send(http.people.UCN_COORD, 'erasure.decide', erasure, { accept: true }, { baseVersion: 1 }),
  ).toMatchObject({ status: 'accepted' });
  expect(await eraseConfirmed(http.system)).toBe(1);
  await http.world.seal();

  expect(await findings()).toEqual(proved);
  expect(await inTables()).toEqual({});
  expect(await inAnswers()).toEqual([]);
  const rows = await db.query<{ hash: string; copy: string | null; withdrawn: string | null }>(
    `select hash, copy_hash as copy, withdrawn_on as withdrawn from stored_file where hash = any($1::text[])
      order by array_position($1::text[], hash)`,
    [hashes],
  );
  for (const { hash, copy, withdrawn } of rows) {
    expect(withdrawn).not.toBeNull();
    expect(await textOf(hash)).toBeNull();
    const text = (await textOf(copy ?? '')) ?? '';
    expect(found(text)).toEqual([]);
    // The other rows of the sheet stay in their places.
    expect(text).toContain('Vecina');
    const read = await http.ask(who, `/files/${hash}`);
    expect([
      read.status,
      Buffer.from(await read.arrayBuffer()).equals(Buffer.from((await http.system.files.get(copy ?? '')) ?? [])),
    ]).toEqual([200, true]);
  }
  expect(rows).toHaveLength(2);
  const told = (await (await http.ask(who, `/api/q/import.problems?id=${runs[1]}`)).json()) as {
    data: { rows: { problemCode: string; value: unknown; cell: unknown }[] };
  };
  expect(told.data.rows.filter((row) => row.problemCode === 'SIGG-577').map(({ value }) => value)).toEqual([null]);
  const run = (await (await http.ask(who, `/api/q/import.get?id=${runs[1]}`)).json()) as {
    data: { withdrawnOn: string | null };
  };
  expect(run.data.withdrawnOn).not.toBeNull();
  // The neighbour's record still leads to its row.
  expect(await db.query('select 1 from person where ci_number = $1', ['5554443'])).toHaveLength(1);
  const files = await http.world.db.query<{ kind: string; actor: string }>(
    `select kind, subject_id as subject from journal_entry where kind = 'file.withdraw'`,
  );
  expect(files).toHaveLength(2);
});

test('the same bytes are not taken again, and a restored store loses them again', async () => {
  const [hash = ''] = hashes;
  const bytes = new TextEncoder().encode('cualquier;cosa\n1;2\n');
  const other = await receiveBytes(http.system, who, bytes, {});
  await http.world.db.query(`update stored_file set withdrawn_on = '2026-06-15' where hash = $1`, [other]);
  await expect(receiveBytes(http.system, who, bytes, {})).rejects.toMatchObject({ problem: { code: 'SIGG-576' } });
  expect((await http.ask(who, `/files/${other}`)).status).toBe(410);
  await http.system.files.put(bytes);
  await eraseConfirmed(http.system);
  expect(await http.system.files.has(other)).toBe(false);
  expect(fileIdOf(hash)).toMatch(/^[0-9a-f-]{36}$/);
});
