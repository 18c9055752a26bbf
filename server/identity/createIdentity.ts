import type { Instant } from '../../domain/kernel/dates.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { keysDirOf } from '../integrity/headKey.ts';
import { answerStep } from './authentication.ts';
import type { Identity } from './identity.ts';
import { createLibrary, isSecure } from './library.ts';
import { bearerOf, sessionByKey, sessionByToken } from './readSession.ts';
import { sessionToken } from './sessionCookie.ts';
import { ensureSessionKey } from './sessionKey.ts';

interface Parts {
  readonly db: Database;
  readonly config: Config;
  readonly now: () => Instant;
}

/** Log-in, sessions and keys over a database. Reads the session key of the installation, or makes it. */
export async function createIdentity({ db, config, now }: Parts): Promise<Identity> {
  const secret = await ensureSessionKey(keysDirOf(config.dataDir));
  const library = createLibrary({ db, config, secret, now });
  const secure = isSecure(config);
  const sessionOf: Identity['sessionOf'] = async (headers) => {
    const key = bearerOf(headers.get('authorization'));
    if (key) return sessionByKey(db, key, now());
    const token = sessionToken(headers.get('cookie'), secret, secure);
    return token ? sessionByToken(db, token, now()) : null;
  };
  // A withdrawn device has no session when logging in: it can neither end sessions nor change passwords and codes.
  const heldSession: Identity['sessionOf'] = async (headers) => {
    const session = await sessionOf(headers);
    return session?.deviceRevoked ? null : session;
  };
  const door = { db, config, library, secret, now, sessionOf: heldSession };
  return { sessionOf, handle: (request, address) => answerStep({ door, request, address }) };
}

/** Removes what has expired: sessions, unfinished log-ins, counters of attempts. For the daily job. */
export async function sweepIdentity(db: Database, at: Instant): Promise<void> {
  await db.query('delete from auth_session where expires_at <= $1::timestamptz', [at]);
  await db.query('delete from auth_verification where expires_at <= $1::timestamptz', [at]);
  await db.query(`delete from auth_limit where since < $1::timestamptz - interval '1 day'`, [at]);
}
