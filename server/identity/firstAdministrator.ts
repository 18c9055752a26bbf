import { randomBytes } from 'node:crypto';
import { dayOf } from '../../domain/kernel/dates.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import { systemActor } from '../../domain/people/actor.ts';
import { compose } from '../commands/compose.ts';
import { sha256 } from '../commands/hash.ts';
import { newId } from '../ids.ts';
import { readDemo } from '../stores/systemState.ts';
import type { System } from '../system.ts';
import { hashOf, passwordProblem, setPassword } from './password.ts';

const VALID_MS = 3_600_000;
/** Marks a recovery token, so that the act that uses it says so. */
const RECOVERY = 'r-';

/** How many open accounts can confirm roles, and how many of them administer the system, now or later. */
async function guardians(system: System): Promise<{ guardians: number; administrators: number }> {
  const rows = await system.db.query<{ guardians: number; administrators: number }>(
    `select count(distinct g.user_id)::int as guardians,
            count(distinct g.user_id) filter (where g.role = 'ADMIN_TI')::int as administrators
       from role_grant g join user_account u on u.id = g.user_id and u.active
      where g.role in ('ADMIN_TI', 'UCN_COORD') and g.status = 'granted' and (g.valid_to is null or g.valid_to >= $1::date)`,
    [system.today()],
  );
  return rows[0] ?? { guardians: 0, administrators: 0 };
}

/**
 * The address with which the first administrator is created. It works once, for an hour, and replaces any printed
 * before. Null while somebody administers the system, and in a demonstration. `recovery` (requested by whoever runs the
 * server) also gives one while fewer than two people can confirm roles.
 */
export async function firstAdministratorLink(
  system: System,
  options: { recovery?: boolean } = {},
): Promise<string | null> {
  if (await readDemo(system.db)) return null;
  const there = await guardians(system);
  if (options.recovery ? there.guardians >= 2 : there.administrators > 0) return null;
  const token = `${options.recovery ? RECOVERY : ''}${randomBytes(24).toString('base64url')}`;
  const at = system.now();
  await system.db.query('delete from auth_first_link where used_at is null');
  await system.db.query(
    'insert into auth_first_link (token_hash, made_at, expires_at, used_at) values ($1, $2, $3, null)',
    [sha256(token), at, new Date(Date.parse(at) + VALID_MS).toISOString()],
  );
  return `${system.config.publicUrl}/oficina/primer-administrador?token=${token}`;
}

export interface FirstAdministrator {
  readonly token: string;
  readonly username: string;
  readonly name: string;
  readonly ci: string;
  readonly ciComplement?: string | null;
  readonly password: string;
}

/**
 * Uses the link: makes account and role through the write path, as the system, and sets the password. When a name or
 * card is refused, the link stays valid so that the person can correct it. Null when it is done.
 */
export async function createFirst(system: System, given: FirstAdministrator): Promise<Problem | null> {
  const at = system.now();
  const tokenHash = sha256(given.token);
  const claim = async (usedAt: string | null) =>
    system.db.query(
      usedAt
        ? `update auth_first_link set used_at = $2::timestamptz
          where token_hash = $1 and used_at is null and expires_at > $2::timestamptz returning token_hash`
        : `update auth_first_link set used_at = null where token_hash = $1 and $2::timestamptz is null`,
      [tokenHash, usedAt],
    );
  const weak = passwordProblem(given.password, { username: given.username, ciNumber: given.ci });
  const known = await system.db.query(
    'select 1 from auth_first_link where token_hash = $1 and used_at is null and expires_at > $2::timestamptz',
    [tokenHash, at],
  );
  if (known.length === 0) return problem('linkExpired');
  if (weak) return weak;
  const passwordHash = await hashOf(given.password);
  if ((await claim(at)).length === 0) return problem('linkExpired');
  const userId = newId();
  const body = {
    username: given.username,
    name: given.name,
    ciNumber: given.ci,
    ciComplement: given.ciComplement ?? null,
    recovery: given.token.startsWith(RECOVERY),
  };
  // The password is set first: a crash in between leaves credentials of an account that does not exist, and the next
  // start prints a new link.
  await system.db.query('delete from auth_user a where not exists (select 1 from user_account u where u.id = a.id)');
  const taken = await system.db.query('select 1 from auth_user where username = $1', [given.username]);
  if (taken.length > 0) {
    await claim(null);
    return problem('usernameTaken', undefined, 'body.username');
  }
  await system.db.transaction((tx) =>
    setPassword(tx, { userId, username: given.username, name: given.name, passwordHash }, at),
  );
  const [result] = await system.execute(systemActor, [
    compose({ kind: 'user.createFirst', actor: systemActor, subjectId: userId, body, occurredOn: dayOf(at), at }),
  ]);
  if (result?.status === 'accepted') return null;
  await system.db.query('delete from auth_user where id = $1', [userId]);
  await claim(null);
  return result?.problem ?? problem('internal');
}
