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
  /** Indices of the atoms it adds up. */
  readonly atoms: readonly number[];
  /** Whether it would be published at all; complements (men = all − women) are not, but must not follow either. */
  readonly publishable: boolean;
}

export const DEFAULT_MINIMUM = 5;

/** A prime below 2^26: products stay exact in double precision. Being in the span modulo it errs on the side of hiding. */
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

type Vector = Map<number, number>;

/** Indices from here on say which published cells a vector was made of; they are carried along and never reduced. */
const MADE_OF = 1_000_000;

/** Row echelon form of published cells, each row with the cells it was made of. */
class Span {
  private readonly pivots = new Map<number, Vector>();

  private reduce(vector: Vector): Vector {
    const v = new Map(vector);
    for (;;) {
      let lead = MADE_OF;
      for (const i of v.keys()) if (i < lead && this.pivots.has(i)) lead = i;
      const row = this.pivots.get(lead);
      if (!row) return v;
      const factor = v.get(lead) ?? 0;
      for (const [i, x] of row) {
        const value = ((v.get(i) ?? 0) - ((factor * x) % P) + P) % P;
        if (value === 0) v.delete(i);
        else v.set(i, value);
      }
    }
  }

  add(atoms: readonly number[], cell: number): void {
    const v = this.reduce(new Map([...atoms.map((i) => [i, 1] as const), [MADE_OF + cell, 1] as const]));
    const lead = Math.min(...v.keys());
    if (lead >= MADE_OF) return;
    const scale = inverse(v.get(lead) ?? 1);
    for (const [i, x] of v) v.set(i, (x * scale) % P);
    this.pivots.set(lead, v);
  }

  /** The published cells that the sum over these atoms can be worked out from; null when it cannot. */
  madeOf(atoms: readonly number[]): number[] | null {
    const left = [...this.reduce(new Map(atoms.map((i) => [i, 1]))).keys()];
    return left.some((i) => i < MADE_OF) ? null : left.map((i) => i - MADE_OF);
  }
}

function spanOf(published: readonly Cell[]): Span {
  const span = new Span();
  published.forEach((c, i) => {
    if (c.atoms.length) span.add(c.atoms, i);
  });
  return span;
}

/** Whether the published cells let a reader work out this one. */
export function follows(cell: Cell, published: readonly Cell[]): boolean {
  return spanOf(published).madeOf(cell.atoms) !== null;
}

/**
 * Which publishable cells may be shown. Those of 1 to minimum − 1 are hidden; then, while a sensitive cell can still be worked
 * out from shown ones, the smallest of those is hidden too. Zero is no person and is shown.
 */
export function publishableCells(cells: readonly Cell[], minimum = DEFAULT_MINIMUM): Set<string> {
  const small = (c: Cell) => c.count > 0 && c.count < minimum;
  const sensitive = cells.filter(small);
  let shown = cells.filter((c) => c.publishable && !small(c));
  for (;;) {
    const span = spanOf(shown);
    let open: number[] | null = null;
    for (const c of sensitive) {
      open = span.madeOf(c.atoms);
      if (open) break;
    }
    if (!open) return new Set(shown.map((c) => c.key));
    const victim = smallestOf(open.flatMap((i) => shown[i] ?? []));
    shown = shown.filter((c) => c !== victim);
  }
}

function smallestOf(cells: readonly Cell[]): Cell | null {
  return cells.reduce<Cell | null>((best, c) => (!best || c.count < best.count || (c.count === best.count && c.key < best.key) ? c : best), null);
}
