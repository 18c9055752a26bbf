import { ProblemError, problem } from '../../domain/kernel/problem.ts';

/** How many spreadsheets one server opens at the same time. */
const AT_ONCE = 2;
/** How many turns may be waited for. */
const MOST_WAITING = 20;
/** How many of them by one person. */
const MOST_OF_ONE = 5;

const reading = new Set<string>();
const waiting: { readonly personId: string; readonly begin: () => void }[] = [];

/**
 * Opens spreadsheets for a few people at a time, one for each person: a second one of theirs waits for the first. Throws
 * ProblemError (busy) when too many wait.
 */
export async function inSheetTurn<T>(personId: string, work: () => Promise<T>): Promise<T> {
  const own = waiting.filter((one) => one.personId === personId).length;
  if (waiting.length >= MOST_WAITING || own >= MOST_OF_ONE) throw new ProblemError(problem('busy'));
  await new Promise<void>((begin) => {
    waiting.push({ personId, begin });
    letIn();
  });
  try {
    return await work();
  } finally {
    reading.delete(personId);
    letIn();
  }
}

/** Lets in who waits longest and is not reading already, as long as there is room. */
function letIn(): void {
  while (reading.size < AT_ONCE) {
    const at = waiting.findIndex(({ personId }) => !reading.has(personId));
    const [next] = at < 0 ? [] : waiting.splice(at, 1);
    if (!next) return;
    reading.add(next.personId);
    next.begin();
  }
}
