import type { Day } from '../../domain/kernel/dates.ts';
import { monthOfCounted } from '../../domain/monitoring/indicators.ts';
import type { Executor } from '../db/database.ts';
import { evidenceSource, type FigureInput } from './evidenceSource.ts';
import { bySlices, forFigures, sumsSource } from './sums.ts';

/** An alliance that lacks visits: in how many months a visit was expected, and in how many there was one. */
interface Lacking {
  readonly allianceId: string;
  readonly allianceCode: string;
  readonly allianceName: string;
  readonly unitId: string;
  readonly municipalityCode: string | null;
  readonly monthsExpected: number;
  readonly monthsVisited: number;
}
export interface WithoutVisit extends Lacking {
  /** The months without a visit, `YYYY-MM`, the earliest first. */
  readonly months: readonly string[];
}

/**
 * The alliances that lack a visit in some month, one page at a time, those that lack most first. It uses the same rows
 * as the figure of monthly visits: it shows exactly what the figure does not count as visited. Months in which nobody
 * knows whether the alliance was active are in neither.
 */
export async function monthsWithoutVisit(
  asked: Executor,
  input: FigureInput,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
): Promise<{ rows: WithoutVisit[]; total: number }> {
  const db = forFigures(asked);
  const lacking: Lacking[] = [];
  await bySlices(db, input, await sumsSource(db, input), async (executor, source) => {
    const params: unknown[] = [];
    lacking.push(
      ...(await executor.query<Lacking & Record<string, unknown>>(
        `select s.alliance_id as "allianceId", a.code as "allianceCode", a.name as "allianceName", s.unit_id as "unitId",
                s.municipality_code as "municipalityCode", sum(s.d)::int as "monthsExpected", sum(s.n)::int as "monthsVisited"
           from (${source(params)}) s join alliance a on a.id = s.alliance_id
          group by s.alliance_id, a.code, a.name, s.unit_id, s.municipality_code having sum(s.d) > sum(s.n)`,
        params,
      )),
    );
  });
  const lacks = (a: Lacking) => a.monthsExpected - a.monthsVisited;
  lacking.sort((a, b) => lacks(b) - lacks(a) || (a.allianceCode < b.allianceCode ? -1 : 1));
  const shown = lacking.slice((page - 1) * pageSize, page * pageSize);
  const months = await monthsOf(
    db,
    input,
    shown.map((a) => a.allianceId),
  );
  return { rows: shown.map((a) => ({ ...a, months: months.get(a.allianceId) ?? [] })), total: lacking.length };
}

/** The months without a visit of some alliances. */
async function monthsOf(
  db: Executor,
  input: FigureInput,
  alliances: readonly string[],
): Promise<Map<string, string[]>> {
  const months = await monthsToVisit(db, input, alliances);
  return new Map([...months].map(([id, all]) => [id, all.filter((m) => m.state === 'missing').map((m) => m.month)]));
}

/**
 * A month in which the figure of monthly visits expects a visit to an alliance; `unknown` when nobody knows whether the
 * alliance was active.
 */
export interface MonthToVisit {
  readonly month: string;
  readonly state: 'visited' | 'missing' | 'unknown';
  /** The day of its first visit. */
  readonly firstOn: Day | null;
}

/** The rows of the figure of monthly visits for some alliances, month by month, the earliest first. */
export async function monthsToVisit(
  asked: Executor,
  input: FigureInput,
  alliances: readonly string[],
): Promise<Map<string, MonthToVisit[]>> {
  const found = new Map<string, MonthToVisit[]>();
  if (alliances.length === 0) return found;
  const db = forFigures(asked);
  const read = async (executor: Executor, source: (params: unknown[]) => string): Promise<void> => {
    const params: unknown[] = [];
    const rows = await executor.query<{ id: string; thing: string; n: number; d: number; firstOn: Day | null }>(
      `select x.alliance_id as id, x.thing, x.n, x.d, x.counts_on as "firstOn" from (${source(params)}) x order by x.thing collate "C"`,
      params,
    );
    for (const { id, thing, n, d, firstOn } of rows) {
      const month = monthOfCounted(thing);
      if (month)
        found.set(id, [
          ...(found.get(id) ?? []),
          { month, state: d === 0 ? 'unknown' : n === 0 ? 'missing' : 'visited', firstOn },
        ]);
    }
  };
  await bySlices(db, input, { kept: false, write: await evidenceSource(db, input) }, read, undefined, alliances);
  return found;
}
