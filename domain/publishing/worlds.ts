import type { Program, Solver } from './program.ts';
import { type Cell, DEFAULT_MINIMUM, isSmall } from './suppression.ts';

/**
 * Other worlds that a reader cannot distinguish from the real one. Counts are integers and never negative, and a row of
 * a table exists only where there is somebody; so what is shown limits what is hidden even where it does not determine
 * it. A small count or change is safe when, in some world that agrees with everything shown, it is zero (or has the
 * other sign), or is at least the minimum. A world that the solver finds is checked here with integers, without
 * trusting the solver.
 */

/** How the atoms follow each other in time: a column is the count of a class from one of its changes to the next. */
export interface Timeline {
  /** The count after each atom. */
  readonly counts: readonly number[];
  /** The previous atom of the same class. */
  readonly previous: readonly (number | undefined)[];
}

type Terms = ReadonlyMap<number, number>;

/** A sum over changes as a sum over counts: each change is its count minus the previous one. */
function termsOf(atoms: readonly number[], { previous }: Timeline): Terms {
  const terms = new Map<number, number>();
  const add = (column: number, n: number) => {
    const sum = (terms.get(column) ?? 0) + n;
    if (sum === 0) terms.delete(column);
    else terms.set(column, sum);
  };
  for (const atom of atoms) {
    add(atom, 1);
    const before = previous[atom];
    if (before !== undefined) add(before, -1);
  }
  return terms;
}

const sumOver = (terms: Terms, columns: ArrayLike<number>): number => {
  let sum = 0;
  for (const [column, times] of terms) sum += times * (columns[column] ?? 0);
  return sum;
};

interface Row {
  readonly terms: Terms;
  lower: number;
  upper: number;
  /** The key of the candidate that is hidden to remove this row; null when it is already known. */
  readonly key: string | null;
  readonly size: number;
}

interface Asked {
  readonly terms: Terms;
  readonly count: number;
}

export class Worlds {
  private readonly timeline: Timeline;
  private readonly minimum: number;
  private readonly rows: Row[] = [];
  private readonly solver: Solver;
  /** Made at the first question. */
  private made: Program | null = null;

  /**
   * @param known what was told and cannot be taken back
   * @param shown what is told now and can still be hidden
   * @param peopled rows of tables that exist, so that somebody is in each
   */
  constructor(
    timeline: Timeline,
    { known, shown, peopled }: { known: readonly Cell[]; shown: readonly Cell[]; peopled: readonly Cell[] },
    solver: Solver,
    minimum = DEFAULT_MINIMUM,
  ) {
    this.timeline = timeline;
    this.minimum = minimum;
    const seen = new Set<string>();
    const add = (cell: Cell, lower: number, upper: number, key: string | null) => {
      const terms = termsOf(cell.atoms, timeline);
      const same = `${lower === upper}:${[...terms.keys()].sort((a, b) => a - b).join()}`;
      if (terms.size === 0 || (key === null && seen.has(same))) return;
      seen.add(same);
      this.rows.push({ terms, lower, upper, key, size: Math.abs(cell.count) });
    };
    for (const cell of known) add(cell, cell.count, cell.count, null);
    for (const cell of peopled) add(cell, 1, Number.POSITIVE_INFINITY, null);
    for (const cell of shown) add(cell, cell.count, cell.count, cell.key);
    this.solver = solver;
  }

  private get program(): Program {
    const { counts } = this.timeline;
    this.made ??= this.solver(counts.length, counts.reduce((a, n) => a + n, 0) + this.minimum, this.rows);
    return this.made;
  }

  close(): void {
    this.made?.close();
  }

  /** Whether the value of a small count is safe in a world: zero, of the other sign, or at least the minimum. */
  private isSafe({ terms, count }: Asked, columns: ArrayLike<number>): boolean {
    const value = sumOver(terms, columns) * Math.sign(count);
    return value <= 0 || value >= this.minimum;
  }

  /** The integer world of these columns, when it agrees with every row; otherwise null. */
  private worldOf(columns: ArrayLike<number>): number[] | null {
    const world = Array.from(columns, Math.round);
    const agrees = this.rows.every(({ terms, lower, upper }) => {
      const sum = sumOver(terms, world);
      return lower <= sum && sum <= upper;
    });
    return agrees && world.every((n) => n >= 0) ? world : null;
  }

  private hide(key: string): void {
    this.rows.forEach((row, i) => {
      if (row.key !== key) return;
      [row.lower, row.upper] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      this.made?.bound(i, row.lower, row.upper);
    });
  }

  /**
   * What must be hidden so that none of these cells can be limited to a small number: as long as one can, the smallest
   * shown cell that limits it. What follows from the known cells alone can no longer be prevented and is ignored.
   * @param needing keys of what is shown only together with this cell, and is hidden with it
   */
  victims(cells: readonly Cell[], needing: (key: string) => readonly string[]): Set<string> {
    const hidden = new Set<string>();
    let open: Asked[] = cells
      .filter((c) => isSmall(c.count, this.minimum))
      .map((c) => ({ terms: termsOf(c.atoms, this.timeline), count: c.count }));
    if (open.length === 0) return hidden;
    const look = (columns: ArrayLike<number> | undefined): void => {
      const world = columns && this.worldOf(columns);
      if (world) open = open.filter((asked) => !this.isSafe(asked, world));
    };
    // One world can settle many cells, so the worlds with the largest and the smallest total are tried first.
    for (const sign of [1, -1]) {
      const all = new Map<number, number>();
      for (const { terms } of open)
        for (const [column, times] of terms) all.set(column, (all.get(column) ?? 0) + sign * times);
      look(this.program.largest(all, false)?.columns);
    }
    for (let asked = open[0]; asked; asked = open[0]) {
      const bounds = new Set<number>();
      for (const whole of [false, true]) {
        for (const sign of [1, -1]) {
          const found =
            open[0] === asked
              ? this.program.largest(new Map([...asked.terms].map(([c, times]) => [c, sign * times])), whole)
              : null;
          look(found?.columns);
          for (const row of found?.heldBy ?? []) bounds.add(row);
        }
        if (open[0] !== asked || whole) break;
      }
      if (open[0] !== asked) continue;
      const shown = [...bounds]
        .flatMap((i) => this.rows[i] ?? [])
        .filter((row) => row.key !== null && row.upper !== Number.POSITIVE_INFINITY);
      const smallest = shown.reduce<Row | null>((best, row) => (best === null || before(row, best) ? row : best), null);
      if (!smallest?.key) open = open.slice(1);
      else
        for (const key of [smallest.key, ...needing(smallest.key)]) {
          this.hide(key);
          hidden.add(key);
        }
    }
    return hidden;
  }
}

const before = (a: Row, b: Row): boolean => a.size < b.size || (a.size === b.size && (a.key ?? '') < (b.key ?? ''));
