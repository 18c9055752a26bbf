import { byColumn, type Loader, listBy, row } from './loader.ts';

/** Facts about who serves a municipality and the communities in it. */
export const territoryLoaders: Record<string, Loader> = {
  serviceOfMunicipality: {
    many: true,
    sql: (keys) =>
      `select l.municipality_code as k, jsonb_agg(jsonb_build_object('unit_code', l.unit_code, 'valid_from', l.valid_from)) as v
         from municipality_unit l where l.municipality_code = any(${keys}::text[]) group by l.municipality_code`,
  },
  /** Key 'municipality:day'. */
  unitOfMunicipality: {
    sql: (keys) =>
      `select x.k, jsonb_build_object('unit_id', l.unit_code) as v from unnest(${keys}::text[]) as x(k)
         join municipality_unit l on l.municipality_code = split_part(x.k, ':', 1) and l.valid_from <= split_part(x.k, ':', 2)::date
          and (l.valid_to is null or l.valid_to >= split_part(x.k, ':', 2)::date)`,
  },
  community: byColumn('community'),
  /** Key 'community:day': the unit that serves its municipality. */
  unitOfCommunity: {
    sql: (keys) =>
      `select x.k, jsonb_build_object('unit_id', unit_of_municipality(c.municipality_code, split_part(x.k, ':', 2)::date)) as v
         from unnest(${keys}::text[]) as x(k) join community c on c.id = split_part(x.k, ':', 1)::uuid`,
  },
  /** Key 'municipality:name': the community that has that name there. */
  communityNamed: {
    sql: (keys) =>
      `select x.k, ${row('c')} as v from unnest(${keys}::text[]) as x(k)
         join community c on c.municipality_code = split_part(x.k, ':', 1) and c.merged_into is null
          and exists (select 1 from unnest(c.name || c.other_names) as known(name)
            where normalize_name(known.name) = normalize_name(substr(x.k, 8)))`,
  },
  /** The other communities of its municipality that were not joined to another. */
  neighboursOfCommunity: {
    many: true,
    sql: (keys) =>
      `select o.id::text as k, jsonb_agg(${row('c')}) as v from community o
         join community c on c.municipality_code = o.municipality_code and c.merged_into is null and c.id <> o.id
        where o.id = any(${keys}::text[]::uuid[]) group by o.id`,
  },
  communitiesOfMunicipality: listBy('community', 'municipality_code', 'text', ' and t.merged_into is null'),
  communitiesUnder: {
    many: true,
    sql: (keys) =>
      `select c.merged_into::text as k, jsonb_agg(${row('c')}) as v from community c
        where c.merged_into = any(${keys}::text[]::uuid[]) group by c.merged_into`,
  },
};
