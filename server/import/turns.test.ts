import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inSheetTurn } from './turns.ts';

test('sheets of one person are read one after the other, two people at a time, and none is refused', async () => {
  let open = 0;
  let mostOpen = 0;
  const openOf = new Map<string, number>();
  let mostOfOne = 0;
  const order: string[] = [];
  const read = (person: string, name: string) =>
    inSheetTurn(person, async () => {
      open += 1;
      openOf.set(person, (openOf.get(person) ?? 0) + 1);
      mostOpen = Math.max(mostOpen, open);
      mostOfOne = Math.max(mostOfOne, openOf.get(person) ?? 0);
      await setTimeout(5);
      order.push(name);
      open -= 1;
      openOf.set(person, (openOf.get(person) ?? 0) - 1);
      return name;
    });
  const told = await Promise.all([read('a', 'a1'), read('a', 'a2'), read('a', 'a3'), read('b', 'b1'), read('c', 'c1')]);
  expect(told).toEqual(['a1', 'a2', 'a3', 'b1', 'c1']);
  expect([mostOpen, mostOfOne]).toEqual([2, 1]);
  expect(order.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
});

test('a failed reading gives its turn on, and too many of one person are told to come again', async () => {
  const failed = inSheetTurn('a', () => Promise.reject(new Error('unreadable')));
  const next = inSheetTurn('a', async () => 'read');
  await expect(failed).rejects.toThrow('unreadable');
  expect(await next).toBe('read');
  const many = await Promise.allSettled(Array.from({ length: 8 }, () => inSheetTurn('a', () => setTimeout(1))));
  const refused = many.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  expect(refused).toEqual(
    Array.from({ length: 2 }, () =>
      expect.objectContaining({ problem: expect.objectContaining({ code: 'SIGG-901' }) }),
    ),
  );
});
