import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw, sampleSize } from './sample.ts';

describe('sample', () => {
  it('takes a tenth, at least five, never more than there are', () => {
    expect([0, 3, 5, 40, 60, 101].map((n) => sampleSize(n, 10, 5))).toEqual([0, 3, 5, 5, 6, 11]);
  });

  it('draws the same sample from the same seed and records, in any order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.uuid(), { maxLength: 60 }),
        fc.string({ minLength: 1 }),
        fc.nat(80),
        (ids, seed, size) => {
          const one = draw(ids, size, seed);
          expect(draw([...ids].reverse(), size, seed)).toEqual(one);
          expect([...one.sample, ...one.rest].sort()).toEqual([...ids].sort());
          expect(one.sample.length).toBe(Math.min(size, ids.length));
        },
      ),
    );
  });

  it('gives each record the same chance', () => {
    const ids = Array.from({ length: 10 }, (_, i) => String(i));
    const times = new Map(ids.map((id) => [id, 0]));
    for (let i = 0; i < 4000; i++)
      for (const id of draw(ids, 3, `semilla ${i}`).sample) times.set(id, (times.get(id) ?? 0) + 1);
    // 1.200 esperadas de cada uno; 5 desvíos son 145.
    for (const n of times.values()) expect(Math.abs(n - 1200)).toBeLessThan(145);
  });
});
