/**
 * Difference hash (dHash): a photo as 64 bits that change little when it is shrunk, recompressed or slightly cropped. A
 * near-equal photo on another record is a flag for the unit, never a refusal.
 */

/** Width and height of the grey image that the hash is taken of. */
export const HASH_WIDTH = 9;
export const HASH_HEIGHT = 8;

/**
 * 16 hexadecimal digits from a 9×8 grey image, row by row (0 to 255): each bit says whether a point is brighter than its
 * right neighbour.
 */
export function differenceHash(grey: ArrayLike<number>): string {
  if (grey.length !== HASH_WIDTH * HASH_HEIGHT)
    throw new RangeError(`expected ${HASH_WIDTH * HASH_HEIGHT} points, got ${grey.length}`);
  let digits = '';
  for (let y = 0; y < HASH_HEIGHT; y++) {
    for (let half = 0; half < 2; half++) {
      let digit = 0;
      for (let x = half * 4; x < half * 4 + 4; x++) {
        const at = y * HASH_WIDTH + x;
        digit = digit * 2 + ((grey[at] ?? 0) > (grey[at + 1] ?? 0) ? 1 : 0);
      }
      digits += digit.toString(16);
    }
  }
  return digits;
}

/** Bits in which two hashes differ, 0 to 64. */
export function hashDistance(a: string, b: string): number {
  let different = 0;
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    let bits = Number.parseInt(a[i] ?? '0', 16) ^ Number.parseInt(b[i] ?? '0', 16);
    for (; bits; bits >>= 1) different += bits & 1;
  }
  return different;
}

/** The mean of a block of pixels for each point of a 9×8 grey image. @param rgba pixels as a canvas gives them */
export function greyOf(rgba: ArrayLike<number>, width: number, height: number): number[] {
  const out: number[] = [];
  for (let y = 0; y < HASH_HEIGHT; y++) {
    for (let x = 0; x < HASH_WIDTH; x++) {
      const x0 = Math.floor((x * width) / HASH_WIDTH);
      const x1 = Math.max(x0 + 1, Math.floor(((x + 1) * width) / HASH_WIDTH));
      const y0 = Math.floor((y * height) / HASH_HEIGHT);
      const y1 = Math.max(y0 + 1, Math.floor(((y + 1) * height) / HASH_HEIGHT));
      let sum = 0;
      for (let py = y0; py < y1; py++) {
        for (let px = x0; px < x1; px++) {
          const at = (py * width + px) * 4;
          sum += 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
        }
      }
      out.push(sum / ((x1 - x0) * (y1 - y0)));
    }
  }
  return out;
}
