import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { style } from '../../../portal/style.ts';
import type { AppEnv } from '../answers.ts';

/** No script at all, and only the one style that every page carries, by its hash (docs/decisions/content-policy.md). */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** One minute: what is published changes with each publication, and nobody should wait longer to see it. */
const MAX_AGE = 'public, max-age=60';

export interface PublicBody {
  readonly body: string | Uint8Array;
  readonly mediaType: string;
  /** The name under which it is saved; without it, the browser shows it. */
  readonly filename?: string;
}

/**
 * An answer that anybody may cache, with a tag derived from its content: whoever has it already is sent nothing again.
 */
export function answerPublic(c: Context<AppEnv>, { body, mediaType, filename }: PublicBody): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  c.header('ETag', etag);
  c.header('Cache-Control', MAX_AGE);
  c.header('Content-Security-Policy', POLICY);
  const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag)) return c.body(null, 304);
  c.header('Content-Type', mediaType);
  if (filename) c.header('Content-Disposition', `attachment; filename="${filename}"`);
  return c.body(typeof body === 'string' ? body : new Uint8Array(body));
}

/** A page for this reader alone, or one that says what went wrong: nobody may cache it. */
export function answerOnce(c: Context<AppEnv>, body: string, status: 200 | 404 | 422 | 429 | 500 | 503): Response {
  c.header('Cache-Control', 'no-store');
  c.header('Content-Security-Policy', POLICY);
  return c.html(body, status);
}

/** Whether the request comes from a person with a browser, and not to an address for programs. */
export function wantsPage(c: Context<AppEnv>): boolean {
  return (
    c.req.method === 'GET' && !c.req.path.startsWith('/api/') && (c.req.header('accept') ?? '').includes('text/html')
  );
}
