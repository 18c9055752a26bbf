import type { Problem } from '../kernel/problem.ts';
import type { ImportField, ImportMapping } from './fields.ts';
import { type Read, readText } from './values.ts';

/** refused: the row stays out. person: somebody has to decide something. gap: the datum stays empty. */
export type Severity = 'refused' | 'person' | 'gap';

export interface CellProblem {
  readonly field: ImportField | null;
  readonly value: string | null;
  readonly problem: Problem;
  readonly severity: Severity;
}

/** Reads the cells of one row, collecting every problem instead of stopping at the first. */
export class RowReader {
  readonly problems: CellProblem[] = [];
  readonly cells: readonly string[];
  readonly mapping: ImportMapping;

  constructor(cells: readonly string[], mapping: ImportMapping) {
    this.cells = cells;
    this.mapping = mapping;
  }

  /** The cell of a datum; undefined where it has no column. */
  cell(field: ImportField): string | undefined {
    const at = this.mapping[field];
    return at === undefined ? undefined : this.cells[at];
  }

  text(field: ImportField, max?: number): string | null {
    return this.value(field, readText(this.cell(field), max));
  }

  /** Notes what is wrong with a cell and gives its value. */
  value<T>(field: ImportField, read: Read<T>, severity: Severity = 'gap'): T | null {
    if (read.problem) this.add(field, read.problem, severity);
    return read.value;
  }

  add(field: ImportField | null, what: Problem, severity: Severity): void {
    const cell = field ? this.cell(field) : undefined;
    this.problems.push({ field, value: cell?.trim() ? cell.trim().slice(0, 200) : null, problem: what, severity });
  }
}
