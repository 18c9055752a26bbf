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

/** The criteria by which a ranking was scored: those of any of its scores. */
export const criteriaOf = (scores: readonly Scored[]): string[] => [...new Set(scores.map((s) => s.criterionId))];

/** A confirmed run with its alliances and their scores. */
export interface Ranked {
  readonly name: string;
  readonly budget: number;
  readonly cut: Cut;
  readonly entries: readonly Candidate[];
  readonly scores: readonly Scored[];
}

/** The places of a run. */
export const placesOf = ({ entries, scores, budget, cut }: Ranked): Placed[] =>
  rank(entries, scores, { budget, cut, criteria: criteriaOf(scores) });

/** Whether the budget of a run reaches an alliance. */
export const entersIn = (run: Ranked, allianceId: string): boolean =>
  placesOf(run).some(({ candidate, enters }) => enters && candidate.allianceId === allianceId);
