import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../domain/kernel/problem.ts';
import { textRow, type WorkbookMore, type WorkbookSheet, workbookOf } from '../../../tests/helpers/workbook.ts';
import { zipOf } from '../../../tests/helpers/zip.ts';
import { type SheetLimits, sheetLimits } from './limits.ts';
import { withSheet } from './openSheet.ts';

const MB = 1024 * 1024;
const utf8 = (text: string) => new TextEncoder().encode(text);
const HEADER = textRow(1, ['Organización', 'Etapa']);
const book = (sheet: Partial<WorkbookSheet>, more?: WorkbookMore) =>
  workbookOf([{ rows: HEADER + textRow(2, ['APROQUI', 'En operación']), ...sheet }], more);

/** How many rows come out, or the problem that is told. */
async function outcome(bytes: Uint8Array, limits: Partial<SheetLimits> = {}): Promise<number | Problem['code']> {
  try {
    return await withSheet(
      bytes,
      async ({ slices }) => {
        let rows = 0;
        for await (const slice of slices) rows += slice.length;
        return rows;
      },
      {},
      { ...sheetLimits, ...limits },
    );
  } catch (error) {
    return (error as { problem?: Problem }).problem?.code ?? String(error);
  }
}

const ALL = 'A1:XFD1048576';

describe('work, not bytes, limits a spreadsheet', { timeout: 120_000 }, () => {
  test.each([
    ['one merged range over all cells', book({ after: `<mergeCells><mergeCell ref="${ALL}"/></mergeCells>` }), 1],
    [
      'a validation over all cells',
      book({
        after: `<dataValidations><dataValidation sqref="${ALL}" type="list"><formula1>"a,b"</formula1></dataValidation></dataValidations>`,
      }),
      1,
    ],
    [
      'a format over all cells',
      book({
        after: `<conditionalFormatting sqref="${ALL}"><cfRule type="cellIs" priority="1"/></conditionalFormatting>`,
      }),
      1,
    ],
    [
      'a border on the last cell there is',
      book({ rows: `${HEADER}${textRow(2, ['A', 'B'])}<row r="1048576"><c r="XFD1048576" s="1"/></row>` }),
      1,
    ],
    [
      'a value in the last cell there is',
      book({ rows: `${HEADER}${textRow(2, ['A', 'B'])}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>` }),
      1,
    ],
    ['a million tiny rows', book({ rows: `${HEADER}${textRow(2, ['A', 'B'])}${'<row/>'.repeat(1_000_000)}` }), 1],
    ['more tiny rows than a sheet has', book({ rows: `${HEADER}${'<row/>'.repeat(1_048_576)}` }), 'SIGG-503'],
    [
      'a column said to be all columns, hidden',
      book({ before: '<cols><col min="1" max="2000000000" hidden="1"/></cols>' }),
      1,
    ],
    [
      'entities that double',
      book({ before: '<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "&a;">]><x>&a;</x>' }),
      'SIGG-503',
    ],
    ['three million empty lines', utf8(`a,b\n1,2${'\n'.repeat(3_000_000)}`), 'SIGG-514'],
    ['a line of three million cells', utf8(`a,b\n${'1,'.repeat(1_500_000)}`), 'SIGG-553'],
    ['a zip file of nothing', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]), 'SIGG-503'],
    ['two parts of one name', zipOf([...['a', 'a'].map((name) => ({ name, content: 'x' }))]), 'SIGG-503'],
  ])('%s', async (_what, bytes, expected) => {
    expect(bytes.length).toBeLessThan(4 * MB);
    expect(await outcome(bytes)).toBe(expected);
  });

  const rows = (n: number) =>
    HEADER + Array.from({ length: n }, (_, i) => textRow(i + 2, ['APROQUI', 'En operación'])).join('');
  test.each<[keyof SheetLimits, Uint8Array, Partial<SheetLimits>, string]>([
    ['rows', book({ rows: rows(60) }), { rows: 20 }, 'SIGG-514'],
    ['lines', book({ rows: rows(60) }), { lines: 30 }, 'SIGG-514'],
    ['columns', utf8('a;b;c\n1;2;3\n'), { columns: 2 }, 'SIGG-515'],
    ['cells', book({ rows: rows(60) }), { cells: 50 }, 'SIGG-516'],
    [
      'ranges',
      book({ after: `<mergeCells>${'<mergeCell ref="A2:A3"/>'.repeat(30)}</mergeCells>` }),
      { ranges: 20 },
      'SIGG-517',
    ],
    [
      'textCharacters',
      book({}, { texts: `<si><t>${'x'.repeat(2000)}</t></si>` }),
      { textCharacters: 1000 },
      'SIGG-518',
    ],
    ['openedBytes', book({ rows: rows(2000) }), { openedBytes: 100_000 }, 'SIGG-547'],
    [
      'parts',
      book({}, { parts: Array.from({ length: 30 }, (_, i) => ({ name: `xl/media/${i}.png`, content: 'x' })) }),
      { parts: 20 },
      'SIGG-548',
    ],
    ['ms', book({ rows: rows(20_000) }), { ms: 1 }, 'SIGG-549'],
    ['heapMb', book({}, { texts: `<si><t>${'x'.repeat(100)}</t></si>`.repeat(100_000) }), { heapMb: 8 }, 'SIGG-552'],
    ['lineCharacters', utf8(`a;b\n${'x'.repeat(300)};1\n`), { lineCharacters: 200 }, 'SIGG-553'],
  ])('%s has a sentence of its own', async (_limit, bytes, limits, code) => {
    expect(await outcome(bytes, limits)).toBe(code);
    expect(typeof (await outcome(bytes))).toBe('number');
  });

  test('every limit is tried above', () => {
    expect(Object.keys(sheetLimits).sort()).toEqual(
      [
        'rows',
        'lines',
        'columns',
        'cells',
        'ranges',
        'textCharacters',
        'openedBytes',
        'parts',
        'ms',
        'heapMb',
        'lineCharacters',
      ].sort(),
    );
  });

  test('300 MB of blanks in 300 KB are refused without being held, also when they say that they are small', async () => {
    const sheet = (declared?: number) =>
      zipOf([{ name: 'xl/workbook.xml', content: Buffer.alloc(300 * MB, 0x20), ...(declared ? { declared } : {}) }]);
    expect(sheet().length).toBeLessThan(MB);
    const before = process.memoryUsage().rss;
    for (const bytes of [sheet(), sheet(1000)]) expect(['SIGG-503', 'SIGG-547']).toContain(await outcome(bytes));
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * MB);
  });

  test('people are answered while a heavy one is read', async () => {
    const bytes = book({ rows: rows(40_000) });
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    expect(await outcome(bytes)).toBe(40_000);
    clearInterval(beat);
    // What is measured is whether this thread ever stopped for the reading (seconds), not how busy the machine is.
    expect(longest).toBeLessThan(1500);
  });
});
