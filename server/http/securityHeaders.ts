import type { Context, MiddlewareHandler } from 'hono';
import { problem } from '../../domain/kernel/problem.ts';
import type { Config } from '../config.ts';
import { answerProblem } from './answers.ts';

/**
 * What pages may load: only from this server, with no script and no style inside the page
 * (docs/decisions/content-policy.md).
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether the browser says that a write comes from another site. Clients that are no browsers (integrations with a key)
 * send no Origin.
 */
function fromElsewhere(c: Context, own: string): boolean {
  if (SAFE.has(c.req.method)) return false;
  const origin = c.req.header('origin');
  const from = origin !== undefined && URL.canParse(origin) ? new URL(origin).host : null;
  return (
    (origin !== undefined && from !== own && from !== c.req.header('host')) ||
    c.req.header('sec-fetch-site') === 'cross-site'
  );
}

/**
 * The headers of every answer, refusals included, and the check of the origin of every write: only this server's own
 * address is accepted.
 */
export function securityHeaders(config: Config): MiddlewareHandler {
  const own = new URL(config.publicUrl).host;
  return async (c, next) => {
    if (fromElsewhere(c, own)) c.res = answerProblem(c, problem('crossOrigin'));
    else await next();
    const h = c.res.headers;
    if (!h.has('Content-Security-Policy')) h.set('Content-Security-Policy', POLICY);
    h.set('X-Content-Type-Options', 'nosniff');
    h.set('Referrer-Policy', 'same-origin');
    h.set('Cross-Origin-Opener-Policy', 'same-origin');
    if (!h.has('Cross-Origin-Resource-Policy')) h.set('Cross-Origin-Resource-Policy', 'same-origin');
    h.set('Permissions-Policy', 'geolocation=(self), camera=(self), microphone=(self)');
    if (config.tls || config.publicUrl.startsWith('https:')) h.set('Strict-Transport-Security', 'max-age=31536000');
    if (!h.has('Cache-Control')) h.set('Cache-Control', 'no-store');
    return undefined;
  };
}
