import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { noticeOf, type SheetNotice } from '../../../domain/import/notice.ts';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import { type Encoding, plainText } from '../../files/plainText.ts';
import type { SheetLimits } from './limits.ts';
import type { Table, TableLine } from './table.ts';

const SLICE = 100;
/** How many characters are passed on at once. */
const PIECE = 16 * 1024;

/** The table of a .csv in UTF-8, UTF-16 or an older encoding, with commas, semicolons or tabs. Throws ProblemError. */
export function csvTable(bytes: Uint8Array, limits: SheetLimits): Table {
  const { text, encoding } = plainText(bytes);
  if (text.includes('\0')) throw new ProblemError(problem('importUnreadable'));
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  if (lines > limits.lines) throw new ProblemError(problem('importTooManyRows', { max: limits.rows }));
  return {
    sheet: null,
    sheets: [],
    lines: csvLines(text, limits),
    merged: [],
    hiddenColumns: [],
    notices: encodingNotices(encoding),
  };
}

function encodingNotices(encoding: Encoding): SheetNotice[] {
  if (encoding === 'windows-1252') return [noticeOf(problem('importReadAs', { name: 'Windows (Latin-1)' }))];
  if (encoding === 'macintosh') return [noticeOf(problem('importReadAs', { name: 'Macintosh' }))];
  return encoding === 'torn' || encoding === 'unknown' ? [noticeOf(problem('importTornLetters'))] : [];
}

async function* csvLines(text: string, limits: SheetLimits): AsyncGenerator<TableLine[]> {
  const parser = parse({
    delimiter: delimiterOf(text),
    bom: true,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: false,
    trim: true,
    maxRecordSize: limits.lineCharacters,
  });
  const source = Readable.from(piecesOf(text));
  let ready: TableLine[] = [];
  let number = 0;
  try {
    for await (const cells of source.pipe(parser) as AsyncIterable<string[]>) {
      number += 1;
      if (cells.some((cell) => cell !== '')) ready.push({ number, cells, hidden: false });
      if (ready.length < SLICE) continue;
      yield ready;
      ready = [];
    }
  } catch (error) {
    throw error instanceof ProblemError ? error : new ProblemError(csvProblem(error as Error));
  } finally {
    source.destroy();
    parser.destroy();
  }
  if (ready.length > 0) yield ready;
}

function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}

function csvProblem(error: Error) {
  const { code, lines } = error as CsvError & { lines?: number };
  return code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE'
    ? problem('importLineTooLong', { line: lines ?? 1 })
    : problem('importUnreadable');
}

/**
 * The separator that the first line names ('sep=;', as Excel writes it), or the one that it has most of outside quotes.
 */
function delimiterOf(text: string): string {
  const first = /^\s*(.*)/.exec(text)?.[1] ?? '';
  const said = /^\ufeff?sep=(.)\s*$/i.exec(first)?.[1];
  if (said) return said;
  const line = first.slice(0, 10_000).replaceAll(/"[^"]*"/g, '');
  const count = (mark: string) => line.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
