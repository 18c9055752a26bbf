import { cellName, columnName, type SheetCell, writtenCell } from '../../../domain/import/cell.ts';
import { noticeOf, type SheetNotice } from '../../../domain/import/notice.ts';
import type { SheetRow } from '../../../domain/import/row.ts';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import { normalized } from '../../../domain/kernel/text.ts';
import { csvTable } from './csv.ts';
import { foreignFormat } from './foreignFormat.ts';
import { allianceHeadings, type Headings, knownIn } from './headings.ts';
import type { SheetLimits } from './limits.ts';
import { isEmpty, type MergedDown, type SheetName, type Table, type TableLine } from './table.ts';
import { workbookTable } from './workbook.ts';

/** What is known of a spreadsheet before its rows. */
export interface SheetHead {
  /** Name of the sheet; null where the format has none. */
  readonly sheet: string | null;
  /** Every sheet of the workbook. */
  readonly sheets: readonly SheetName[];
  readonly headers: readonly string[];
  readonly notices: readonly SheetNotice[];
}

/** Which sheet of a workbook is read, and the headings by which its table is recognised. */
export interface Wanted {
  readonly sheet?: string | undefined;
  readonly headings?: Headings | undefined;
}

/** How many lines a spreadsheet may have above its headers: a title, a date, a second line of headers. */
const MAX_TITLE_LINES = 20;
/** How many rows are passed on at once. */
const SLICE = 250;
const MAX_HEADER = 200;

/**
 * Reads an .xlsx workbook or a .csv, recognised by content and not by name: first what is known of the sheet, then its
 * rows in slices. Lines above the headers are left out. It holds one slice at a time (and a workbook's table of texts).
 * Throws ProblemError, one for each limit.
 */
export async function* readTable(
  bytes: Uint8Array,
  limits: SheetLimits,
  { sheet, headings = allianceHeadings }: Wanted = {},
): AsyncGenerator<SheetHead | readonly SheetRow[], void> {
  const foreign = foreignFormat(bytes);
  if (foreign) throw new ProblemError(foreign);
  const table = isZip(bytes) ? await workbookTable(bytes, limits, headings, sheet) : csvTable(bytes, limits);
  const counted = new Counted(limits);
  let beginning: TableLine[] | null = [];
  let rows: SheetRow[] = [];
  let body: Body | null = null;
  const settle = function* (lines: readonly TableLine[]): Generator<SheetHead> {
    const at = headerOf(lines, limits.columns, headings);
    const header = lines[at];
    if (!header) throw new ProblemError(problem('importNoRows'));
    const headers = headersOf(header, limits);
    yield {
      sheet: table.sheet,
      sheets: table.sheets,
      headers,
      notices: [...table.notices, ...headerNotices(headers, header.number, table.hiddenColumns)],
    };
    body = new Body(headers.length, header.number, table);
    for (const line of lines.slice(at + 1)) rows.push(body.rowOf(line));
  };
  for await (const lines of table.lines) {
    for (const line of lines) {
      counted.add(line);
      if (beginning) {
        beginning.push(line);
        if (beginning.length < MAX_TITLE_LINES) continue;
        yield* settle(beginning);
        beginning = null;
      } else if (body) rows.push((body as Body).rowOf(line));
      if (rows.length < SLICE) continue;
      yield rows;
      rows = [];
    }
  }
  if (beginning) yield* settle(beginning);
  if (counted.rows < 2 || (beginning && rows.length === 0)) throw new ProblemError(problem('importNoRows'));
  if (rows.length > 0) yield rows;
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** Counts what has been read, against the limits. */
class Counted {
  rows = 0;
  private cells = 0;
  private readonly limits: SheetLimits;

  constructor(limits: SheetLimits) {
    this.limits = limits;
  }

  add({ cells }: TableLine): void {
    this.rows += 1;
    for (const cell of cells) if (!isEmpty(cell)) this.cells += 1;
    // The titles and the headers are no rows.
    if (this.rows > this.limits.rows + MAX_TITLE_LINES)
      throw new ProblemError(problem('importTooManyRows', { max: this.limits.rows }));
    if (this.cells > this.limits.cells)
      throw new ProblemError(problem('importTooManyCells', { max: this.limits.cells }));
  }
}

/**
 * The rows below the headers, cut to their width, with the value of cells merged downwards in each row that they cover.
 */
class Body {
  private readonly width: number;
  private readonly header: number;
  private readonly merged: readonly MergedDown[];
  private next = 0;
  /** By column: the value of cells merged downwards and the last row that they cover. */
  private readonly open = new Map<number, { readonly to: number; readonly value: SheetCell }>();

  constructor(width: number, header: number, { merged }: Table) {
    this.width = width;
    this.header = header;
    this.merged = merged;
  }

  rowOf({ number, cells, hidden }: TableLine): SheetRow {
    const own = cells.slice(0, this.width);
    for (let range = this.merged[this.next]; range && range.from <= number; range = this.merged[++this.next]) {
      // A title merged over the line below it says nothing about the rows.
      if (range.from === number && range.from > this.header)
        this.open.set(range.column, { to: range.to, value: own[range.column] ?? '' });
    }
    for (const [column, { to, value }] of this.open) {
      if (to < number) this.open.delete(column);
      else if (column < this.width && isEmpty(own[column])) {
        while (own.length < column) own.push('');
        own[column] = value;
      }
    }
    return hidden ? { number, cells: own, hidden } : { number, cells: own };
  }
}

/**
 * The line of the headers: among the first lines with content, the one with most recognised columns; when there is
 * none, the first with content.
 */
function headerOf(lines: readonly TableLine[], columns: number, headings: Headings): number {
  const known = lines.map(({ cells }) => knownIn(headings, cells.slice(0, columns)));
  return known.reduce((best, count, at) => (count > (known[best] ?? 0) ? at : best), 0);
}

function headersOf({ cells }: TableLine, limits: SheetLimits): string[] {
  const headers = cells.map((cell) => writtenCell(cell).slice(0, MAX_HEADER));
  while (headers.at(-1) === '') headers.pop();
  if (headers.length > limits.columns) throw new ProblemError(problem('importTooManyColumns', { max: limits.columns }));
  return headers;
}

/** Notices about headers that occur twice and columns that are hidden. */
function headerNotices(headers: readonly string[], row: number, hiddenColumns: readonly number[]): SheetNotice[] {
  const first = new Map<string, number>();
  const notices: SheetNotice[] = [];
  for (const [column, header] of headers.entries()) {
    const plain = normalized(header);
    if (!plain) continue;
    const earlier = first.get(plain);
    if (earlier === undefined) first.set(plain, column);
    else
      notices.push(
        noticeOf(
          problem('importColumnTwice', { header, first: columnName(earlier), second: columnName(column) }),
          cellName(column, row),
        ),
      );
  }
  for (const column of hiddenColumns) {
    const header = headers[column];
    if (header) notices.push(noticeOf(problem('importHiddenColumn', { header }), columnName(column)));
  }
  return notices;
}
