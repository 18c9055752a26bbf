import { CODE_BYTES, codeText, normalCode, TOKEN_BYTES, tokenText } from '../../../../domain/people/secret.ts';

/** SHA-256 of a text as 64 hexadecimal digits. Works only in a secure context (HTTPS), like the whole office. */
async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (x) => x.toString(16).padStart(2, '0')).join('');
}

/** A secret that is shown once, and its hash, which is sent. */
export interface Secret {
  readonly text: string;
  readonly hash: string;
}

export async function makeCode(): Promise<Secret> {
  const text = codeText(crypto.getRandomValues(new Uint8Array(CODE_BYTES)));
  return { text, hash: await sha256(normalCode(text)) };
}

export async function makeToken(): Promise<Secret> {
  const text = tokenText(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)));
  return { text, hash: await sha256(text) };
}
