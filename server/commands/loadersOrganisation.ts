import { type Loader, row } from './loader.ts';

/** The states of a request for a change in which nothing is decided. */
const OPEN = `('SOCIOS_POR_REVISAR', 'DIRECTIVA_POR_REVISAR', 'CUENTA_POR_REVISAR', 'CUENTA_POR_CERTIFICAR')`;

/** What the rules about changes after the convenio ask. */
export const organisationLoaders: Record<string, Loader> = {
  /** The other open requests about the same of the same alliance, the oldest first. */
  changesBeside: {
    many: true,
    sql: (keys) =>
      `select c.id::text as k, jsonb_agg(${row('t')} order by t.requested_on, t.id) as v
         from change_request c join change_request t on t.alliance_id = c.alliance_id and t.what = c.what and t.id <> c.id
        where c.id = any(${keys}::text[]::uuid[]) and t.state in ${OPEN} group by c.id`,
  },
  /** The open requests that change the account of an alliance. */
  accountChangesOfAlliance: {
    many: true,
    sql: (keys) =>
      `select t.alliance_id::text as k, jsonb_agg(${row('t')} order by t.requested_on, t.id) as v from change_request t
        where t.alliance_id = any(${keys}::text[]::uuid[]) and t.what = 'cuenta' and t.state in ${OPEN} group by t.alliance_id`,
  },
};
