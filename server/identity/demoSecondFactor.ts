import { randomBytes } from 'node:crypto';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import type { Executor } from '../db/database.ts';
import { newId } from '../ids.ts';
import { readDemo } from '../stores/systemState.ts';
import type { Library } from './library.ts';

/** The code that a newcomer types in a demonstration instead of that of an app (printed by npm start). */
export const DEMO_CODE = '000000';

/**
 * The code that the app of a demonstration account would show now, for somebody who typed DEMO_CODE; null in a database
 * that is no demonstration, and for an account that is not part of it. Everything else of the log-in is real.
 */
export async function demoCode(db: Executor, library: Library, secret: string, userId: string): Promise<string | null> {
  if (!(await readDemo(db))) return null;
  const rows = await db.query<{ secret: string }>(
    'select f.secret from auth_two_factor f join user_account u on u.id = f.user_id where f.user_id = $1 and u.demo and f.verified',
    [userId],
  );
  if (!rows[0]) return null;
  const { code } = await library.api.generateTOTP({
    body: { secret: await symmetricDecrypt({ key: secret, data: rows[0].secret }) },
  });
  return code;
}

/** Enrols a second factor that is in nobody's app, for demonstration accounts, whose code is DEMO_CODE. */
export async function enrolDemoSecondFactor(tx: Executor, secret: string, userId: string): Promise<void> {
  const encrypt = (data: string) => symmetricEncrypt({ key: secret, data });
  await tx.query('delete from auth_two_factor where user_id = $1', [userId]);
  await tx.query(
    `insert into auth_two_factor (id, user_id, secret, backup_codes, verified, failed_verification_count, locked_until)
      values ($1, $2, $3, $4, true, 0, null)`,
    [newId(), userId, await encrypt(randomBytes(20).toString('hex').slice(0, 32)), await encrypt('[]')],
  );
  await tx.query('update auth_user set two_factor_enabled = true where id = $1', [userId]);
}
