import type { Day } from '../kernel/dates.ts';

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

/** The unit that serves a municipality from a day on, until its next period of service begins. */
export interface ServiceLine {
  readonly unitCode: string;
  readonly validFrom: Day;
}

/** The period of service of a municipality on a day; null when there is none. */
export function serviceOn<T extends ServiceLine>(lines: readonly T[], day: Day): T | null {
  return lines
    .filter((line) => line.validFrom <= day)
    .reduce<T | null>((last, line) => (last && last.validFrom > line.validFrom ? last : line), null);
}

/** A line of `reference/territory/unit_coverage.csv`: a department, province or municipality (2, 4 or 6 digits) served from a day on. */
export interface CoverageRule {
  readonly territory: string;
  readonly unitCode: string;
  readonly from: Day;
  readonly basis: string;
}

/**
 * Who serves one municipality over time. On each day, the rule with the longest matching code applies; of two with the
 * same code, the later. Only days on which the unit changes are listed. Empty when no rule matches.
 */
export function expandCoverage(
  rules: readonly CoverageRule[],
  municipalityCode: string,
): (ServiceLine & { readonly basis: string })[] {
  const fitting = rules.filter((rule) => municipalityCode.startsWith(rule.territory));
  const days = [...new Set(fitting.map((rule) => rule.from))].sort();
  const lines: (ServiceLine & { basis: string })[] = [];
  for (const day of days) {
    const winner = fitting
      .filter((rule) => rule.from <= day)
      .reduce((a, b) =>
        b.territory.length > a.territory.length || (b.territory.length === a.territory.length && b.from > a.from)
          ? b
          : a,
      );
    if (lines.at(-1)?.unitCode !== winner.unitCode)
      lines.push({ unitCode: winner.unitCode, validFrom: day, basis: winner.basis });
  }
  return lines;
}
