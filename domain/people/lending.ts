import { type Day, holdsOn } from '../kernel/dates.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import type { RoleGrant } from './account.ts';
import { grantableRoles, type Role, roles } from './roles.ts';

/**
 * Roles that can be delegated. The others cannot: alliances are reassigned instead; organisations and other bodies name
 * their people themselves; and the programme names those who administer the system, audit or observe.
 */
export const lendable: readonly Role[] = grantableRoles.filter(
  (role) =>
    (roles[role].scope === 'national' || roles[role].scope === 'unit') &&
    !['ADMIN_TI', 'AUDITOR', 'BANCO', 'MDRYT_DGP'].includes(role),
);

/**
 * Roles of people outside the staff of the programme. Whoever has one of them receives no staff role, whatever else
 * they hold.
 */
export const outsideRoles: readonly Role[] = [
  'IFI',
  'OPP_REP',
  'COMPRADOR',
  'COADYUVANTE',
  'FPS_TEC',
  'GAM',
  'COMITE',
  'MDRYT_DGP',
  'BANCO',
  'AUDITOR',
];

/**
 * Roles that need a second person to be delegated: those that need two to be granted, and those of the nation or of
 * money, which an administrator grants and nobody passes on alone (POA: "no comparte ni delega").
 */
export const lentByTwo = (role: Role): boolean => roles[role].twoPeople || roles[role].secondFactor;

/** The person who would receive a role: their own roles, and the unit of their account. */
export interface Receiver {
  readonly unitId: string | null;
  readonly own: readonly Pick<RoleGrant, 'role' | 'status' | 'scopeKind' | 'scopeIds' | 'validFrom' | 'validTo'>[];
}

/**
 * Why a person may not receive a role on a day; null when they may. They must be staff in force (hold a role that can
 * itself be delegated) and hold no role from outside the programme; for a role of a unit, they must belong to it
 * (docs/decisions/delegation.md). The list of colleagues uses the same rule.
 */
export function mayNotReceive(lent: Pick<RoleGrant, 'role' | 'scopeIds'>, to: Receiver, day: Day): Problem | null {
  const held = to.own.filter((g) => g.status === 'granted' && holdsOn({ from: g.validFrom, to: g.validTo }, day));
  const staff = held.some((g) => lendable.includes(g.role)) && !held.some((g) => outsideRoles.includes(g.role));
  const near =
    roles[lent.role].scope === 'national' ||
    (to.unitId !== null && lent.scopeIds.includes(to.unitId)) ||
    held.some((g) => g.scopeKind === 'unit' && g.scopeIds.some((id) => lent.scopeIds.includes(id)));
  return staff && near ? null : problem('notColleague', undefined, 'body.toUserId');
}
