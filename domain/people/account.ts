import * as z from 'zod/mini';
import type { Day, Instant } from '../kernel/dates.ts';
import type { Placement } from './actor.ts';
import { isRole, type Role, type ScopeKind } from './roles.ts';

/** Who may log in (table user_account). One person (CI), one account. */
export interface UserAccount {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly ciNumber: string | null;
  readonly ciComplement: string | null;
  readonly personId: string | null;
  readonly active: boolean;
  readonly demo: boolean;
  readonly version: number;
  readonly unitId: string | null;
  /** Sessions that began before this moment are not valid. */
  readonly sessionsFrom: Instant | null;
}

/** How a role was given (table role_grant). */
type GrantBasis = 'una persona' | 'dos personas' | 'arranque' | 'demostración';

/** A dated role of a person, with who proposed and who confirmed it. */
export interface RoleGrant {
  readonly id: string;
  readonly userId: string;
  readonly role: Role;
  readonly scopeKind: ScopeKind;
  readonly scopeIds: readonly string[];
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly status: 'proposed' | 'granted' | 'revoked' | 'refused';
  readonly proposedBy: string;
  readonly confirmedBy: string | null;
  readonly basis: GrantBasis | null;
  readonly version: number;
}

export const usernameSchema = z
  .string()
  .check(
    z.regex(
      /^[a-z0-9][a-z0-9._]{2,39}$/,
      'El nombre de usuario lleva de 3 a 40 letras minúsculas sin tilde, números, puntos o guiones bajos.',
    ),
  );
export const personNameSchema = z
  .string()
  .check(z.trim(), z.minLength(3, 'El nombre es muy corto.'), z.maxLength(120, 'El nombre es muy largo.'));
export const emailSchema = z
  .string()
  .check(z.maxLength(200), z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'El correo no está completo.'));
export const phoneSchema = z.string().check(z.regex(/^\+?[0-9 ()-]{6,24}$/, 'El teléfono lleva solo números.'));
export const reasonSchema = z
  .string()
  .check(z.trim(), z.minLength(5, 'Escriba el motivo.'), z.maxLength(500, 'El motivo es muy largo.'));
export const unitCodeSchema = z.string().check(z.regex(/^[A-Z]{3}$/, 'Esa unidad no existe.'));

/** The place of an account, for the check of reach: its unit, or the nation. */
export function accountPlacement(account: { readonly unitId?: string | null } | null): Placement {
  return account?.unitId ? { unitId: account.unitId } : { national: true };
}

/** A role that somebody has or may come to have: granted or delegated, in force or waiting for confirmation. */
export type HeldRole = Pick<RoleGrant, 'id' | 'role' | 'status' | 'validTo'>;

/** The roles, granted or proposed, that are in force on a day or later: a new role must be compatible with them. */
export function rolesFrom(held: readonly HeldRole[], day: Day): Role[] {
  return held
    .filter(
      (g) => (g.status === 'granted' || g.status === 'proposed') && (!g.validTo || g.validTo >= day) && isRole(g.role),
    )
    .map((g) => g.role);
}
