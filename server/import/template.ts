import ExcelJS from 'exceljs';
import { columnName } from '../../domain/import/cell.ts';
import { guideSheets, type Importable, KEY_COLUMN } from '../../domain/import/importable.ts';
import { formatOf } from '../../domain/import/readField.ts';
import { upperFirst } from '../../domain/kernel/text.ts';
import type { Executor } from '../db/database.ts';

/** Short catalogues whose words a template lists, besides the choices of its columns. */
const catalogues: Readonly<Record<string, string>> = {
  unit: 'select short_name as word from operating_unit order by code',
  product: 'select name as word from product order by name',
  measureUnit: 'select code as word from measure_unit order by code',
};

/** In how many rows a cell offers its words. */
const OFFERED_ROWS = 2000;
const GREY = 'FF7A7A7A';
const SHADE = 'FFEDEDED';
const { guide: GUIDE, words: WORDS } = guideSheets;

/** The words that columns accept, by heading; equal lists appear once. */
async function wordsOf(db: Executor, all: readonly Importable[]): Promise<Map<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const { columns } of all) {
    for (const { facts } of Object.values(columns)) {
      const { choices, to } = facts.options;
      const sql = to === undefined ? undefined : catalogues[to];
      const heading = upperFirst(facts.label);
      if (found.has(heading)) continue;
      if (choices) found.set(heading, Object.values(choices));
      else if (facts.kind === 'flag') found.set(heading, ['sí', 'no']);
      else if (sql)
        found.set(
          heading,
          (await db.query<{ word: string }>(sql)).map(({ word }) => word),
        );
    }
  }
  return found;
}

const titleOf = ({ many }: Importable): string => upperFirst(many).slice(0, 31);

/**
 * A workbook to fill in: one sheet for each importable, with its headings and two example rows that the importer leaves
 * out; one sheet that explains every column; and one with the accepted words.
 */
export async function templateOf(db: Executor, all: readonly Importable[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const words = await wordsOf(db, all);
  const places = new Map(
    [...words].map(([heading, list], i) => [
      heading,
      `${WORDS}!$${columnName(i)}$2:$${columnName(i)}$${list.length + 1}`,
    ]),
  );
  for (const importable of all) importableSheet(book, importable, places);
  guideSheet(book, all);
  const sheet = book.addWorksheet(WORDS, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow([...words.keys()]).font = { bold: true };
  const most = Math.max(0, ...[...words.values()].map((list) => list.length));
  for (let i = 0; i < most; i += 1) sheet.addRow([...words.values()].map((list) => list[i] ?? null));
  for (const [i, heading] of [...words.keys()].entries())
    sheet.getColumn(i + 1).width = Math.max(16, heading.length + 2);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function importableSheet(book: ExcelJS.Workbook, importable: Importable, places: ReadonlyMap<string, string>): void {
  const columns = Object.values(importable.columns);
  const sheet = book.addWorksheet(titleOf(importable), { views: [{ state: 'frozen', ySplit: 1 }] });
  const head = sheet.addRow(columns.map(({ facts }) => upperFirst(facts.label)));
  for (const n of [0, 1] as const) {
    const row = sheet.addRow(columns.map(({ examples }) => examples[n]));
    row.font = { italic: true, color: { argb: GREY } };
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: SHADE } };
    });
  }
  for (const [i, { facts }] of columns.entries()) {
    const cell = head.getCell(i + 1);
    cell.font = { bold: true, ...(facts.needed ? { color: { argb: 'FF9B1C1C' } } : {}) };
    cell.note = [facts.needed ? 'Obligatoria.' : 'Puede quedar vacía.', formatOf(facts), facts.help]
      .filter(Boolean)
      .join(' ');
    sheet.getColumn(i + 1).width = Math.min(40, Math.max(14, facts.label.length + 3));
    // Days and cards stay as they are typed; otherwise a spreadsheet would turn them into numbers.
    if (facts.kind === 'text' || facts.kind === 'day' || facts.kind === 'reference')
      sheet.getColumn(i + 1).numFmt = '@';
    const place = facts.kind === 'choices' ? undefined : places.get(upperFirst(facts.label));
    if (!place) continue;
    const offered = { type: 'list', allowBlank: true, formulae: [place], showErrorMessage: false } as const;
    const range = `${columnName(i)}2:${columnName(i)}${OFFERED_ROWS}`;
    (sheet as unknown as { dataValidations: { add: (range: string, validation: object) => void } }).dataValidations.add(
      range,
      offered,
    );
  }
}

function guideSheet(book: ExcelJS.Workbook, all: readonly Importable[]): void {
  const sheet = book.addWorksheet(GUIDE);
  sheet.columns = [{ width: 26 }, { width: 34 }, { width: 14 }, { width: 60 }];
  const say = (...cells: string[]) => sheet.addRow(cells);
  say('Cómo se llena esta plantilla').font = { bold: true, size: 14 };
  say(
    'Los encabezados en rojo son obligatorios. Las dos filas en gris son inventadas: bórrelas; si quedan, no se importan.',
  );
  say('Lo que una hoja nombra puede venir en otra hoja del mismo libro: primero entra lo que se nombra.');
  for (const importable of all) {
    say('');
    say(titleOf(importable), importable.lead).font = { bold: true };
    say('Hoja', 'Columna', 'Obligatoria', 'Qué se escribe').font = { bold: true };
    for (const [name, { facts }] of Object.entries(importable.columns)) {
      const help =
        name === KEY_COLUMN
          ? 'Distingue una fila de otra cuando la planilla vuelve a importarse. Si queda vacía, la distinguen sus datos.'
          : facts.help;
      say(
        titleOf(importable),
        upperFirst(facts.label),
        facts.needed ? 'sí' : 'no',
        [formatOf(facts), help].filter(Boolean).join('. '),
      );
    }
  }
}
