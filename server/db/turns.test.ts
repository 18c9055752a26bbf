import { expect, test } from 'vitest';
import { patience, turns, type Urgency } from './turns.ts';

/** Asks for turns in this order while one is held, then lets each holder go; the order in which they had theirs. */
async function orderOf(asked: readonly (readonly [string, Urgency])[]): Promise<string[]> {
  const queue = turns();
  const first = await queue.take();
  const had: string[] = [];
  const all = asked.map(([name, urgency]) =>
    queue.take(urgency).then((done) => {
      had.push(name);
      done();
    }),
  );
  first();
  await Promise.all(all);
  return had;
}

test('one holder at a time', async () => {
  const queue = turns();
  let holders = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 50 }, async (_, i) => {
      const done = await queue.take(i % 3 === 0 ? 'background' : 'people');
      holders += 1;
      most = Math.max(most, holders);
      await Promise.resolve();
      holders -= 1;
      done();
      done();
    }),
  );
  expect(most).toBe(1);
});

test('people come before background work that asked earlier, each in order of asking', async () => {
  expect(
    await orderOf([
      ['b1', 'background'],
      ['p1', 'people'],
      ['b2', 'background'],
      ['p2', 'people'],
    ]),
  ).toEqual(['p1', 'p2', 'b1', 'b2']);
});

test('background work is late, never stopped: it gets a turn after every so many of people', async () => {
  const people = Array.from({ length: 3 * patience }, (_, i) => [`p${i}`, 'people'] as const);
  const had = await orderOf([['b1', 'background'], ['b2', 'background'], ...people]);
  expect(had.indexOf('b1')).toBe(patience);
  expect(had.indexOf('b2')).toBe(2 * patience + 1);
  expect(had).toHaveLength(people.length + 2);
});
