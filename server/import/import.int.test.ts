import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ImportListView, ImportProblemListView, ImportView } from '../../domain/import/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { openWorld, type World } from '../../tests/helpers/world.ts';
import { readHead } from '../commands/sequencer.ts';
import { newId } from '../ids.ts';
import { importGet, importList, importProblems } from '../queries/import/imports.ts';
import { readingOf } from '../queries/query.ts';
import { readRows } from '../stores/importRuns.ts';
import { loadCatalogue } from '../stores/loadCatalogue.ts';
import { receiveBytes } from '../sync/receiveFile.ts';
import { checkImport, runImport } from './run.ts';
import { type StartImport, startImport } from './start.ts';

const REAL = fileURLToPath(new URL('../../../shared/data/alliances/alliances-real.csv', import.meta.url));

let world: World;
let who: Actor;
beforeEach(async () => {
  world = await openWorld();
  await loadCatalogue(world.db);
  who = await world.person('UCN_ME');
});

const open = async (text: string | Uint8Array, more: Partial<StartImport> = {}, actor = who) => {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const fileHash = await receiveBytes(world.system, actor, bytes, {});
  return startImport(world.system, actor, { filename: 'planilla.csv', fileHash, bytes, ...more });
};
const head = async () => {
  await world.seal();
  return readHead(world.db);
};
const count = async (table: string) =>
  (await world.db.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;

const SMALL = `codigo;nombre;uod;etapa;municipio;familias;monto proyecto bs;fecha de estado;modelo
X1;Asociación Flor de Café;UOD La Paz;En operación;Caranavi;25;1.234,50;10/03/2024;1
X2;Asociación Flor del Cafe;La Paz;En operación;Caranavi;;;;
X3;Sin etapa conocida;UOD La Paz;en veremos;;;;;
X4;;UOD La Paz;En operación;;;;;
X1;Repetida;UOD La Paz;En operación;;;;;
X5;Con todo mal;UOD La Paz;En operación;Macondo;-3;mil;31/02/2024;7
X6;De otra unidad;UOD Luna;En operación;;;;;
`;

describe('import', () => {
  test('the dry run says every problem by row and column and changes nothing', async () => {
    const run = await open(SMALL);
    const before = await head();
    const report = await checkImport(world.system, run.id, who);
    expect(await head()).toEqual(before);
    expect(report).toMatchObject({ rows: 7, adopted: 0, withGaps: 3, toPerson: 1, refused: 4, unchanged: 0 });
    const rows = await readRows(world.db, run.id);
    const said = rows.flatMap((r) => r.problems.map((p) => [r.row, p.field, p.problem.code, p.severity]));
    expect(said).toEqual([
      [3, 'name', 'SIGG-541', 'person'],
      [4, 'state', 'SIGG-524', 'refused'],
      [5, 'name', 'SIGG-520', 'refused'],
      [6, 'code', 'SIGG-526', 'refused'],
      [7, 'municipalityName', 'SIGG-533', 'gap'],
      [7, 'stateSince', 'SIGG-528', 'gap'],
      [7, 'families', 'SIGG-531', 'gap'],
      [7, 'model', 'SIGG-537', 'gap'],
      [7, 'amountPar', 'SIGG-530', 'gap'],
      [8, 'unit', 'SIGG-522', 'refused'],
    ]);
  });

  test('the run adopts through the write path, asks about likenesses, and a second run changes nothing', async () => {
    const run = await open(SMALL);
    const report = await runImport(world.system, run.id, who);
    expect(report).toMatchObject({ rows: 7, withGaps: 3, refused: 4, unchanged: 0, toPerson: 1 });
    const [a] =
      await world.db.query(`select a.origin, a.unit_id, a.state, p.families_declared, p.amount_par, p.municipality_code,
        p.model, p.gaps, p.level
      from alliance a join alliance_profile p on p.record_id = a.id where a.code = 'X1'`);
    expect(a).toMatchObject({
      origin: 'importación',
      unit_id: 'LPZ',
      state: 'EN_OPERACION',
      families_declared: 25,
      amount_par: 123_450,
      municipality_code: '022001',
      model: 1,
      level: 1,
    });
    expect(await world.db.query('select status, score from duplicate_question')).toEqual([
      { status: 'open', score: expect.any(Number) },
    ]);
    expect(await count('organisation')).toBe(3);
    const before = await head();
    const again = await open(SMALL);
    expect(await runImport(world.system, again.id, who)).toMatchObject({
      adopted: 0,
      withGaps: 0,
      unchanged: 3,
      refused: 4,
      toPerson: 0,
    });
    const other = await world.person('UOD_OFICIAL', ['LPZ']);
    const third = await open(SMALL, {}, other);
    const brought = await head();
    expect(await runImport(world.system, third.id, other)).toMatchObject({ adopted: 0, withGaps: 0, unchanged: 3 });
    // That somebody else brought the same file is entered; nothing else is.
    expect(brought.number).toBe(before.number + 1);
    expect(await head()).toEqual(brought);
  });

  test('a row that says something else than when it was adopted is told to a person and changes nothing', async () => {
    await runImport(world.system, (await open(SMALL)).id, who);
    const before = await head();
    const changed = await open(SMALL.replace(';25;', ';26;'));
    const entered = await head();
    expect(await runImport(world.system, changed.id, who)).toMatchObject({
      adopted: 0,
      withGaps: 0,
      unchanged: 3,
      toPerson: 1,
    });
    expect((await head()).number).toBe(entered.number);
    expect(entered.number).toBe(before.number + 1);
  });

  test('cut off in the middle, it goes on where it stopped and its report counts every row once', async () => {
    const run = await open(SMALL);
    let sent = 0;
    const db = new Proxy(world.db, {
      get: (target, key, self) => {
        if (key !== 'transaction') return Reflect.get(target, key, self) as unknown;
        return async (...args: Parameters<typeof target.transaction>) => {
          const answer = await target.transaction(...args);
          sent += 1;
          if (sent === 2) throw new Error('killed');
          return answer;
        };
      },
    });
    const cut = { ...world.system, db, context: { ...world.system.context, db } };
    await expect(runImport(cut, run.id, who)).rejects.toThrow();
    expect(await count('alliance')).toBe(1);
    // The clock has gone on, and another run of the same file was reviewed meanwhile.
    const later = { ...world.system, now: () => new Date(Date.parse(world.system.now()) + 3_600_000).toISOString() };
    const other = await open(SMALL);
    expect(await checkImport(later, other.id, who)).toMatchObject({ withGaps: 2, unchanged: 1 });
    expect(await runImport(later, run.id, who)).toMatchObject({ withGaps: 3, unchanged: 0, refused: 4, toPerson: 1 });
    expect(await runImport(later, other.id, who)).toMatchObject({ withGaps: 0, unchanged: 3, refused: 4 });
    expect(await count('alliance')).toBe(3);
    expect(await count('duplicate_question')).toBe(1);
  });

  test('who works for one unit brings in only its alliances', async () => {
    const official = await world.person('UOD_OFICIAL', ['CBB']);
    const run = await open(SMALL, {}, official);
    const report = await runImport(world.system, run.id, official);
    expect(report).toMatchObject({ adopted: 0, withGaps: 0 });
    expect(report.refusedByReason).toContainEqual({
      reason: 'Esto no corresponde a su unidad ni a sus alianzas.',
      count: 3,
    });
    const other = await world.person('UCN_DESEMB');
    await expect(open('nombre,etapa\nA,B', {}, other)).rejects.toThrow('SIGG-201');
  });

  test('the office reads columns, problems by page and the report; who did not bring it in sees nothing of it', async () => {
    const run = await open(SMALL);
    await checkImport(world.system, run.id, who);
    const ask = <R>(query: typeof importGet, actor: Actor, params: object) => {
      const reading = readingOf(query, world.db, actor, { page: 1, pageSize: 4, ...params }, world.system.today());
      return reading ? (query.run(reading) as Promise<R>) : null;
    };
    const view = await ask<ImportView>(importGet, who, { id: run.id });
    expect(view).toMatchObject({
      filename: 'planilla.csv',
      status: 'checked',
      total: 7,
      own: true,
      sheets: [{ importable: 'alliances', mapping: { code: 0, name: 1 } }],
    });
    expect(view?.unknownStates).toEqual([{ said: 'en veremos', rows: 1 }]);
    const listed = await ask<ImportProblemListView>(importProblems, who, { id: run.id });
    expect(listed?.total).toBe(10);
    expect(listed?.rows.map((p) => [p.row, p.column, p.severity])).toEqual([
      [4, 'etapa', 'refused'],
      [5, 'nombre', 'refused'],
      [6, 'codigo', 'refused'],
      [8, 'uod', 'refused'],
    ]);
    expect(view?.sheets[0]?.columns[1]).toMatchObject({
      header: 'nombre',
      samples: ['Asociación Flor de Café', 'Asociación Flor del Cafe', 'Sin etapa conocida'],
    });
    expect(await ask<ImportListView>(importList, who, {})).toMatchObject({
      total: 1,
      rows: [{ id: run.id, status: 'checked' }],
    });
    const other = await world.person('UOD_OFICIAL', ['LPZ']);
    expect(await ask<ImportListView>(importList, other, {})).toMatchObject({ total: 0, rows: [] });
    await expect(ask(importGet, other, { id: run.id })).rejects.toThrow('SIGG-210');
    await expect(ask(importProblems, other, { id: run.id })).rejects.toThrow('SIGG-210');
    expect(await ask<ImportView>(importGet, await world.person('AUDITOR'), { id: run.id })).toMatchObject({
      own: false,
    });
    expect(await ask<ImportProblemListView>(importProblems, who, { id: run.id, severity: 'person' })).toMatchObject({
      total: 1,
    });
    await world.db.query(
      `update import_run set status = 'running', beat_at = now() - interval '2 minutes' where id = $1`,
      [run.id],
    );
    expect(await ask<ImportView>(importGet, who, { id: run.id })).toMatchObject({
      status: 'failed',
      failure: { code: 'SIGG-546' },
    });
  });

  test('the same rows come in from a workbook and from a Latin-1 sheet', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('alianzas');
    for (const line of SMALL.trim().split('\n')) sheet.addRow(line.split(';'));
    const asWorkbook = await checkImport(
      world.system,
      (await open(new Uint8Array(await book.xlsx.writeBuffer()))).id,
      who,
    );
    const asLatin1 = await checkImport(
      world.system,
      (await open(Uint8Array.from(Buffer.from(SMALL, 'latin1')))).id,
      who,
    );
    expect(asWorkbook).toMatchObject({ rows: 7, withGaps: 3, refused: 4, toPerson: 1 });
    expect(asLatin1).toEqual(asWorkbook);
  });

  test('a numeric cell is a number; beside every problem stands what was read and in which cell', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Alianzas');
    sheet.addRow(['Alianzas de la gestión']);
    sheet.addRow([
      'codigo',
      'nombre',
      'uod',
      'etapa',
      'monto proyecto bs',
      'familias',
      'fecha de estado',
      'monto contraparte bs',
    ]);
    sheet.addRow([
      'N1',
      'Asociación Uno',
      'La Paz',
      'En operación',
      845.125,
      25,
      new Date('2024-03-10T00:00:00Z'),
      '845.125',
    ]);
    sheet.addRow([
      'N2',
      { error: '#REF!' },
      'La Paz',
      'En operación',
      { formula: 'A1*2' },
      { error: '#N/A' },
      new Date('2030-01-31T00:00:00Z'),
      'mil',
    ]);
    sheet.addRow(['N3', 'CaÃ±averal', 'La Paz', 'En operación']);
    sheet.addRow(['N4', 'Asociación Oculta', 'La Paz', 'En operación']).hidden = true;
    const run = await open(new Uint8Array(await book.xlsx.writeBuffer()), { filename: 'celdas.xlsx' });
    await checkImport(world.system, run.id, who);
    const reading = readingOf(
      importProblems,
      world.db,
      who,
      { page: 1, pageSize: 50, id: run.id },
      world.system.today(),
    );
    const { rows } = (await importProblems.run(reading as NonNullable<typeof reading>)) as ImportProblemListView;
    expect(rows.map((p) => [p.cell, p.value, p.problemCode, p.severity])).toEqual([
      ['B4', '#REF!', 'SIGG-557', 'refused'],
      ['B5', 'CaÃ±averal', 'SIGG-556', 'refused'],
      [null, null, 'SIGG-559', 'person'],
      ['G4', '2030-01-31', 'SIGG-563', 'gap'],
      ['F4', '#N/A', 'SIGG-557', 'gap'],
      ['E4', '=A1*2', 'SIGG-558', 'gap'],
      ['H4', 'mil', 'SIGG-530', 'gap'],
    ]);
    await runImport(world.system, run.id, who);
    const [row] = await world.db.query(
      `select p.amount_par, p.amount_counterpart, p.families_declared from alliance a
        join alliance_profile p on p.record_id = a.id where a.code = 'N1'`,
    );
    // Text is read as people in Bolivia write it; a number is what the workbook holds.
    expect(row).toEqual({ amount_par: 84_513, amount_counterpart: 84_512_500, families_declared: 25 });
  });

  test('of two spreadsheets that one person opens at once the second waits for nobody: it is told', async () => {
    const both = await Promise.allSettled([open(SMALL), open(SMALL)]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(String(both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])))).toContain('SIGG-543');
    expect((await open(SMALL)).status).toBe('mapping');
  });

  test('an imported alliance is verified and validated like the rest, by two others than who brought it in', async () => {
    const official = await world.person('UOD_OFICIAL', ['LPZ']);
    await runImport(world.system, (await open(SMALL, {}, official)).id, official);
    const rows = await world.db.query<{ id: string; record_id: string }>('select id, record_id from alliance_profile');
    const body = {
      noun: 'alliance_profile',
      items: rows.map((r) => ({ recordId: r.record_id, versionId: r.id })),
      oneByOne: true,
      note: 'Se vieron los convenios',
    };
    const verify = (actor: Actor, more: object = {}) =>
      world.send(actor, 'record.verify', newId(), { ...body, ...more });
    expect((await verify(await world.person('UOD_OPERADOR', ['LPZ']), { note: null })).problem?.code).toBe('SIGG-343');
    expect((await verify(official)).problem?.code).toBe('SIGG-205');
    expect((await verify(await world.person('UOD_OPERADOR', ['CBB']))).problem?.code).toBe('SIGG-202');
    expect((await verify(await world.person('UOD_OPERADOR', ['LPZ']))).status).toBe('accepted');
    expect((await world.send(who, 'record.validate', newId(), body)).status).toBe('accepted');
    expect(await world.db.query('select level, count(*)::int as n from alliance_profile group by 1')).toEqual([
      { level: 3, n: 3 },
    ]);
  });

  test('columns are remembered for the next sheet with the same headers', async () => {
    const run = await open('a;b;c\nUno;En operación;LPZ\n', { mapping: { name: 0, state: 1, unit: 2 } });
    await checkImport(world.system, run.id, who);
    expect((await open('a;b;c\nDos;En operación;LPZ\n')).mapping).toEqual({ name: 0, state: 1, unit: 2 });
    expect((await open('z;b;c\nDos;En operación;LPZ\n')).mapping).toEqual({ state: 1, unit: 2 });
  });
});

