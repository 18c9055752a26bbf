import type { Actor, Grant } from '../../domain/people/actor.ts';
import { systemActor } from '../../domain/people/actor.ts';
import { isRole, roles } from '../../domain/people/roles.ts';
import type { Executor } from '../db/database.ts';

interface GrantRow {
  id: string;
  role: string;
  scope_kind: Grant['kind'];
  scope_ids: string[];
  valid_from: string;
  valid_to: string | null;
  delegated_by: string | null;
}

/** The result of `actorColumns` for an account. */
export interface ActorRow extends Record<string, unknown> {
  id: string;
  name: string;
  grants: GrantRow[] | null;
  assignments: { alliance_id: string; role: string; valid_from: string; valid_to: string | null }[] | null;
}

/**
 * Columns over `user_account u` from which `actorOf` makes the actor; also part of the statement that reads a session.
 * A delegated role ends with the role from which it was delegated; and when the account of the person who delegated it
 * is closed, the day before that.
 */
export const actorColumns = `u.id, u.name,
       (select jsonb_agg(x) from (
          select g.id, g.role, g.scope_kind, g.scope_ids, g.valid_from, g.valid_to, null::uuid as delegated_by
            from role_grant g where g.user_id = u.id and g.status in ('granted', 'revoked')
          union all
          select d.id, g.role, g.scope_kind, g.scope_ids, greatest(g.valid_from, d.valid_from),
                 least(g.valid_to, d.valid_to, d.ended_on,
                   case when not f.active then (f.sessions_from at time zone 'America/La_Paz')::date - 1 end),
                     d.from_user_id
            from delegation d join role_grant g on g.id = d.grant_id and g.status in ('granted', 'revoked')
              join user_account f on f.id = d.from_user_id
           where d.to_user_id = u.id and d.status in ('given', 'ended')) x) as grants,
       (select jsonb_agg(jsonb_build_object('alliance_id', a.alliance_id, 'role', a.role, 'valid_from', a.valid_from,
         'valid_to', a.valid_to))
          from assignment a where a.user_id = u.id) as assignments`;

/**
 * The person of a row: own roles, delegated ones, and one grant for each dated assignment of roles that serve
 * alliances.
 */
export function actorOf(found: ActorRow): Actor {
  const grants: Grant[] = [];
  for (const g of found.grants ?? []) {
    if (!isRole(g.role)) continue;
    grants.push({
      id: g.id,
      role: g.role,
      kind: g.scope_kind,
      ids: g.scope_ids,
      from: g.valid_from,
      to: g.valid_to,
      delegatedBy: g.delegated_by,
    });
    if (roles[g.role].scope !== 'alliances') continue;
    for (const a of found.assignments ?? []) {
      if (a.role !== g.role) continue;
      const to = earliest(g.valid_to, a.valid_to);
      const from = a.valid_from > g.valid_from ? a.valid_from : g.valid_from;
      if (to && to < from) continue;
      grants.push({
        id: g.id,
        role: g.role,
        kind: 'alliances',
        ids: [a.alliance_id],
        from,
        to,
        delegatedBy: g.delegated_by,
      });
    }
  }
  return { id: found.id, name: found.name, kind: 'person', grants };
}

/**
 * A person whose account may be closed, for what they captured before: no grant reaches beyond the day on which it was
 * closed. Null for an unknown account.
 */
export async function loadFormerActor(db: Executor, userId: string): Promise<Actor | null> {
  const rows = await db.query<ActorRow & { closed_on: string | null }>(
    `select ${actorColumns},
      case when not u.active then (u.sessions_from at time zone 'America/La_Paz')::date end as closed_on
      from user_account u where u.id = $1`,
    [userId],
  );
  const [found] = rows;
  if (!found) return null;
  const actor = actorOf(found);
  const { closed_on: closedOn } = found;
  return closedOn
    ? {
        ...actor,
        grants: actor.grants.filter((g) => g.from <= closedOn).map((g) => ({ ...g, to: earliest(g.to, closedOn) })),
      }
    : actor;
}

/**
 * A person with all grants that they ever had: own roles, delegated roles for the days of the delegation and, for roles
 * that serve alliances, one grant for each dated assignment. Null for an unknown or closed account. One round trip.
 */
export async function loadActor(db: Executor, userId: string): Promise<Actor | null> {
  if (userId === systemActor.id) return systemActor;
  const rows = await db.query<ActorRow>(`select ${actorColumns} from user_account u where u.id = $1 and u.active`, [
    userId,
  ]);
  return rows[0] ? actorOf(rows[0]) : null;
}

function earliest(a: string | null, b: string | null): string | null {
  if (a === null) return b;
  if (b === null) return a;
  return a < b ? a : b;
}
