import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import type { Session } from '../identity/identity.ts';
import type { System } from '../system.ts';

/** What every route's context carries. */
export interface AppEnv {
  Variables: { system: System; session: Session; address: string };
}

/** Answers with a problem of the catalogue as the whole answer. */
export function answerProblem(c: Context, p: Problem): Response {
  const { status, ...rest } = p;
  if (status === 429 && typeof p.details?.seconds === 'number') c.header('Retry-After', String(p.details.seconds));
  return c.json({ problem: rest }, status as ContentfulStatusCode);
}

/** The session, or the answer that says there is none. */
export async function requireSession(c: Context<AppEnv>): Promise<Session | Response> {
  const session = await c.get('system').identity.sessionOf(c.req.raw.headers);
  if (!session) return answerProblem(c, problem('notLoggedIn'));
  if (session.deviceRevoked) return answerProblem(c, problem('deviceRevoked'));
  c.set('session', session);
  return session;
}
