import type { Guard } from './life.ts';
import type { Noun } from './noun.ts';

/** Loader of who wrote a row and its parts. Key: the id of the row. */
export const authorsLoader = (n: Pick<Noun, 'name'>): string => `noun.${n.name}.authors`;

/** Somebody who took a step on a row, or on a part of it. */
export interface Author {
  readonly id: string;
  readonly noun: string;
  readonly step: string;
}

const WRITES: readonly string[] = ['register', 'correct'];

/** The persons who wrote a row: who registered or corrected it, took one of the `steps`, or wrote a part of it. */
export const writersOf = (n: Pick<Noun, 'name'>, authors: readonly Author[], steps: readonly string[] = []): string[] =>
  authors
    .filter(({ noun, step }) => noun !== n.name || WRITES.includes(step) || steps.includes(step))
    .map(({ id }) => id);

/**
 * Domain brief 1.3: whoever wrote a row or a part of it does not approve it. A correction counts as writing.
 * @param sentence what the person is told
 * @param steps further steps by which somebody wrote it
 */
export const anotherHand = (n: Pick<Noun, 'name'>, sentence: string, steps: readonly string[] = []): Guard => ({
  name: 'anotherHand',
  needs: (id) => ({ authors: { loader: authorsLoader(n), key: id } }),
  holds: (row, _on, facts, actorId) =>
    row.recordedBy === actorId ||
    writersOf(n, (facts.authors as readonly Author[] | null) ?? [], steps).includes(actorId)
      ? sentence
      : null,
});

/**
 * Domain brief 1.3.6: three different persons for one figure. Who validates is neither among those whom `another` bars from
 * verifying nor who verified (the row's `verifiedBy`).
 */
export const thirdHand = (another: Guard, sentence: string): Guard => ({
  ...another,
  name: 'thirdHand',
  holds: (row, on, facts, actorId) =>
    row.verifiedBy === actorId || another.holds(row, on, facts, actorId) ? sentence : null,
});
