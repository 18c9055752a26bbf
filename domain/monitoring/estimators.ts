/** One row of evidence of a measure: something that counts, with its parts (architecture 1.4). Exact integers. */
export interface EvidenceParts {
  /** False for what is not yet due (BR-49): it is shown apart and in no sum. */
  readonly due: boolean;
  readonly n: number;
  readonly d: number;
  readonly n0: number;
  readonly d0: number;
}

export type Estimator = 'sum' | 'ratio' | 'change' | 'increase';

/** Whether a figure is a fraction, shown as a percentage; others are numbers in their unit. */
export const isFraction = (estimator: Estimator): boolean => estimator === 'ratio' || estimator === 'change';

/** Whether a figure compares an amount with that before the project (`n` and `n0`, in centavos). */
export const hasBefore = (estimator: Estimator): boolean => estimator === 'change' || estimator === 'increase';

/**
 * A figure: a value, or the reason why there is none; never 0 for lack of data. In a figure hidden from its reader,
 * every part is 0.
 */
export interface Figure {
  readonly status: 'value' | 'noData' | 'notDue' | 'hidden';
  /** Count for `sum`; a fraction (0.314 = 31,4 %) for `ratio` and `change`; bolivianos for `increase`; null when there is no value. */
  readonly value: number | null;
  readonly n: number;
  readonly d: number;
  readonly n0: number;
  readonly d0: number;
  /** Rows that are due, and rows that are not yet. */
  readonly rows: number;
  readonly notDue: number;
}

/**
 * The only computation of figures: `sum` Σn; `ratio` Σn/Σd; `change` (Σn/Σd)/(Σn0/Σd0) − 1; `increase` Σn − Σn0,
 * centavos given in bolivianos, for what had nothing before. Parts are added, percentages never averaged (domain brief
 * 4.0.3). A denominator of 0 is *s/d*; nothing due yet is *aún no exigible* (4.0.2). Unknown is not 0: for a sum and a
 * share, n0 counts what may count without anybody knowing. When nothing is known to count, a sum that has such unknowns
 * is *s/d* too, and so is a share of nothing else.
 */
export function estimate(estimator: Estimator, evidence: Iterable<EvidenceParts>): Figure {
  let [n, d, n0, d0, rows, notDue] = [0, 0, 0, 0, 0, 0];
  for (const e of evidence) {
    if (!e.due) {
      notDue += 1;
      continue;
    }
    n += e.n;
    d += e.d;
    n0 += e.n0;
    d0 += e.d0;
    rows += 1;
  }
  const value = rows === 0 && notDue > 0 ? null : valueFrom(estimator, { n, d, n0, d0 });
  const status = value !== null ? 'value' : rows === 0 && notDue > 0 ? 'notDue' : 'noData';
  return { status, value, n, d, n0, d0, rows, notDue };
}

function valueFrom(estimator: Estimator, t: { n: number; d: number; n0: number; d0: number }): number | null {
  switch (estimator) {
    case 'sum':
      return t.n === 0 && t.n0 > 0 ? null : t.n;
    case 'ratio':
      return t.d === 0 || (t.n === 0 && t.n0 === t.d) ? null : t.n / t.d;
    case 'change':
      return t.d === 0 || t.d0 === 0 || t.n0 === 0 ? null : t.n / t.d / (t.n0 / t.d0) - 1;
    case 'increase':
      return t.d === 0 ? null : (t.n - t.n0) / 100;
  }
}

/** A fraction as a percentage rounded half up to one decimal, only for the screen: 0.3145 → 31.5. */
export function percent(fraction: number): number {
  return Math.sign(fraction) * (Math.floor(Math.abs(fraction) * 1000 + 0.5 + 1e-9) / 10);
}
