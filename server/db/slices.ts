import type { Database, Transaction, TransactionOptions } from './database.ts';

/**
 * How long one turn of long work should hold the embedded engine's only session. Items differ in cost, and a plan may
 * change with their number; a slice that takes four times as long still lets answers through within 100 ms.
 */
const AIM_MS = 30;
const GROWTH = 1.5;

export interface SliceOptions extends TransactionOptions {
  /**
   * How many items the first slice has, and every slice at least. A statement has a fixed cost, so with one item each
   * the whole would take many times as long. The size of the next slices follows from how long the last one took.
   */
  readonly first?: number | undefined;
}

/**
 * Works through items in slices, each in a transaction of its own of about 30 ms, whatever the machine, the size of the
 * tables and the cost of an item: the time of each slice gives the size of the next. What earlier transactions did
 * stays when one fails.
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
    // Measured inside the transaction, because waiting for the turn is not work.
    const ms = await db.transaction(async (tx) => {
      const begun = performance.now();
      await work(tx, slice);
      return performance.now() - begun;
    }, options);
    from += slice.length;
    size = Math.max(first, Math.min(Math.ceil(GROWTH * size), Math.round((slice.length * AIM_MS) / Math.max(ms, 1))));
  }
}
