import { onStatement } from './statements.ts';

interface Slow {
  times: number;
  longestMs: number;
}

/**
 * Records from now on every statement of this process that takes longer than `limitMs`, by its text; on the embedded
 * engine everything else waits meanwhile. The returned function lists the recorded statements, longest first, and
 * starts a new list.
 */
export function noteSlowStatements(limitMs: number): () => string[] {
  let noted = new Map<string, Slow>();
  onStatement(({ text: whole, ms }) => {
    if (ms <= limitMs) return;
    const text = whole.replace(/\s+/g, ' ').slice(0, 120);
    const before = noted.get(text) ?? { times: 0, longestMs: 0 };
    noted.set(text, { times: before.times + 1, longestMs: Math.max(before.longestMs, ms) });
  });
  return () => {
    const lines = [...noted]
      .sort((a, b) => b[1].longestMs - a[1].longestMs)
      .map(([text, { times, longestMs }]) => `${longestMs.toFixed(0)} ms, ${times} times: ${text}`);
    noted = new Map();
    return lines;
  };
}
