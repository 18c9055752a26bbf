import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, test } from 'vitest';
import { importables } from '../../domain/import/importables.ts';
import type { ImportProblemListView, ImportView } from '../../domain/import/views.ts';
import type { RecordSourceView, ReviewRecordView } from '../../domain/monitoring/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { visitBody } from '../../tests/helpers/bodies.ts';
import { openWorld, type World } from '../../tests/helpers/world.ts';
import { readHead } from '../commands/sequencer.ts';
import { newId } from '../ids.ts';
import { importGet, importProblems } from '../queries/import/imports.ts';
import { recordSource } from '../queries/monitoring/recordSource.ts';
import { recordGet } from '../queries/monitoring/reviewRecord.ts';
import { readingOf } from '../queries/query.ts';
import { readWorkbook } from '../stores/importRuns.ts';
import { loadCatalogue } from '../stores/loadCatalogue.ts';
import { readableFile } from '../sync/fileReach.ts';
import { receiveBytes } from '../sync/receiveFile.ts';
import { checkImport, runImport } from './run.ts';
import { type StartImport, startImport } from './start.ts';
import { templateOf } from './template.ts';

let world: World;
let who: Actor;
beforeEach(async () => {
  world = await openWorld();
  await loadCatalogue(world.db);
  who = await world.person('UOD_OPERADOR', ['LPZ']);
});

type Sheets = Readonly<Record<string, readonly (readonly unknown[])[]>>;

