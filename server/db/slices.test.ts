import { expect, test, vi } from 'vitest';
import type { Database } from './database.ts';
import { inSlices } from './slices.ts';

/** A database of which only transactions are asked, and where each thing takes `costMs` by a clock that stands still otherwise. */
async function sizesOf(
  count: number,
  costMs: (thing: number) => number,
  first?: number,
): Promise<{ sizes: number[]; seen: number[] }> {
  vi.useFakeTimers({ toFake: ['performance'] });
  const db = { transaction: (work: (tx: unknown) => Promise<unknown>) => work({}) } as unknown as Database;
  const sizes: number[] = [];
  const seen: number[] = [];
  const things = Array.from({ length: count }, (_, i) => i);
  await inSlices(
    db,
    things,
    async (_tx, slice) => {
      sizes.push(slice.length);
      seen.push(...slice);
      vi.advanceTimersByTime(slice.reduce((sum, thing) => sum + costMs(thing), 0));
    },
    { first },
  ).finally(() => vi.useRealTimers());
  expect(seen).toEqual(things);
  return { sizes, seen };
}

test('every thing comes once and in order, and slices settle where each takes about 30 ms', async () => {
  expect((await sizesOf(60, () => 2)).sizes).toEqual([10, 15, 15, 15, 5]);
  expect((await sizesOf(90, () => 1)).sizes).toEqual([10, 15, 23, 30, 12]);
  expect((await sizesOf(60, (i) => (i < 25 ? 1 : 2))).sizes).toEqual([10, 15, 23, 12]);
});

test('slices grow to no more than half as much again as the one before, however little it took', async () => {
  expect((await sizesOf(100, () => 0)).sizes).toEqual([10, 15, 23, 35, 17]);
  expect((await sizesOf(7, () => 0, 1)).sizes).toEqual([1, 2, 3, 1]);
});

test('never fewer than at first, where each takes longer than a slice should', async () => {
  expect((await sizesOf(23, () => 200)).sizes).toEqual([10, 10, 3]);
  expect((await sizesOf(4, () => 200, 1)).sizes).toEqual([1, 1, 1, 1]);
});

test('nothing to go through is no work', async () => {
  expect((await sizesOf(0, () => 1)).sizes).toEqual([]);
});
