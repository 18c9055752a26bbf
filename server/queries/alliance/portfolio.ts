import * as z from 'zod/mini';
import type { PortfolioView } from '../../../domain/alliance/portfolio.ts';
import { monthOf } from '../../../domain/kernel/dates.ts';
import { defineQuery, type Reading, scopeSql } from '../query.ts';
import { PORTFOLIO_READERS } from '../readers.ts';
import { ACTIVE, ATTENDED, EXPECTED, UNVISITED } from './filters.ts';
import { ALLIANCE_FROM, ALLIANCE_SCOPE } from './reach.ts';

interface Found extends Record<string, unknown> {
  total: PortfolioView['total'];
  byState: PortfolioView['byState'] | null;
  byUnit: PortfolioView['byUnit'] | null;
  byPerson: PortfolioView['byPerson'] | null;
}

const ATTENDANCE = `'alliances', count(*), 'active', count(*) filter (where active),
  'expected', count(*) filter (where expected), 'visited', count(*) filter (where expected and visited),
  'unattended', count(*) filter (where active and not attended)`;

/** An overview of a reader's alliances: where they are in the cycle, and which are accompanied. */
export const alliancePortfolio = defineQuery({
  name: 'alliance.portfolio',
  title: 'ver la cartera de alianzas en una mirada',
  by: PORTFOLIO_READERS,
  params: z.object({ unit: z.optional(z.string().check(z.maxLength(20))) }),
  run: async ({ db, scopes, view, params, today }: Reading<{ unit?: string }>): Promise<PortfolioView> => {
    const month = monthOf(today);
    const values: unknown[] = [today, `${month}-01`, params.unit ?? null];
    const where = scopeSql(scopes, ALLIANCE_SCOPE, values);
    const [found] = await db.query<Found>(
      `with mine as materialized (
         select a.id, a.state, a.unit_id, a.suspended_on is not null as suspended, a.state in (${ACTIVE}) as active,
           ${EXPECTED} as expected,
                not (${UNVISITED('$2', '$1')}) as visited, ${ATTENDED('$1')} as attended
           from ${ALLIANCE_FROM} where ($3::text is null or a.unit_id = $3) and ${where})
       select (select jsonb_build_object(${ATTENDANCE}, 'suspended', count(*) filter (where suspended)) from mine) as total,
         (select jsonb_agg(jsonb_build_object('state', s.state, 'alliances', s.n))
           from (select state, count(*) as n from mine group by 1) s) as "byState",
         (select jsonb_agg(u.v order by u.name) from (
            select ou.short_name as name, jsonb_build_object('unitId', ou.code, 'unitName', ou.short_name, ${ATTENDANCE}) as v
              from mine join operating_unit ou on ou.code = mine.unit_id group by ou.code, ou.short_name) u) as "byUnit",
         case when (select count(distinct unit_id) from mine) = 1 then
           (select jsonb_agg(p.v order by p.name) from (
              select ua.name,
                jsonb_build_object('userId', ua.id, 'name', ua.name, 'expected', count(*),
                  'visited', count(*) filter (where mine.visited)) as v
                from mine
                  join assignment s on s.alliance_id = mine.id and s.role = 'ACOMPANANTE' and s.valid_from <= $1::date
                    and (s.valid_to is null or s.valid_to >= $1::date)
                join user_account ua on ua.id = s.user_id where mine.expected group by ua.id, ua.name) p) end as "byPerson"`,
      values,
    );
    if (!found) throw new Error('a statement of aggregates answers one row');
    return {
      month,
      total: found.total,
      byState: found.byState ?? [],
      byUnit: found.byUnit ?? [],
      byPerson: view === 'full' ? (found.byPerson ?? []) : [],
    };
  },
});
