import * as z from 'zod/mini';
import {
  FUNNEL_STEPS,
  type FunnelGroup,
  type FunnelGroupRow,
  type FunnelRow,
  type FunnelView,
  funnelGroups,
  placeReached,
  placesReached,
} from '../../../domain/alliance/funnel.ts';
import { type AllianceState, stateNames, states } from '../../../domain/alliance/states.ts';
import { type Day, daysBetween, writtenDay } from '../../../domain/kernel/dates.ts';
import { daySchema } from '../../../domain/kernel/envelope.ts';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import { within } from '../monitoring/indicatorInput.ts';
import { defineQuery, pageParams, type Reading } from '../query.ts';
import { PORTFOLIO_READERS } from '../readers.ts';
import { funnelColumns } from './columns.ts';

interface Params {
  programme: string;
  level: number;
  asOf: Day;
  by: FunnelGroup;
  unit?: string | undefined;
  page: number;
  pageSize: number;
}

/** The cycle in order; the states beside it have no place. */
const CYCLE: readonly AllianceState[] = stateNames.filter((name) => states[name].stage !== null);

const GROUPS: Readonly<Record<FunnelGroup, { readonly code: string; readonly name: string }>> = {
  unit: { code: 'c.unit_id', name: '(select u.short_name from operating_unit u where u.code = g.code)' },
  model: { code: 'c.model::text', name: `'Modelo ' || g.code` },
  product: { code: 'c.product_code', name: '(select p.name from product p where p.code = g.code)' },
  year: { code: 'c.asked_year::text', name: 'g.code' },
};

interface Found extends Record<string, unknown> {
  alliances: number;
  undated: number;
  here: { state: AllianceState; n: number; since: Day | null }[] | null;
  reached: number[];
  timed: { state: AllianceState; n: number; median: number }[] | null;
  groups: FunnelGroupRow[] | null;
}

/**
 * How far the alliances within reach had come on a day, with the days that each state takes. What an alliance had
 * passed before it was adopted counts as reached and has no part in the medians.
 */
export const allianceFunnel = defineQuery({
  name: 'alliance.funnel',
  title: 'ver el embudo de alianzas',
  by: PORTFOLIO_READERS,
  columns: funnelColumns,
  params: z.object({
    ...pageParams,
    programme: z.string().check(z.maxLength(40)),
    level: z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3)),
    asOf: daySchema,
    by: z.enum(Object.keys(funnelGroups) as [FunnelGroup, ...FunnelGroup[]]),
    unit: z.optional(z.string().check(z.maxLength(20))),
  }) as unknown as z.ZodMiniType<Params>,
  run: async ({ db, scopes, params, today }: Reading<Params>): Promise<FunnelView> => {
    const { level, asOf, programme, unit, page, pageSize } = params;
    if (asOf > today)
      throw new ProblemError(problem('periodNotBegun', { name: writtenDay(asOf), from: writtenDay(asOf) }));
    const values: unknown[] = [
      level,
      asOf,
      programme,
      CYCLE,
      FUNNEL_STEPS.map(placeReached),
      JSON.stringify(placesReached),
    ];
    const columns = {
      unit: 'a.unit_id',
      alliance: 'a.id',
      organisation: 'a.organisation_id',
      municipality: 'a.municipality_code',
    };
    const group = GROUPS[params.by];
    const [found] = await db.query<Found>(
      `with told as materialized (
         select t.alliance_id, t.state, ($6::text::jsonb ->> t.state)::int as place, t.since, t.until,
           -- What was reached on an unknown day is known from the first day that is: of the next state, or of the entry.
           coalesce(t.since, t.until, (select min((e.received_at at time zone 'America/La_Paz')::date)
             from alliance_stage s join journal_entry e on e.id = s.entry_id where s.alliance_id = t.alliance_id)) as known
           from alliance_timeline($1, null) t where t.state is not null),
       line as materialized (select * from told where known <= $2::date),
       come as materialized (
         select a.id, a.unit_id, a.model, a.product_code, max(l.place) as furthest,
           min(extract(year from l.since)) filter (where l.state = 'SOLICITUD_RECIBIDA') as asked_year
           from alliance_at($1, $2::date, null) a join line l on l.alliance_id = a.id
          where a.programme_id = $3 and ${within(scopes, columns, unit, values)}
          group by a.id, a.unit_id, a.model, a.product_code),
       taken as (
         select l.state, l.until - l.since as days from line l join come c on c.id = l.alliance_id
          where l.until <= $2::date and exists (select 1 from alliance_stage s
            where s.alliance_id = l.alliance_id and s.state = l.state and s.reached_on = l.since and s.how = 'transición'))
       select (select count(*) from come) as alliances,
         (select count(distinct a.id) from alliance_at($1, $2::date, null) a join told t on t.alliance_id = a.id
           where t.since is null and not exists (select 1 from line l where l.alliance_id = a.id)
             and a.programme_id = $3 and ${within(scopes, columns, unit, values)}) as undated,
         (select jsonb_agg(jsonb_build_object('state', h.state, 'n', h.n, 'since', h.since)) from (
            select l.state, count(*) as n, min(l.since) as since from line l join come c on c.id = l.alliance_id
             where l.until is null or l.until > $2::date group by l.state) h) as here,
         (select array_agg((select count(*)::int from come c where c.furthest >= p.place) order by p.place)
            from generate_series(1, cardinality($4::text[])) p(place)) as reached,
         (select jsonb_agg(jsonb_build_object('state', t.state, 'n', t.n, 'median', t.median)) from (
            select state, count(*) as n, percentile_disc(0.5) within group (order by days) as median
              from taken group by state) t) as timed,
         (select jsonb_agg(jsonb_build_object('code', g.code, 'name', coalesce(${group.name}, 's/d'), 'reached', g.reached)
             order by g.reached[1] desc, g.code nulls last) from (
            select ${group.code} as code, array(
                select count(*) filter (where x.furthest >= s.place)::int from unnest($5::int[]) with ordinality s(place, n)
                  cross join unnest(array_agg(c.furthest)) x(furthest) group by s.n, s.place order by s.n) as reached
              from come c group by 1) g) as groups`,
      values,
    );
    if (!found) throw new Error('a statement of aggregates answers one row');
    const here = new Map((found.here ?? []).map((h) => [h.state, h]));
    const timed = new Map((found.timed ?? []).map((t) => [t.state, t]));
    const rows = CYCLE.map((state, i): FunnelRow => {
      const since = here.get(state)?.since ?? null;
      return {
        state,
        reached: found.reached[i] ?? 0,
        here: here.get(state)?.n ?? 0,
        medianDays: timed.get(state)?.median ?? null,
        timed: timed.get(state)?.n ?? 0,
        longestDays: since === null ? null : daysBetween(since, asOf),
      };
    });
    return {
      rows: rows.slice((page - 1) * pageSize, page * pageSize),
      total: rows.length,
      page,
      pageSize,
      asOf,
      alliances: found.alliances,
      undated: found.undated,
      aside: [...here.values()]
        .filter(({ state }) => !CYCLE.includes(state))
        .map(({ state, n }) => ({ state, here: n })),
      groups: found.groups ?? [],
    };
  },
});
