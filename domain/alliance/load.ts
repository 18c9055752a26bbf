import type { Assignment } from '../field/capture.ts';
import { type Day, holdsOn } from '../kernel/dates.ts';
import { isAllianceState, states } from './states.ts';

/** An assignment of a person, with what the checks of cap and zone need (loader `assignmentsOfUser`). */
export interface AssignmentLoad extends Assignment {
  readonly allianceState: string;
}

/** An initiative of regional technical assistance that a person accompanies (M-09). */
export interface RegionalLoad {
  readonly id: string;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
}

export interface Span {
  readonly from: Day;
  readonly to: Day | null;
}

export const overlaps = (a: Span, b: { validFrom: Day; validTo: Day | null }) =>
  a.from <= (b.validTo ?? '9999-12-31') && b.validFrom <= (a.to ?? '9999-12-31');
export const isActive = (state: string) => isAllianceState(state) && states[state].active;

/**
 * The most alliances and regional initiatives that a person accompanies on a single day of a span (BR-46, M-09); only
 * active alliances count.
 */
export function busiestDay(
  span: Span,
  mine: readonly AssignmentLoad[],
  regional: readonly RegionalLoad[] = [],
): number {
  const counted = [
    ...mine
      .filter((a) => a.role === 'ACOMPANANTE' && isActive(a.allianceState))
      .map(({ allianceId, validFrom, validTo }) => ({ id: allianceId, validFrom, validTo })),
    ...regional.map(({ id, startsOn, endsOn }) => ({ id, validFrom: startsOn, validTo: endsOn })),
  ].filter((one) => overlaps(span, one));
  const days = [span.from, ...counted.map((one) => one.validFrom).filter((day) => day > span.from)];
  return Math.max(
    0,
    ...days.map(
      (day) =>
        new Set(counted.filter((one) => holdsOn({ from: one.validFrom, to: one.validTo }, day)).map((one) => one.id))
          .size,
    ),
  );
}
