import { type Day, holdsOn } from '../kernel/dates.ts';

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
