import { estimate } from '../../domain/monitoring/estimators.ts';
import type { Opening } from '../../domain/monitoring/indicators.ts';
import type { Accumulated, TrendPoint } from '../../domain/monitoring/indicatorViews.ts';
import { type Period, sameKindUpTo } from '../../domain/monitoring/period.ts';
import type { Executor } from '../db/database.ts';
import { dataBegins, fromBegin } from './dataBegin.ts';
import type { FigureInput } from './evidenceSource.ts';
import { figureOf, figureOfSums } from './figures.ts';
import { forFigures, type Sums, sumsOfEvidence } from './sums.ts';
import { isReserved } from './toldFigures.ts';

/**
 * The figure at the end of each of the last periods of the same kind, oldest first. A measure that counts up to a
 * cut-off is read once, since each row has the day from which it counts; a row without a day is listed in all periods.
 * A measure of what happened in a period is computed for each period. So is every measure once an alliance has passed
 * to another unit, because each period's figure belongs to the unit that had the alliance then.
 */
export async function trendOf(asked: Executor, input: FigureInput): Promise<TrendPoint[]> {
  const db = forFigures(asked);
  const periods = sameKindUpTo(input.period);
  if (input.measure.window === 'cumulative' && !isReserved(input) && !(await anyTransfer(db)))
    return cumulativeTrend(db, input, periods);
  const points: TrendPoint[] = [];
  for (const period of periods) points.push({ period, figure: await figureOf(db, { ...input, period }) });
  return points;
}

async function anyTransfer(db: Executor): Promise<boolean> {
  const [row] = await db.query<{ any: boolean }>('select exists (select from alliance_transfer) as any');
  return row?.any === true;
}

async function cumulativeTrend(db: Executor, input: FigureInput, periods: readonly Period[]): Promise<TrendPoint[]> {
  const rows = await sumsOfEvidence<Sums & { ends: string }>(db, input, ['ends'], (source, params) => {
    params.push(periods.map((p) => p.to));
    // Added up by day first: for stored evidence this reads only an index, and each period then adds some hundreds of
    // days.
    return `with days as materialized (
       select counts_on, due, sum(n)::bigint as n, sum(d)::bigint as d, sum(n0)::bigint as n0, sum(d0)::bigint as d0, count(*)::int as rows
         from (${source}) s group by 1, 2)
     select t.ends, x.due, sum(x.n)::bigint as n, sum(x.d)::bigint as d, sum(x.n0)::bigint as n0,
       sum(x.d0)::bigint as d0, sum(x.rows)::int as rows
       from unnest($${params.length}::date[]) t(ends) join days x on x.counts_on <= t.ends or x.counts_on is null group by 1, 2`;
  });
  const begins = await dataBegins(db, input);
  return periods.map((period) => {
    const own = rows.filter((r) => r.ends === period.to);
    return { period, figure: fromBegin(figureOfSums(input, own), begins, period.to) };
  });
}

/**
 * An accumulated figure with an opening balance: the balance, read from a paper, up to its day, plus the records that
 * count after that day. Earlier records are already in the balance.
 */
export async function accumulated(db: Executor, input: FigureInput, opening: Opening): Promise<Accumulated> {
  const after = await figureOf(db, {
    ...input,
    scope: (params) => {
      const reach = input.scope(params);
      params.push(opening.upTo);
      return `${reach} and e.counts_on > $${params.length}::date`;
    },
  });
  const balance = { due: true, n: opening.value, d: 0, n0: 0, d0: 0 };
  return { opening, after, total: estimate(input.measure.estimator, [balance, { ...after, due: true }]) };
}
