import { Hono } from 'hono';
import { problem } from '../../../domain/kernel/problem.ts';
import { issueToProblem } from '../../commands/parseCommand.ts';
import { logPersonalRead } from '../../identity/accessLog.ts';
import { readingOf } from '../../queries/query.ts';
import { queries } from '../../queries/registry.ts';
import { type AppEnv, answerProblem, requireSession } from '../answers.ts';

export const queryRoutes = new Hono<AppEnv>();

/** Any query of the registry: parameters in the address, answer within the reader's reach. */
queryRoutes.get('/q/:name', async (c) => {
  const session = await requireSession(c);
  if (session instanceof Response) return session;
  const system = c.get('system');
  const query = queries.get(c.req.param('name'));
  if (!query) return answerProblem(c, problem('notFound'));
  if (session.operations && !session.operations.has(query.name)) return answerProblem(c, problem('tokenScope'));
  if (session.secondFactor.required && !session.secondFactor.passed) return answerProblem(c, problem('secondFactorRequired'));
  const params = query.params.safeParse(c.req.query());
  if (!params.success) return answerProblem(c, issueToProblem(params.error.issues[0], ''));
  const reading = readingOf(query, system.db, session.actor, params.data, system.today(), session.sessionId);
  if (!reading) return answerProblem(c, problem('notAllowed'));
  const data = await query.run(reading);
  if (data === null) return answerProblem(c, problem('notFound'));
  // Written before it is answered: nobody is shown a card or an account number without a trace.
  if (query.personal && reading.view === 'full') await logPersonalRead(system.db, session, query, data, c.req.query(), system.now());
  return c.json({ data });
});
