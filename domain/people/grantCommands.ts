import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import { addDays, type Day } from '../kernel/dates.ts';
import { daySchema, idSchema } from '../kernel/envelope.ts';
import { type FactRequest, need } from '../kernel/fact.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import {
  accountPlacement,
  type HeldRole,
  type RoleGrant,
  reasonSchema,
  rolesFrom,
  type UserAccount,
} from './account.ts';
import { type Actor, can, ownHand, type Placement } from './actor.ts';
import { administratorBeside, type GuardianGrant, guardianRoles, isGuardianRole, isStart } from './guardians.ts';
import { isRole, type Role, roles, type ScopeKind } from './roles.ts';
import { roleIncompatibility } from './segregation.ts';

/** Who may propose, confirm, refuse and revoke roles. */
export const roleGranters = ['ADMIN_TI', 'UCN_COORD', 'UOD_OPERADOR'] as const satisfies readonly Role[];

const proposeSchema = z.object({
  userId: idSchema,
  role: z.string().check(z.maxLength(40)),
  scopeIds: z
    .array(z.string().check(z.minLength(1), z.maxLength(40)))
    .check(z.maxLength(12, 'Son demasiados lugares para un solo rol.')),
  from: z.optional(z.nullable(daySchema)),
  to: z.optional(z.nullable(daySchema)),
  demo: z.optional(z.boolean()),
});
type ProposeBody = z.infer<typeof proposeSchema>;

/** What the reach of a role consists of, and the loader that checks each member; null when the role has no list. */
const reachLoader: Partial<Record<ScopeKind, { loader: string; what: string }>> = {
  unit: { loader: 'unit', what: 'la unidad' },
  organisation: { loader: 'noun.organisation', what: 'la organización' },
  municipality: { loader: 'municipality', what: 'el municipio' },
};

function scopeOfBody(body: ProposeBody): { kind: ScopeKind; loader: string; what: string } | null {
  if (!isRole(body.role)) return null;
  const kind = roles[body.role].scope;
  const found = reachLoader[kind];
  return found ? { kind, ...found } : null;
}

/**
 * The place of a role, for the check of reach: a role of a unit belongs to that unit, a national one to the nation,
 * others to the unit of the person.
 */
function grantPlacement(role: string, scopeIds: readonly string[], userUnitId: string | null | undefined): Placement {
  const kind = isRole(role) ? roles[role].scope : 'national';
  if (kind === 'unit') return scopeIds.length === 1 ? { unitId: scopeIds[0] ?? null } : { national: true };
  return kind === 'national' || kind === 'session' || kind === 'subproject'
    ? { national: true }
    : accountPlacement({ unitId: userUnitId ?? null });
}

interface ProposeFacts extends Record<string, unknown> {
  user: UserAccount | null;
  grants: RoleGrant[];
  /** Roles that others delegated to the person. */
  lent: HeldRole[];
  administrators: GuardianGrant[];
  coordinators: GuardianGrant[];
}

function bodyProblem(body: ProposeBody, facts: ProposeFacts, actor: Actor, today: Day): Problem | null {
  const user = need(facts.user);
  if (!isRole(body.role) || body.role === 'PUBLICO') return problem('roleUnknown', undefined, 'body.role');
  if (!user?.active) return problem('accountClosed', undefined, 'body.userId');
  if (user.id === actor.id) return problem('ownGrant');
  if (!reachesAccount(user, need(facts.grants) ?? [], actor, today))
    return problem('outsideScope', undefined, 'body.userId');
  const scope = scopeOfBody(body);
  if (scope && body.scopeIds.length === 0)
    return problem('bodyMissingField', { name: `A qué corresponde el rol ${roles[body.role].name}` }, 'body.scopeIds');
  if (!scope && body.scopeIds.length > 0 && !['session', 'subproject'].includes(roles[body.role].scope))
    return problem('scopeNotTaken', undefined, 'body.scopeIds');
  const unknown = scope && body.scopeIds.find((id) => !need(facts[`reach:${id}`] as { code?: string } | null));
  if (unknown) return problem('unknownReference', { what: `${scope.what} ${unknown}` }, 'body.scopeIds');
  if (actor.kind !== 'system' && body.from && body.from < today) return problem('grantInPast', undefined, 'body.from');
  if (body.to && body.to < (body.from ?? today)) return problem('datesReversed', undefined, 'body.to');
  if (body.demo && actor.kind !== 'system') return problem('notAllowed', undefined, 'body.demo');
  const grants = need(facts.grants) ?? [];
  const same = rolesFrom(
    grants.filter((g) => g.role === body.role && sameIds(g.scopeIds, body.scopeIds)),
    body.from ?? today,
  );
  if (same.length > 0) return problem('alreadyExists', undefined, 'body.role');
  return incompatibility(body.role, rolesFrom([...grants, ...(need(facts.lent) ?? [])], body.from ?? today));
}

