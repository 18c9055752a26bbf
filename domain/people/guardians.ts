import type { Day } from '../kernel/dates.ts';
import { type Fact, need } from '../kernel/fact.ts';
import type { RoleGrant } from './account.ts';
import type { Role } from './roles.ts';

/**
 * Roles whose holders can confirm a role that needs two people. Every act that changes who they are takes `lock`, so
 * that of two such acts at the same time each sees the other's result.
 */
export const guardianRoles = {
  roles: ['ADMIN_TI', 'UCN_COORD'] as const satisfies readonly Role[],
  lock: '00000000-0000-7000-8000-0000900d1a75',
};

export function isGuardianRole(role: Role): boolean {
  return (guardianRoles.roles as readonly Role[]).includes(role);
}

/** A grant of a guardian role, past ones too, and whether the account of its holder is open. */
export interface GuardianGrant extends RoleGrant {
  readonly userActive: boolean;
}

/** Grants to open accounts that are in force on a day or will be later. */
export function inForce(grants: readonly GuardianGrant[], day: Day): GuardianGrant[] {
  return grants.filter((g) => g.userActive && g.status === 'granted' && (!g.validTo || g.validTo >= day));
}

/** Whether somebody other than this person administers the system on a day or later. */
export function administratorBeside(administrators: Fact<GuardianGrant[]>, userId: string, day: Day): boolean {
  return inForce(need(administrators) ?? [], day).some((g) => g.userId !== userId);
}

/**
 * The rule for the start: until a second person has ever been able to confirm, the only administrator alone grants the
 * first role of another guardian. It can be used once. Everybody who ever held such a role counts, even if they no
 * longer do or their account is closed, so that nobody gets back to it by removing the others
 * (docs/decisions/first-administrator.md).
 */
export function isStart(everGranted: readonly RoleGrant[], actorId: string): boolean {
  return everGranted.every((g) => g.userId === actorId || (g.status !== 'granted' && g.status !== 'revoked'));
}
