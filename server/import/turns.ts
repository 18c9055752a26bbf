import { ProblemError, problem } from '../../domain/kernel/problem.ts';

/** How many spreadsheets one server opens at the same time. */
const AT_ONCE = 2;
/** How many people may wait for their turn. */
const MOST_WAITING = 20;

const reading = new Set<string>();
const waiting: (() => void)[] = [];

/**
 * Opens spreadsheets for a few people at a time, one for each person. Throws ProblemError (importBusy) for a second one
 * of the same person, and when too many wait.
 */
export async function inSheetTurn<T>(personId: string, work: () => Promise<T>): Promise<T> {
  if (reading.has(personId) || waiting.length >= MOST_WAITING) throw new ProblemError(problem('importBusy'));
  reading.add(personId);
  try {
    if (reading.size - waiting.length > AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    return await work();
  } finally {
    reading.delete(personId);
    waiting.shift()?.();
  }
}
