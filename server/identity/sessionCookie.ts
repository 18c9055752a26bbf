import { createHmac, timingSafeEqual } from 'node:crypto';

/** The name of the session cookie, without the prefix that secure connections add. */
export const COOKIE_PREFIX = 'sigg';
const NAME = `${COOKIE_PREFIX}.session_token`;

/**
 * The token in the session cookie of a request, with its signature checked; null when there is none or the signature is
 * wrong. The format is the identity library's (token, dot, HMAC-SHA-256 in base 64, URL-encoded); a test checks that
 * its cookies are read here.
 */
export function sessionToken(cookieHeader: string | null, secret: string, secure: boolean): string | null {
  if (!cookieHeader) return null;
  const name = `${secure ? '__Secure-' : ''}${NAME}=`;
  for (const part of cookieHeader.split(';')) {
    const pair = part.trim();
    if (!pair.startsWith(name)) continue;
    const token = verified(pair.slice(name.length), secret);
    if (token) return token;
  }
  return null;
}

function verified(encoded: string, secret: string): string | null {
  let value: string;
  try {
    value = decodeURIComponent(encoded);
  } catch {
    return null;
  }
  const dot = value.lastIndexOf('.');
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), 'base64');
  const right = createHmac('sha256', secret).update(token).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}
