import { describe, expect, it } from 'vitest';
import { differenceHash, greyOf, HASH_HEIGHT, HASH_WIDTH, hashDistance } from './perceptualHash.ts';

/** A picture of soft shapes, `size` points wide, brightened by `light`. */
function picture(size: number, light = 0): number[] {
  const out: number[] = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const v = Math.min(255, 128 + 90 * Math.sin((x / size) * 9) * Math.cos((y / size) * 7) + light);
      out.push(v, v, v, 255);
    }
  }
  return out;
}

describe('difference hash', () => {
  it('reads darker-to-brighter as 0 and brighter-to-darker as 1', () => {
    const rising = Array.from({ length: HASH_HEIGHT }, () => Array.from({ length: HASH_WIDTH }, (_, x) => x)).flat();
    expect(differenceHash(rising)).toBe('0'.repeat(16));
    expect(differenceHash(rising.map((v) => 9 - v))).toBe('f'.repeat(16));
    // Only the first point of the first row is brighter than its neighbour: the first bit of the first digit.
    expect(differenceHash(rising.map((v, i) => (i === 0 ? 5 : v)))).toBe(`8${'0'.repeat(15)}`);
  });
  it('stays near when a photo is shrunk and lightened, and far from another one', () => {
    const large = differenceHash(greyOf(picture(180), 180, 180));
    const small = differenceHash(greyOf(picture(90, 12), 90, 90));
    const other = differenceHash(
      greyOf(
        picture(90).map((v, i) => (i % 4 === 3 ? v : 255 - v)),
        90,
        90,
      ),
    );
    expect(hashDistance(large, small)).toBeLessThanOrEqual(5);
    expect(hashDistance(large, other)).toBeGreaterThan(5);
  });
  it('counts differing bits', () => {
    expect(hashDistance('0000000000000000', 'ffffffffffffffff')).toBe(64);
    expect(hashDistance('8000000000000001', '0000000000000000')).toBe(2);
  });
  it('refuses a grid of another size', () => {
    expect(() => differenceHash([1, 2, 3])).toThrow(RangeError);
  });
});
