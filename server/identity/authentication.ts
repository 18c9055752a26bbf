import * as z from 'zod/mini';
import type { Instant } from '../../domain/kernel/dates.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { DEMO_CODE, demoCode } from './demoSecondFactor.ts';
import type { Session } from './identity.ts';
import { DEVICE_HEADER, isSecure, type Library } from './library.ts';
import { forget, giveBack, type Limit, take } from './limiter.ts';
import { passwordProblem } from './password.ts';
import { useResetCode } from './resetCode.ts';
import { COOKIE_PREFIX } from './sessionCookie.ts';

/** What logging in needs. */
interface Authentication {
  readonly db: Database;
  readonly config: Config;
  readonly library: Library;
  readonly secret: string;
  readonly now: () => Instant;
  readonly sessionOf: (headers: Headers) => Promise<Session | null>;
}

/**
 * How many attempts to log in are allowed, by account and by address (an office behind one address logs in together).
 * Assumption, tuned for people who mistype.
 */
export const authenticationLimits = {
  account: { max: 10, windowS: 300 },
  address: { max: 60, windowS: 300 },
} as const satisfies Record<string, Limit>;

/** A code can be used once during the time in which it, the one before it or the one after it is accepted. */
const CODE_LIFE: Limit = { max: 1, windowS: 120 };

interface Attempt {
  readonly door: Authentication;
  readonly request: Request;
  readonly address: string;
}

type Body = Readonly<Record<string, unknown>>;
interface Step<B extends Body> {
  readonly schema: z.ZodMiniType<B>;
  /** What is counted besides the address; null when only the address is counted. */
  readonly account: (body: B, attempt: Attempt) => Promise<string | null> | string | null;
  readonly run: (body: B, attempt: Attempt) => Promise<Response>;
}

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
const step = <B extends Body>(s: Step<B>): Step<Body> => s as unknown as Step<Body>;
const bySession = async (_body: Body, { door, request }: Attempt) =>
  (await door.sessionOf(request.headers))?.userId ?? null;

