import { type AllianceState, hasLeft } from '../alliance/states.ts';
import { type Day, holdsOn } from '../kernel/dates.ts';

/** An alliance of a ranking, with what it asks for and how it was scored. Amounts in centavos. */
export interface Candidate {
  readonly allianceId: string;
  readonly amountPar: number;
}

/** What a criterion gave an alliance: points from 0 to 100, and its weight in 1/10,000 on the day of the score. */
export interface Scored {
  readonly allianceId: string;
  readonly criterionId: string;
  readonly points: number;
  readonly weight: number;
}

/**
 * How the budget line is drawn. `corte`: it ends at the first alliance that the money does not reach. `relleno`: that
 * one is passed over, and later ones that the rest of the money still reaches enter.
 */
export type Cut = 'corte' | 'relleno';

/** An alliance in its place. */
export interface Placed<C extends Candidate = Candidate> {
  readonly candidate: C;
  /** From 1 on; null where a score is missing, since an unknown score is not zero. */
  readonly position: number | null;
  /** Sum of points by weight, in 1/10,000 of a point; null where a score is missing. */
  readonly total: number | null;
  /** PAR money of this one and of those above it that entered, in centavos. */
  readonly used: number;
  readonly enters: boolean;
}

/** The weights of a whole set of criteria add up to this, in 1/10,000. */
export const WHOLE_WEIGHT = 10_000;

/** The weighted total of an alliance, in 1/10,000 of a point; null where a criterion has no score. */
function totalOf(scores: readonly Scored[], criteria: readonly string[]): number | null {
  if (criteria.length === 0 || criteria.some((id) => !scores.some((s) => s.criterionId === id))) return null;
  return scores.filter((s) => criteria.includes(s.criterionId)).reduce((sum, s) => sum + s.points * s.weight, 0);
}

/**
 * The alliances of a ranking in order, and which of them the budget reaches (BR-27). More points come first; of two
 * with the same, the one that asks for less; then by id, so that the order is always the same. Whole centavos: the one
 * that uses the last centavo enters, one centavo more does not.
 * @param budget in centavos
 * @param criteria ids of the criteria by which each must have been scored
 */
export function rank<C extends Candidate>(
  candidates: readonly C[],
  scores: readonly Scored[],
  { budget, cut, criteria }: { readonly budget: number; readonly cut: Cut; readonly criteria: readonly string[] },
): Placed<C>[] {
  const byAlliance = Map.groupBy(scores, (s) => s.allianceId);
  const totals = candidates.map((candidate) => ({
    candidate,
    total: totalOf(byAlliance.get(candidate.allianceId) ?? [], criteria),
  }));
  const ordered = totals.toSorted(
    (a, b) =>
      (b.total ?? -1) - (a.total ?? -1) ||
      a.candidate.amountPar - b.candidate.amountPar ||
      (a.candidate.allianceId < b.candidate.allianceId ? -1 : 1),
  );
  let used = 0;
  let closed = false;
  return ordered.map(({ candidate, total }, i) => {
    const enters = total !== null && !closed && used + candidate.amountPar <= budget;
    if (enters) used += candidate.amountPar;
    else if (cut === 'corte') closed = true;
    return { candidate, position: total === null ? null : i + 1, total, used, enters };
  });
}

/** What tells by which criteria a run orders its alliances. */
export interface ByCriteria<C extends Criterion = Criterion> {
  /** Whether a run that uses the same scores was confirmed: what they are counted by is fixed since then. */
  readonly fixed: boolean;
  readonly scores: readonly Scored[];
  readonly criteria: readonly C[];
}
interface Criterion {
  readonly id: string;
  readonly state: string;
  readonly weight: number;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/**
 * The criteria of a run, the one list for its line, its board and its confirmation. Of a draft: those in force on the
 * day. Once it is confirmed they are fixed: those of its scores, with the weight that each has there; scores of other
 * criteria went out of effect with the confirmation.
 */
export function criteriaFor<C extends Criterion>({ fixed, scores, criteria }: ByCriteria<C>, on: Day): C[] {
  if (!fixed)
    return criteria.filter((c) => c.state !== 'RETIRADO' && holdsOn({ from: c.validFrom, to: c.validTo }, on));
  const weights = new Map(scores.map((s) => [s.criterionId, s.weight]));
  return criteria.flatMap((c) => (weights.has(c.id) ? [{ ...c, weight: weights.get(c.id) ?? c.weight }] : []));
}

/** An alliance in a run, with how it stands now. */
interface Entered extends Candidate {
  readonly state: AllianceState;
}

/** The alliances of a run that still run for its money: one that left the cycle before its convenio leaves it to the next. */
export const running = <E extends Entered>(entries: readonly E[]): E[] =>
  entries.filter(({ state }) => !hasLeft(state));

/** A confirmed run with its alliances and their scores. */
export interface Ranked {
  readonly name: string;
  readonly budget: number;
  readonly cut: Cut;
  readonly entries: readonly Entered[];
  readonly scores: readonly Scored[];
}

/** The places of a confirmed run. */
const placesOf = ({ entries, scores, budget, cut }: Ranked): Placed[] =>
  rank(running(entries), scores, { budget, cut, criteria: [...new Set(scores.map((s) => s.criterionId))] });

/** Whether the budget of a confirmed run reaches an alliance. */
export const entersIn = (run: Ranked, allianceId: string): boolean =>
  placesOf(run).some(({ candidate, enters }) => enters && candidate.allianceId === allianceId);
