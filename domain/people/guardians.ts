import type { Day } from '../kernel/dates.ts';
import { type Fact, need } from '../kernel/fact.ts';
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

/** A grant there ever was of a guardian role, with whether its holder's account is open. */
export interface GuardianGrant extends RoleGrant {
  readonly userActive: boolean;
}

/** Grants of open accounts that hold on a day or will hold later. */
export function inForce(grants: readonly GuardianGrant[], day: Day): GuardianGrant[] {
  return grants.filter((g) => g.userActive && g.status === 'granted' && (!g.validTo || g.validTo >= day));
}

/** Whether somebody other than a person administers the system on a day or later. */
export function administratorBeside(administrators: Fact<GuardianGrant[]>, userId: string, day: Day): boolean {
  return inForce(need(administrators) ?? [], day).some((g) => g.userId !== userId);
}

/**
 * The starting rule: while no second person has ever been able to confirm, the only administrator grants the first role of
 * another guardian alone. It serves once: who has ever held such a role counts, also when they no longer do or their account is
 * closed, so that nobody gets back to it by removing the others (docs/decisions/first-administrator.md).
 */
export function isStart(everGranted: readonly RoleGrant[], actorId: string): boolean {
  return everGranted.every((g) => g.userId === actorId || (g.status !== 'granted' && g.status !== 'revoked'));
}
