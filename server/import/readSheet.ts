import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import type { SheetRow } from '../../domain/import/check.ts';
import { guessMapping } from '../../domain/import/fields.ts';
import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import { plainText } from '../files/plainText.ts';
import { opensWithin } from './zipLimit.ts';

/** A spreadsheet as text: its header row and the rows under it that hold anything. */
export interface Sheet {
  readonly headers: readonly string[];
  readonly rows: readonly SheetRow[];
}

const MAX_ROWS = 50_000;
/** Empty lines among them. */
const MAX_LINES = MAX_ROWS * 2;
const MAX_LINE_CHARACTERS = 200_000;
/** What a workbook may open into: a small file that opens into gigabytes ends the server, not the import. */
const MAX_OPENED_BYTES = 96 * 1024 * 1024;
const MAX_COLUMNS = 200;

/** Lines above the headers that a spreadsheet may begin with: its title, its date, a second line of headers. */
const MAX_TITLE_LINES = 20;

/**
 * Reads the first sheet of an .xlsx workbook, or a .csv in UTF-8, UTF-16 or Latin-1 with commas, semicolons or tabs; told apart by
 * content, not by name. Lines above the headers are left out. Throws ProblemError (importUnreadable, importNoRows).
 */
export async function readSheet(bytes: Uint8Array): Promise<Sheet> {
  const table = isZip(bytes) ? await readWorkbook(bytes) : readCsv(bytes);
  const header = headerOf(table);
  const headers = (table[header] ?? []).slice(0, MAX_COLUMNS);
  const rows = table
    .map((cells, i) => ({ number: i + 1, cells: cells.slice(0, MAX_COLUMNS) }))
    .filter(({ number, cells }) => number > header + 1 && cells.some((c) => c !== ''));
  if (headers.length === 0 || rows.length === 0) throw new ProblemError(problem('importNoRows'));
  if (rows.length > MAX_ROWS) throw new ProblemError(problem('importUnreadable'));
  return { headers, rows };
}

/**
 * The line of the headers: of the first ones that hold anything, the one in which most columns are known by name; where none is,
 * the first that holds anything.
 */
function headerOf(table: readonly (readonly string[])[]): number {
  const candidates = table
    .map((cells, at) => ({ at, cells }))
    .filter(({ cells }) => cells.some((c) => c !== ''))
    .slice(0, MAX_TITLE_LINES)
    .map(({ at, cells }) => ({ at, known: Object.keys(guessMapping(cells.slice(0, MAX_COLUMNS))).length }));
  return candidates.reduce((best, line) => (line.known > best.known ? line : best), candidates[0] ?? { at: -1, known: 0 }).at;
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

function readCsv(bytes: Uint8Array): string[][] {
  const text = plainText(bytes);
  if (text.includes('\0')) throw new ProblemError(problem('importUnreadable'));
  let table: string[][];
  try {
    table = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: false,
      trim: true,
      to: MAX_LINES + 1,
      maxRecordSize: MAX_LINE_CHARACTERS,
    });
  } catch {
    throw new ProblemError(problem('importUnreadable'));
  }
  if (table.length > MAX_LINES) throw new ProblemError(problem('importUnreadable'));
  return table;
}

/** The separator that the header line has most of, outside quotes. */
function delimiterOf(text: string): string {
  const line = (text.split(/\r?\n/).find((l) => l.trim() !== '') ?? '').replaceAll(/"[^"]*"/g, '');
  const count = (mark: string) => line.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

async function readWorkbook(bytes: Uint8Array): Promise<string[][]> {
  if (!(await opensWithin(bytes, MAX_OPENED_BYTES))) throw new ProblemError(problem('importUnreadable'));
  const book = new ExcelJS.Workbook();
  try {
    await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  } catch {
    throw new ProblemError(problem('importUnreadable'));
  }
  const sheet = book.worksheets.find((s) => s.actualRowCount > 0);
  if (!sheet) throw new ProblemError(problem('importNoRows'));
  if (sheet.rowCount > MAX_LINES) throw new ProblemError(problem('importUnreadable'));
  const table: string[][] = [];
  for (let n = 1; n <= sheet.rowCount; n++) {
    const row = sheet.getRow(n);
    const width = Math.min(row.cellCount, MAX_COLUMNS);
    table.push(Array.from({ length: width }, (_, i) => cellText(row.getCell(i + 1).value)));
  }
  return table;
}

/** What a person sees in a cell: the result of a formula, a date as a day, formatted text without its format. */
function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value).trim();
  if ('richText' in value)
    return value.richText
      .map((part) => part.text)
      .join('')
      .trim();
  if ('text' in value) return String(value.text).trim();
  if ('result' in value) return cellText(value.result as ExcelJS.CellValue);
  return '';
}
