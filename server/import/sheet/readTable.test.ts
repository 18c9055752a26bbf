import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import type { SheetRow } from '../../../domain/import/row.ts';
import { textRow, workbookOf } from '../../../tests/helpers/workbook.ts';
import { readMap } from '../mapFile.ts';
import { sheetLimits } from './limits.ts';
import { readTable, type SheetHead } from './readTable.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

async function read(bytes: Uint8Array) {
  const rows: SheetRow[] = [];
  let head: SheetHead = { sheet: null, headers: [], notices: [], sheets: [] };
  for await (const part of readTable(bytes, sheetLimits)) {
    if ('headers' in part) head = part;
    else rows.push(...part);
  }
  const { sheets: _sheets, ...told } = head;
  return { ...told, rows };
}
const codes = ({ notices }: Pick<SheetHead, 'notices'>) => notices.map((n) => n.code);

describe('a .csv', () => {
  test.each([',', ';', '\t'])('with «%s», with or without a byte order mark', async (mark) => {
    const text = `\ufeffnombre${mark}etapa\r\n"Uno${mark} dos"${mark}Operación\r\n\r\nTres${mark}\r\n`;
    expect(await read(utf8(text))).toEqual({
      sheet: null,
      headers: ['nombre', 'etapa'],
      notices: [],
      rows: [
        { number: 2, cells: [`Uno${mark} dos`, 'Operación'] },
        { number: 4, cells: ['Tres', ''] },
      ],
    });
  });

  test('whose first line says what separates its cells', async () => {
    expect(await read(utf8('sep=;\nnombre;etapa\nUno, dos;Operación\n'))).toMatchObject({
      headers: ['nombre', 'etapa'],
      rows: [{ cells: ['Uno, dos', 'Operación'] }],
    });
  });

  test.each(['utf16le', 'utf16be'] as const)('that Excel calls Unicode text (%s)', async (encoding) => {
    const bytes = Buffer.from('\ufeffnombre\tetapa\r\nÑandú\tOperación\r\n', 'utf16le');
    expect(await read(new Uint8Array(encoding === 'utf16be' ? bytes.swap16() : bytes))).toMatchObject({
      headers: ['nombre', 'etapa'],
      notices: [],
      rows: [{ number: 2, cells: ['Ñandú', 'Operación'] }],
    });
  });

  test('of older Windows and of older Macintosh is read, and it is told', async () => {
    const text = 'organización;etapa\nCañaveral;Operación\n';
    const mac = Uint8Array.from(Buffer.from(text, 'latin1'), (byte) => ({ 243: 0x97, 241: 0x96 })[byte] ?? byte);
    for (const bytes of [Uint8Array.from(Buffer.from(text, 'latin1')), mac]) {
      const sheet = await read(bytes);
      expect([sheet.headers[0], sheet.rows[0]?.cells]).toEqual(['organización', ['Cañaveral', 'Operación']]);
      expect(codes(sheet)).toEqual(['SIGG-554']);
    }
  });

  test('with one byte of another encoding keeps all other names whole, and it is told', async () => {
    const bytes = Buffer.concat([
      Buffer.from('nombre;etapa\nCañaveral;Operación\nMonta'),
      Buffer.from([0xf1]),
      Buffer.from('a;Operación\n'),
    ]);
    const sheet = await read(new Uint8Array(bytes));
    expect(sheet.rows.map((r) => r.cells[0])).toEqual(['Cañaveral', 'Monta\ufffda']);
    expect(codes(sheet)).toEqual(['SIGG-555']);
  });

  test('of DOS, which nothing here can read, has its letters marked as damaged', async () => {
    const sheet = await read(
      Uint8Array.from(Buffer.from('nombre;etapa\nCa\u00a4averal de la Monta\u00a4a;Operaci\u00a2n\n', 'latin1')),
    );
    expect(sheet.rows[0]?.cells[0]).toBe('Ca\ufffdaveral de la Monta\ufffda');
    expect(codes(sheet)).toEqual(['SIGG-555']);
  });

  test('whose columns stand twice says so', async () => {
    expect((await read(utf8('nombre;monto;Monto\nUno;1;2\n'))).notices).toEqual([
      { code: 'SIGG-561', message: expect.stringContaining('B y C'), cell: 'C1' },
    ]);
  });
});

