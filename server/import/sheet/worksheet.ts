import type { SheetCell } from '../../../domain/import/cell.ts';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import { shownNumber } from './dates.ts';
import type { SheetLimits } from './limits.ts';
import { isEmpty, type MergedDown, type TableLine } from './table.ts';
import type { SheetPart, WorkbookParts } from './workbookParts.ts';
import { readXml } from './xml.ts';
import type { ZipParts } from './zipParts.ts';

const MAX_FORMULA = 100;
/** The last row that a workbook can have. */
const LAST_ROW = 1_048_576;

/** The lines of a sheet with content; borders and colours are no content. Throws ProblemError. */
export async function* sheetLines(
  zip: ZipParts,
  book: WorkbookParts,
  sheet: SheetPart,
  limits: SheetLimits,
): AsyncGenerator<TableLine[]> {
  const reading = new SheetReading(book, limits);
  yield* readXml(zip.text(sheet.path), reading, () => reading.take());
}

/** Follows the XML of a sheet cell by cell. */
class SheetReading {
  private ready: TableLine[] = [];
  private lines = 0;
  private row = 0;
  private hidden = false;
  private cells: SheetCell[] = [];
  private column = -1;
  private type = '';
  private style = 0;
  private value: string | null = null;
  private formula: string | null = null;
  private within: 'value' | 'formula' | 'text' | null = null;
  private spoken = false;
  private readonly book: WorkbookParts;
  private readonly limits: SheetLimits;

  constructor(book: WorkbookParts, limits: SheetLimits) {
    this.book = book;
    this.limits = limits;
  }

  take(): TableLine[] | null {
    if (this.ready.length === 0) return null;
    const taken = this.ready;
    this.ready = [];
    return taken;
  }

  readonly open = (name: string, a: Readonly<Record<string, string>>): void => {
    if (name === 'c') this.openCell(a);
    else if (name === 'v') this.begin('value');
    else if (name === 'f') this.openFormula();
    else if (name === 't') {
      if (!this.spoken) this.begin('text');
    } else if (name === 'rPh') this.spoken = true;
    else if (name === 'row') this.openRow(a);
  };

  readonly text = (text: string): void => {
    if (this.within === 'formula') this.formula = ((this.formula ?? '') + text).slice(0, MAX_FORMULA);
    else if (this.within) this.value = (this.value ?? '') + text;
  };

  readonly close = (name: string): void => {
    if (name === 'v' || name === 'f' || name === 't') this.within = null;
    else if (name === 'rPh') this.spoken = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
  };

  private openRow(a: Readonly<Record<string, string>>): void {
    const row = a.r === undefined ? this.row + 1 : Number(a.r);
    this.lines += 1;
    if (!Number.isInteger(row) || row <= this.row || row > LAST_ROW)
      throw new ProblemError(problem('importUnreadable'));
    if (this.lines > this.limits.lines) throw new ProblemError(problem('importTooManyRows', { max: this.limits.rows }));
    this.row = row;
    this.hidden = a.hidden === '1' || a.hidden === 'true';
    this.cells = [];
    this.column = -1;
  }

  private openCell(a: Readonly<Record<string, string>>): void {
    this.column = a.r === undefined ? this.column + 1 : columnOf(a.r);
    this.type = a.t ?? 'n';
    this.style = Number(a.s ?? 0);
    this.value = null;
    this.formula = null;
  }

  private openFormula(): void {
    this.formula = '';
    this.within = 'formula';
  }

  private begin(part: 'value' | 'text'): void {
    this.value ??= '';
    this.within = part;
  }

  private closeCell(): void {
    if (this.column < 0 || this.column >= this.limits.columns) return;
    const cell = this.cellOf();
    if (isEmpty(cell)) return;
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column] = cell;
  }

  private closeRow(): void {
    if (this.cells.length > 0) this.ready.push({ number: this.row, cells: this.cells, hidden: this.hidden });
  }

  /** What a person sees in the cell: the result of a formula, a day as a day, text without its format. */
  private cellOf(): SheetCell {
    const value = this.value;
    if (this.formula !== null && (value === null || (value === '' && this.type === 'n')))
      return { fault: 'noValue', said: this.formula ? `=${this.formula}` : 'fórmula' };
    if (value === null) return '';
    if (this.type === 's') return this.book.texts[Number(value)] ?? '';
    if (this.type === 'str' || this.type === 'inlineStr') return value.trim();
    if (this.type === 'e') return { fault: 'error', said: value.trim() };
    if (this.type === 'b') return value === '1' ? 'VERDADERO' : 'FALSO';
    if (this.type === 'd') return value.trim().slice(0, 10);
    const number = value.trim() === '' ? Number.NaN : Number(value);
    return Number.isFinite(number)
      ? shownNumber(number, this.book.formats[this.style] ?? { kind: 'number' }, this.book.from1904)
      : value.trim();
  }
}

/** The column of 'AB12', from 0; -1 for a text that names no cell. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

export interface SheetShape {
  readonly merged: readonly MergedDown[];
  readonly hiddenColumns: readonly number[];
}

const MERGED = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;
const COLUMNS = /<(?:\w+:)?col\s[^>]*>/g;
/** More characters than any element has that is searched for. */
const OVERLAP = 400;

/**
 * What a sheet says before and after its rows: ranges merged downwards, and hidden columns. It is searched in the text
 * without opening anything into cells, because one range may cover all of them. Throws ProblemError when there are too
 * many ranges.
 */
export async function sheetShape(zip: ZipParts, sheet: SheetPart, limits: SheetLimits): Promise<SheetShape> {
  const merged: MergedDown[] = [];
  const hidden = new Set<number>();
  let ranges = 0;
  let kept = '';
  for await (const piece of zip.text(sheet.path)) {
    const text = kept + piece;
    let done = 0;
    if (text.includes('mergeCell')) {
      for (const found of text.matchAll(MERGED)) {
        ranges += 1;
        if (ranges > limits.ranges) throw new ProblemError(problem('importTooManyRanges', { max: limits.ranges }));
        const [, column = '', from, , to] = found;
        done = found.index + found[0].length;
        if (Number(to) > Number(from) && columnOf(column) < limits.columns)
          merged.push({ column: columnOf(column), from: Number(from), to: Number(to) });
      }
    }
    if (text.includes('hidden='))
      for (const [element] of text.matchAll(COLUMNS)) addHidden(element, hidden, limits.columns);
    kept = text.slice(Math.max(done, text.length - OVERLAP));
  }
  return { merged: merged.sort((a, b) => a.from - b.from), hiddenColumns: [...hidden].sort((a, b) => a - b) };
}

function addHidden(element: string, hidden: Set<number>, columns: number): void {
  const said = (name: string) => new RegExp(`\\b${name}="(\\w+)"`).exec(element)?.[1];
  if (said('hidden') !== '1' && said('hidden') !== 'true') return;
  for (let column = Number(said('min')); column <= Math.min(Number(said('max')), columns); column += 1)
    hidden.add(column - 1);
}
