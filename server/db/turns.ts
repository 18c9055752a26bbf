import { DatabaseError } from './errors.ts';

/** Longer than any wait that makes sense; reached only when a holder never lets go (a query past its own open transaction). */
const longestWaitMs = 120_000;

export interface Turns {
  /** Resolves when it is one's turn, in order of asking; call what it gives when done (twice does no harm). */
  take(): Promise<() => void>;
}

/** One holder at a time. Throws DatabaseError('lease') after two minutes of waiting. */
export function turns(): Turns {
  const waiting: (() => void)[] = [];
  let held = false;

  const turn = (): (() => void) => {
    let over = false;
    return () => {
      if (over) return;
      over = true;
      const next = waiting.shift();
      if (next === undefined) held = false;
      else next();
    };
  };

  return {
    take() {
      if (!held) {
        held = true;
        return Promise.resolve(turn());
      }
      return new Promise((resolve, reject) => {
        const grant = (): void => {
          clearTimeout(timer);
          resolve(turn());
        };
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(grant), 1);
          reject(new DatabaseError({ code: 'lease', message: `the embedded database stayed busy for ${longestWaitMs / 1000} s` }));
        }, longestWaitMs);
        timer.unref();
        waiting.push(grant);
      });
    },
  };
}
