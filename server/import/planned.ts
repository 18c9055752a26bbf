import type { SheetRow } from '../../domain/import/row.ts';
import type { CellProblem } from '../../domain/import/rowReader.ts';
import type { Day } from '../../domain/kernel/dates.ts';
import { idOfHash } from '../../domain/kernel/ids.ts';
import type { Problem } from '../../domain/kernel/problem.ts';
import { sha256 } from '../commands/hash.ts';

/** A command of an import before it is serialised. */
export interface ImportCommand {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly body: unknown;
  /** The day that a fact tells; absent: the day the import began. */
  readonly on?: Day | null;
}

/** What is to be done with a row. */
export interface PlannedRow {
  readonly row: number;
  /** adopt: its commands are to be sent. unchanged: it is already here. refused: it stays out. */
  readonly action: 'adopt' | 'unchanged' | 'refused';
  readonly problems: readonly CellProblem[];
  /** What it brings or brought; null where that is not known. */
  readonly subjectId: string | null;
  readonly gaps: readonly string[];
  readonly commands: readonly ImportCommand[];
  /** Which of the commands brings the row in. */
  readonly decisive: number;
}

/** What the rows of one sheet would do, slice by slice, without doing it. The dry run and the run itself both start here. */
export interface SheetPlan {
  /** Plans the next rows of the sheet, in its order. */
  readonly next: (rows: readonly SheetRow[]) => Promise<PlannedRow[]>;
  /** Where in the row lies what a command was refused for. */
  readonly refusalOf: (planned: PlannedRow, what: Problem) => CellProblem;
}

/** An id that follows from what it names: the same on every run. */
export const idFrom = (...parts: readonly string[]): string => idOfHash(sha256(parts.join('\u001f')));

export const wholeRow = (what: Problem, severity: CellProblem['severity']): CellProblem => ({
  field: null,
  value: null,
  problem: what,
  severity,
});
