import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { problem } from '../../domain/kernel/problem.ts';
import { type AppEnv, answerProblem } from './answers.ts';
import { publicNotFound } from './routes/portal.ts';
import { wantsPage } from './routes/publicAnswer.ts';

const KB = 1024;
/**
 * The largest body by the beginning of the path; the first match counts, and other paths take no more than a form.
 * Null: the route has its own limit.
 */
const sizes: readonly (readonly [string, number | null])[] = [
  ['/api/commands', 2048 * KB],
  ['/api/files', null],
  ['/api/unsent', null],
  ['/api/imports', 256 * KB],
  // Complaints carry photos and a voice note (publicForm.ts).
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

/** A NUL in an address has no meaning, and no text of the database can hold it. */
const NUL = /%00|\0/;

/** Refuses before any route runs: bodies larger than the route takes, and addresses that no link has. */
export const requestLimits: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (NUL.test(c.req.url)) return wantsPage(c) ? publicNotFound(c) : answerProblem(c, problem('malformed'));
  const limit = limits.find(({ path }) => c.req.path.startsWith(path))?.handler;
  return limit ? limit(c, next) : next();
};
