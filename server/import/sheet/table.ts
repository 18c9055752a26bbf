import type { SheetCell } from '../../../domain/import/cell.ts';
import type { SheetNotice } from '../../../domain/import/notice.ts';

/** A line with content, as in the file: its number from 1 and its cells from column A on. */
export interface TableLine {
  readonly number: number;
  readonly cells: readonly SheetCell[];
  /** Whether the file hides it. */
  readonly hidden: boolean;
}

/** Cells merged downwards: the first holds the value of all. Column from 0, rows from 1, both included. */
export interface MergedDown {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** A sheet of a workbook, and whether the workbook hides it. */
export interface SheetName {
  readonly name: string;
  readonly hidden: boolean;
}

/** A table of a file, before it is known which line holds the headers. It can be read once, in slices. */
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
