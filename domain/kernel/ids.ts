/**
 * Makes a UUIDv7 from an instant and 16 random bytes. Pure: the callers in `server/ids.ts` and `web/local/ids.ts` bring
 * the clock and the randomness. Ids are made where the thing is captured and are final (architecture 5).
 */
export function makeId(nowMs: number, random16: Uint8Array): string {
  const b = Uint8Array.from(random16.subarray(0, 16));
  let t = Math.floor(nowMs);
  for (let i = 5; i >= 0; i--) {
    b[i] = t % 256;
    t = Math.floor(t / 256);
  }
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x70;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  return formatId(b);
}

/**
 * The n-th id derived from another one (n from 1 to 65,535). A command gives such ids to the rows that it makes beside
 * its subject, so that they are the same each time it is replayed.
 */
export function derivedId(id: string, n: number): string {
  const b = parseId(id);
  const tail = ((((b[14] ?? 0) << 8) | (b[15] ?? 0)) + n) & 0xffff;
  b[14] = tail >> 8;
  b[15] = tail & 0xff;
  b[13] = (b[13] ?? 0) ^ 0x5a;
  return formatId(b);
}

/**
 * An id derived from a text: the same text gives the same id everywhere. Used for locks on a name (a CI, a parameter)
 * and by senders whose commands must be identical when sent again. Four FNV-1a sums; not a secret and not a proof.
 */
export function idOfText(text: string): string {
  const b = new Uint8Array(16);
  for (let part = 0; part < 4; part++) {
    let h = (0x811c9dc5 ^ Math.imul(part + 1, 0x9e3779b1)) >>> 0;
    for (let i = 0; i < text.length; i++) {
      h = Math.imul(h ^ (text.charCodeAt(i) & 0xff), 0x01000193);
      h = Math.imul(h ^ (text.charCodeAt(i) >> 8), 0x01000193);
    }
    h ^= h >>> 15;
    h = Math.imul(h, 0x2c1b3c6d);
    h ^= h >>> 13;
    for (let k = 0; k < 4; k++) b[part * 4 + k] = (h >>> (8 * k)) & 0xff;
  }
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x80;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  return formatId(b);
}

/** The id derived from a SHA-256: its first 122 bits in the form of a UUID. */
export function idOfHash(hash: string): string {
  const b = Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hash.slice(i * 2, i * 2 + 2), 16));
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x80;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  return formatId(b);
}

const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a lower-case UUID in its usual form. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && PATTERN.test(text);
}

function parseId(id: string): Uint8Array {
  const hex = id.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16));
}

function formatId(b: Uint8Array): string {
  const hex = Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
