import type { MiddlewareHandler } from 'hono';
import { problem } from '../../domain/kernel/problem.ts';
import type { Config } from '../config.ts';
import { answerProblem } from './answers.ts';

/** What pages may load: from here only, no script and no style written into a page (docs/decisions/content-policy.md). */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Headers of every answer, and the origin check of every write: a browser says where a write comes from, and only our own
 * address is taken. Clients that are not browsers (integrations with a token) send no Origin.
 */
export function securityHeaders(config: Config): MiddlewareHandler {
  const own = new URL(config.publicUrl).host;
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (!SAFE.has(c.req.method) && origin !== undefined) {
      const from = URL.canParse(origin) ? new URL(origin).host : null;
      if (from !== own && from !== c.req.header('host')) return answerProblem(c, problem('crossOrigin'));
    }
    if (!SAFE.has(c.req.method) && c.req.header('sec-fetch-site') === 'cross-site') return answerProblem(c, problem('crossOrigin'));
    await next();
    const h = c.res.headers;
    if (!h.has('Content-Security-Policy')) h.set('Content-Security-Policy', POLICY);
    h.set('X-Content-Type-Options', 'nosniff');
    h.set('Referrer-Policy', 'same-origin');
    h.set('Cross-Origin-Opener-Policy', 'same-origin');
    h.set('Cross-Origin-Resource-Policy', 'same-origin');
    h.set('Permissions-Policy', 'geolocation=(self), camera=(self), microphone=(self)');
    if (config.tls || config.publicUrl.startsWith('https:')) h.set('Strict-Transport-Security', 'max-age=31536000');
    if (!h.has('Cache-Control')) h.set('Cache-Control', 'no-store');
    return undefined;
  };
}