/**
 * Whether a granter reaches an account, judged as in the list of accounts: by the unit that it works for, or a unit of
 * one of its roles. Without this check, the operator of a unit could give its roles to anybody whose id they know.
 */
function reachesAccount(user: UserAccount, grants: readonly RoleGrant[], actor: Actor, today: Day): boolean {
  const units = grants.filter((g) => g.scopeKind === 'unit').flatMap((g) => g.scopeIds);
  return [accountPlacement(user), ...units.map((unitId) => ({ unitId }))].some(
    (placement) => can(actor, [...roleGranters, 'sistema'], placement, today).may,
  );
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

/** The problem when two roles may not be held together; null when they may. */
export function incompatibility(role: Role, held: readonly Role[]): Problem | null {
  const found = roleIncompatibility(role, held);
  return found
    ? problem('rolesIncompatible', { role: roles[role].name, other: roles[found.other].name, why: found.why })
    : null;
}

/**
 * Gives a role. One that certifies, authorises or pays is only proposed: a second person confirms it, and it starts the
 * day after. Others are granted at once. Nobody may give a role to themselves, nor one that is incompatible with those
 * that the person has.
 */
export const proposeRole = defineCommand<ProposeBody, ProposeFacts>({
  kind: 'role.propose',
  type: 'act',
  title: 'dar un rol',
  version: 1,
  schema: proposeSchema as z.ZodMiniType<ProposeBody>,
  subject: 'role_grant',
  by: [...roleGranters, 'sistema'],
  locks: (c) => [c.body.userId, guardianRoles.lock],
  facts: (c) => {
    const scope = scopeOfBody(c.body);
    const reach: [string, FactRequest][] = scope
      ? c.body.scopeIds.map((id) => [
          `reach:${id}`,
          { loader: scope.loader, key: readable(scope.kind, id) ? id : null },
        ])
      : [];
    return {
      user: { loader: 'user', key: c.body.userId },
      grants: { loader: 'grantsOfUser', key: c.body.userId },
      lent: { loader: 'lentToUser', key: c.body.userId },
      administrators: { loader: 'grantsOfRole', key: 'ADMIN_TI' },
      coordinators: { loader: 'grantsOfRole', key: 'UCN_COORD' },
      ...Object.fromEntries(reach),
    };
  },
  placement: (c, facts) => grantPlacement(c.body.role, c.body.scopeIds, facts.user?.unitId),
  decide: ({ command, actor, facts, today }) => {
    const { body } = command;
    const wrong = bodyProblem(body, facts, actor, today);
    if (wrong) return refuse(wrong);
    const role = body.role as Role;
    const everGuardians = [...(need(facts.administrators) ?? []), ...(need(facts.coordinators) ?? [])];
    const bySystem = actor.kind === 'system';
    const start = !bySystem && isGuardianRole(role) && isStart(everGuardians, actor.id);
    const proposed = roles[role].twoPeople && !bySystem && !start;
    const from = body.from ?? today;
    const grant: RoleGrant = {
      id: command.subjectId,
      userId: body.userId,
      role,
      scopeKind: roles[role].scope,
      scopeIds: body.scopeIds,
      validFrom: start ? laterOf(from, addDays(today, 1)) : from,
      validTo: body.to ?? null,
      status: proposed ? 'proposed' : 'granted',
      proposedBy: actor.id,
      confirmedBy: null,
      basis: proposed ? null : body.demo ? 'demostración' : start || bySystem ? 'arranque' : 'una persona',
      version: 1,
    };
    return accept([insert('role_grant', grant)]);
  },
});

function readable(kind: ScopeKind, id: string): boolean {
  return kind !== 'organisation' || idSchema.safeParse(id).success;
}

/** The later of two days. */
export function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b;
}

/** A grant with what must be known of its holder. */
export interface GrantFact extends RoleGrant {
  readonly userUnitId: string | null;
  readonly userActive: boolean;
}
interface GrantFacts extends Record<string, unknown> {
  grant: GrantFact | null;
  /** All roles that the same person holds or was delegated. */
  peers: HeldRole[];
  administrators: GuardianGrant[];
}
const grantFacts = (c: { subjectId: string }) => ({
  grant: { loader: 'grantWithUser', key: c.subjectId },
  peers: { loader: 'heldBeside', key: c.subjectId },
  administrators: { loader: 'grantsOfRole', key: 'ADMIN_TI' },
});
const placementOfGrant = (_c: unknown, facts: GrantFacts): Placement =>
  facts.grant ? grantPlacement(facts.grant.role, facts.grant.scopeIds, facts.grant.userUnitId) : { national: true };

