/**
 * The box that keeps the identity of a complainant (docs/decisions/complaints.md). It is encrypted with the public half
 * of the complaints key on the device where it is written, and opened in the browser of a person who knows a phrase.
 * The server sees neither phrase, nor private half, nor content. P-256 with an ephemeral key, HKDF-SHA-256,
 * AES-256-GCM; the id of the key is authenticated with each box.
 */

import type { BoxKey } from '../../domain/participation/identityViews.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
/** The number of rounds that OWASP recommended in 2023 for PBKDF2 with SHA-256. */
const ROUNDS = 600_000;

type Bytes = Uint8Array<ArrayBuffer>;

const text64 = (bytes: ArrayBuffer | Bytes): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const bytes64 = (text: string): Bytes =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
const random = (n: number): Bytes => crypto.getRandomValues(new Uint8Array(n));

/** The complainant, and how to reach them. */
export interface Identity {
  readonly name: string;
  readonly card: string;
  readonly phone: string;
  readonly reach: string;
}

async function shared(privateKey: CryptoKey, publicKey: CryptoKey, id: string): Promise<CryptoKey> {
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, 256);
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: encoder.encode(`sigg identidad ${id}`) };
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

const importPublic = (raw: Bytes): Promise<CryptoKey> => crypto.subtle.importKey('raw', raw, CURVE, false, []);

/** The sealed box: 'v1.<id of the key>.<ephemeral key>.<nonce>.<sealed bytes>'. */
export async function sealIdentity({ id, publicKey }: BoxKey, identity: Identity): Promise<string> {
  const own = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const key = await shared(own.privateKey, await importPublic(bytes64(publicKey)), id);
  const iv = random(12);
  // Padded to a fixed length, so that the box does not reveal how long a name is.
  const content = encoder.encode(JSON.stringify(identity).padEnd(1024));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(id) }, key, content);
  return ['v1', id, text64(await crypto.subtle.exportKey('raw', own.publicKey)), text64(iv), text64(sealed)].join('.');
}

/** Opens a box. Throws when it belongs to another key or was changed. */
export async function openIdentity(privateKey: CryptoKey, box: string): Promise<Identity> {
  const [, id = '', ephemeral = '', iv = '', sealed = ''] = box.split('.');
  const key = await shared(privateKey, await importPublic(bytes64(ephemeral)), id);
  const how = { name: 'AES-GCM', iv: bytes64(iv), additionalData: encoder.encode(id) };
  return JSON.parse(decoder.decode(await crypto.subtle.decrypt(how, key, bytes64(sealed))).trim()) as Identity;
}

async function phraseKey(phrase: string, salt: Bytes): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', encoder.encode(phrase.normalize('NFKC').trim()), 'PBKDF2', false, [
    'deriveKey',
  ]);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** A private half encrypted with a phrase: 'w1.<salt>.<nonce>.<sealed bytes>'. */
export async function wrapPrivate(pkcs8: Bytes, phrase: string): Promise<string> {
  const [salt, iv] = [random(16), random(12)];
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await phraseKey(phrase, salt), pkcs8);
  return ['w1', text64(salt), text64(iv), text64(sealed)].join('.');
}

/** The decrypted private half; null when the phrase is wrong. */
export async function unwrapPrivate(wrapped: string, phrase: string): Promise<Bytes | null> {
  const [, salt = '', iv = '', sealed = ''] = wrapped.split('.');
  const key = await phraseKey(phrase, bytes64(salt));
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes64(iv) }, key, bytes64(sealed)));
  } catch {
    return null;
  }
}

export const importPrivate = (pkcs8: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', pkcs8, CURVE, false, ['deriveBits']);

/** A new key: its public half as text, its private half as bytes that are never stored unencrypted. */
export async function makeKey(): Promise<{ publicKey: string; pkcs8: Bytes }> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  return {
    publicKey: text64(await crypto.subtle.exportKey('raw', pair.publicKey)),
    pkcs8: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
  };
}