describe.skipIf(!existsSync(REAL))('the 602 real alliances (skipped where ../shared/data is absent)', () => {
  test('are brought in as far as the source says, and a second run changes nothing', { timeout: 120_000 }, async () => {
    const bytes = new Uint8Array(readFileSync(REAL));
    const started = Date.now();
    const run = await open(bytes, { filename: 'alliances-real.csv' });
    const dry = await checkImport(world.system, run.id, who);
    const report = await runImport(world.system, run.id, who);
    console.log(`602 rows in ${Date.now() - started} ms`, JSON.stringify(report, null, 1));
    expect(dry).toEqual(report);
    expect(report).toMatchObject({ rows: 602, adopted: 0, withGaps: 591, refused: 11, unchanged: 0 });
    expect(report.refusedByReason.map((r) => r.count)).toEqual([7, 4]);
    expect(await count('alliance')).toBe(591);
    expect(await count('organisation')).toBe(591);
    expect(await world.db.query(`select state, count(*)::int as n from alliance group by 1 order by 2 desc`)).toEqual([
      { state: 'CONVENIO_FIRMADO', n: 496 },
      { state: 'PLAN_EN_FORMULACION', n: 66 },
      { state: 'EN_EVALUACION', n: 27 },
      { state: expect.any(String), n: 1 },
      { state: expect.any(String), n: 1 },
    ]);
    const [known] = await world.db.query(
      `select count(municipality_code)::int as municipality, count(families_declared)::int as families,
        count(model)::int as model, count(*) filter (where level <> 1)::int as not_registered from alliance_profile`,
    );
    expect(known).toEqual({ municipality: 88, families: 1, model: 0, not_registered: 0 });
    expect(await count('agreement')).toBe(0);
    console.log(`questions about possible doubles: ${await count('duplicate_question')}`);
    expect(await count('duplicate_question')).toBe(25);
    const before = await head();
    const again = await runImport(world.system, (await open(bytes)).id, who);
    expect(again).toMatchObject({ adopted: 0, withGaps: 0, refused: 11, unchanged: 591 });
    expect(await head()).toEqual(before);
  });
});
