import type { Scope } from '../../../domain/people/actor.ts';
import type { DelegationView } from '../../../domain/people/views.ts';
import type { Executor } from '../../db/database.ts';
import { scopeSql } from '../query.ts';

/**
 * Whether an account (alias `u` by default) lies within the reader's scopes: by the unit for which it works, or a unit
 * of one of its roles.
 */
export function accountReach(scopes: readonly Scope[], params: unknown[], u = 'u'): string {
  const own = scopeSql(scopes, { unit: `${u}.unit_id` }, params);
  if (own === 'true' || own === 'false') return own;
  const byRole = scopeSql(scopes, { unit: 's.id' }, params);
  return `(${own} or exists (select 1 from role_grant g, unnest(g.scope_ids) s(id)
    where g.user_id = ${u}.id and g.scope_kind = 'unit' and ${byRole}))`;
}

const SCOPE_NAME = `case g.scope_kind
    when 'national' then 'Nacional'
    when 'unit' then (select string_agg(o.short_name, ', ' order by o.short_name) from operating_unit o where o.code = any(g.scope_ids))
    when 'municipality' then (select string_agg(m.name, ', ' order by m.name) from municipality m where m.code = any(g.scope_ids))
    when 'organisation' then (select string_agg(o.name, ', ' order by o.name) from organisation o where o.id::text = any(g.scope_ids))
    when 'alliances' then 'Alianzas asignadas'
    when 'session' then 'Sesiones del Comité'
    when 'subproject' then 'Subproyectos municipales'
    else 'Público' end`;

/** A grant as JSON in the shape of GrantView; `g` is the grant. */
export const GRANT_JSON = `jsonb_build_object('id', g.id, 'version', g.version, 'role', g.role,
  'scopeKind', g.scope_kind, 'scopeIds', to_jsonb(g.scope_ids),
    'scopeName', coalesce(${SCOPE_NAME}, ''), 'from', g.valid_from, 'to', g.valid_to, 'status', g.status, 'proposedById', g.proposed_by,
    'proposedByName', coalesce((select p.name from user_account p where p.id = g.proposed_by), 'Sistema'),
    'confirmedByName', (select p.name from user_account p where p.id = g.confirmed_by))`;

/** Every grant of account `u`, newest first, as a JSON list. */
export const GRANTS_OF_U = `coalesce((select jsonb_agg(${GRANT_JSON} order by g.valid_from desc, g.id) from role_grant g
  where g.user_id = u.id), '[]')`;

const DELEGATION = `select d.id, d.version, d.grant_id as "grantId", d.from_user_id as "fromId", d.to_user_id as "toId", d.status, g.role,
    f.name as "fromName", t.name as "toName", d.valid_from as "from", d.valid_to as "to", d.reason, d.ended_on as "endedOn"
  from delegation d join role_grant g on g.id = d.grant_id join user_account f on f.id = d.from_user_id
    join user_account t on t.id = d.to_user_id`;

/** Delegations that satisfy a predicate over d, g, f (giver) and t (receiver); newest first. */
export function delegationsWhere(
  db: Executor,
  where: string,
  params: readonly unknown[],
  page?: { limit: number; offset: number },
): Promise<DelegationView[]> {
  const tail = page ? ` limit ${page.limit} offset ${page.offset}` : '';
  return db.query<DelegationView & Record<string, unknown>>(
    `${DELEGATION} where ${where} order by d.valid_from desc, d.id${tail}`,
    params,
  );
}

export async function countDelegations(db: Executor, where: string, params: readonly unknown[]): Promise<number> {
  const rows = await db.query<{ n: number }>(
    `select count(*)::int as n from delegation d join role_grant g on g.id = d.grant_id
      join user_account f on f.id = d.from_user_id join user_account t on t.id = d.to_user_id where ${where}`,
    params,
  );
  return rows[0]?.n ?? 0;
}

/** Turns page numbers into limits. */
export function pageOf(params: { page: number; pageSize: number }): { limit: number; offset: number } {
  return { limit: params.pageSize, offset: (params.page - 1) * params.pageSize };
}