/** The steps under /api/auth that are open. Everything else of the library (sign-up, e-mail, profile) is closed. */
export const authenticationSteps: Readonly<Record<string, Step<Body>>> = {
  '/sign-in/username': step({
    schema: z.object({ username: text(60), password: text(200) }),
    account: (body) => body.username.trim().toLowerCase(),
    run: async (body, attempt) => {
      const answer = await forward(attempt, '/sign-in/username', {
        username: body.username.trim().toLowerCase(),
        password: body.password,
      });
      if (!answer.ok) return problemAnswer(answer.status === 429 ? waitOf(answer) : problem('wrongCredentials'));
      const said = (await answer.json()) as { twoFactorRedirect?: boolean };
      return withCookies(Response.json({ twoFactorRedirect: said.twoFactorRedirect === true }), answer);
    },
  }),
  '/two-factor/verify-totp': step({
    schema: z.object({ code: text(12) }),
    account: halfLogin,
    run: async (body, attempt) => {
      const before = await attempt.door.sessionOf(attempt.request.headers);
      const typed = body.code.replaceAll(/\s/g, '');
      if (!before && (await wasUsed(attempt, typed))) return problemAnswer(problem('wrongCode'));
      const code = typed === DEMO_CODE ? ((await codeOfDemo(attempt)) ?? typed) : typed;
      const answer = await forward(attempt, '/two-factor/verify-totp', { code });
      if (!answer.ok) return problemAnswer(answer.status === 429 ? waitOf(answer) : problem('wrongCode'));
      // Just enrolled: the code cannot be used again, and sessions begun elsewhere without a code end.
      if (before) await markUsed(attempt, before.userId, typed);
      if (before)
        await attempt.door.db.query('delete from auth_session where user_id = $1 and not second_factor', [
          before.userId,
        ]);
      return withCookies(Response.json({ ok: true }), answer);
    },
  }),
  '/two-factor/verify-backup-code': step({
    schema: z.object({ code: text(40) }),
    account: halfLogin,
    run: async (body, attempt) => {
      const answer = await forward(attempt, '/two-factor/verify-backup-code', { code: body.code.trim() });
      if (!answer.ok) return problemAnswer(answer.status === 429 ? waitOf(answer) : problem('wrongCode'));
      return withCookies(Response.json({ ok: true }), answer);
    },
  }),
  '/two-factor/enable': step({
    schema: z.object({ password: text(200) }),
    account: bySession,
    run: async (body, attempt) => {
      const session = await attempt.door.sessionOf(attempt.request.headers);
      if (!session) return problemAnswer(problem('notLoggedIn'));
      if (session.secondFactor.enrolled) return problemAnswer(problem('secondFactorActive'));
      const answer = await forward(attempt, '/two-factor/enable', { password: body.password });
      if (!answer.ok)
        return problemAnswer(
          answer.status === 401 ? problem('notLoggedIn') : problem('wrongCredentials', undefined, 'password'),
        );
      const said = (await answer.json()) as { totpURI: string; backupCodes: string[] };
      const uri = new URL(said.totpURI);
      uri.pathname = `/${encodeURIComponent('SIGG')}:${encodeURIComponent(session.username)}`;
      return withCookies(Response.json({ totpURI: uri.toString(), backupCodes: said.backupCodes }), answer);
    },
  }),
  '/two-factor/generate-backup-codes': step({
    schema: z.object({ password: text(200) }),
    account: bySession,
    run: async (body, attempt) => {
      const answer = await forward(attempt, '/two-factor/generate-backup-codes', { password: body.password });
      if (!answer.ok)
        return problemAnswer(
          answer.status === 401 ? problem('notLoggedIn') : problem('wrongCredentials', undefined, 'password'),
        );
      const said = (await answer.json()) as { backupCodes: string[] };
      return Response.json({ backupCodes: said.backupCodes });
    },
  }),
  '/change-password': step({
    schema: z.object({ currentPassword: text(200), newPassword: text(200) }),
    account: bySession,
    run: async (body, attempt) => {
      const session = await attempt.door.sessionOf(attempt.request.headers);
      if (!session) return problemAnswer(problem('notLoggedIn'));
      const weak = passwordProblem(body.newPassword, { username: session.username }, 'newPassword');
      if (weak) return problemAnswer(weak);
      const answer = await forward(attempt, '/change-password', { ...body, revokeOtherSessions: true });
      if (!answer.ok) return problemAnswer(problem('wrongCredentials', undefined, 'currentPassword'));
      return withCookies(Response.json({ ok: true }), answer);
    },
  }),
  '/set-password': step({
    schema: z.object({ username: text(60), code: text(60), password: text(200) }),
    account: (body) => body.username.trim().toLowerCase(),
    run: async (body, { door }) => {
      const wrong = await useResetCode(door.db, { ...body, username: body.username.trim().toLowerCase() }, door.now());
      return wrong ? problemAnswer(wrong) : Response.json({ ok: true });
    },
  }),
};

/** Answers a request under /api/auth/. An attempt is counted before it is tried, and taken back when it was honest. */
export async function answerStep(attempt: Attempt): Promise<Response> {
  const { door, request, address } = attempt;
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '');
  if (request.method !== 'POST') return problemAnswer(problem('notFound'));
  if (path === '/sign-out') return withCookies(Response.json({ ok: true }), await forward(attempt, path, {}));
  if (path === '/revoke-session' || path === '/revoke-other-sessions') return endSessions(attempt, path);
  const found = authenticationSteps[path];
  if (!found) return problemAnswer(problem('notFound'));
  const body = found.schema.safeParse(await request.json().catch(() => null));
  if (!body.success) return problemAnswer(problem('malformed'));
  const at = door.now();
  const account = await found.account(body.data, attempt);
  const keys: [string, Limit][] = [[`door:address:${address}`, authenticationLimits.address]];
  if (account !== null) keys.push([`door:account:${account}`, authenticationLimits.account]);
  let wait = 0;
  for (const [key, limit] of keys) wait = Math.max(wait, await take(door.db, key, limit, at));
  if (wait > 0) return problemAnswer(problem('tooManyAttempts', { seconds: wait }));
  const answer = await found.run(body.data, attempt);
  if (answer.ok)
    for (const [key] of keys) await (key.startsWith('door:account:') ? forget(door.db, key) : giveBack(door.db, key));
  return answer;
}

