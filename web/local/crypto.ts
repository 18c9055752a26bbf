import type { Sealed } from './database.ts';

/** Rounds of PBKDF2 with SHA-256 (OWASP's advice of 2023 is 600,000; an old phone takes about a second for these). */
export const PIN_ITERATIONS = 310_000;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const randomBytes = (n: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(n));

/** The bytes of the data key, for the moment they are wrapped. */
export type RawKey = Uint8Array<ArrayBuffer>;

/** The key that seals the rows. The browser does not let anybody read it out again. */
export function dataKey(raw: RawKey): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** A key from a PIN. */
export async function pinKey(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', encoder.encode(pin), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** A key from the server's second key (64 hexadecimal digits). */
export async function recoveryKey(secret: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(secret.slice(i * 2, i * 2 + 2), 16));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Seals bytes for one place. Opening them under another `label` fails, so that sealed values cannot be exchanged. */
export async function sealBytes(key: CryptoKey, label: string, bytes: Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const iv = randomBytes(12);
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(label) }, key, bytes);
  return { iv, box: new Uint8Array(box) };
}

/** Opens sealed bytes. Throws when the key or the label differs. */
export async function openBytes(key: CryptoKey, label: string, { iv, box }: Sealed): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(label) }, key, box),
  );
}

export const sealText = (key: CryptoKey, label: string, text: string): Promise<Sealed> =>
  sealBytes(key, label, encoder.encode(text));

export async function openText(key: CryptoKey, label: string, sealed: Sealed): Promise<string> {
  return decoder.decode(await openBytes(key, label, sealed));
}

export const sealJson = (key: CryptoKey, label: string, value: unknown): Promise<Sealed> =>
  sealText(key, label, JSON.stringify(value));

export async function openJson<T>(key: CryptoKey, label: string, sealed: Sealed): Promise<T> {
  return JSON.parse(await openText(key, label, sealed)) as T;
}

/** SHA-256 as 64 hexadecimal digits. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (b) => b.toString(16).padStart(2, '0')).join('');
}
