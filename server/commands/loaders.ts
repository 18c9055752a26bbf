import { versionNouns } from '../../domain/versionNouns.ts';
import { nounLoaders } from '../nouns/loaders.ts';
import { captureKnownSql } from '../stores/captureKnown.ts';
import { byColumn, type Loader, listBy, row } from './loader.ts';
import { allianceLoaders } from './loadersAlliance.ts';
import { committeeLoaders } from './loadersCommittee.ts';
import { organisationLoaders } from './loadersOrganisation.ts';
import { peopleLoaders } from './loadersPeople.ts';
import { reviewLoaders } from './loadersReview.ts';
import { territoryLoaders } from './loadersTerritory.ts';

/** Version tables: the current version of a record, and a named version ('record:version'). */
const currentOf = (table: string): Loader => byColumn(table, 'record_id', 'uuid', ` and t.standing = 'current'`);
const versionOf = (table: string): Loader => ({
  sql: (keys) =>
    `select x.k, ${row('t')} as v from unnest(${keys}::text[]) as x(k)
       join ${table} t on t.record_id = split_part(x.k, ':', 1)::uuid and t.version = split_part(x.k, ':', 2)::integer
        and t.standing in ('current', 'superseded')`,
});

/** Every loader there is, by the name that a fact request gives. */
export const loaders: Record<string, Loader> = {
  alliance: byColumn('alliance'),
  allianceByCode: byColumn('alliance', 'code', 'text'),
  sourceDocument: byColumn('source_document'),
  unit: byColumn('operating_unit', 'code', 'text'),
  ...territoryLoaders,
  programme: byColumn('programme', 'id', 'text'),
  municipality: byColumn('municipality', 'code', 'text'),
  product: byColumn('product', 'code', 'text'),
  measureUnit: byColumn('measure_unit', 'code', 'text'),
  conversion: {
    sql: (keys) =>
      `select t.product_code || ':' || t.unit_code as k, to_jsonb(t) as v from unnest(${keys}::text[]) as x(k)
         join unit_conversion t on t.product_code = split_part(x.k, ':', 1) and t.unit_code = split_part(x.k, ':', 2)`,
  },
  captureKnown: { sql: captureKnownSql },
  user: byColumn('user_account'),
  family: byColumn('family'),
  assignment: byColumn('assignment'),
  grantsOfUser: listBy('role_grant', 'user_id'),
  agreementsOfAlliance: listBy('agreement', 'alliance_id'),
  profileCurrent: currentOf('alliance_profile'),
  profileVersion: versionOf('alliance_profile'),
  ...allianceLoaders,
  ...committeeLoaders,
  ...reviewLoaders,
  ...organisationLoaders,
  ...nounLoaders,
  ...Object.fromEntries(
    versionNouns.flatMap(({ name, table }) => [
      [`${name}Current`, currentOf(table)],
      [`${name}Version`, versionOf(table)],
    ]),
  ),
  remark: byColumn('remark'),
  person: byColumn('person'),
  ...peopleLoaders,
  parameters: {
    many: true,
    sql: (keys) =>
      `select x.k, jsonb_agg(${row('t')}) as v from unnest(${keys}::text[]) as x(k)
        join parameter t on x.k = '*' or t.programme_id = x.k group by x.k`,
  },
  holidays: {
    many: true,
    sql: (keys) =>
      `select x.k, coalesce((select jsonb_agg(${row('t')}) from holiday t where t.state = 'VIGENTE'), '[]'::jsonb) as v
        from unnest(${keys}::text[]) as x(k)`,
  },
  assignmentsOfAlliance: listBy('assignment', 'alliance_id'),
  storedFile: byColumn('stored_file', 'hash', 'text'),
  duplicateOfPair: {
    sql: (keys) =>
      `select t.noun || ':' || least(t.left_id, t.right_id) || ':' || greatest(t.left_id, t.right_id) as k,
        ${row('t')} as v from unnest(${keys}::text[]) as x(k)
         join duplicate_question t on t.noun = split_part(x.k, ':', 1)
          and least(t.left_id, t.right_id) = split_part(x.k, ':', 2)::uuid
            and greatest(t.left_id, t.right_id) = split_part(x.k, ':', 3)::uuid`,
  },
};
