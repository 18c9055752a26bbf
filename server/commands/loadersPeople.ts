import { byColumn, type Loader, listBy, row } from './loader.ts';

/**
 * Roles that people have or may come to have, their own and delegated ones, and one of them as JSON (domain HeldRole).
 */
const HELD_ROLES = `(select g.id, g.user_id, g.role, g.status, g.valid_to, false as lent from role_grant g
    union all
    select d.id, d.to_user_id, g.role, case d.status when 'given' then 'granted' else d.status end, least(d.valid_to, d.ended_on), true
      from delegation d join role_grant g on g.id = d.grant_id)`;
const HELD = `jsonb_build_object('id', h.id, 'role', h.role, 'status', h.status, 'valid_to', h.valid_to)`;

/** Facts of the commands about accounts, roles, delegations, devices and keys (domain/people). */
export const peopleLoaders: Record<string, Loader> = {
  userByUsername: byColumn('user_account', 'username', 'text'),
  /** Key 'number:complement', both compared as the unique index of cards compares them. */
  userByCi: {
    sql: (keys) =>
      `select x.k, jsonb_build_object('id', t.id) as v from unnest(${keys}::text[]) as x(k)
         join user_account t on t.ci_number = split_part(x.k, ':', 1) and coalesce(t.ci_complement, '') = split_part(x.k, ':', 2)`,
  },
  /** Every grant of a role, past ones too, and whether the account of its holder is open. */
  grantsOfRole: {
    many: true,
    sql: (keys) =>
      `select t.role as k, jsonb_agg(${row('t')} || jsonb_build_object('user_active', u.active)) as v from role_grant t
        join user_account u on u.id = t.user_id
        where t.role = any(${keys}::text[]) group by t.role`,
  },
  grantWithUser: {
    sql: (keys) =>
      `select t.id::text as k, ${row('t')} || jsonb_build_object('user_unit_id', u.unit_id, 'user_active', u.active) as v
         from role_grant t join user_account u on u.id = t.user_id where t.id = any(${keys}::text[]::uuid[])`,
  },
  /** Roles that others delegated to a person. */
  lentToUser: {
    many: true,
    sql: (keys) =>
      `select h.user_id::text as k, jsonb_agg(${HELD}) as v from ${HELD_ROLES} h
        where h.lent and h.user_id = any(${keys}::text[]::uuid[]) group by 1`,
  },
  /** Every role, granted or delegated, of the person to whom a grant belongs. */
  heldBeside: {
    many: true,
    sql: (keys) =>
      `select o.id::text as k, jsonb_agg(${HELD}) as v from role_grant o join ${HELD_ROLES} h on h.user_id = o.user_id
        where o.id = any(${keys}::text[]::uuid[]) group by o.id`,
  },
  resetsOfUser: listBy('access_reset', 'user_id'),
  erasure: byColumn('erasure'),
  erasuresOfEntry: listBy('erasure', 'target_id'),
  /** The kind of an entry, and nothing of its content. */
  journalEntry: {
    sql: (keys) =>
      `select t.id::text as k, jsonb_build_object('id', t.id, 'kind', t.kind) as v from journal_entry t
        where t.id = any(${keys}::text[]::uuid[])`,
  },
  delegationsOfGrant: listBy('delegation', 'grant_id'),
  /** A delegation with the delegated role as it is now, and the roles of the person who receives it. */
  delegationWithGrant: {
    nested: true,
    sql: (keys) =>
      `select t.id::text as k,
        ${row('t')} || jsonb_build_object('role', g.role, 'scope_ids', g.scope_ids,
          'both_active', f.active and r.active,
           'grant_to', case when g.status = 'granted' then coalesce(g.valid_to, '9999-12-31') end,
           'to_unit_id', r.unit_id,
           'own', (select coalesce(jsonb_agg(${row('o')}), '[]') from role_grant o where o.user_id = t.to_user_id),
           'held', (select coalesce(jsonb_agg(${HELD}), '[]') from ${HELD_ROLES} h where h.user_id = t.to_user_id)) as v
         from delegation t join role_grant g on g.id = t.grant_id join user_account f on f.id = t.from_user_id
           join user_account r on r.id = t.to_user_id
        where t.id = any(${keys}::text[]::uuid[])`,
  },
  deviceWithUser: {
    sql: (keys) =>
      `select t.id::text as k, ${row('t')} || jsonb_build_object('user_unit_id', u.unit_id) as v
         from device t join user_account u on u.id = t.user_id where t.id = any(${keys}::text[]::uuid[])`,
  },
  token: byColumn('api_token'),
};