const STYLES = `<numFmts>
  <numFmt numFmtId="170" formatCode="dd/mm/yyyy"/><numFmt numFmtId="171" formatCode="&quot;día &quot;0.00"/>
  <numFmt numFmtId="172" formatCode="0000"/><numFmt numFmtId="173" formatCode="[$-C0A]mmmm yyyy"/>
  <numFmt numFmtId="174" formatCode="[Red]#,##0.00"/></numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/>
  <xf numFmtId="173"/><xf numFmtId="20"/><xf numFmtId="174"/><xf numFmtId="22"/><xf numFmtId="9"/></cellXfs>`;
const TEXTS =
  '<si><t>Simple</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">dos </t></r><r><t>partes</t></r></si>' +
  '<si><t>東</t><rPh sb="0" eb="1"><t>hi</t></rPh></si><si><t>A &amp; B &lt;c&gt;</t></si>';

/** Everything that a cell of a workbook can hold (ECMA-376 18.3.1.4 and 18.18.11), and what is read of it. */
const cellCases: readonly (readonly [string, string, unknown])[] = [
  ['a number', '<c r="B2"><v>845.125</v></c>', 845.125],
  ['a number that says its type', '<c r="B2" t="n"><v>12</v></c>', 12],
  ['a number that no binary fraction holds', '<c r="B2"><v>0.30000000000000004</v></c>', 0.30000000000000004],
  ['a number with an exponent', '<c r="B2"><v>1.5E3</v></c>', 1500],
  ['a negative number', '<c r="B2"><v>-3</v></c>', -3],
  ['a number shown in red', '<c r="B2" s="7"><v>1234.5</v></c>', 1234.5],
  ['a percentage', '<c r="B2" s="9"><v>0.25</v></c>', 0.25],
  ['a number that is no number', '<c r="B2"><v>doce</v></c>', 'doce'],
  ['a day by a format that all programs know', '<c r="B2" s="1"><v>45361</v></c>', '2024-03-10'],
  ['a day by a format of its own', '<c r="B2" s="2"><v>45361</v></c>', '2024-03-10'],
  ['a month in words', '<c r="B2" s="5"><v>45361</v></c>', '2024-03-10'],
  ['a day with its hour', '<c r="B2" s="8"><v>45361.75</v></c>', '2024-03-10'],
  ['an hour', '<c r="B2" s="6"><v>0.75</v></c>', '18:00'],
  ['the first day of 1900', '<c r="B2" s="1"><v>1</v></c>', '1900-01-01'],
  ['a number whose format has the word day in quotes', '<c r="B2" s="3"><v>12.5</v></c>', 12.5],
  ['a code shown with zeros in front', '<c r="B2" s="4"><v>12</v></c>', '0012'],
  ['a day as text of ISO 8601', '<c r="B2" t="d"><v>2024-03-10T00:00:00</v></c>', '2024-03-10'],
  ['a text of the shared table', '<c r="B2" t="s"><v>0</v></c>', 'Simple'],
  ['a text in pieces with formats of their own', '<c r="B2" t="s"><v>1</v></c>', 'dos partes'],
  ['a text with how it is pronounced', '<c r="B2" t="s"><v>2</v></c>', '東'],
  ['a text with signs of XML', '<c r="B2" t="s"><v>3</v></c>', 'A & B <c>'],
  ['a text that the shared table does not have', '<c r="B2" t="s"><v>99</v></c>', undefined],
  ['a text in the cell', '<c r="B2" t="inlineStr"><is><t>aquí</t></is></c>', 'aquí'],
  ['a text in the cell, in pieces', '<c r="B2" t="inlineStr"><is><r><t>a</t></r><r><t>quí</t></r></is></c>', 'aquí'],
  ['true', '<c r="B2" t="b"><v>1</v></c>', 'VERDADERO'],
  ['false', '<c r="B2" t="b"><v>0</v></c>', 'FALSO'],
  ['a formula with a number', '<c r="B2"><f>A1+1</f><v>25</v></c>', 25],
  ['a formula with a text', '<c r="B2" t="str"><f>A1</f><v>texto</v></c>', 'texto'],
  ['a formula with an empty text', '<c r="B2" t="str"><f>A1</f><v></v></c>', undefined],
  ['a formula with true', '<c r="B2" t="b"><f>A1</f><v>1</v></c>', 'VERDADERO'],
  ['a formula with a day', '<c r="B2" s="1"><f>TODAY()</f><v>45361</v></c>', '2024-03-10'],
  ['a formula without its result', '<c r="B2"><f>SUMA(A1:A2)</f></c>', { fault: 'noValue', said: '=SUMA(A1:A2)' }],
  [
    'a formula shared with other cells, without its result',
    '<c r="B2"><f t="shared" si="0"/></c>',
    { fault: 'noValue', said: 'fórmula' },
  ],
  ['a formula over a range', '<c r="B2"><f t="array" ref="B2:B3">A1:A2*2</f><v>4</v></c>', 4],
  ...['#REF!', '#N/A', '#DIV/0!', '#VALUE!', '#NAME?', '#NULL!', '#NUM!'].map(
    (error) =>
      [`the error ${error}`, `<c r="B2" t="e"><f>X</f><v>${error}</v></c>`, { fault: 'error', said: error }] as const,
  ),
  ['nothing but a border', '<c r="B2" s="1"/>', undefined],
  ['an empty value', '<c r="B2"><v></v></c>', undefined],
];

