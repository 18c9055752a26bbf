import { type Estimator, isFraction } from '../../../../domain/monitoring/estimators.ts';

/** The scale, the strokes and the short period names of a small line chart. Pure functions. */

export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

/** A round step so that about four of them cover a span. */
function stepOf(span: number, whole: boolean): number {
  const raw = whole ? Math.max(span / 4, 1) : span / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  return ((whole ? [1, 2, 5] : [1, 2, 2.5, 5]).find((m) => m * power >= raw) ?? 10) * power;
}

/**
 * The scale always includes zero, so that the line does not make a small change look large. A share reaches at least
 * 100 %. Counts have no ticks between whole numbers.
 */
export function scaleOf(values: readonly (number | null)[], estimator: Estimator): Scale {
  const known = values.filter((v) => v !== null);
  const low = Math.min(0, ...known);
  const most = Math.max(estimator === 'ratio' ? 1 : 0, ...known);
  const top = most > low ? most : low + 1;
  const step = stepOf(top - low, !isFraction(estimator));
  const min = Math.floor(low / step + 1e-9) * step;
  const max = Math.ceil(top / step - 1e-9) * step;
  const ticks = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) => min + i * step);
  return { min, max, ticks };
}

/** One stroke for each run of known values: the line is broken where there is no figure. */
export function pathsOf(
  values: readonly (number | null)[],
  x: (i: number) => number,
  y: (v: number) => number,
): string[] {
  const paths: string[] = [];
  let path = '';
  for (const [i, v] of values.entries()) {
    if (v === null) {
      if (path) paths.push(path);
      path = '';
    } else path += `${path ? 'L' : 'M'}${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
  }
  if (path) paths.push(path);
  return paths;
}

const MONTHS = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'];

/** '2026-M06' as 'jun 26', '2026-Q2' as 'T2 26', '2026-S1' as 'S1 26', '2026' as it is. */
export function shortPeriod(code: string): string {
  const [year = '', part] = code.split('-');
  if (!part) return year;
  const at = Number(part.slice(1));
  const name = part.startsWith('M') ? (MONTHS[at - 1] ?? part) : part.startsWith('Q') ? `T${at}` : `S${at}`;
  return `${name} ${year.slice(2)}`;
}
