import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { turns, type Urgency } from './turns.ts';

const calmMs = 20;
const patience = { figures: 3, background: 8 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A queue that notes who had their turn, by name, in order. */
function watched() {
  const queue = turns({ calmMs, patience });
  const had: string[] = [];
  const ask = async (name: string, urgency: Urgency, holdsMs = 0): Promise<void> => {
    const done = await queue.take(urgency);
    had.push(name);
    if (holdsMs > 0) await new Promise((resolve) => setTimeout(resolve, holdsMs));
    done();
  };
  return { had, ask };
}

test('one holder at a time', async () => {
  vi.useRealTimers();
  const queue = turns({ calmMs: 1, patience: { figures: 2, background: 4 } });
  let holders = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 50 }, async (_, i) => {
      const done = await queue.take(i % 3 === 0 ? 'background' : i % 3 === 1 ? 'figures' : 'people');
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

test('people come first, then figures, then background work, each in order of asking', async () => {
  const { had, ask } = watched();
  void ask('first', 'people', 5);
  for (const [name, urgency] of [
    ['b1', 'background'],
    ['f1', 'figures'],
    ['p1', 'people'],
    ['b2', 'background'],
    ['f2', 'figures'],
    ['p2', 'people'],
  ] as const)
    void ask(name, urgency);
  await vi.advanceTimersByTimeAsync(100);
  expect(had).toEqual(['first', 'p1', 'p2', 'f1', 'f2', 'b1', 'b2']);
});

test('long work does not step in between the statements of one answer', async () => {
  const { had, ask } = watched();
  void ask('p1', 'people', 5);
  void ask('b1', 'background');
  await vi.advanceTimersByTimeAsync(5 + calmMs - 1);
  expect(had).toEqual(['p1']);
  void ask('p2', 'people');
  await vi.advanceTimersByTimeAsync(calmMs - 1);
  expect(had).toEqual(['p1', 'p2']);
  await vi.advanceTimersByTimeAsync(1);
  expect(had).toEqual(['p1', 'p2', 'b1']);
});

test('where nobody else asks, long work goes on without pauses', async () => {
  const { had, ask } = watched();
  for (let i = 0; i < 100; i += 1) await ask(`b${i}`, 'background');
  expect(had).toHaveLength(100);
  expect(vi.getTimerCount()).toBe(0);
});

test('long work is late, never stopped: while people ask without pause, each kind gets turns as long as it needs', async () => {
  const { had, ask } = watched();
  let stopped = false;
  const hammering = (async () => {
    while (!stopped) await ask('p', 'people', 7);
  })();
  const turnMs = { figures: 10, background: 30 };
  const at = { figures: [] as number[], background: [] as number[] };
  const from = performance.now();
  for (const kind of ['figures', 'background'] as const)
    void (async () => {
      while (!stopped) {
        await ask(kind, kind, turnMs[kind]);
        at[kind].push(performance.now() - from);
      }
    })();
  await vi.advanceTimersByTimeAsync(2000);
  stopped = true;
  await vi.advanceTimersByTimeAsync(500);
  await hammering;
  for (const kind of ['figures', 'background'] as const) {
    const [waits, longest] = [patience[kind] * turnMs[kind], turnMs.figures + turnMs.background + 7];
    expect(at[kind].length).toBeGreaterThanOrEqual(Math.floor(2000 / (waits + longest)));
    // Its patience, a turn that is not over and one of the other kind, and its own.
    at[kind]
      .filter((time) => time < 2000)
      .slice(1)
      .forEach((time, i) => {
        expect(time - (at[kind][i] as number)).toBeGreaterThanOrEqual(waits + turnMs[kind]);
        expect(time - (at[kind][i] as number)).toBeLessThanOrEqual(waits + turnMs[kind] + longest);
      });
  }
  expect(had.filter((name) => name === 'p').length).toBeGreaterThan(150);
});
