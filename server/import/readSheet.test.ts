import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { readMap } from './mapFile.ts';
import { readSheet } from './readSheet.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('a spreadsheet as text', () => {
  test.each([',', ';', '\t'])('csv with «%s», with or without a byte order mark', async (mark) => {
    const text = `\ufeffnombre${mark}etapa\r\n"Uno${mark} dos"${mark}Operación\r\n\r\nTres${mark}\r\n`;
    expect(await readSheet(utf8(text))).toEqual({
      headers: ['nombre', 'etapa'],
      rows: [
        { number: 2, cells: [`Uno${mark} dos`, 'Operación'] },
        { number: 4, cells: ['Tres', ''] },
      ],
    });
  });

  test('Latin-1 of older spreadsheets', async () => {
    const bytes = Uint8Array.from(Buffer.from('organización;etapa\nCañaveral;Acompañamiento\n', 'latin1'));
    expect((await readSheet(bytes)).rows[0]?.cells).toEqual(['Cañaveral', 'Acompañamiento']);
    expect((await readSheet(bytes)).headers[0]).toBe('organización');
  });

  test.each(['utf16le', 'utf16be'] as const)('what Excel calls Unicode text (%s)', async (encoding) => {
    const bytes = Buffer.from('\ufeffnombre\tetapa\r\nÑandú\tOperación\r\n', 'utf16le');
    expect(await readSheet(new Uint8Array(encoding === 'utf16be' ? bytes.swap16() : bytes))).toEqual({
      headers: ['nombre', 'etapa'],
      rows: [{ number: 2, cells: ['Ñandú', 'Operación'] }],
    });
  });

  test('a title and a second line of headers above are left out, also merged over all columns', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('datos');
    sheet.mergeCells('A1:C1');
    sheet.getCell('A1').value = 'PROGRAMA, listado de alianzas';
    sheet.addRow(['Datos generales', '', 'Montos']);
    sheet.addRow([]);
    sheet.addRow(['Código', 'Nombre de la organización', 'Monto']);
    sheet.addRow(['A-1', 'Ñandú', 10]);
    expect(await readSheet(new Uint8Array(await book.xlsx.writeBuffer()))).toEqual({
      headers: ['Código', 'Nombre de la organización', 'Monto'],
      rows: [{ number: 5, cells: ['A-1', 'Ñandú', '10'] }],
    });
  });

  test('a workbook: dates as days, formulas by their result, rich text without its format', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('vacía');
    const sheet = book.addWorksheet('datos');
    sheet.addRow(['nombre', 'fecha', 'familias', 'nota']);
    sheet.addRow(['Uno', new Date('2024-03-10T00:00:00Z'), { formula: 'A1+1', result: 25 }, { richText: [{ text: 'dos ' }, { text: 'partes' }] }]);
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    expect(await readSheet(bytes)).toEqual({
      headers: ['nombre', 'fecha', 'familias', 'nota'],
      rows: [{ number: 2, cells: ['Uno', '2024-03-10', '25', 'dos partes'] }],
    });
  });

  test.each([
    ['nothing', utf8(''), 'SIGG-545'],
    ['only a header', utf8('a,b\n'), 'SIGG-545'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0, 1]), 'SIGG-503'],
    ['half a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9]), 'SIGG-503'],
  ])('%s is told in words', async (_what, bytes, code) => {
    await expect(readSheet(bytes)).rejects.toThrow(code);
  });
});

describe('a mapping that a person wrote down', () => {
  test('names columns by their headers', () => {
    expect(readMap({ columns: { name: 'Organización', state: 'ETAPA' }, states: { 'en veremos': 'EN_GABINETE' } }, ['etapa', 'organizacion'])).toEqual({
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
