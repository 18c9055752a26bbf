import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { problem } from '../../domain/kernel/problem.ts';
import { type AppEnv, answerProblem } from './answers.ts';
import { publicNotFound } from './routes/portal.ts';
import { wantsPage } from './routes/publicAnswer.ts';

const KB = 1024;
/**
 * Largest body by the beginning of the path, the first that fits; what is not here takes no more than a form. Null: the
 * route has its own.
 */
const sizes: readonly (readonly [string, number | null])[] = [
  ['/api/commands', 2048 * KB],
  ['/api/files', null],
  ['/api/unsent', null],
  ['/api/imports', 256 * KB],
  // Photos and a voice note come with it (publicForm.ts).
  ['/reclamos', null],
  ['/', 64 * KB],
];

const limits = sizes.map(([path, maxSize]) => ({
  path,
  handler:
    maxSize === null
      ? null
      : bodyLimit({ maxSize, onError: (c) => answerProblem(c, problem('tooLarge', { maxKb: maxSize / KB })) }),
}));

/** A NUL in an address means nothing to us, and no text of the database can hold it. */
const NUL = /%00|\0/;

/** What is refused before any route looks at it: bodies larger than the route takes, addresses that no link has. */
export const requestLimits: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (NUL.test(c.req.url)) return wantsPage(c) ? publicNotFound(c) : answerProblem(c, problem('malformed'));
  const limit = limits.find(({ path }) => c.req.path.startsWith(path))?.handler;
  return limit ? limit(c, next) : next();
};
