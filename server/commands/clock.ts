import type { Instant } from '../../domain/kernel/dates.ts';

/** How far clocks may lie apart before it is said: what a time service corrects at once is less. */
const TOLERANCE_MS = 2 * 60_000;

/**
 * How many milliseconds the server's clock stands behind the latest instant at which it sealed an entry; 0 when it does not, or
 * by less than two minutes. Two clocks cannot both be right then: what is refused because of a day is not refused for good.
 */
export function behindBy(now: Instant, latestSeal: string | null): number {
  if (latestSeal === null) return 0;
  const ms = Date.parse(latestSeal) - Date.parse(now);
  return ms > TOLERANCE_MS ? ms : 0;
}

export const isBehind = (now: Instant, latestSeal: string | null): boolean => behindBy(now, latestSeal) > 0;
