import pg from 'pg';

interface Slow {
  times: number;
  longestMs: number;
}

/**
 * Notes from now on every statement of this process that took longer than `limitMs`, by its text: on the embedded engine all wait
 * meanwhile. Gives what it noted, longest first, and begins anew.
 */
export function noteSlowStatements(limitMs: number): () => string[] {
  let noted = new Map<string, Slow>();
  const send = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  const timed = function (this: unknown, ...args: unknown[]): unknown {
    const from = performance.now();
    const answer = send.apply(this, args);
    const note = (): void => {
      const ms = performance.now() - from;
      if (ms <= limitMs) return;
      const [first] = args as [string | { text?: string }];
      const text = (typeof first === 'string' ? first : (first?.text ?? '?')).replace(/\s+/g, ' ').slice(0, 120);
      const before = noted.get(text) ?? { times: 0, longestMs: 0 };
      noted.set(text, { times: before.times + 1, longestMs: Math.max(before.longestMs, ms) });
    };
    if (answer instanceof Promise) answer.then(note, note);
    return answer;
  };
  pg.Client.prototype.query = timed as typeof pg.Client.prototype.query;
  return () => {
    const lines = [...noted]
      .sort((a, b) => b[1].longestMs - a[1].longestMs)
      .map(([text, { times, longestMs }]) => `${longestMs.toFixed(0)} ms, ${times} times: ${text}`);
    noted = new Map();
    return lines;
  };
}
