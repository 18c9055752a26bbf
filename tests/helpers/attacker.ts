import type { Solver } from '../../domain/publishing/program.ts';

/**
 * A reader who keeps every publication and knows that counts are whole and never below zero, that women are among the
 * families, and that a row of a table exists only where families are. Written independently of the rules it attacks: it
 * knows nothing of cells, atoms or editions, only what a reader has, a list of sums with their values. A *thing* is
 * what can be counted by itself: a class of families in an edition.
 */
interface Seen {
  readonly things: readonly number[];
  readonly is: number;
}

/** A secret: a sum of things; in a change, some are added and others subtracted. */
export interface Secret {
  readonly name: string;
  readonly plus: readonly number[];
  readonly minus: readonly number[];
}

export interface Knowledge {
  readonly things: number;
  readonly seen: readonly Seen[];
  /** Sums known to be at least one. */
  readonly peopled: readonly (readonly number[])[];
  /** The upper limit of every thing, for those that nothing seen limits; well above all values seen. */
  readonly ceiling: number;
}

const amountIn = ({ plus, minus }: Secret, world: ArrayLike<number>): number =>
  plus.reduce((a, i) => a + (world[i] ?? 0), 0) - minus.reduce((a, i) => a + (world[i] ?? 0), 0);

/**
 * The minimum and maximum of each secret, found by trying every world that agrees with what was seen. For small
 * stories.
 * @throws when no world agrees, because then the story itself is wrong
 */
export function boundsByTrying(
  { things, seen, peopled, ceiling }: Knowledge,
  secrets: readonly Secret[],
): { least: number; most: number }[] {
  const world = Array.from({ length: things }, () => 0);
  const [of, at] = [seen.map((s) => new Set(s.things)), seen.map((s) => Math.max(-1, ...s.things))];
  const bounds = secrets.map(() => ({ least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY }));
  const left = seen.map((s) => s.is);
  const go = (thing: number): void => {
    if (thing === things) {
      if (peopled.some((sum) => sum.every((i) => world[i] === 0))) return;
      secrets.forEach((secret, i) => {
        const [value, b] = [amountIn(secret, world), bounds[i]];
        if (b) [b.least, b.most] = [Math.min(b.least, value), Math.max(b.most, value)];
      });
      return;
    }
    const held = seen.flatMap((_, i) => (of[i]?.has(thing) ? [i] : []));
    const top = held.reduce((a, i) => Math.min(a, left[i] ?? 0), ceiling);
    for (let n = 0; n <= top; n++) {
      world[thing] = n;
      for (const i of held) left[i] = (left[i] ?? 0) - n;
      if (held.every((i) => at[i] !== thing || left[i] === 0)) go(thing + 1);
      for (const i of held) left[i] = (left[i] ?? 0) + n;
    }
    world[thing] = 0;
  };
  go(0);
  if (secrets.length > 0 && !Number.isFinite(bounds[0]?.least)) throw new Error('no world agrees with what was seen');
  return bounds;
}

/** The same by integer programming, for stories of any size. */
export function boundsBySolving(
  { things, seen, peopled, ceiling }: Knowledge,
  secrets: readonly Secret[],
  solver: Solver,
): { least: number; most: number }[] {
  const terms = (list: readonly number[]) => new Map(list.map((i) => [i, 1]));
  const program = solver(things, ceiling, [
    ...seen.map((s) => ({ terms: terms(s.things), lower: s.is, upper: s.is })),
    ...peopled.map((sum) => ({ terms: terms(sum), lower: 1, upper: Number.POSITIVE_INFINITY })),
  ]);
  const extreme = (secret: Secret, sign: number): number => {
    const cost = new Map<number, number>();
    for (const [list, times] of [
      [secret.plus, sign],
      [secret.minus, -sign],
    ] as const)
      for (const i of list) cost.set(i, (cost.get(i) ?? 0) + times);
    const found = program.largest(cost, true);
    if (!found) throw new Error('no world agrees with what was seen');
    return Math.round(amountIn(secret, found.columns));
  };
  const bounds = secrets.map((secret) => ({ least: extreme(secret, -1), most: extreme(secret, 1) }));
  program.close();
  return bounds;
}

/**
 * Whether the reader knows that the secret is a small number: between 1 and minimum − 1, or between −1 and −(minimum −
 * 1).
 */
export const isFew = ({ least, most }: { least: number; most: number }, minimum: number): boolean =>
  (least > 0 && most < minimum) || (most < 0 && least > -minimum);
