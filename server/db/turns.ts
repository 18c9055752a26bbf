import { DatabaseError } from './errors.ts';

/**
 * The longest wait that makes sense; it is reached only when a holder never releases (a query outside its own open
 * transaction).
 */
const LONGEST_WAIT_MS = 120_000;

/**
 * Kinds of work in many short turns, in order of precedence: somebody waits for a figure; nobody waits for background
 * work.
 */
const LONG = ['figures', 'background'] as const;

/** Who asks: a person whose whole answer is short, or long work. */
export type Urgency = 'people' | (typeof LONG)[number];

export interface Pace {
  /**
   * An answer has several statements with pauses in between, so long work waits this long after the last statement for
   * a person.
   */
  readonly calmMs: number;
  /**
   * Each kind of long work gets a turn once it has waited this many times the length of its last turn, whoever else
   * waits: it is late, never stopped. While people ask without pause, figures take a quarter of the time and background
   * work a ninth.
   */
  readonly patience: Readonly<Record<(typeof LONG)[number], number>>;
}
const PACE: Pace = { calmMs: 20, patience: { figures: 3, background: 8 } };

export interface Turns {
  /**
   * Resolves when it is the caller's turn; the function that it gives ends the turn (calling it again does no harm).
   * People come before long work, each in order of asking. Throws DatabaseError('lease') when a person has waited for
   * two minutes; long work waits for ever.
   */
  take(urgency?: Urgency): Promise<() => void>;
}

interface Line {
  readonly waiting: (() => void)[];
  /** When it last had a turn, or began to wait for one. */
  since: number;
  /** How long its last turn took; before the first one, how long a slice should take (slices.ts). */
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
