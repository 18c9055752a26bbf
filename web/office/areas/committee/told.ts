import type { BoardRow, BoardRun } from '../../../../domain/committee/views.ts';
import { writtenBs, writtenNumber } from '../../../../domain/kernel/money.ts';

/** Points with two decimals: a total is in 1/10,000 of a point. */
export const writtenPoints = (total: number): string => writtenNumber(total / 10_000, 2);

/** PAR money for each family, in words; null where the families are not known. */
export const perFamily = ({ amountPar, families }: BoardRow): string | null =>
  families ? writtenBs(Math.round(amountPar / families)) : null;

/** The share of the counterpart in the whole, in words; null where it is not known. */
export const counterpartShare = ({ amountPar, amountCounterpart }: BoardRow): string | null =>
  amountCounterpart === null || amountPar + amountCounterpart === 0
    ? null
    : `${writtenNumber((amountCounterpart * 100) / (amountPar + amountCounterpart), 1)} %`;

/** What the alliances that enter in a run add up to. Families and women are known of some: the others are counted. */
export interface Reached {
  readonly alliances: number;
  readonly amount: number;
  readonly families: number;
  readonly women: number;
  /** Of how many of them the families are not known. */
  readonly unknown: number;
  readonly departments: readonly string[];
}

export function reachedBy({ rows }: BoardRun): Reached {
  const within = rows.filter((row) => row.enters);
  const sum = (of: (row: BoardRow) => number | null) => within.reduce((all, row) => all + (of(row) ?? 0), 0);
  return {
    alliances: within.length,
    amount: sum((row) => row.amountPar),
    families: sum((row) => row.families),
    women: sum((row) => row.women),
    unknown: within.filter((row) => row.families === null).length,
    departments: [...new Set(within.flatMap((row) => row.department ?? []))].toSorted(),
  };
}

/** The names of those that enter in one run and not in another. */
export const onlyIn = (one: BoardRun, other: BoardRun): string[] => {
  const there = new Set(other.rows.filter((row) => row.enters).map((row) => row.allianceId));
  return one.rows.filter((row) => row.enters && !there.has(row.allianceId)).map((row) => row.name);
};
