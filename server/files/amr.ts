/** How a recording in AMR begins: what older telephones make. */
const MAGIC = '#!AMR\n';
/** Bytes of a frame by its kind, its first byte included; 0: there is no such kind. */
const FRAME = [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1];

/**
 * The frames of a recording in AMR and nothing else: the format has no place for words. Null when the bytes are no such
 * recording.
 */
export function cleanAmr(bytes: Uint8Array): Uint8Array | null {
  if (Buffer.from(bytes.subarray(0, MAGIC.length)).toString('latin1') !== MAGIC) return null;
  let at = MAGIC.length;
  while (at < bytes.length) {
    const kind = bytes[at] as number;
    const size = FRAME[(kind >> 3) & 15] as number;
    // The other bits of its first byte are zero, but for the one that tells a good frame.
    if (size === 0 || (kind & 0x83) !== 0 || at + size > bytes.length) return null;
    at += size;
  }
  return at > MAGIC.length ? bytes : null;
}
