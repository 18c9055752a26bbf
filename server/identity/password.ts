import { hashPassword } from 'better-auth/crypto';
import type { Instant } from '../../domain/kernel/dates.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import { MIN_PASSWORD } from '../../domain/people/secret.ts';
import type { Executor } from '../db/database.ts';
import { newId } from '../ids.ts';

const MAX_PASSWORD = 128;

/** Common beginnings of stolen passwords, long enough to be accepted otherwise. */
const common = [
  '123456789012',
  '1234567890123',
  'contraseña123',
  'contrasena123',
  'password1234',
  'administrador',
  'qwertyuiop12',
  'qwertyuiopas',
  'bolivia12345',
  'empoderar123',
];

/** Why a password is not accepted; null when it is. */
export function passwordProblem(
  password: string,
  account: { readonly username: string; readonly ciNumber?: string | null },
  field = 'password',
): Problem | null {
  const text = password.toLowerCase();
  const repeated = new Set(text).size < 4;
  const own = text.includes(account.username) && text.length < account.username.length + 6;
  const card = !!account.ciNumber && text.replaceAll(account.ciNumber, '').length < 6;
  const weak =
    password.length < MIN_PASSWORD ||
    password.length > MAX_PASSWORD ||
    repeated ||
    own ||
    card ||
    common.includes(text);
  return weak ? problem('weakPassword', undefined, field) : null;
}

export interface Credentials {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly passwordHash: string;
}

/** The hash of a password, in the form of the identity library (scrypt, salted). */
export function hashOf(password: string): Promise<string> {
  return hashPassword(password);
}

/**
 * Sets the password of an account, and makes its rows in the identity library when there are none. The library demands
 * an e-mail, so it gets a synthetic one, which no mail reaches and nobody is shown.
 */
export async function setPassword(tx: Executor, c: Credentials, at: Instant): Promise<void> {
  await tx.query(
    `insert into auth_user (id, username, name, email, email_verified, two_factor_enabled, created_at, updated_at)
     values ($1, $2, $3, $4, true, false, $5, $5)
     on conflict (id) do update set username = excluded.username, name = excluded.name, updated_at = excluded.updated_at`,
    [c.userId, c.username, c.name, syntheticEmail(c.username), at],
  );
  await tx.query(`delete from auth_account where user_id = $1 and provider_id = 'credential'`, [c.userId]);
  await tx.query(
    `insert into auth_account (id, account_id, provider_id, user_id, password, created_at, updated_at)
      values ($1, $2, 'credential', $3, $4, $5, $5)`,
    [newId(), c.userId, c.userId, c.passwordHash, at],
  );
}

function syntheticEmail(username: string): string {
  return `${username}@cuenta.invalid`;
}

/** Resets a person's second factor, so that they enrol a new one. */
export async function forgetSecondFactor(tx: Executor, userId: string): Promise<void> {
  await tx.query('delete from auth_two_factor where user_id = $1', [userId]);
  await tx.query('update auth_user set two_factor_enabled = false where id = $1', [userId]);
}
