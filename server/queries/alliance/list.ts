import * as z from 'zod/mini';
import { stateNames } from '../../../domain/alliance/states.ts';
import type { AllianceListView, AllianceRow } from '../../../domain/alliance/views.ts';
import type { TerritoryMapData } from '../../../domain/territory/map.ts';
import { territoryMap } from '../../geo/mapData.ts';
import { orderBy, readPage, searchedPage } from '../list.ts';
import { defineQuery, pageParams, type Reading, scopeSql } from '../query.ts';
import { ALLIANCE_READERS } from '../readers.ts';
import { bySearch, type Likeness } from '../search.ts';
import { openingBox } from '../territory/openingBox.ts';
import { allianceColumns } from './columns.ts';
import { type AllianceFilters, allianceFilters, allianceWhere } from './filters.ts';
import { ALLIANCE_FROM, ALLIANCE_SCOPE } from './reach.ts';

const STATE_ORDER = `array_position(array[${stateNames.map((n) => `'${n}'`).join(', ')}], a.state)`;

const lastVisit = (id: string) =>
  `(select max(v.occurred_on) from visit v where v.alliance_id = ${id} and v.standing = 'current' and v.done and not v.annulled)`;

/** The orders of the list: the name on the screen and the expression behind it. */
const orders: Readonly<Record<string, string>> = {
  code: 'a.code',
  name: 'normalize_name(a.name)',
  organisation: 'normalize_name(o.name)',
  organisationName: 'normalize_name(o.name)',
  unit: 'u.short_name',
  unitName: 'u.short_name',
  state: STATE_ORDER,
  stateSince: 'a.state_since',
  model: 'p.model',
  municipality: 'm.name',
  municipalityName: 'm.name',
  department: 'd.name',
  departmentName: 'd.name',
  product: 'pr.name',
  productName: 'pr.name',
  families: 'p.families_declared',
  gaps: 'cardinality(p.gaps)',
  level: 'p.level',
  lastVisitOn: lastVisit('a.id'),
};

const JOINS = `join organisation o on o.id = a.organisation_id
     join operating_unit u on u.code = a.unit_id
     left join municipality m on m.code = p.municipality_code
     left join department d on d.code = m.department_code
     left join product pr on pr.code = p.product_code`;

interface ListParams extends AllianceFilters {
  readonly page: number;
  readonly pageSize: number;
  readonly sort?: string | undefined;
}

/** Alliances within reach, filtered, ordered and paged. */
export const allianceList = defineQuery({
  name: 'alliance.list',
  title: 'ver la lista de alianzas',
  by: ALLIANCE_READERS,
  params: z.object({ ...pageParams, ...allianceFilters, sort: z.optional(z.string().check(z.maxLength(40))) }),
  columns: allianceColumns,
  run: async ({ db, scopes, params, today }: Reading<ListParams>): Promise<AllianceListView> => {
    return searchedPage(params.text, (how) => {
      const values: unknown[] = [];
      const where = `${scopeSql(scopes, ALLIANCE_SCOPE, values)} and ${allianceWhere(params, values, today, how)}`;
      return readPage<AllianceRow>(db, params, {
        sql: `select a.id, a.code, a.name, a.organisation_id as "organisationId", o.name as "organisationName", a.unit_id as "unitId",
         u.short_name as "unitName", a.state, a.state_since as "stateSince", a.suspended_on is not null as suspended,
           a.origin, p.level, p.model,
         p.municipality_code as "municipalityCode", m.name as "municipalityName", d.name as "departmentName", pr.name as "productName",
         p.families_declared as families, p.gaps, a.demo, count(*) over () as "inAll"
       from ${ALLIANCE_FROM} ${JOINS}
       where ${where}`,
        values,
        order: orderBy(params.sort, orders, 'a.code, a.id'),
        perPage: `${lastVisit('listed.id')} as "lastVisitOn"`,
      });
    });
  },
});

/** The map under the same filters: divisions, who serves them, and the alliances within reach. */
export const allianceMap = defineQuery({
  name: 'alliance.map',
  title: 'ver el mapa de alianzas',
  by: ALLIANCE_READERS,
  params: z.object(allianceFilters),
  run: async ({ db, scopes, params, today }: Reading<AllianceFilters>): Promise<TerritoryMapData> => {
    const box = await openingBox(db, today, scopes, params.unit);
    const read = (how: Likeness): Promise<TerritoryMapData> => {
      const values: unknown[] = [];
      const where = `${scopeSql(scopes, ALLIANCE_SCOPE, values)} and ${allianceWhere(params, values, today, how)}`;
      const select = {
        sql: `select a.id, a.code, a.name, a.state, a.unit_id as unit_code, p.municipality_code, p.lon, p.lat
            from ${ALLIANCE_FROM} where ${where}`,
        params: values,
      };
      return territoryMap(db, today, select, box);
    };
    return bySearch(params.text, read, ({ alliances }) => alliances.length > 0);
  },
});
