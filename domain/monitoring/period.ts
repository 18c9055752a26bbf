import { addDays, type Day, writtenMonth } from '../kernel/dates.ts';
import { ProblemError, problem } from '../kernel/problem.ts';

/** A calendar period: '2026-M06' month, '2026-Q2' quarter, '2026-S1' semester, '2026' year. */
export type PeriodCode = string;

export interface Period {
  readonly code: PeriodCode;
  readonly from: Day;
  readonly to: Day;
  readonly name: string;
}

const pad = (n: number) => String(n).padStart(2, '0');

function span(code: string, year: number, firstMonth: number, months: number, name: string): Period {
  const after = firstMonth + months;
  const next = after > 12 ? `${year + 1}-${pad(after - 12)}-01` : `${year}-${pad(after)}-01`;
  return { code, from: `${year}-${pad(firstMonth)}-01`, to: addDays(next, -1), name };
}

/** The period a code names, of this century or the last; null for a code that names none. */
export function periodOf(code: PeriodCode): Period | null {
  const m = /^((?:19|20)\d{2})(?:-(?:M(\d{2})|Q([1-4])|S([12])))?$/.exec(code);
  if (!m) return null;
  const year = Number(m[1]);
  if (m[2]) {
    const month = Number(m[2]);
    return month >= 1 && month <= 12 ? span(code, year, month, 1, writtenMonth(`${year}-${pad(month)}`)) : null;
  }
  if (m[3]) return span(code, year, Number(m[3]) * 3 - 2, 3, `${m[3]}.º trimestre de ${year}`);
  if (m[4]) return span(code, year, Number(m[4]) * 6 - 5, 6, `${m[4]}.º semestre de ${year}`);
  return span(code, year, 1, 12, `gestión ${year}`);
}

/**
 * The day up to which a period is computed: its last day, or today while it is running. The future counts as nothing,
 * so a later cut-off would compare a whole with a part. Problem SIGG-552 for a period that has not begun.
 */
export function cutoffOf(period: Period, today: Day): Day {
  if (period.from > today) throw new ProblemError(problem('periodNotBegun', { name: period.name, from: period.from }));
  return period.to < today ? period.to : today;
}

/** How many periods a line shows: two years of quarters, one year of months. */
const SHOWN = { month: 12, quarter: 8, half: 6, year: 5 } as const;

/** The last periods of the same kind, oldest first, the given one last. */
export function sameKindUpTo(period: Period): Period[] {
  const year = Number(period.code.slice(0, 4));
  const at = Number(period.code.slice(6) || '1');
  const [kind, perYear, code] = period.code.includes('M')
    ? (['month', 12, (y: number, i: number) => `${y}-M${pad(i)}`] as const)
    : period.code.includes('Q')
      ? (['quarter', 4, (y: number, i: number) => `${y}-Q${i}`] as const)
      : period.code.includes('S')
        ? (['half', 2, (y: number, i: number) => `${y}-S${i}`] as const)
        : (['year', 1, (y: number) => `${y}`] as const);
  return Array.from({ length: SHOWN[kind] }, (_, i) => {
    const index = year * perYear + at - 1 - (SHOWN[kind] - 1 - i);
    return periodOf(code(Math.floor(index / perYear), (index % perYear) + 1));
  }).filter((p): p is Period => p !== null);
}

/** The periods open on a day: its month, quarter, semester and year, and the month before. */
export function openPeriods(today: Day): Period[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const before = month === 1 ? `${year - 1}-M12` : `${year}-M${pad(month - 1)}`;
  const codes = [
    before,
    `${year}-M${pad(month)}`,
    `${year}-Q${Math.ceil(month / 3)}`,
    `${year}-S${Math.ceil(month / 6)}`,
    `${year}`,
  ];
  return codes.map((code) => periodOf(code)).filter((p): p is Period => p !== null);
}

/** The periods a person may ask for: the open ones, and those that ended in the two years before. Newest first. */
export function choosablePeriods(today: Day): Period[] {
  const year = Number(today.slice(0, 4));
  const codes = [0, 1, 2].flatMap((back) => {
    const y = year - back;
    return [
      `${y}`,
      `${y}-S2`,
      `${y}-S1`,
      `${y}-Q4`,
      `${y}-Q3`,
      `${y}-Q2`,
      `${y}-Q1`,
      ...Array.from({ length: 12 }, (_, i) => `${y}-M${pad(12 - i)}`),
    ];
  });
  return codes.map((code) => periodOf(code)).filter((p): p is Period => p !== null && p.from <= today);
}