/** The columns of the grant alone, without what was joined to them. */
function bareGrant({ userUnitId: _unit, userActive: _active, ...row }: GrantFact): RoleGrant {
  return row;
}

/** Why this person may not decide on a proposed grant; null when they may. */
function settlingProblem(grant: GrantFact, actor: Actor, placement: Placement, today: Day): Problem | null {
  if (grant.status !== 'proposed') return problem('alreadyDecided');
  if (grant.userId === actor.id) return problem('ownGrant');
  if (grant.proposedBy === actor.id) return problem('twoPeopleNeeded');
  return can(ownHand(actor), roleGranters, placement, today).may ? null : problem('delegatedHand');
}

const emptyBody = z.object({});
type EmptyBody = z.infer<typeof emptyBody>;

/** The second person's yes: the role starts the next day. */
export const confirmRole = defineCommand<EmptyBody, GrantFacts>({
  kind: 'role.confirm',
  type: 'act',
  title: 'confirmar un rol',
  version: 1,
  schema: emptyBody as z.ZodMiniType<EmptyBody>,
  subject: 'role_grant',
  by: roleGranters,
  locks: () => [guardianRoles.lock],
  facts: grantFacts,
  placement: placementOfGrant,
  decide: ({ command, actor, facts, today }) => {
    const grant = need(facts.grant);
    if (!grant) return refuse(problem('notFound'));
    const wrong = settlingProblem(grant, actor, placementOfGrant(command, facts), today);
    if (wrong) return refuse(wrong);
    if (!grant.userActive) return refuse(problem('accountClosed'));
    const validFrom = laterOf(grant.validFrom, addDays(today, 1));
    if (grant.validTo && grant.validTo < validFrom) return refuse(problem('datesReversed'));
    const apart = incompatibility(
      grant.role,
      rolesFrom(
        (need(facts.peers) ?? []).filter((g) => g.id !== grant.id),
        validFrom,
      ),
    );
    if (apart) return refuse(apart);
    return accept([
      update('role_grant', {
        ...bareGrant(grant),
        status: 'granted' as const,
        confirmedBy: actor.id,
        basis: 'dos personas' as const,
        validFrom,
        version: grant.version + 1,
      }),
    ]);
  },
});

const reasonBody = z.object({ reason: reasonSchema });
type ReasonBody = z.infer<typeof reasonBody>;

/** The second person's no. The person who proposed the role may also take it back. */
export const refuseRole = defineCommand<ReasonBody, GrantFacts>({
  kind: 'role.refuse',
  type: 'act',
  title: 'rechazar un rol propuesto',
  version: 1,
  schema: reasonBody as z.ZodMiniType<ReasonBody>,
  subject: 'role_grant',
  by: roleGranters,
  facts: grantFacts,
  placement: placementOfGrant,
  decide: ({ facts }) => {
    const grant = need(facts.grant);
    if (!grant) return refuse(problem('notFound'));
    if (grant.status !== 'proposed') return refuse(problem('alreadyDecided'));
    return accept([
      update('role_grant', { ...bareGrant(grant), status: 'refused' as const, version: grant.version + 1 }),
    ]);
  },
});

/** Revokes a role at once, so that its last day was yesterday and what was captured until then stays valid. */
export const revokeRole = defineCommand<ReasonBody, GrantFacts>({
  kind: 'role.revoke',
  type: 'act',
  title: 'quitar un rol',
  version: 1,
  schema: reasonBody as z.ZodMiniType<ReasonBody>,
  subject: 'role_grant',
  by: roleGranters,
  locks: () => [guardianRoles.lock],
  facts: grantFacts,
  placement: placementOfGrant,
  decide: ({ facts, today }) => {
    const grant = need(facts.grant);
    if (!grant) return refuse(problem('notFound'));
    if (grant.status !== 'granted' || (grant.validTo && grant.validTo < today))
      return refuse(problem('alreadyDecided'));
    if (grant.role === 'ADMIN_TI' && !administratorBeside(facts.administrators, grant.userId, today))
      return refuse(problem('lastAdministrator'));
    return accept([
      update('role_grant', {
        ...bareGrant(grant),
        status: 'revoked' as const,
        validTo: addDays(today, -1),
        version: grant.version + 1,
      }),
    ]);
  },
});
