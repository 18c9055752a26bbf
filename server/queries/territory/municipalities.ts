import * as z from 'zod/mini';
import type { MunicipalityListView, MunicipalityRow } from '../../../domain/territory/views.ts';
import { captureWords } from '../../../domain/words/capture.ts';
import { ALLIANCE_FROM, ALLIANCE_SCOPE } from '../alliance/reach.ts';
import { Conditions, orderBy, readPage, searchedPage } from '../list.ts';
import { defineQuery, pageParams, type Reading, scopeSql } from '../query.ts';
import { ALLIANCE_READERS } from '../readers.ts';
import { municipalityColumns } from './columns.ts';
import { SERVED } from './served.ts';

const basisWords: Readonly<Record<string, string>> = captureWords.coverageBasis;

interface Params {
  page: number;
  pageSize: number;
  sort?: string | undefined;
  text?: string | undefined;
  unit?: string | undefined;
  department?: string | undefined;
  moved?: '0' | '1' | undefined;
}

/**
 * Municipalities with the unit that serves each, in the past, today and in the future. Who serves what is public;
 * alliances are those within reach.
 */
export const municipalityList = defineQuery({
  name: 'municipality.list',
  title: 'ver qué unidad atiende cada municipio',
  by: [...ALLIANCE_READERS, 'ADMIN_TI'],
  params: z.object({
    ...pageParams,
    sort: z.optional(z.string().check(z.maxLength(40))),
    text: z.optional(z.string().check(z.maxLength(120))),
    unit: z.optional(z.string().check(z.maxLength(20))),
    department: z.optional(z.string().check(z.regex(/^\d{2}$/))),
    moved: z.optional(z.enum(['0', '1'])),
  }) as unknown as z.ZodMiniType<Params>,
  columns: municipalityColumns,
  run: async ({ db, scopes, params, today }: Reading<Params>): Promise<MunicipalityListView> => {
    return searchedPage(params.text, async (how) => {
      const where = new Conditions([today]);
      const reach = scopeSql(scopes, ALLIANCE_SCOPE, where.values);
      where.words(params.text, how, ['m.name', 'm.official_name']);
      where.on(params.unit, (at) => `s.unit_code = ${at}`);
      where.on(params.department, (at) => `m.department_code = ${at}`);
      if (params.moved)
        where.add(
          `${params.moved === '1' ? '' : 'not '}exists (select 1 from unit_move v where v.municipality_code = m.code)`,
        );
      const { rows, ...page } = await readPage<MunicipalityRow>(db, params, {
        sql: `with ${SERVED},
       here as (
         select p.municipality_code as code, count(*) as alliances, count(*) filter (where a.unit_id <> v.unit_code) as elsewhere
           from ${ALLIANCE_FROM} left join served v on v.municipality_code = p.municipality_code
             where p.municipality_code is not null and ${reach} group by p.municipality_code
       )
       select m.code, m.name, d.name as "departmentName", pr.name as "provinceName", s.unit_code as "unitId", u.short_name as "unitName",
         (select jsonb_agg(jsonb_build_object('unitId', l.unit_code, 'unitName', lu.short_name, 'from', l.valid_from,
           'basis', l.basis)
           order by l.valid_from desc)
            from municipality_unit l join operating_unit lu on lu.code = l.unit_code where l.municipality_code = m.code) as service,
         coalesce(h.alliances, 0) as alliances, coalesce(h.elsewhere, 0) as "alliancesElsewhere",
         (select count(*) from community c where c.municipality_code = m.code and c.merged_into is null) as communities,
           count(*) over () as "inAll"
       from municipality m join province pr on pr.code = m.province_code join department d on d.code = m.department_code
         join served s on s.municipality_code = m.code
         join operating_unit u on u.code = s.unit_code left join here h on h.code = m.code
       where ${where.sql}`,
        values: where.values,
        order: orderBy(
          params.sort,
          {
            name: 'normalize_name(m.name)',
            department: 'd.name',
            unit: 'u.short_name',
            alliances: 'coalesce(h.alliances, 0)',
          },
          'm.code',
        ),
      });
      return {
        ...page,
        rows: rows.map((row) => ({
          ...row,
          service: row.service.map((line) => ({ ...line, basis: basisWords[line.basis] ?? line.basis })),
        })),
      };
    });
  },
});
