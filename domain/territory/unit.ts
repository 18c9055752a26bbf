import { addDays, type Day, holdsOn } from '../kernel/dates.ts';

/** UCN: national, serves no municipality. UOD: a department. UOR: a region across provinces. */
export type UnitKind = 'UCN' | 'UOD' | 'UOR';

/** An operating unit. `code` (three letters) is its identity in scopes. */
export interface OperatingUnit {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: UnitKind;
  readonly seat: string | null;
}

/** A dated line of who serves a municipality; both days included, `to` null while it holds. */
export interface Coverage {
  readonly municipalityCode: string;
  readonly unitCode: string;
  readonly from: Day;
  readonly to: Day | null;
}

/** The unit that serves a municipality on a day; null when no line holds. */
export function unitOn(lines: readonly Coverage[], municipalityCode: string, day: Day): string | null {
  return lines.find((line) => line.municipalityCode === municipalityCode && holdsOn(line, day))?.unitCode ?? null;
}

/** A line of `reference/territory/unit_coverage.csv`: a department, province or municipality (2, 4 or 6 digits) served from a day on. */
export interface CoverageRule {
  readonly territory: string;
  readonly unitCode: string;
  readonly from: Day;
  readonly basis: string;
}

/**
 * Who serves one municipality over time: on each day the longest code that fits wins, and of two equal ones the later. Spans follow
 * each other without gap or overlap; the last is open. Empty when no rule fits.
 */
export function expandCoverage(rules: readonly CoverageRule[], municipalityCode: string): (Coverage & { readonly basis: string })[] {
  const fitting = rules.filter((rule) => municipalityCode.startsWith(rule.territory));
  const days = [...new Set(fitting.map((rule) => rule.from))].sort();
  const spans: (Coverage & { basis: string })[] = [];
  for (const day of days) {
    const winner = fitting
      .filter((rule) => rule.from <= day)
      .reduce((a, b) => (b.territory.length > a.territory.length || (b.territory.length === a.territory.length && b.from > a.from) ? b : a));
    const last = spans.at(-1);
    if (last && last.unitCode === winner.unitCode) continue;
    if (last) spans[spans.length - 1] = { ...last, to: addDays(day, -1) };
    spans.push({ municipalityCode, unitCode: winner.unitCode, from: day, to: null, basis: winner.basis });
  }
  return spans;
}