async function bookOf(sheets: Sheets, hidden: readonly string[] = []): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name, { state: hidden.includes(name) ? 'hidden' : 'visible' });
    for (const row of rows) sheet.addRow([...row]);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const open = async (bytes: Uint8Array, more: Partial<StartImport> = {}, actor = who) => {
  const fileHash = await receiveBytes(world.system, actor, bytes, {});
  return startImport(world.system, actor, { filename: 'libro.xlsx', fileHash, bytes, ...more });
};
const count = async (table: string) =>
  (await world.db.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;
const ask = <R>(query: typeof importGet, params: object, actor = who) => {
  const reading = readingOf(query, world.db, actor, { page: 1, pageSize: 100, ...params }, world.system.today());
  return (reading ? query.run(reading) : null) as Promise<R>;
};
const told = async (id: string, actor = who) => {
  const { rows } = await ask<ImportProblemListView>(importProblems, { id }, actor);
  return rows.map((p) => [p.cell ?? `fila ${p.row}`, p.problemCode, p.severity]);
};

const ORGANISATIONS = [
  ['Código', 'Nombre de la organización', 'Unidad operativa', 'Etapa o estado', 'Municipio'],
  ['IMP-1', 'Asociación Flor de Café', 'UOD La Paz', 'En operación', 'Caranavi'],
  ['IMP-2', 'Cooperativa El Molle', 'UOD La Paz', 'En operación', 'Caranavi'],
];
const FAMILIES = [
  ['Alianza', 'Carnet', 'Nombres', 'Apellido paterno', 'Sexo', 'Fecha de nacimiento', 'Ingresó el'],
  ['IMP-1', '4567890', 'Juana', 'Mamani', 'mujer', '12/05/1980', '10/01/2023'],
  ['Cooperativa El Molle', 4567891, 'Pedro', 'Quispe', 'Hombre', new Date('1975-11-30T00:00:00Z'), '10/01/2023'],
  ['IMP-9', '4567892', 'Rosa', 'Choque', 'mujer', '12/05/1981', '10/01/2023'],
  ['IMP-1', '4567893', '', 'Flores', 'otro', '32/13/2023', '10/01/2023'],
  ['IMP-1', '12', 'Ana', 'Apaza', 'mujer', '12/05/1982', '10/01/2023'],
  ['IMP-1', '4567890', 'Juana', 'Mamani', 'mujer', '12/05/1980', '10/01/2023'],
];

describe('a workbook of several sheets', () => {
  test('what a sheet names may come in another: the dry run says so, tells each fault at its cell and changes nothing', async () => {
    const run = await open(
      await bookOf({ Familias: FAMILIES, Organizaciones: ORGANISATIONS, Notas: [['apuntes'], ['nada']] }, ['Notas']),
    );
    await world.seal();
    const before = await readHead(world.db);
    const report = await checkImport(world.system, run.id, who);
    await world.seal();
    expect(await readHead(world.db)).toEqual(before);
    expect(report).toMatchObject({ rows: 8, adopted: 2, withGaps: 2, refused: 4 });
    expect(await told(run.id)).toEqual([
      ['Familias!A4', 'SIGG-567', 'refused'],
      ['Familias!C5', 'SIGG-566', 'refused'],
      ['Familias!E5', 'SIGG-565', 'refused'],
      ['Familias!F5', 'SIGG-528', 'refused'],
      ['Familias!B6', 'SIGG-101', 'refused'],
      ['fila 7', 'SIGG-569', 'refused'],
      ['Familias!A2', 'SIGG-571', 'note'],
      ['Familias!A3', 'SIGG-571', 'note'],
    ]);
    const view = await ask<ImportView>(importGet, { id: run.id });
    expect(view.sheets.map(({ sheet, hidden, importable, total }) => [sheet, hidden, importable, total])).toEqual([
      ['Familias', false, 'families', 6],
      ['Organizaciones', false, 'alliances', 2],
      ['Notas', true, 'nothing', 1],
    ]);
  });

  test('the run brings all of it in, in order; a second run of the same file changes nothing', async () => {
    const bytes = await bookOf({ Familias: FAMILIES, Organizaciones: ORGANISATIONS });
    const run = await open(bytes);
    expect(await runImport(world.system, run.id, who)).toMatchObject({ rows: 8, adopted: 2, withGaps: 2, refused: 4 });
    expect([
      await count('alliance'),
      await count('family'),
      await count('person'),
      await count('organisation_member'),
    ]).toEqual([2, 2, 2, 2]);
    const [juana] = await world.db.query(
      `select given_names, sex, birth_date::text as born, ci_number from person where ci_number = '4567890'`,
    );
    expect(juana).toEqual({ given_names: 'Juana', sex: 'F', born: '1980-05-12', ci_number: '4567890' });
    await world.seal();
    const before = await readHead(world.db);
    const again = await open(bytes);
    expect(await runImport(world.system, again.id, who)).toMatchObject({
      adopted: 0,
      withGaps: 0,
      unchanged: 4,
      refused: 4,
    });
    await world.seal();
    expect(await readHead(world.db)).toEqual(before);
  });

  test.each([3, 5])(
    'cut off after %i transactions, it goes on where it stopped and its report counts every row once',
    async (after) => {
      const run = await open(await bookOf({ Familias: FAMILIES, Organizaciones: ORGANISATIONS }));
      let sent = 0;
      const db = new Proxy(world.db, {
        get: (target, key, self) => {
          if (key !== 'transaction') return Reflect.get(target, key, self) as unknown;
          return async (...args: Parameters<typeof target.transaction>) => {
            const answer = await target.transaction(...args);
            sent += 1;
            if (sent === after) throw new Error('killed');
            return answer;
          };
        },
      });
      await expect(
        runImport({ ...world.system, db, context: { ...world.system.context, db } }, run.id, who),
      ).rejects.toThrow();
      const half = await count('alliance');
      const later = { ...world.system, now: () => new Date(Date.parse(world.system.now()) + 3_600_000).toISOString() };
      expect(await runImport(later, run.id, who)).toMatchObject({
        rows: 8,
        adopted: 2,
        withGaps: 2,
        unchanged: 0,
        refused: 4,
      });
      expect([await count('alliance'), await count('family'), await count('imported_row')]).toEqual([2, 2, 4]);
      expect(half).toBeGreaterThan(0);
    },
  );

  test('a row of a template is left out only as it was handed out: a mark left beside own data loses nothing', async () => {
    const template = new ExcelJS.Workbook();
    await template.xlsx.load(
      (
        await templateOf(
          world.db,
          importables.filter(({ name }) => name === 'buyer'),
        )
      ).buffer as ArrayBuffer,
    );
    const sheet = template.getWorksheet('Compradores');
    if (sheet) sheet.getCell('A3').value = 'Molinos de la Prueba';
    const run = await open(new Uint8Array(await template.xlsx.writeBuffer()));
    expect(await checkImport(world.system, run.id, who)).toMatchObject({ rows: 1, adopted: 1, refused: 0 });
  });

  test('another unit is out of reach, in the dry run as in the run', async () => {
    const other = await world.person('UOD_OPERADOR', ['CBB']);
    await runImport(world.system, (await open(await bookOf({ Organizaciones: ORGANISATIONS }))).id, who);
    const run = await open(await bookOf({ Familias: FAMILIES.slice(0, 2) }), {}, other);
    expect(await checkImport(world.system, run.id, other)).toMatchObject({ adopted: 0, refused: 1 });
    expect(await told(run.id, other)).toEqual([['A2', 'SIGG-567', 'refused']]);
  });

  test('what people said of the columns is offered to their unit the next time, in another order of columns too', async () => {
    const odd = [
      ['socio de', 'ci', 'como se llama', 'paterno'],
      ['IMP-1', '4567890', 'Juana', 'Mamani'],
    ];
    const first = await open(await bookOf({ Hoja1: odd }), {
      importable: 'families',
      mapping: { allianceId: 0, ciNumber: 1, givenNames: 2, paternalSurname: 3 },
    });
    await checkImport(world.system, first.id, who);
    const third = await open(
      await bookOf({
        Familias: [
          ['paterno', 'como se llama', 'ci', 'socio de'],
          ['Mamani', 'Juana', '1', 'IMP-1'],
        ],
      }),
      { importable: 'families' },
    );
    expect(third.mapping).toEqual({ paternalSurname: 0, givenNames: 1, ciNumber: 2, allianceId: 3 });
  });
});

const BUYERS = [
  ['Comprador', 'Clase de comprador', 'NIT'],
  ['Exportadora Los Yungas SRL', 'Exportador', '1023456021'],
  ['Otra con el mismo NIT', 'Empresa', '1023456021'],
];
const COMMUNITIES = [
  ['Municipio', 'Comunidad', 'Señal de teléfono'],
  ['Caranavi', 'Villa Nueva de Prueba', '3G'],
  ['Macondo', 'Villa Otra', ''],
];
const AGREEMENTS = [
  [
    'Alianza',
    'Comprador',
    'Producto',
    'Cantidad por ciclo',
    'Unidad de medida',
    'Precio acordado',
    'Rige desde',
    'Rige hasta',
  ],
  ['IMP-1', '1023456021', 'Café', 120.5, 'qq', '1.250,50', '01/01/2024', '31/12/2024'],
  ['IMP-2', 'Nadie SA', 'Café', 1, 'qq', 1, '01/01/2024', '01/01/2023'],
];
const VISITS = [
  ['Alianza', 'Fecha de la visita', 'Temas', 'Mujeres presentes', 'Quién visitó', 'Observaciones'],
  ['IMP-1', '15/03/2023', 'Producción; género', 12, 'Ana Rojas', 'Se revisó el acopio'],
  ['IMP-2', '16/03/2023', '', 3, 'Ana Rojas', ''],
  ['IMP-2', '16/03/2027', 'Producción', 3, 'Ana Rojas', ''],
];
const SALES = [
  [
    'Alianza',
    'Fecha de la venta',
    'Producto',
    'Cantidad',
    'Unidad de medida',
    'Precio por unidad',
    'Comprador',
    'Otro comprador',
  ],
  ['IMP-1', '10/06/2023', 'Café', 25.5, 'qq', '1.250,50', 'Exportadora Los Yungas SRL', ''],
  ['IMP-1', '11/06/2023', 'Café', 0, 'qq', 10, '', 'Feria'],
  ['IMP-1', '11/06/2023', 'Café', 5, 'qq', 10, '', ''],
];

describe('what was before nouns were declared', () => {
  test('comes in from one workbook, each fault told at its cell, by the commands that there are', async () => {
    const bytes = await bookOf({
      Ventas: SALES,
      Visitas: VISITS,
      'Acuerdos comerciales': AGREEMENTS,
      Compradores: BUYERS,
      Comunidades: COMMUNITIES,
      Organizaciones: ORGANISATIONS,
    });
    const run = await open(bytes);
    expect(await checkImport(world.system, run.id, who)).toMatchObject({
      rows: 14,
      adopted: 5,
      withGaps: 2,
      refused: 7,
    });
    const refused = (await told(run.id))
      .filter(([, , severity]) => severity === 'refused')
      .map(([cell, code]) => [cell, code]);
    expect(refused).toEqual([
      ['Ventas!D3', 'SIGG-101'],
      ['Ventas!G4', 'SIGG-101'],
      ['Visitas!C3', 'SIGG-101'],
      ['Visitas!B4', 'SIGG-563'],
      ['Acuerdos comerciales!B3', 'SIGG-567'],
      ['Compradores!C3', 'SIGG-570'],
      ['Comunidades!A3', 'SIGG-567'],
    ]);
    expect(await runImport(world.system, run.id, who)).toMatchObject({ rows: 14, adopted: 5, withGaps: 2, refused: 7 });
    expect(await world.db.query('select quantity, price, total, occurred_on::text as day, flags from sale')).toEqual([
      { quantity: 255_000, price: 12_505_000, total: 3_188_775, day: '2023-06-10', flags: [] },
    ]);
    expect(await world.db.query('select topics, notes, present_women, author_id from visit')).toEqual([
      {
        topics: ['produccion', 'genero'],
        notes: 'Visitó: Ana Rojas. Se revisó el acopio',
        present_women: 12,
        author_id: who.id,
      },
    ]);
    expect(
      await world.db.query('select quantity_per_cycle, price, starts_on::text as day from commercial_agreement'),
    ).toEqual([{ quantity_per_cycle: 1_205_000, price: 12_505_000, day: '2024-01-01' }]);
    const from = await world.db.query(
      `select i.noun, i.sheet, i.row_number, d.title from imported_row i join source_document d on d.id = i.document_id
        order by i.noun, i.row_number`,
    );
    expect(from).toEqual([
      { noun: 'alliance_profile', sheet: 'Organizaciones', row_number: 2, title: 'Planilla «libro.xlsx»' },
      { noun: 'alliance_profile', sheet: 'Organizaciones', row_number: 3, title: 'Planilla «libro.xlsx»' },
      { noun: 'commercial_agreement', sheet: 'Acuerdos comerciales', row_number: 2, title: 'Planilla «libro.xlsx»' },
      { noun: 'sale', sheet: 'Ventas', row_number: 2, title: 'Planilla «libro.xlsx»' },
      { noun: 'visit', sheet: 'Visitas', row_number: 2, title: 'Planilla «libro.xlsx»' },
    ]);
    const again = await open(bytes);
    expect(await runImport(world.system, again.id, who)).toMatchObject({
      adopted: 0,
      withGaps: 0,
      unchanged: 7,
      refused: 7,
    });
  });

  test('an imported record without a photo is looked at alone: neither offered nor taken with the rest', async () => {
    await runImport(
      world.system,
      (
        await open(
          await bookOf({
            Organizaciones: ORGANISATIONS,
            Compradores: BUYERS,
            'Acuerdos comerciales': AGREEMENTS.slice(0, 2),
          }),
        )
      ).id,
      who,
    );
    const verifier = await world.person('UOD_OFICIAL', ['LPZ']);
    await world.seal();
    const batchId = newId();
    const month = world.system.today().slice(0, 7);
    expect(
      (
        await world.send(verifier, 'verification.draw', batchId, {
          unitId: 'LPZ',
          noun: 'commercial_agreement',
          month,
          stage: 'unit',
        })
      ).status,
    ).toBe('accepted');
    const [batch] = await world.db.query<{ flagged: string[]; sample: string[]; rest: string[] }>(
      'select flagged, sample, rest from verification_batch',
    );
    expect([batch?.flagged.length, batch?.sample.length, batch?.rest.length]).toEqual([1, 0, 0]);
    const [row] = await world.db.query<{ id: string; record_id: string }>(
      'select id, record_id from commercial_agreement',
    );
    const items = [{ recordId: row?.record_id, versionId: row?.id }];
    const verify = (more: object) =>
      world.send(verifier, 'record.verify', newId(), { noun: 'commercial_agreement', items, batchId, ...more });
    expect((await verify({ oneByOne: false })).problem).toMatchObject({ code: 'SIGG-345', field: 'body.items.0' });
    expect((await verify({ oneByOne: true })).problem?.code).toBe('SIGG-343');
    const reading = readingOf(
      recordGet,
      world.db,
      verifier,
      { noun: 'commercial_agreement', versionId: row?.id },
      world.system.today(),
    );
    const seen = (reading ? await recordGet.run(reading) : null) as ReviewRecordView | null;
    expect(seen?.imported).toEqual({ document: 'Planilla «libro.xlsx»', sheet: 'Acuerdos comerciales', row: 2 });
    expect(seen?.signals.map(({ code }) => code)).toEqual(['imported']);
    expect((await verify({ oneByOne: true, note: 'Se vio el contrato firmado' })).status).toBe('accepted');
  });

  test('who decides on an imported record sees its own row of the sheet, and neither the sheet nor the rows of others', async () => {
    const other = ['IMP-2', '4567899', 'Vecina', 'Ajena', 'mujer', '12/05/1981', '10/01/2023'];
    const bytes = await bookOf({ Organizaciones: ORGANISATIONS, Familias: [...FAMILIES.slice(0, 2), other] });
    const run = await open(bytes);
    await runImport(world.system, run.id, who);
    const version = async (card: string): Promise<string> => {
      const [row] = await world.db.query<{ id: string }>(
        `select m.id from organisation_member m join family f on f.id = m.family_id join person p on p.id = f.holder_id
          where p.ci_number = $1`,
        [card],
      );
      return row?.id ?? '';
    };
    const seenBy = async (actor: Actor, versionId: string): Promise<RecordSourceView | null> => {
      const params = { noun: 'organisation_member', versionId };
      const reading = readingOf(recordSource, world.db, actor, params, world.system.today());
      return (
        reading && ((await recordSource.run({ ...reading, files: world.system.files })) as RecordSourceView | null)
      );
    };
    const verifier = await world.person('UOD_OFICIAL', ['LPZ']);
    const seen = await seenBy(verifier, await version('4567890'));
    expect(seen).toMatchObject({ sheet: 'Familias', row: 2, withdrawnOn: null });
    expect(seen?.cells?.slice(0, 3)).toEqual([
      { cell: 'A2', heading: 'Alianza', value: 'IMP-1' },
      { cell: 'B2', heading: 'Carnet', value: '4567890' },
      { cell: 'C2', heading: 'Nombres', value: 'Juana' },
    ]);
    expect(JSON.stringify(seen)).not.toContain('Ajena');
    expect(await readableFile(world.system, verifier, run.fileHash)).toBeNull();
    expect(await readableFile(world.system, who, run.fileHash)).not.toBeNull();
    // Nobody beyond reach, nobody who does not decide.
    expect(await seenBy(await world.person('UOD_OFICIAL', ['SCZ']), await version('4567890'))).toBeNull();
    expect(await seenBy(await world.person('ACOMPANANTE', []), await version('4567890'))).toBeNull();
    // The row that somebody wrote down who never had the file in hand shows nothing of it.
    const [document] = await world.db.query<{ id: string }>('select id from source_document where file_hash = $1', [
      run.fileHash,
    ]);
    const [alliance] = await world.db.query<{ id: string }>(`select id from alliance where code = 'IMP-1'`);
    const holder = { id: newId(), ciNumber: '7778889', givenNames: 'Otra', paternalSurname: 'Persona', sex: 'F' };
    const body = { allianceId: alliance?.id, familyId: newId(), holder, representative: 'holder' };
    const imported = { documentId: document?.id, sheet: 'Familias', row: 3 };
    const sent = await world.send(verifier, 'family.enrol', newId(), { ...body, imported });
    expect(sent.status).toBe('accepted');
    expect(await seenBy(verifier, await version('7778889'))).toMatchObject({ row: 3, cells: null });
  });

  test('who holds the role since today brings in what was done before: judged by the day it comes in', async () => {
    await runImport(world.system, (await open(await bookOf({ Organizaciones: ORGANISATIONS }))).id, who);
    const newcomer = await world.person('UOD_OFICIAL', ['LPZ'], { from: world.system.today() });
    const run = await open(await bookOf({ Visitas: VISITS.slice(0, 2) }), {}, newcomer);
    expect(await checkImport(world.system, run.id, newcomer)).toMatchObject({ adopted: 1, refused: 0 });
    expect(await runImport(world.system, run.id, newcomer)).toMatchObject({ adopted: 1, refused: 0 });
  });

  test('who does not capture in the field brings in only what a sheet says', async () => {
    const { id } = await world.alliance('LPZ');
    expect((await world.send(who, 'visit.register', newId(), visitBody(id))).problem?.code).toBe('SIGG-201');
  });

  test('users come with a role each; what two persons give waits for the second', async () => {
    const administrator = await world.person('ADMIN_TI');
    const sheet = [
      ['Usuario', 'Nombre completo', 'Carnet', 'Unidad operativa', 'Rol'],
      ['ana.rojas', 'Ana Rojas', '4567890', 'UOD La Paz', 'Oficial de alianzas'],
      ['luis.quispe', 'Luis Quispe', '4567891', 'UOD La Paz', 'Operador de unidad'],
      ['eva.paz', 'Eva Paz', '4567890', 'UOD La Paz', ''],
      ['x', 'Equis', '4567892', 'Luna', 'Rey'],
    ];
    const run = await open(await bookOf({ Usuarios: sheet }), {}, administrator);
    expect(await checkImport(world.system, run.id, administrator)).toMatchObject({ adopted: 2, refused: 2 });
    expect((await told(run.id, administrator)).map(([cell, code]) => [cell, code])).toEqual([
      ['C4', 'SIGG-570'],
      ['D5', 'SIGG-567'],
      ['E5', 'SIGG-565'],
    ]);
    expect(await runImport(world.system, run.id, administrator)).toMatchObject({ adopted: 2, refused: 2 });
    const grants = await world.db.query(
      `select u.username, g.role, g.status from role_grant g join user_account u on u.id = g.user_id
        where u.username in ('ana.rojas', 'luis.quispe') order by 1`,
    );
    expect(grants).toEqual([
      { username: 'ana.rojas', role: 'UOD_OFICIAL', status: 'granted' },
      { username: 'luis.quispe', role: 'UOD_OPERADOR', status: 'proposed' },
    ]);
  });
});

describe('a declared noun', () => {
  test('comes in because it is declared: holidays, by who keeps them', async () => {
    const keeper = await world.person('UCN_RECL');
    const sheet = [
      ['Día', 'Nombre', 'Solo en la unidad'],
      ['16/07/2026', 'Día de La Paz', 'UOD La Paz'],
      ['06/08/2026', 'Día de la Patria', ''],
      ['14/09/2026', 'Día de Cochabamba', 'Luna'],
    ];
    const run = await open(await bookOf({ Feriados: sheet }), {}, keeper);
    expect(run.importable).toBe('holiday');
    expect(await checkImport(world.system, run.id, keeper)).toMatchObject({ adopted: 1, refused: 2 });
    expect(await told(run.id, keeper)).toEqual([
      // The sixth of August is a national one: the rule of the noun says so, in the dry run too.
      ['fila 3', 'SIGG-313', 'refused'],
      ['C4', 'SIGG-567', 'refused'],
    ]);
    expect(await runImport(world.system, run.id, keeper)).toMatchObject({ adopted: 1, refused: 2 });
    expect(await world.db.query('select name, unit_id, day::text as day from holiday')).toEqual([
      { name: 'Día de La Paz', unit_id: 'LPZ', day: '2026-07-16' },
    ]);
  });
});

describe('the template', () => {
  test('of everything is read back: each sheet is known as what it is, and its invented rows come in nowhere', async () => {
    const all = importables.filter(({ by }) => by.includes('UOD_OPERADOR'));
    expect(all.length).toBeGreaterThan(2);
    const run = await open(await templateOf(world.db, all));
    const runs = await readWorkbook(world.db, run.id);
    expect(runs.map(({ importable }) => importable)).toEqual([...all.map(({ name }) => name), 'nothing', 'nothing']);
    for (const { importable, mapping } of runs) {
      if (importable !== 'nothing')
        expect([importable, Object.keys(mapping).length]).toEqual([
          importable,
          Object.keys(importables.find(({ name }) => name === importable)?.columns ?? {}).length,
        ]);
    }
    expect(await checkImport(world.system, run.id, who)).toMatchObject({ rows: 0, adopted: 0, refused: 0 });
  });
});
