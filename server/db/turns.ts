import { DatabaseError } from './errors.ts';

/** Longer than any wait that makes sense; reached only when a holder never lets go (a query past its own open transaction). */
const longestWaitMs = 120_000;

/** Of so many turns in a row that people take while background work waits, one more is given to it: it is late, never stopped. */
export const patience = 20;

/** Who asks: somebody who waits for an answer, or work that goes on beside the answers. */
export type Urgency = 'people' | 'background';

export interface Turns {
  /**
   * Resolves when it is one's turn; call what it gives when done (twice does no harm). People come before background work, each
   * in order of asking.
   */
  take(urgency?: Urgency): Promise<() => void>;
}

/** One holder at a time. Throws DatabaseError('lease') when a person waited for two minutes; background work waits for ever. */
export function turns(): Turns {
  const waiting: Record<Urgency, (() => void)[]> = { people: [], background: [] };
  let held = false;
  let overtaken = 0;

  const next = (): (() => void) | undefined => {
    const late = waiting.background.length > 0 && overtaken >= patience;
    const first = late ? undefined : waiting.people.shift();
    overtaken = first !== undefined && waiting.background.length > 0 ? overtaken + 1 : 0;
    return first ?? waiting.background.shift();
  };

  const turn = (): (() => void) => {
    let over = false;
    return () => {
      if (over) return;
      over = true;
      const grant = next();
      if (grant === undefined) held = false;
      else grant();
    };
  };

  return {
    take(urgency = 'people') {
      if (!held) {
        held = true;
        return Promise.resolve(turn());
      }
      const line = waiting[urgency];
      return new Promise((resolve, reject) => {
        let timer: NodeJS.Timeout | undefined;
        const grant = (): void => {
          clearTimeout(timer);
          resolve(turn());
        };
        if (urgency === 'people') {
          timer = setTimeout(() => {
            line.splice(line.indexOf(grant), 1);
            reject(new DatabaseError({ code: 'lease', message: `the embedded database stayed busy for ${longestWaitMs / 1000} s` }));
          }, longestWaitMs);
          timer.unref();
        }
        line.push(grant);
      });
    },
  };
}
