import * as z from 'zod/mini';
import { scopeOf } from '../../../domain/people/actor.ts';
import { lendable, outsideRoles } from '../../../domain/people/lending.ts';
import { grantableRoles, type Role } from '../../../domain/people/roles.ts';
import type { ColleagueListView, ColleagueRow, DelegationListView } from '../../../domain/people/views.ts';
import { defineQuery, pageParams } from '../query.ts';
import { delegationColumns } from './columns.ts';
import { accountReach, countDelegations, delegationsWhere, pageOf } from './fragments.ts';

/** Who may grant roles, and therefore sees the roles of those people. */
export const granters = ['ADMIN_TI', 'UCN_COORD', 'UOD_OPERADOR'] as const satisfies readonly Role[];

const listParams = z.object({ open: z.optional(z.enum(['1'])), ...pageParams });
type ListParams = z.infer<typeof listParams>;

/** Delegations that the reader gave or received, and those of the people to whom the reader may grant roles. */
export const delegationList = defineQuery<ListParams, DelegationListView>({
  name: 'delegation.list',
  title: 'ver delegaciones',
  by: grantableRoles,
  params: listParams as z.ZodMiniType<ListParams>,
  columns: delegationColumns,
  run: async ({ db, actor, today, params: p }) => {
    const params: unknown[] = [actor.id];
    const administered = accountReach(scopeOf(actor, today, [...granters, 'AUDITOR']), params, 'f');
    let where = `(d.from_user_id = $1 or d.to_user_id = $1 or ${administered})`;
    if (p.open) {
      params.push(today);
      where += ` and d.status in ('proposed', 'given') and d.valid_to >= $${params.length}::date`;
    }
    return {
      rows: await delegationsWhere(db, where, params, pageOf(p)),
      total: await countDelegations(db, where, params),
      page: p.page,
      pageSize: p.pageSize,
    };
  },
});

const colleagueParams = z.object({ ...pageParams });
type ColleagueParams = z.infer<typeof colleagueParams>;

/**
 * To whom a role can be delegated (mayNotReceive): staff in force, nobody from outside; for a role of the nation
 * anybody, otherwise people of the same unit.
 */
export const colleagueList = defineQuery<ColleagueParams, ColleagueListView>({
  name: 'delegation.colleagues',
  title: 'ver a quién puedo delegar',
  by: lendable,
  params: colleagueParams as z.ZodMiniType<ColleagueParams>,
  run: async ({ db, actor, scopes, today, params: p }) => {
    const params: unknown[] = [actor.id, today, lendable, outsideRoles];
    const holds = (
      list: string,
    ) => `exists (select 1 from role_grant g where g.user_id = u.id and g.role = any(${list}::text[]) and g.status = 'granted'
      and g.valid_from <= $2::date and (g.valid_to is null or g.valid_to >= $2::date))`;
    // Only the reader's own roles: a delegated role cannot be delegated again.
    const own = scopes.filter((s) =>
      actor.grants.some((g) => !g.delegatedBy && g.role === s.role && g.kind === s.kind),
    );
    const from = `from user_account u
      where u.active and u.id <> $1 and ${accountReach(own, params)} and ${holds('$3')} and not ${holds('$4')}`;
    const { limit, offset } = pageOf(p);
    const rows = await db.query<ColleagueRow & Record<string, unknown>>(
      `select u.id, u.name, (select o.short_name from operating_unit o where o.code = u.unit_id) as "unitName",
         coalesce((select jsonb_agg(distinct g.role) from role_grant g
           where g.user_id = u.id and g.status = 'granted' and g.valid_from <= $2::date
           and (g.valid_to is null or g.valid_to >= $2::date)), '[]') as roles
       ${from} order by u.name, u.id limit ${limit} offset ${offset}`,
      params,
    );
    const total = await db.query<{ n: number }>(`select count(*)::int as n ${from}`, params);
    return { rows, total: total[0]?.n ?? 0, page: p.page, pageSize: p.pageSize };
  },
});