describe('every kind of cell that a workbook can hold', () => {
  test.each(cellCases)('%s', async (_what, cell, expected) => {
    const bytes = workbookOf(
      [
        {
          rows: `${textRow(1, ['nombre', 'dato'])}<row r="2"><c r="A2" t="inlineStr"><is><t>Uno</t></is></c>${cell}</row>`,
        },
      ],
      {
        texts: TEXTS,
        styles: STYLES,
      },
    );
    expect((await read(bytes)).rows).toEqual([
      { number: 2, cells: expected === undefined ? ['Uno'] : ['Uno', expected] },
    ]);
  });

  test('days counted from 1904', async () => {
    const bytes = workbookOf([{ rows: `${textRow(1, ['nombre'])}<row r="2"><c r="A2" s="1"><v>43899</v></c></row>` }], {
      styles: STYLES,
      date1904: true,
    });
    expect((await read(bytes)).rows[0]?.cells).toEqual(['2024-03-10']);
  });

  test('what a well-known program writes: a link with rich text, dates, formulas', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('datos');
    sheet.addRow(['nombre', 'fecha', 'familias', 'nota']);
    const rich = { richText: [{ text: 'dos ' }, { text: 'partes' }] };
    const link = { text: rich as unknown as string, hyperlink: 'http://ejemplo.bo' };
    sheet.addRow([link, new Date('2024-03-10T00:00:00Z'), { formula: 'A1+1', result: 25 }, rich]);
    sheet.getCell('D2').border = { top: { style: 'thin' } };
    sheet.getCell('A90').border = { top: { style: 'thin' } };
    expect((await read(new Uint8Array(await book.xlsx.writeBuffer()))).rows).toEqual([
      { number: 2, cells: ['dos partes', '2024-03-10', 25, 'dos partes'] },
    ]);
  });
});

