/**
 * A cell of a sheet as it is read: words, a number that the workbook stores as a number, or a fault in the place of a
 * value. A day is words too: 2024-03-10.
 */
export type SheetCell = string | number | CellFault;

/** error: the formula failed ('#REF!'). noValue: a formula whose result was never stored. */
interface CellFault {
  readonly fault: 'error' | 'noValue';
  /** The text in the cell: the error, or the formula. */
  readonly said: string;
}

const SIGNIFICANT = 15;

/** What a person sees in a cell; 0.1 + 0.2 is 0.3, as a spreadsheet shows it. */
export function writtenCell(cell: SheetCell | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(Number(cell.toPrecision(SIGNIFICANT)));
  return typeof cell === 'string' ? cell : cell.said;
}

/** Letters of a column counted from 0, as spreadsheets name it: 0 → A, 27 → AB. */
export function columnName(column: number): string {
  let name = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}

/** A cell as spreadsheets name it: column 1 of row 12 → 'B12'. @param column from 0 @param row from 1 */
export const cellName = (column: number, row: number): string => `${columnName(column)}${row}`;
