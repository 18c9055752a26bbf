import { Hono } from 'hono';
import * as z from 'zod/mini';
import { issueToProblem } from '../../commands/parseCommand.ts';
import { shapesAnswer } from '../../geo/shapesAnswer.ts';
import { type AppEnv, answerProblem, requireSession } from '../answers.ts';

export const territoryRoutes = new Hono<AppEnv>();

const shapesParams = z.object({ detail: z.optional(z.enum(['country', 'department', 'municipality'])) });

/**
 * Shapes of the municipalities for maps: the boundaries in use or, while none are loaded, areas of influence; 304 while
 * they are the same.
 */
territoryRoutes.get('/territory/boundaries', async (c) => {
  const session = await requireSession(c);
  if (session instanceof Response) return session;
  const params = shapesParams.safeParse(c.req.query());
  if (!params.success) return answerProblem(c, issueToProblem(params.error.issues[0], ''));
  return shapesAnswer(c.get('system').db, { ifNoneMatch: c.req.header('if-none-match'), detail: params.data.detail });
});
