import type { Day } from '../kernel/dates.ts';
import type { RoleGrant } from './account.ts';
import type { Role } from './roles.ts';

/**
 * Those who can confirm a role that needs two people. `lock` is held by every act that changes who they are, so that two such
 * acts at once cannot both believe to be the first.
 */
export const guardianRoles = {
  roles: ['ADMIN_TI', 'UCN_COORD'] as const satisfies readonly Role[],
  lock: '00000000-0000-7000-8000-0000900d1a75',
};

export function isGuardianRole(role: Role): boolean {
  return (guardianRoles.roles as readonly Role[]).includes(role);
}

/** Grants that hold on a day or will hold later. */
export function inForce(grants: readonly RoleGrant[], day: Day): RoleGrant[] {
  return grants.filter((g) => g.status === 'granted' && (!g.validTo || g.validTo >= day));
}

/**
 * The starting rule: while no second person has ever been able to confirm, the only administrator grants the first role of
 * another guardian alone. It serves once: who has ever held such a role counts, also when they no longer do, so that
 * nobody gets back to it by revoking the others (docs/decisions/first-administrator.md).
 */
export function isStart(everGranted: readonly RoleGrant[], actorId: string): boolean {
  return everGranted.every((g) => g.userId === actorId || (g.status !== 'granted' && g.status !== 'revoked'));
}
