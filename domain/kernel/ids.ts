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
 * The n-th id that follows from another one (n from 1 to 65,535): the rows a command makes beside its subject get ids that
 * are the same however often the command is replayed.
 */
export function derivedId(id: string, n: number): string {
  const b = parseId(id);
  const tail = ((((b[14] ?? 0) << 8) | (b[15] ?? 0)) + n) & 0xffff;
  b[14] = tail >> 8;
  b[15] = tail & 0xff;
  b[13] = (b[13] ?? 0) ^ 0x5a;
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
