import * as z from 'zod/mini';
import type { CommunityListView, CommunityRow } from '../../../domain/territory/views.ts';
import { ALLIANCE_FROM, ALLIANCE_SCOPE } from '../alliance/reach.ts';
import { Conditions, orderBy, readPage, searchedPage } from '../list.ts';
import { defineQuery, pageParams, type Reading, scopeSql } from '../query.ts';
import { ALLIANCE_READERS } from '../readers.ts';
import { communityColumns } from './columns.ts';
import { SERVED } from './served.ts';

interface Params {
  page: number;
  pageSize: number;
  sort?: string | undefined;
  text?: string | undefined;
  unit?: string | undefined;
  municipality?: string | undefined;
  recorded?: '0' | '1' | 'joined' | undefined;
}

/**
 * Communities of the municipalities within reach, with the number of alliances within reach that name each. It also
 * lists names that alliances use and the catalogue does not have yet, or communities that were joined to another. Names
 * are compared without accents, capitals or punctuation.
 */
export const communityList = defineQuery({
  name: 'community.list',
  title: 'ver las comunidades',
  by: ALLIANCE_READERS,
  params: z.object({
    ...pageParams,
    sort: z.optional(z.string().check(z.maxLength(40))),
    text: z.optional(z.string().check(z.maxLength(120))),
    unit: z.optional(z.string().check(z.maxLength(20))),
    municipality: z.optional(z.string().check(z.regex(/^\d{6}$/))),
    recorded: z.optional(z.enum(['0', '1', 'joined'])),
  }) as unknown as z.ZodMiniType<Params>,
  columns: communityColumns,
  run: async ({ db, scopes, params, today }: Reading<Params>): Promise<CommunityListView> => {
    return searchedPage(params.text, (how) => {
      const where = new Conditions([today]);
      const reach = scopeSql(scopes, ALLIANCE_SCOPE, where.values);
      const own = scopeSql(scopes, { unit: 'x.unit_code', municipality: 'x.municipality_code' }, where.values);
      where.add(`(${own} or x.municipality_code in (select municipality_code from mine))`);
      where.words(params.text, how, [`x.name || ' ' || array_to_string(x.other_names, ' ')`]);
      where.on(params.unit, (at) => `x.unit_code = ${at}`);
      where.on(params.municipality, (at) => `x.municipality_code = ${at}`);
      if (params.recorded) where.add(`x.id is ${params.recorded === '0' ? '' : 'not '}null`);
      where.add(`x.into_id is ${params.recorded === 'joined' ? 'not ' : ''}null`);
      return readPage<CommunityRow>(db, params, {
        sql: `with ${SERVED},
       mine as (
         select p.municipality_code, normalize_name(p.community_name) as plain, min(p.community_name) as name, count(*) as alliances
           from ${ALLIANCE_FROM} where p.municipality_code is not null and ${reach} group by 1, 2
       ), known as (
         select c.*, array(select normalize_name(n) from unnest(c.name || c.other_names) n) as plains from community c
       ), x as (
         select k.id, k.version, k.merged_into as into_id, k.name, k.other_names, k.municipality_code, k.kind, k.signal, k.lon, k.lat,
             (select coalesce(sum(u.alliances), 0) from mine u
               where u.municipality_code = k.municipality_code and u.plain = any(k.plains))::integer as alliances,
                 v.unit_code
           from known k left join served v on v.municipality_code = k.municipality_code
         union all
         select null, null, null, u.name, '{}', u.municipality_code, null, null, null, null, u.alliances::integer, v.unit_code
           from mine u left join served v on v.municipality_code = u.municipality_code
             where u.plain <> '' and not exists (select 1 from known k
               where k.merged_into is null and k.municipality_code = u.municipality_code and u.plain = any(k.plains))
       )
       select x.id, x.version, x.name, x.other_names as "otherNames", x.municipality_code as "municipalityCode",
         m.name as "municipalityName",
         d.name as "departmentName", u.short_name as "unitName", x.kind, x.signal, x.lon, x.lat, x.alliances,
         x.into_id as "mergedInto", (select i.name from community i where i.id = x.into_id) as "mergedIntoName", count(*) over () as "inAll"
       from x join municipality m on m.code = x.municipality_code join department d on d.code = m.department_code
         left join operating_unit u on u.code = x.unit_code
       where ${where.sql}`,
        values: where.values,
        order: orderBy(
          params.sort,
          {
            name: 'normalize_name(x.name)',
            municipality: 'normalize_name(m.name)',
            unit: 'u.short_name',
            alliances: 'x.alliances',
          },
          'normalize_name(m.name), normalize_name(x.name), x.municipality_code',
        ),
      });
    });
  },
});
