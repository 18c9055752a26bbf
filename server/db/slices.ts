import type { Database, Transaction, TransactionOptions } from './database.ts';

/**
 * How long a turn of long work should hold the embedded engine's one session. Things cost unequally, and a plan may change with their
 * number: a slice that takes four times as long as it should still lets answers through within 100 ms.
 */
const AIM_MS = 30;
const GROWTH = 1.5;

export interface SliceOptions extends TransactionOptions {
  /**
   * Things of the first slice, and the fewest of any: a statement costs something however few they are, and with one thing each the
   * whole would take many times as long. How many the next ones have follows from how long it took.
   */
  readonly first?: number | undefined;
}

/**
 * Goes through things some at a time, each slice in a transaction of its own of about 30 ms, whatever the machine, the size of the
 * tables and what one thing costs: the next slice is as large as the last one says. What the transactions did stays when one fails.
 */
export async function inSlices<T>(
  db: Database,
  all: readonly T[],
  work: (tx: Transaction, slice: readonly T[]) => Promise<void>,
  { first = 10, ...options }: SliceOptions = {},
): Promise<void> {
  let size = first;
  for (let from = 0; from < all.length; ) {
    const slice = all.slice(from, from + size);
    // Inside the transaction: waiting for one's turn is not work.
    const ms = await db.transaction(async (tx) => {
      const begun = performance.now();
      await work(tx, slice);
      return performance.now() - begun;
    }, options);
    from += slice.length;
    size = Math.max(first, Math.min(Math.ceil(GROWTH * size), Math.round((slice.length * AIM_MS) / Math.max(ms, 1))));
  }
}
