import { DatabaseError } from './errors.ts';

/** Longest wait that makes sense; reached only when a holder never lets go (a query past its own open transaction). */
const LONGEST_WAIT_MS = 120_000;

/** Work of many short turns, in the order in which it comes: somebody waits for a figure; nobody waits. */
const LONG = ['figures', 'background'] as const;

/** Who asks: somebody whose whole answer is short, or long work. */
export type Urgency = 'people' | (typeof LONG)[number];

export interface Pace {
  /** An answer is several statements with pauses between them: so long after the last one of people, long work does not step in. */
  readonly calmMs: number;
  /** Each kind of long work gets a turn when it has waited so long, whoever waits: it is late, never stopped. An answer rarely takes longer. */
  readonly patienceMs: number;
}
const PACE: Pace = { calmMs: 20, patienceMs: 250 };

export interface Turns {
  /**
   * Resolves when it is one's turn; call what it gives when done (twice does no harm). People come before long work, each in order
   * of asking. Throws DatabaseError('lease') when a person waited for two minutes; long work waits for ever.
   */
  take(urgency?: Urgency): Promise<() => void>;
}

interface Line {
  readonly waiting: (() => void)[];
  /** When it last had a turn, or began to wait for one. */
  since: number;
}

/** One holder at a time. */
export function turns({ calmMs, patienceMs }: Pace = PACE): Turns {
  const lines: Record<Urgency, Line> = { people: emptyLine(), figures: emptyLine(), background: emptyLine() };
  let held = false;
  let peopleAt = Number.NEGATIVE_INFINITY;
  let calm: NodeJS.Timeout | undefined;

  const next = (now: number): (() => void) | undefined => {
    const asking = LONG.map((kind) => lines[kind]).filter((line) => line.waiting.length > 0);
    const late = asking.find((line) => now - line.since >= patienceMs);
    if (late) return late.waiting.shift();
    const someone = lines.people.waiting.shift();
    return someone || now - peopleAt < calmMs ? someone : asking[0]?.waiting.shift();
  };

  const pass = (): void => {
    if (held) return;
    const now = performance.now();
    const grant = next(now);
    if (grant) {
      held = true;
      grant();
    } else if (LONG.some((kind) => lines[kind].waiting.length > 0)) {
      clearTimeout(calm);
      calm = setTimeout(pass, Math.ceil(peopleAt + calmMs - now));
    }
  };

  const turnOf = (urgency: Urgency): (() => void) => {
    let over = false;
    return () => {
      if (over) return;
      over = true;
      held = false;
      const now = performance.now();
      lines[urgency].since = now;
      if (urgency === 'people') peopleAt = now;
      pass();
    };
  };

  return {
    take(urgency = 'people') {
      const { waiting } = lines[urgency];
      return new Promise((resolve, reject) => {
        let timer: NodeJS.Timeout | undefined;
        const grant = (): void => {
          clearTimeout(timer);
          resolve(turnOf(urgency));
        };
        if (waiting.length === 0) lines[urgency].since = performance.now();
        waiting.push(grant);
        pass();
        if (urgency !== 'people' || !waiting.includes(grant)) return;
        timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(grant), 1);
          reject(new DatabaseError({ code: 'lease', message: `the embedded database stayed busy for ${LONGEST_WAIT_MS / 1000} s` }));
        }, LONGEST_WAIT_MS).unref();
      });
    },
  };
}

const emptyLine = (): Line => ({ waiting: [], since: 0 });
