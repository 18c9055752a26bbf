import { type Day, holdsOn } from '../kernel/dates.ts';
import { type Role, roles, type ScopeKind, type View } from './roles.ts';

/** A dated role with its reach. `ids` belong to the kind of the scope; national and public have none. */
export interface Grant {
  readonly id: string;
  readonly role: Role;
  readonly kind: ScopeKind;
  readonly ids: readonly string[];
  readonly from: Day;
  readonly to: Day | null;
  /** For a delegated role: the user who delegated it. */
  readonly delegatedBy?: string | null;
}

/** Who acts. `sistema` is the daily job; an integration key acts for the user who made it, with fewer roles. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly kind: 'person' | 'system' | 'token' | 'public';
  readonly grants: readonly Grant[];
  readonly secondFactor?: boolean;
}

/** Where something lies, for the check of reach. A null member says nothing. */
export interface Placement {
  readonly unitId?: string | null;
  readonly allianceId?: string | null;
  readonly organisationId?: string | null;
  readonly municipalityCode?: string | null;
  /** The session of the Comité in which it is decided. */
  readonly sessionId?: string | null;
  /** The subject itself: the public reaches what it holds the code of, and nothing else. */
  readonly subjectId?: string | null;
  /** True for what concerns the whole programme: only national reach covers it. */
  readonly national?: boolean;
  /** True for what lies nowhere (a source document, a new person): only the role is checked. */
  readonly anywhere?: boolean;
}

/** Id of the actor *sistema*. */
export const SYSTEM_ACTOR_ID = '00000000-0000-7000-8000-000000000001';

export const systemActor: Actor = { id: SYSTEM_ACTOR_ID, name: 'Sistema', kind: 'system', grants: [] };

/** The id that stands for everybody without an account: who it was is not recorded anywhere. */
export const PUBLIC_ACTOR_ID = '00000000-0000-7000-8000-000000000002';

/** Somebody without an account. They reach one subject: what they are writing, or what they hold the code of. */
export const publicActor = (subjectId: string): Actor => ({
  id: PUBLIC_ACTOR_ID,
  name: 'Público',
  kind: 'public',
  grants: [{ id: PUBLIC_ACTOR_ID, role: 'PUBLICO', kind: 'public', ids: [subjectId], from: '2000-01-01', to: null }],
});

/** Whether a grant reaches a place, apart from its days. */
export function reaches(grant: Grant, placement: Placement): boolean {
  if (placement.anywhere) return true;
  switch (grant.kind) {
    case 'national':
      return true;
    case 'unit':
      return !placement.national && has(grant, placement.unitId);
    case 'alliances':
      return !placement.national && has(grant, placement.allianceId);
    case 'organisation':
      return !placement.national && has(grant, placement.organisationId);
    case 'municipality':
      return !placement.national && has(grant, placement.municipalityCode);
    case 'session':
      // A member of the Comité is named for some sessions, or, without any, for all of them.
      return (
        !placement.national && !!placement.sessionId && (grant.ids.length === 0 || has(grant, placement.sessionId))
      );
    case 'public':
      return has(grant, placement.subjectId);
    default:
      return false;
  }
}

function has(grant: Grant, id: string | null | undefined): boolean {
  return id !== null && id !== undefined && grant.ids.includes(id);
}

/** The answer to "may this actor act on this place on this day?", and the grant that allows it. */
export type Entitlement =
  | { readonly may: true; readonly grant: Grant | null; readonly role: Role | 'sistema' }
  | { readonly may: false; readonly reason: 'role' | 'scope' };

/**
 * Whether the actor may act in one of the roles on a place on a day. The journal names the first grant that reaches it;
 * own grants come before delegated ones.
 */
export function can(actor: Actor, by: readonly (Role | 'sistema')[], placement: Placement, day: Day): Entitlement {
  if (actor.kind === 'system')
    return by.includes('sistema') ? { may: true, grant: null, role: 'sistema' } : { may: false, reason: 'role' };
  const held = actor.grants.filter((g) => by.includes(g.role) && holdsOn(g, day));
  if (held.length === 0) return { may: false, reason: 'role' };
  const grant = [...held]
    .sort((a, b) => Number(!!a.delegatedBy) - Number(!!b.delegatedBy))
    .find((g) => reaches(g, placement));
  return grant ? { may: true, grant, role: grant.role } : { may: false, reason: 'scope' };
}

/** The parts of a command that say who may send it. */
export interface Authority {
  readonly by: readonly (Role | 'sistema')[];
  /** Roles from which facts are accepted outside their reach too, with a flag. */
  readonly flaggedOutside?: readonly Role[];
}

/**
 * The only answer to "may this actor send this command about this place?": used by the server that judges it, the phone
 * that forecasts it and the buttons that offer it. `outside`: it is accepted all the same, with the flag *fuera de
 * asignación*.
 */
export function entitlementOf(
  actor: Actor,
  { by, flaggedOutside }: Authority,
  placement: Placement,
  day: Day,
): Entitlement & { readonly outside: boolean } {
  const within = can(actor, by, placement, day);
  if (within.may || within.reason === 'role' || !flaggedOutside) return { ...within, outside: false };
  const grant = actor.grants.find((g) => flaggedOutside.includes(g.role) && holdsOn(g, day));
  return grant ? { may: true, grant, role: grant.role, outside: true } : { ...within, outside: false };
}

/**
 * The actor with own roles only. If the first person could delegate a role to the second, two-person acts would be one
 * person's.
 */
export function ownHand(actor: Actor): Actor {
  return { ...actor, grants: actor.grants.filter((g) => !g.delegatedBy) };
}

/** What an actor may read: everything that any of these predicates allows, each with its view (architecture 5). */
export interface Scope {
  readonly kind: ScopeKind;
  readonly ids: readonly string[];
  readonly view: View;
  readonly role: Role;
}

/** The only source of reading predicates: the grants of the actor in force on a day, limited to the given roles. */
export function scopeOf(actor: Actor, day: Day, among?: readonly Role[]): Scope[] {
  return actor.grants
    .filter((g) => holdsOn(g, day) && (!among || among.includes(g.role)))
    .map((g) => ({ kind: g.kind, ids: g.ids, view: roles[g.role].view, role: g.role }));
}

/** The widest view among scopes: full before noPersonal before published; null for none. */
export function widestView(scopes: readonly Scope[]): View | null {
  for (const view of ['full', 'noPersonal', 'published'] as const) if (scopes.some((s) => s.view === view)) return view;
  return null;
}
