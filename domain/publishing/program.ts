/** A row of a linear program: the sum of some columns, each times an integer, lies between two bounds. */
interface ProgramRow {
  readonly terms: ReadonlyMap<number, number>;
  readonly lower: number;
  readonly upper: number;
}

/** The maximum of a sum: the columns there, and the rows that limit it. */
interface Largest {
  readonly columns: ArrayLike<number>;
  readonly heldBy: readonly number[];
}

/** A linear program that is solved again and again. Columns lie between zero and a common upper bound. */
export interface Program {
  readonly bound: (row: number, lower: number, upper: number) => void;
  /** @param whole only integer solutions, which takes longer @returns null when no columns satisfy the rows */
  readonly largest: (sum: ReadonlyMap<number, number>, whole: boolean) => Largest | null;
  readonly close: () => void;
}

/** Makes programs. The library behind it is not part of the rules (server/publishing/highs.ts). */
export type Solver = (columns: number, upper: number, rows: readonly ProgramRow[]) => Program;
