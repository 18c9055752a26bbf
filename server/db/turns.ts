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
  /**
   * Each kind of long work gets a turn when it has waited so many times what its last turn took, whoever waits: it is late, never
   * stopped. Of the time of people who ask without pause, figures take a quarter and background work a ninth.
   */
  readonly patience: Readonly<Record<(typeof LONG)[number], number>>;
}
const PACE: Pace = { calmMs: 20, patience: { figures: 3, background: 8 } };

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
  /** What its last turn took; before the first one, what a slice should (slices.ts). */
  heldMs: number;
}

/** One holder at a time. */
export function turns({ calmMs, patience }: Pace = PACE): Turns {
  const lines: Record<Urgency, Line> = { people: emptyLine(), figures: emptyLine(), background: emptyLine() };
  let held = false;
  let peopleAt = Number.NEGATIVE_INFINITY;
  let awaitingCalm: NodeJS.Timeout | undefined;

  const next = (now: number): (() => void) | undefined => {
    const asking = LONG.filter((kind) => lines[kind].waiting.length > 0);
    const late = asking.find(
      (kind) => now - lines[kind].since >= Math.max(calmMs, patience[kind] * lines[kind].heldMs),
    );
    const calm = now - peopleAt >= calmMs && lines.people.waiting.length === 0;
    return lines[late ?? (calm ? asking[0] : undefined) ?? 'people'].waiting.shift();
  };

  const pass = (): void => {
    if (held) return;
    const now = performance.now();
    const grant = next(now);
    if (grant) {
      held = true;
      grant();
    } else if (LONG.some((kind) => lines[kind].waiting.length > 0)) {
      clearTimeout(awaitingCalm);
      awaitingCalm = setTimeout(pass, Math.ceil(peopleAt + calmMs - now));
    }
  };

  const turnOf = (line: Line): (() => void) => {
    const from = performance.now();
    let over = false;
    return () => {
      if (over) return;
      over = true;
      held = false;
      line.since = performance.now();
      line.heldMs = line.since - from;
      if (line === lines.people) peopleAt = line.since;
      pass();
    };
  };

  return {
    take(urgency = 'people') {
      const line = lines[urgency];
      const { waiting } = line;
      return new Promise((resolve, reject) => {
        let timer: NodeJS.Timeout | undefined;
        const grant = (): void => {
          clearTimeout(timer);
          resolve(turnOf(line));
        };
        if (waiting.length === 0) line.since = performance.now();
        waiting.push(grant);
        pass();
        if (urgency !== 'people' || !waiting.includes(grant)) return;
        timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(grant), 1);
          reject(
            new DatabaseError({
              code: 'lease',
              message: `the embedded database stayed busy for ${LONGEST_WAIT_MS / 1000} s`,
            }),
          );
        }, LONGEST_WAIT_MS).unref();
      });
    },
  };
}

const emptyLine = (): Line => ({ waiting: [], since: 0, heldMs: 30 });
