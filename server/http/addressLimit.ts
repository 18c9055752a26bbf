/** How much of something one address may ask: so many at once, and one more each `everyMs`. */
interface Allowance {
  readonly most: number;
  readonly everyMs: number;
}

/** Addresses remembered at most: beyond them the oldest are forgotten, so that many addresses never fill the memory. */
const MOST_ADDRESSES = 50_000;

/**
 * Counts what each address asks, in memory alone: nothing says afterwards who asked. Forty people of one telecentre share an address, so
 * an allowance is that of a full room.
 */
export function addressLimit({ most, everyMs }: Allowance, now: () => number = Date.now): (address: string) => boolean {
  const seen = new Map<string, { left: number; at: number }>();
  return (address) => {
    const at = now();
    const before = seen.get(address);
    const left = before ? Math.min(most, before.left + (at - before.at) / everyMs) : most;
    seen.delete(address);
    const [oldest] = seen.size >= MOST_ADDRESSES ? seen.keys() : [];
    if (oldest !== undefined) seen.delete(oldest);
    seen.set(address, { left: Math.max(0, left - 1), at });
    return left >= 1;
  };
}
