import pg from 'pg';

/** A statement that was sent, and how long its answer took. */
export interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly ms: number;
}

/** Calls `tell` for every statement that this process sends from now on, once its answer has arrived. */
export function onStatement(tell: (sent: Sent) => void): void {
  const send = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  const timed = function (this: unknown, ...args: unknown[]): unknown {
    const from = performance.now();
    const answer = send.apply(this, args);
    const note = (): void => {
      const [first] = args as [string | { text?: string; values?: readonly unknown[] }];
      const { text = '?', values = [] } = typeof first === 'string' ? { text: first } : first;
      tell({ text, values, ms: performance.now() - from });
    };
    if (answer instanceof Promise) answer.then(note, note);
    return answer;
  };
  pg.Client.prototype.query = timed as typeof pg.Client.prototype.query;
}
