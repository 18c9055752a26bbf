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

/**
 * The session of somebody who may go on to an operation: with the second factor where the roles demand one, and with an
 * integration key only when the key names the operation. The rule itself then judges role and reach.
 */
export function requireOperation(c: Context<AppEnv>, operation: string): Promise<Session | Response> {
  return requireAnyOperation(c, [operation]);
}

/** The same for something that leads to several operations: a key must name one of them. */
export async function requireAnyOperation(
  c: Context<AppEnv>,
  operations: readonly string[],
): Promise<Session | Response> {
  const session = await requireSession(c);
  if (session instanceof Response) return session;
  if (session.operations && !operations.some((operation) => session.operations?.has(operation)))
    return answerProblem(c, problem('tokenScope'));
  if (session.secondFactor.required && !session.secondFactor.passed)
    return answerProblem(c, problem('secondFactorRequired'));
  return session;
}
