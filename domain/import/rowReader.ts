import type { Problem } from '../kernel/problem.ts';
import { type SheetCell, writtenCell } from './cell.ts';
import type { ImportField, ImportMapping } from './fields.ts';
import { type Read, readText } from './values.ts';

/**
 * refused: the row is not imported. person: somebody must decide something. gap: the datum stays empty. note: the row
 * is imported, with a remark.
 */
export type Severity = 'refused' | 'person' | 'gap' | 'note';

export interface CellProblem {
  /** The column concerned; null for the whole row. */
  readonly field: string | null;
  readonly value: string | null;
  readonly problem: Problem;
  readonly severity: Severity;
}

/** Reads the cells of one row, collecting every problem instead of stopping at the first. */
export class RowReader {
  readonly problems: CellProblem[] = [];
  readonly cells: readonly SheetCell[];
  readonly mapping: ImportMapping;

  constructor(cells: readonly SheetCell[], mapping: ImportMapping) {
    this.cells = cells;
    this.mapping = mapping;
  }

  /** The cell of a datum; undefined where it has no column. */
  cell(field: ImportField): SheetCell | undefined {
    const at = this.mapping[field];
    return at === undefined ? undefined : this.cells[at];
  }

  text(field: ImportField, max?: number): string | null {
    return this.value(field, readText(this.cell(field), max));
  }

  /** A required text: without it, or with a wrong one, the row is refused. */
  required(field: ImportField, missing: Problem, max: number): string | null {
    const read = readText(this.cell(field), max);
    if (read.value === null) this.add(field, read.problem ?? missing, 'refused');
    return read.value;
  }

  /** Records what is wrong with a cell and answers its value. */
  value<T>(field: ImportField, read: Read<T>, severity: Severity = 'gap'): T | null {
    if (read.problem) this.add(field, read.problem, severity);
    return read.value;
  }

  add(field: ImportField | null, what: Problem, severity: Severity): void {
    // A cell may be read more than once; its problem is recorded once.
    if (this.problems.some((p) => p.field === field && p.problem.code === what.code)) return;
    const said = field ? writtenCell(this.cell(field)).trim() : '';
    this.problems.push({ field, value: said ? said.slice(0, 200) : null, problem: what, severity });
  }
}
