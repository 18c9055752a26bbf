/**
 * How much work a spreadsheet may cause. Its size in bytes does not tell: a few kilobytes can hold a million rows, or
 * one range over all cells. Each limit has a message of its own (`domain/kernel/problems.ts`).
 */
export interface SheetLimits {
  /** Rows that hold anything. */
  readonly rows: number;
  /** Rows and lines, with or without content, that are skipped to find them. */
  readonly lines: number;
  /** Columns of the header; what is further right has no name and is not read. */
  readonly columns: number;
  /** Cells that hold anything. */
  readonly cells: number;
  /** Bytes of all opened parts of a workbook together. */
  readonly openedBytes: number;
  /** Parts of a workbook, read or not. */
  readonly parts: number;
  /** Characters of the workbook's table of texts. */
  readonly textCharacters: number;
  /** Merged ranges. */
  readonly ranges: number;
  /** Characters of a line of a .csv. */
  readonly lineCharacters: number;
  /** The time for reading, without the time that the consumer of the rows takes. */
  readonly ms: number;
  /** The heap of the reading thread. */
  readonly heapMb: number;
}

const MB = 1024 * 1024;

export const sheetLimits: SheetLimits = {
  rows: 50_000,
  lines: 1_100_000,
  columns: 200,
  cells: 2_000_000,
  openedBytes: 256 * MB,
  parts: 2000,
  textCharacters: 12_000_000,
  ranges: 20_000,
  lineCharacters: 200_000,
  ms: 60_000,
  heapMb: 64,
};
