import ExcelJS from 'exceljs';
import type { SheetCell } from '../../../domain/import/cell.ts';
import { writtenCell } from '../../../domain/import/cell.ts';
import type { SheetRow } from '../../../domain/import/row.ts';

/** A sheet that is written again: its headings in the first line, each row in its old place. */
export interface CopiedSheet {
  /** Null in a .csv. */
  readonly name: string | null;
  readonly hidden: boolean;
  readonly headers: readonly string[];
  readonly rows: readonly SheetRow[];
}

/** A fixed moment, so that the copy of the same sheet always has the same bytes. */
const MADE = new Date('2000-01-01T00:00:00Z');

/** Sheets as a file again: values alone, without formats, formulas or drawings. Numbers stay numbers. */
export async function sheetCopy(sheets: readonly CopiedSheet[], csv: boolean): Promise<Uint8Array> {
  const [first] = sheets;
  if (csv && first) return new TextEncoder().encode(csvOf(first));
  const book = new ExcelJS.Workbook();
  book.created = MADE;
  book.modified = MADE;
  for (const { name, hidden, headers, rows } of sheets) {
    const sheet = book.addWorksheet(name ?? 'Hoja', { state: hidden ? 'hidden' : 'visible' });
    if (headers.length > 0) sheet.getRow(1).values = [...headers];
    for (const row of rows) {
      const line = sheet.getRow(row.number);
      line.values = row.cells.map(written);
      if (row.hidden) line.hidden = true;
    }
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const written = (cell: SheetCell): string | number | null =>
  typeof cell === 'number' ? cell : writtenCell(cell) || null;

function csvOf({ headers, rows }: CopiedSheet): string {
  const lines = [quoted(headers)];
  for (const row of rows) lines[row.number - 1] = quoted(row.cells.map(writtenCell));
  return `${Array.from(lines, (line) => line ?? '').join('\n')}\n`;
}

const quoted = (cells: readonly string[]): string =>
  cells.map((cell) => (/["\n\r;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';');
