import { type Day, dayOf, holdsOn, type Instant } from '../../domain/kernel/dates.ts';
import { roles } from '../../domain/people/roles.ts';
import { TOKEN_PREFIX } from '../../domain/people/secret.ts';
import { sha256 } from '../commands/hash.ts';
import type { Database } from '../db/database.ts';
import { type ActorRow, actorColumns, actorOf } from '../stores/actors.ts';
import type { Session } from './identity.ts';
import { SESSION_HOURS } from './library.ts';

interface SessionRow extends ActorRow {
  username: string;
  session_id: string;
  second_factor: boolean;
  enrolled: boolean | null;
  begun: Instant;
  device_id: string | null;
  device_revoked: boolean;
}

/**
 * The session of a cookie's token, with the account and all grants, in one round trip; null when it is unknown, ended
 * or expired, or the account is closed. Nothing is cached between requests, so what is revoked is revoked at once on
 * every server.
 */
export async function sessionByToken(db: Database, token: string, at: Instant): Promise<Session | null> {
  const rows = await db.query<SessionRow>(
    `select s.id as session_id, s.second_factor, s.created_at as begun, s.device_id, c.two_factor_enabled as enrolled, u.username,
       exists (select 1 from device d where d.id = s.device_id and d.revoked_on is not null) as device_revoked,
       ${actorColumns}
     from auth_session s join auth_user c on c.id = s.user_id join user_account u on u.id = s.user_id
     where s.token = $1 and s.expires_at > $2::timestamptz and u.active and (u.sessions_from is null or s.created_at > u.sessions_from)`,
    [token, at],
  );
  const row = rows[0];
  if (!row) return null;
  const actor = actorOf(row);
  const guarded = actor.grants.filter((g) => roles[g.role].secondFactor && holdsOn(g, dayOf(at)));
  const required = guarded.some((g) => !g.delegatedBy);
  const old = Date.parse(at) - Date.parse(row.begun) > SESSION_HOURS.guarded * 3_600_000;
  // The session began for a month, before a role came into force that allows only a day.
  if (required && old) return null;
  // A delegated role asks for the code only when it is used, and never keeps anybody from their own work: without the
  // code, the role cannot be used.
  const asleep = !row.second_factor || old;
  const grants = asleep ? actor.grants.filter((g) => !(g.delegatedBy && roles[g.role].secondFactor)) : actor.grants;
  return {
    actor: { ...actor, grants, secondFactor: row.second_factor },
    userId: row.id,
    username: row.username,
    sessionId: row.session_id,
    via: 'session',
    operations: null,
    secondFactor: {
      required,
      enrolled: row.enrolled === true,
      passed: row.second_factor,
      lent: asleep && guarded.some((g) => g.delegatedBy),
    },
    deviceId: row.device_id,
    deviceRevoked: row.device_revoked,
  };
}

interface TokenRow extends ActorRow {
  username: string;
  token_id: string;
  roles: string[];
  operations: string[];
}

/** The integration key in an Authorization header; null when there is none. */
export function bearerOf(header: string | null): string | null {
  const found = header ? /^Bearer\s+(\S+)$/i.exec(header.trim()) : null;
  return found?.[1]?.startsWith(TOKEN_PREFIX) ? found[1] : null;
}

/**
 * The maker of an integration key, limited to its roles and operations; null when the key is unknown, revoked or
 * expired, or the account of its maker is closed.
 */
export async function sessionByKey(db: Database, key: string, at: Instant): Promise<Session | null> {
  const today: Day = dayOf(at);
  const rows = await db.query<TokenRow>(
    `select t.id as token_id, t.roles, t.operations, u.username, ${actorColumns}
     from api_token t join user_account u on u.id = t.user_id
     where t.token_hash = $1 and t.revoked_on is null and t.expires_on >= $2::date and u.active`,
    [sha256(key), today],
  );
  const row = rows[0];
  if (!row) return null;
  const actor = actorOf(row);
  const grants = actor.grants.filter((g) => !g.delegatedBy && row.roles.includes(g.role));
  return {
    actor: { ...actor, kind: 'token', grants },
    userId: row.id,
    username: row.username,
    sessionId: row.token_id,
    via: 'token',
    operations: new Set(row.operations),
    secondFactor: { required: false, enrolled: false, passed: true, lent: false },
    deviceId: null,
    deviceRevoked: false,
  };
}
