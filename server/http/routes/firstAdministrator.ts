import { Hono } from 'hono';
import * as z from 'zod/mini';
import { problem } from '../../../domain/kernel/problem.ts';
import { createFirst } from '../../identity/firstAdministrator.ts';
import { take } from '../../identity/limiter.ts';
import { type AppEnv, answerProblem } from '../answers.ts';

const bodySchema = z.object({
  token: z.string().check(z.maxLength(200)),
  username: z.string().check(z.maxLength(60)),
  name: z.string().check(z.maxLength(200)),
  ci: z.string().check(z.maxLength(20)),
  ciComplement: z.optional(z.nullable(z.string().check(z.maxLength(10)))),
  password: z.string().check(z.maxLength(200)),
});

const LIMIT = { max: 20, windowS: 600 };

export const firstAdministratorRoutes = new Hono<AppEnv>();

/** Uses the link of the first start. The person logs in afterwards, and enrols a second factor before anything else. */
firstAdministratorRoutes.post('/first-administrator', async (c) => {
  const system = c.get('system');
  const wait = await take(system.db, `first:address:${c.get('address')}`, LIMIT, system.now());
  if (wait > 0) return answerProblem(c, problem('tooManyAttempts', { seconds: wait }));
  const body = bodySchema.safeParse(await c.req.json().catch(() => null));
  if (!body.success) return answerProblem(c, problem('malformed'));
  const wrong = await createFirst(system, { ...body.data, username: body.data.username.trim().toLowerCase() });
  return wrong ? answerProblem(c, wrong) : c.json({ ok: true });
});