/** Ends one of the person's own sessions, or all of them except this one. */
async function endSessions({ door, request }: Attempt, path: string): Promise<Response> {
  const session = await door.sessionOf(request.headers);
  if (session?.via !== 'session') return problemAnswer(problem('notLoggedIn'));
  if (path === '/revoke-other-sessions') {
    await door.db.query('delete from auth_session where user_id = $1 and id <> $2', [
      session.userId,
      session.sessionId,
    ]);
    return Response.json({ ok: true });
  }
  const body = z.object({ id: z.string().check(z.uuid()) }).safeParse(await request.json().catch(() => null));
  if (!body.success) return problemAnswer(problem('malformed'));
  const gone = await door.db.query('delete from auth_session where user_id = $1 and id = $2 returning id', [
    session.userId,
    body.data.id,
  ]);
  return gone.length ? Response.json({ ok: true }) : problemAnswer(problem('notFound'));
}

/** The user who gave a right password and still owes the code, found by the cookie of the unfinished log-in. */
async function halfUser({ door, request }: Attempt): Promise<string | null> {
  const name = `${isSecure(door.config) ? '__Secure-' : ''}${COOKIE_PREFIX}.two_factor=`;
  const cookie = (request.headers.get('cookie') ?? '')
    .split(';')
    .map((c) => c.trim())
    .find((c) => c.startsWith(name));
  if (!cookie) return null;
  // Not verified here: it only says whose attempts to count, and the library checks the signature before it trusts the
  // cookie.
  const identifier = cookie.slice(name.length).split(/[.%]/)[0] ?? '';
  const rows = await door.db.query<{ value: string }>('select value from auth_verification where identifier = $1', [
    identifier,
  ]);
  return rows[0]?.value ?? null;
}

async function halfLogin(_body: Body, attempt: Attempt): Promise<string | null> {
  return (await bySession(_body, attempt)) ?? (await halfUser(attempt));
}

/**
 * Whether this code was already used for this account: a code that somebody watched being typed opens nothing a second
 * time.
 */
async function wasUsed(attempt: Attempt, code: string): Promise<boolean> {
  const userId = code === DEMO_CODE ? null : await halfUser(attempt);
  return userId !== null && (await markUsed(attempt, userId, code)) > 0;
}

/**
 * Records that a code was used for an account. Answers for how many seconds it is still closed from an earlier use, or
 * 0.
 */
const markUsed = ({ door }: Attempt, userId: string, code: string): Promise<number> =>
  take(door.db, `door:code:${userId}:${code}`, CODE_LIFE, door.now());

async function codeOfDemo(attempt: Attempt): Promise<string | null> {
  const userId = await halfUser(attempt);
  return userId ? demoCode(attempt.door.db, attempt.door.library, attempt.door.secret, userId) : null;
}

/** Hands a step to the library, with only the parts of the request that it needs. */
function forward({ door, request, address }: Attempt, path: string, body: Body): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/json', 'x-forwarded-for': address });
  for (const name of ['cookie', 'user-agent', DEVICE_HEADER]) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value.slice(0, name === 'cookie' ? 8192 : 300));
  }
  return door.library.handler(
    new Request(`${door.config.publicUrl}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  );
}

function withCookies(answer: Response, from: Response): Response {
  for (const cookie of from.headers.getSetCookie()) answer.headers.append('set-cookie', cookie);
  return answer;
}

/** The wait that the library itself imposes after ten wrong codes: fifteen minutes at most. */
function waitOf(answer: Response): Problem {
  return problem('tooManyAttempts', { seconds: Number(answer.headers.get('retry-after') ?? 900) || 900 });
}

function problemAnswer(p: Problem): Response {
  const { status, ...said } = p;
  const wait = p.code === 'SIGG-207' ? { 'retry-after': String(p.details?.seconds ?? 60) } : undefined;
  return Response.json({ problem: said }, { status, headers: wait });
}
