import { type Day, holdsOn } from '../kernel/dates.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import type { RoleGrant } from './account.ts';
import { grantableRoles, type Role, roles } from './roles.ts';

/**
 * Roles that are never lent: alliances are reassigned instead, organisations and other bodies name their people themselves, and who
 * administers the system, audits or observes is named by the programme.
 */
export const lendable: readonly Role[] = grantableRoles.filter(
  (role) =>
    (roles[role].scope === 'national' || roles[role].scope === 'unit') &&
    !['ADMIN_TI', 'AUDITOR', 'BANCO', 'MDRYT_DGP'].includes(role),
);

/** Roles of those who are no staff of the programme: who has one receives no role of the staff, whatever else they hold. */
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
 * Roles that take a second person to lend: those that take two to grant, and those of the nation or of money, which an administrator
 * grants and nobody hands on alone (POA: "no comparte ni delega").
 */
export const lentByTwo = (role: Role): boolean => roles[role].twoPeople || roles[role].secondFactor;

/** Who would receive a role: what they hold themselves, and the unit their account is of. */
export interface Receiver {
  readonly unitId: string | null;
  readonly own: readonly Pick<RoleGrant, 'role' | 'status' | 'scopeKind' | 'scopeIds' | 'validFrom' | 'validTo'>[];
}

/**
 * Why a person may not receive a role, on a day; null when they may: staff in force (a role that can itself be lent), nobody from
 * outside the programme, and for a role of a unit one of that unit (docs/decisions/delegation.md). The list of colleagues asks the same.
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