describe('a sheet', () => {
  const rows =
    textRow(1, ['Código', 'Nombre de la organización', 'UOD', 'Etapa']) +
    textRow(2, ['A-1', 'Ñandú', 'La Paz', 'En operación']);

  test('a title and a second line of headers above are left out, also merged over all columns', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('datos');
    sheet.mergeCells('A1:C1');
    sheet.getCell('A1').value = 'PROGRAMA, listado de alianzas';
    sheet.addRow(['Datos generales', '', 'Montos']);
    sheet.addRow([]);
    sheet.addRow(['Código', 'Nombre de la organización', 'Monto']);
    sheet.addRow(['A-1', 'Ñandú', 10]);
    expect(await read(new Uint8Array(await book.xlsx.writeBuffer()))).toEqual({
      sheet: 'datos',
      headers: ['Código', 'Nombre de la organización', 'Monto'],
      notices: [],
      rows: [{ number: 5, cells: ['A-1', 'Ñandú', 10] }],
    });
  });

  test('of several, the one that knows most columns is read, and it is told', async () => {
    const sheet = await read(
      workbookOf([
        { name: 'Carátula', rows: textRow(1, ['Informe']) },
        { name: 'Lista', rows },
        { name: 'Vieja', rows, state: 'hidden' },
      ]),
    );
    expect([sheet.sheet, codes(sheet)]).toEqual(['Lista', ['SIGG-562']]);
  });

  test('what is merged downwards holds in each of its rows; what is hidden is read, and said', async () => {
    const body =
      `${rows}<row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>A-2</t></is></c></row>` +
      '<row r="9"><c r="A9" t="inlineStr"><is><t>A-3</t></is></c></row>';
    const sheet = await read(
      workbookOf([
        {
          rows: body,
          before: '<cols><col min="4" max="9" hidden="1"/></cols>',
          after: '<mergeCells><mergeCell ref="C2:C8"/><mergeCell ref="A1:D1"/></mergeCells>',
        },
      ]),
    );
    expect(sheet.rows.slice(1)).toEqual([
      { number: 3, cells: ['A-2', '', 'La Paz'], hidden: true },
      { number: 9, cells: ['A-3'] },
    ]);
    expect(sheet.notices).toEqual([{ code: 'SIGG-560', message: expect.stringContaining('Etapa'), cell: 'D' }]);
  });
});

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
describe('what cannot be read is told in words', () => {
  test.each([
    ['nothing', utf8(''), 'SIGG-545'],
    ['only a header', utf8('a,b\n'), 'SIGG-545'],
    ['only headers in a workbook', workbookOf([{ rows: textRow(1, ['a', 'b']) }]), 'SIGG-545'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0, 1]), 'SIGG-503'],
    ['half a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9]), 'SIGG-503'],
    ['a workbook whose XML breaks off', workbookOf([{ rows: '<row r="1"><c' }]), 'SIGG-503'],
    ['a workbook whose rows go backwards', workbookOf([{ rows: textRow(2, ['a']) + textRow(1, ['b']) }]), 'SIGG-503'],
    ['a quote that is never closed', utf8(`a,b\n"${'x\n'.repeat(200_000)}`), 'SIGG-553'],
    ['an old Excel', Uint8Array.from([...OLE, 0]), 'SIGG-508'],
    [
      'a workbook with a password',
      Uint8Array.from([...OLE, ...Buffer.from('EncryptedPackage', 'utf16le')]),
      'SIGG-510',
    ],
    ['a page called .xls', utf8('<html><table><tr><td>a</td></tr></table></html>'), 'SIGG-513'],
  ])('%s', async (_what, bytes, code) => {
    await expect(read(bytes)).rejects.toThrow(code);
  });
});

describe('a mapping that a person wrote down', () => {
  test('names columns by their headers', () => {
    expect(
      readMap({ columns: { name: 'Organización', state: 'ETAPA' }, states: { 'en veremos': 'EN_GABINETE' } }, [
        'etapa',
        'organizacion',
      ]),
    ).toEqual({
      mapping: { name: 1, state: 0 },
      states: { 'en veremos': 'EN_GABINETE' },
    });
  });

  test('says what is wrong with it', () => {
    expect(() => readMap({ columns: { luna: 'x' } }, ['x'])).toThrow('no existe: «luna»');
    expect(() => readMap({ columns: { name: 'y' } }, ['x'])).toThrow('no tiene una columna «y»');
    expect(() => readMap({ states: { a: 'LUNA' } }, [])).toThrow('No existe el estado');
    expect(() => readMap('x', [])).toThrow('El mapa');
  });
});
