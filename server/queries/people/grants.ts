import * as z from 'zod/mini';
import { scopeOf } from '../../../domain/people/actor.ts';
import { guardianRoles } from '../../../domain/people/guardians.ts';
import { grantableRoles, type Role } from '../../../domain/people/roles.ts';
import type { DelegationListView, GrantView, PendingAccessView, PendingReset } from '../../../domain/people/views.ts';
import { defineQuery, pageParams } from '../query.ts';
import { accountReach, countDelegations, delegationsWhere, GRANT_JSON, pageOf } from './fragments.ts';

const granters = ['ADMIN_TI', 'UCN_COORD', 'UOD_OPERADOR'] as const satisfies readonly Role[];

const noParams = z.object({});
type NoParams = z.infer<typeof noParams>;

/** Roles, delegations and codes of access that wait for a second person, within reach. */
export const rolePending = defineQuery<NoParams, PendingAccessView>({
  name: 'role.pending',
  title: 'ver lo que espera una segunda persona',
  by: [...granters, 'AUDITOR'],
  params: noParams as z.ZodMiniType<NoParams>,
  run: async ({ db, actor, scopes, today }) => {
    const params: unknown[] = [actor.id];
    const reach = accountReach(scopes, params);
    const grants = await db.query<{ v: GrantView; userId: string; userName: string; mine: boolean }>(
      `select ${GRANT_JSON} as v, u.id as "userId", u.name as "userName", (g.proposed_by = $1 or g.user_id = $1) as mine
         from role_grant g join user_account u on u.id = g.user_id where g.status = 'proposed' and ${reach} order by g.id`,
      params,
    );
    const givers: unknown[] = [];
    const delegations = await delegationsWhere(db, `d.status = 'proposed' and ${accountReach(scopes, givers, 'f')}`, givers);
    const guardian = scopeOf(actor, today, [...guardianRoles.roles, 'AUDITOR']).length > 0;
    const resets = guardian ? await pendingResets(db, actor.id) : [];
    return {
      grants: grants.map(({ v, ...more }) => ({ ...v, ...more })),
      delegations: delegations.map((d) => ({ ...d, mine: d.fromId === actor.id || d.toId === actor.id })),
      resets,
    };
  },
});

function pendingResets(db: Parameters<typeof delegationsWhere>[0], actorId: string) {
  return db.query<PendingReset & { mine: boolean } & Record<string, unknown>>(
    `select r.id, r.user_id as "userId", u.name as "userName", r.requested_by as "requestedById", coalesce(q.name, 'Sistema') as "requestedByName",
       r.requested_at as "requestedAt", r.valid_until as "validUntil", (r.requested_by = $1 or r.user_id = $1) as mine
     from access_reset r join user_account u on u.id = r.user_id left join user_account q on q.id = r.requested_by
     where r.status = 'proposed' order by r.requested_at, r.id`,
    [actorId],
  );
}

const listParams = z.object({ open: z.optional(z.enum(['1'])), ...pageParams });
type ListParams = z.infer<typeof listParams>;

/** Delegations given or received, and those of the people whose roles one gives. */
export const delegationList = defineQuery<ListParams, DelegationListView>({
  name: 'delegation.list',
  title: 'ver delegaciones',
  by: grantableRoles,
  params: listParams as z.ZodMiniType<ListParams>,
  run: async ({ db, actor, today, params: p }) => {
    const params: unknown[] = [actor.id];
    const administered = accountReach(scopeOf(actor, today, [...granters, 'AUDITOR']), params, 'f');
    let where = `(d.from_user_id = $1 or d.to_user_id = $1 or ${administered})`;
    if (p.open) {
      params.push(today);
      where += ` and d.status in ('proposed', 'given') and d.valid_to >= $${params.length}::date`;
    }
    return { rows: await delegationsWhere(db, where, params, pageOf(p)), total: await countDelegations(db, where, params), page: p.page, pageSize: p.pageSize };
  },
});
