/** A row of a linear program: the sum of some columns, each times a whole number, lies between two bounds. */
export interface ProgramRow {
  readonly terms: ReadonlyMap<number, number>;
  readonly lower: number;
  readonly upper: number;
}

/** Where a sum is largest: the columns there, and the rows that keep it from being larger. */
export interface Largest {
  readonly columns: ArrayLike<number>;
  readonly heldBy: readonly number[];
}

/** A linear program that is asked again and again. Columns lie between zero and a common upper bound. */
export interface Program {
  readonly bound: (row: number, lower: number, upper: number) => void;
  /**
   * @param whole over whole numbers only, which takes longer
   * @returns null where no columns fit the rows
   */
  readonly largest: (sum: ReadonlyMap<number, number>, whole: boolean) => Largest | null;
  readonly close: () => void;
}

/** Makes programs; the library behind it is no part of the rules (server/publishing/highs.ts). */
export type Solver = (columns: number, upper: number, rows: readonly ProgramRow[]) => Program;
