/**
 * Hiding of small cells (domain brief 1.3.5): a public table shows no count of one to four persons or families, and none can
 * be worked out from the totals and the other tables published.
 *
 * A *cell* is a set of atoms: an atom is a class of persons that every table treats alike (same unit, municipality, model,
 * product, sex…). Whoever reads the tables knows sums over atoms; a hidden cell can be worked out by adding and subtracting
 * published ones exactly when its indicator vector lies in the span of theirs.
 */
export interface Cell {
  readonly key: string;
  readonly count: number;
  /** Indices of the atoms that it adds up. */
  readonly atoms: readonly number[];
  /**
   * Whether it would be published at all. Complements (men = all − women) are not, but must not follow from others
   * either.
   */
  readonly publishable: boolean;
  /** The key of a cell without which this one is not shown. */
  readonly needs?: string;
}

export const DEFAULT_MINIMUM = 5;

/**
 * A prime below 2^26, so that products stay exact in double precision. A vector in the span only modulo it is hidden
 * too, which errs on the safe side.
 */
const P = 67_108_859;

/** Inverse modulo P by Fermat. */
function inverse(a: number): number {
  let [result, base, e] = [1, a % P, P - 2];
  while (e > 0) {
    if (e & 1) result = (result * base) % P;
    base = (base * base) % P;
    e >>>= 1;
  }
  return result;
}

/** The non-zero entries of a vector: places and values. */
interface Row {
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/**
 * The row echelon form of published cells. Each row also records the cells from which it was made, in places after the
 * atoms.
 */
class Span {
  private readonly pivots: (Row | undefined)[] = [];
  /** The vector being reduced, all zero in between: first the atoms, then the cells from which it was made. */
  private readonly work: Float64Array;
  private readonly atoms: number;

  /** @param cells sorted from the fewest atoms to the most, so that rows stay sparse */
  constructor(atoms: number, cells: readonly Cell[]) {
    this.atoms = atoms;
    this.work = new Float64Array(atoms + cells.length);
    cells
      .map((cell, i) => ({ cell, i }))
      .sort((a, b) => a.cell.atoms.length - b.cell.atoms.length || a.i - b.i)
      .forEach(({ cell, i }) => void this.add(cell.atoms, i));
  }

  /** Reduces the vector by the rows, answers what is left, and empties the work space. */
  private reduce(places: readonly number[]): Row {
    const v = this.work;
    for (const i of places) v[i] = 1;
    let from = this.atoms;
    for (const i of places) if (i < from) from = i;
    for (let lead = from; lead < this.atoms; lead++) {
      const factor = v[lead] ?? 0;
      const row = factor === 0 ? undefined : this.pivots[lead];
      if (!row) continue;
      for (let k = 0; k < row.at.length; k++) {
        const i = row.at[k] ?? 0;
        v[i] = ((v[i] ?? 0) - ((factor * (row.values[k] ?? 0)) % P) + P) % P;
      }
    }
    const [at, values]: [number[], number[]] = [[], []];
    for (let i = from; i < v.length; i++) {
      const value = v[i] ?? 0;
      if (value === 0) continue;
      at.push(i);
      values.push(value);
      v[i] = 0;
    }
    return { at, values };
  }

  private add(atoms: readonly number[], cell: number): void {
    if (atoms.length === 0) return;
    const { at, values } = this.reduce([...atoms, this.atoms + cell]);
    const lead = at[0] ?? this.atoms;
    if (lead >= this.atoms) return;
    const scale = inverse(values[0] ?? 1);
    this.pivots[lead] = { at, values: values.map((x) => (x * scale) % P) };
  }

  /** The published cells from which the sum over these atoms can be worked out; null when it cannot. */
  madeOf(atoms: readonly number[]): number[] | null {
    const { at } = this.reduce(atoms);
    return (at[0] ?? this.atoms) < this.atoms ? null : at.map((i) => i - this.atoms);
  }
}

/** The number of atoms that occur in these cells. */
const atomsOf = (...cells: (readonly Cell[])[]): number =>
  cells.flat().reduce((most, c) => c.atoms.reduce((m, i) => Math.max(m, i + 1), most), 0);

/** Whether a reader can work out this cell from the published ones. */
export function follows(cell: Cell, published: readonly Cell[]): boolean {
  return new Span(atomsOf(published, [cell]), published).madeOf(cell.atoms) !== null;
}

/** Whether a count, or a difference, is small: from one to minimum − 1. Zero is nobody. */
export const isSmall = (count: number, minimum = DEFAULT_MINIMUM): boolean => count !== 0 && Math.abs(count) < minimum;

/**
 * Which candidates may be shown together with what is known already, so that nothing sensitive can be worked out. While
 * something can, the smallest candidate from which it follows is left out, with whatever needs that. What follows from
 * the known cells alone can no longer be prevented and is ignored.
 */
export function protect(known: readonly Cell[], candidates: readonly Cell[], sensitive: readonly Cell[]): Cell[] {
  const atoms = atomsOf(known, candidates, sensitive);
  let shown = [...candidates];
  let open = [...sensitive];
  for (;;) {
    const all = [...known, ...shown];
    const span = new Span(atoms, all);
    const victims = new Set<string>();
    // What does not follow from these cells does not follow from fewer, so only those that did are checked again.
    open = open.filter((c) => {
      const from = (span.madeOf(c.atoms) ?? []).flatMap((i) => (i < known.length ? [] : (all[i] ?? [])));
      const victim = from.some((f) => victims.has(f.key)) ? null : smallestOf(from);
      if (victim) victims.add(victim.key);
      return from.length > 0;
    });
    if (victims.size === 0) return shown;
    shown = shown.filter((c) => !victims.has(c.key) && !(c.needs !== undefined && victims.has(c.needs)));
  }
}

function smallestOf(cells: readonly Cell[]): Cell | null {
  const size = (c: Cell) => Math.abs(c.count);
  return cells.reduce<Cell | null>(
    (best, c) => (!best || size(c) < size(best) || (size(c) === size(best) && c.key < best.key) ? c : best),
    null,
  );
}
