import * as z from 'zod/mini';
import { type Scope, scopeOf } from '../../../domain/people/actor.ts';
import { guardianRoles } from '../../../domain/people/guardians.ts';
import type { GrantView, PendingAccessView, PendingReset } from '../../../domain/people/views.ts';
import type { Executor } from '../../db/database.ts';
import { defineQuery } from '../query.ts';
import { accountReach, delegationsWhere, GRANT_JSON } from './fragments.ts';
import { granters } from './grants.ts';

const noParams = z.object({});
type NoParams = z.infer<typeof noParams>;

/** Roles, delegations and access codes that wait for a second person, within reach. */
export const rolePending = defineQuery<NoParams, PendingAccessView>({
  name: 'role.pending',
  title: 'ver lo que espera una segunda persona',
  by: [...granters, 'AUDITOR'],
  params: noParams as z.ZodMiniType<NoParams>,
  run: ({ db, actor, scopes, today }) =>
    readPending(db, actor.id, scopes, scopeOf(actor, today, [...guardianRoles.roles, 'AUDITOR']).length > 0),
});

/** What waits for a second person. `mine` marks what the reader took part in. Access codes are for guardians. */
export async function readPending(
  db: Executor,
  actorId: string,
  scopes: readonly Scope[],
  guardian: boolean,
): Promise<PendingAccessView> {
  const params: unknown[] = [actorId];
  const reach = accountReach(scopes, params);
  const grants = await db.query<{ v: GrantView; userId: string; userName: string; mine: boolean }>(
    `select ${GRANT_JSON} as v, u.id as "userId", u.name as "userName", (g.proposed_by = $1 or g.user_id = $1) as mine
       from role_grant g join user_account u on u.id = g.user_id where g.status = 'proposed' and ${reach} order by g.id`,
    params,
  );
  const givers: unknown[] = [];
  const delegations = await delegationsWhere(
    db,
    `d.status = 'proposed' and ${accountReach(scopes, givers, 'f')}`,
    givers,
  );
  return {
    grants: grants.map(({ v, ...more }) => ({ ...v, ...more })),
    delegations: delegations.map((d) => ({ ...d, mine: d.fromId === actorId || d.toId === actorId })),
    resets: guardian ? await pendingResets(db, actorId) : [],
  };
}

function pendingResets(db: Executor, actorId: string) {
  return db.query<PendingReset & { mine: boolean } & Record<string, unknown>>(
    `select r.id, r.user_id as "userId", u.name as "userName", r.requested_by as "requestedById",
      coalesce(q.name, 'Sistema') as "requestedByName",
       r.requested_at as "requestedAt", r.valid_until as "validUntil", (r.requested_by = $1 or r.user_id = $1) as mine
     from access_reset r join user_account u on u.id = r.user_id left join user_account q on q.id = r.requested_by
     where r.status = 'proposed' order by r.requested_at, r.id`,
    [actorId],
  );
}
