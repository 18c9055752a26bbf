import type { SheetCell } from '../../../domain/import/cell.ts';
import type { SheetNotice } from '../../../domain/import/notice.ts';

/** A line that holds anything, as the file has it: its number from 1 and its cells from column A on. */
export interface TableLine {
  readonly number: number;
  readonly cells: readonly SheetCell[];
  /** Whether the file hides it from who looks at it. */
  readonly hidden: boolean;
}

/** Cells merged downwards: the first holds the value of all. Column from 0, rows from 1, both included. */
export interface MergedDown {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** A sheet of a workbook, and whether the workbook hides it from who opens it. */
export interface SheetName {
  readonly name: string;
  readonly hidden: boolean;
}

/** One table of a file, before anybody knows which line holds the headers. Read once, in slices. */
export interface Table {
  /** Name of the sheet; null where the format has none. */
  readonly sheet: string | null;
  /** Every sheet of the workbook, in its order; none where the format has none. */
  readonly sheets: readonly SheetName[];
  readonly lines: AsyncIterable<readonly TableLine[]>;
  readonly merged: readonly MergedDown[];
  readonly hiddenColumns: readonly number[];
  readonly notices: readonly SheetNotice[];
}

export const isEmpty = (cell: SheetCell | undefined): boolean => cell === undefined || cell === '';
