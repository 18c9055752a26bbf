import type { Instant } from '../../domain/kernel/dates.ts';

/** Differences between clocks up to this are not reported: a time service corrects them at once. */
const TOLERANCE_MS = 2 * 60_000;

/**
 * How many milliseconds the server's clock is behind the latest instant at which it sealed an entry; 0 when it is not,
 * or by less than two minutes. If it is, one of the two clocks was wrong, so a refusal because of a day is not final.
 */
export function behindBy(now: Instant, latestSeal: string | null): number {
  if (latestSeal === null) return 0;
  const ms = Date.parse(latestSeal) - Date.parse(now);
  return ms > TOLERANCE_MS ? ms : 0;
}

export const isBehind = (now: Instant, latestSeal: string | null): boolean => behindBy(now, latestSeal) > 0;
