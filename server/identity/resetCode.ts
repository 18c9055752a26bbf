import type { Instant } from '../../domain/kernel/dates.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import { normalCode } from '../../domain/people/secret.ts';
import { sha256 } from '../commands/hash.ts';
import { lockKey } from '../commands/lockKey.ts';
import type { Database } from '../db/database.ts';
import { forgetSecondFactor, hashOf, passwordProblem, setPassword } from './password.ts';

interface OpenReset extends Record<string, unknown> {
  id: string;
  user_id: string;
  username: string;
  name: string;
  ci_number: string | null;
  second_factor: boolean;
}

/**
 * Sets a password with the code that another person printed: once, before it expires, for an open account. All sessions
 * of the account end. Null when it is done. The answer for an unknown user is the same as for a wrong code, and takes
 * as long.
 */
export async function useResetCode(
  db: Database,
  given: { username: string; code: string; password: string },
  at: Instant,
): Promise<Problem | null> {
  const rows = await db.query<OpenReset>(
    `select r.id, r.user_id, u.username, u.name, u.ci_number, r.second_factor
       from access_reset r join user_account u on u.id = r.user_id
      where u.username = $1 and r.code_hash = $2 and r.status = 'open' and r.valid_until > $3::timestamptz and u.active
        and not exists (select 1 from auth_reset_use x where x.reset_id = r.id)`,
    [given.username, sha256(normalCode(given.code)), at],
  );
  const reset = rows[0];
  if (!reset) return problem('wrongResetCode');
  const weak = passwordProblem(given.password, { username: reset.username, ciNumber: reset.ci_number });
  if (weak) return weak;
  const passwordHash = await hashOf(given.password);
  return db.transaction(
    async (tx) => {
      const used = await tx.query(
        'insert into auth_reset_use (reset_id, used_at) values ($1, $2) on conflict do nothing returning reset_id',
        [reset.id, at],
      );
      if (used.length === 0) return problem('wrongResetCode');
      await setPassword(tx, { userId: reset.user_id, username: reset.username, name: reset.name, passwordHash }, at);
      if (reset.second_factor) await forgetSecondFactor(tx, reset.user_id);
      await tx.query('delete from auth_session where user_id = $1', [reset.user_id]);
      return null;
    },
    { locks: [lockKey(reset.user_id)] },
  );
}
