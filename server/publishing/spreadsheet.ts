import ExcelJS from 'exceljs';
import type { Table } from '../../domain/kernel/columns.ts';
import { upperFirst } from '../../domain/kernel/text.ts';
import { csvOf, harmless } from './csv.ts';

export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const isExportFormat = (format: string): format is ExportFormat => exportFormats.some((f) => f === format);

/**
 * The most rows of one download: as many as a person can still work with and the server can make without keeping others
 * waiting.
 */
export const MAX_EXPORT_ROWS = 20_000;

export interface Sheet {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly object[];
}

/** A workbook. Texts that a spreadsheet would take for a formula get an apostrophe in front, as in the CSV. */
export async function workbookOf(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const { title, columns, rows } of sheets) {
    const sheet = book.addWorksheet(title.replaceAll(/[\\/*?:[\]]/g, ' ').slice(0, 31), {
      views: [{ state: 'frozen', ySplit: 1 }],
    });
    sheet.addRow(columns).font = { bold: true };
    for (const row of rows) {
      const cells = columns.map((c) => (row as Record<string, unknown>)[c] ?? null);
      sheet.addRow(cells.map((cell) => (typeof cell === 'string' ? harmless(cell) : cell)));
    }
    for (const [i, name] of columns.entries())
      sheet.getColumn(i + 1).width = Math.min(50, Math.max(10, name.length + 2));
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

export interface Download {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly filename: string;
}

/** What a list contains, from the title of its query: 'ver la lista de alianzas' → 'Lista de alianzas'. */
function subjectOf(title: string): string {
  const words = title
    .replace(/^(ver|buscar|consultar|descargar|proponer) /, '')
    .replace(/^(el|la|los|las|un|una|lo) (?!que )/, '');
  return upperFirst(words);
}

/** A file name that every system accepts: 'Lista de alianzas' → 'lista-de-alianzas'. */
const fileNameOf = (words: string): string =>
  words
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');

/**
 * A table as a file to download.
 * @param asked title of the query: 'ver la lista de alianzas'
 */
export async function downloadOf(
  { headings, rows }: Table,
  format: ExportFormat,
  asked: string,
  day: string,
): Promise<Download> {
  const title = subjectOf(asked);
  const filename = `sigg-${fileNameOf(title)}-${day}.${format}`;
  if (format === 'csv')
    return { bytes: new TextEncoder().encode(csvOf(rows, headings)), mediaType: 'text/csv; charset=utf-8', filename };
  return {
    bytes: await workbookOf([{ title, columns: headings, rows }]),
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    filename,
  };
}
