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
  /** The day of a fact; absent: the day on which the import began. */
  readonly on?: Day | null;
}

/** What has to be done with a row. */
export interface PlannedRow {
  readonly row: number;
  /** adopt: its commands must be sent. unchanged: it is already in the system. refused: it is not imported. */
  readonly action: 'adopt' | 'unchanged' | 'refused';
  readonly problems: readonly CellProblem[];
  /** The id of what it brings or has brought; null when that is unknown. */
  readonly subjectId: string | null;
  readonly gaps: readonly string[];
  readonly commands: readonly ImportCommand[];
  /** The index of the command that brings the row in. */
  readonly decisive: number;
}

/**
 * What the rows of one sheet would do, slice by slice, without doing it. Both the dry run and the run itself use it.
 */
export interface SheetPlan {
  /** Plans the next rows of the sheet, in its order. */
  readonly next: (rows: readonly SheetRow[]) => Promise<PlannedRow[]>;
  /** The cell of the row that a command's refusal is about. */
  readonly refusalOf: (planned: PlannedRow, what: Problem) => CellProblem;
}

/** An id derived from the texts that name something: the same on every run. */
export const idFrom = (...parts: readonly string[]): string => idOfHash(sha256(parts.join('\u001f')));

export const wholeRow = (what: Problem, severity: CellProblem['severity']): CellProblem => ({
  field: null,
  value: null,
  problem: what,
  severity,
});
