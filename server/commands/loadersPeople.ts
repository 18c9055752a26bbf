import type { Loader } from './loaders.ts';

/** Every column but the proof columns, as JSON. */
const row = (alias: string) => `to_jsonb(${alias}) - 'entry_id' - 'row_hash'`;

const by = (column: string, table: string): Loader => ({
  sql: (keys) => `select t.${column}::text as k, ${row('t')} as v from ${table} t where t.${column} = any(${keys}::text[])`,
});

const many = (table: string, column: string): Loader => ({
  many: true,
  sql: (keys) =>
    `select t.${column}::text as k, jsonb_agg(${row('t')}) as v from ${table} t where t.${column} = any(${keys}::text[]::uuid[]) group by t.${column}`,
});

/** Facts of the commands about accounts, roles, delegations, devices and keys (domain/people). */
export const peopleLoaders: Record<string, Loader> = {
  userByUsername: by('username', 'user_account'),
  /** Key 'number:complement'; both parts as the unique index of cards compares them. */
  userByCi: {
    sql: (keys) =>
      `select x.k, jsonb_build_object('id', t.id) as v from unnest(${keys}::text[]) as x(k)
         join user_account t on t.ci_number = split_part(x.k, ':', 1) and coalesce(t.ci_complement, '') = split_part(x.k, ':', 2)`,
  },
  /** Every grant of a role there ever was, of accounts that are open. */
  grantsOfRole: {
    many: true,
    sql: (keys) =>
      `select t.role as k, jsonb_agg(${row('t')}) as v from role_grant t join user_account u on u.id = t.user_id and u.active
        where t.role = any(${keys}::text[]) group by t.role`,
  },
  grantWithUser: {
    sql: (keys) =>
      `select t.id::text as k, ${row('t')} || jsonb_build_object('user_unit_id', u.unit_id, 'user_active', u.active) as v
         from role_grant t join user_account u on u.id = t.user_id where t.id = any(${keys}::text[]::uuid[])`,
  },
  /** Every grant of the person that a grant belongs to. */
  grantsBeside: {
    many: true,
    sql: (keys) =>
      `select o.id::text as k, jsonb_agg(${row('t')}) as v from role_grant o join role_grant t on t.user_id = o.user_id
        where o.id = any(${keys}::text[]::uuid[]) group by o.id`,
  },
  resetsOfUser: many('access_reset', 'user_id'),
  delegationsOfGrant: many('delegation', 'grant_id'),
  delegationWithGrant: {
    sql: (keys) =>
      `select t.id::text as k, ${row('t')} || jsonb_build_object('role', g.role, 'scope_ids', g.scope_ids, 'user_unit_id', u.unit_id) as v
         from delegation t join role_grant g on g.id = t.grant_id join user_account u on u.id = t.from_user_id
        where t.id = any(${keys}::text[]::uuid[])`,
  },
  deviceWithUser: {
    sql: (keys) =>
      `select t.id::text as k, ${row('t')} || jsonb_build_object('user_unit_id', u.unit_id) as v
         from device t join user_account u on u.id = t.user_id where t.id = any(${keys}::text[]::uuid[])`,
  },
  token: {
    sql: (keys) => `select t.id::text as k, ${row('t')} as v from api_token t where t.id = any(${keys}::text[]::uuid[])`,
  },
};
