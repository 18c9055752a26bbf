/**
 * How much a phone hands over at once, and how long it waits for the answer, by the rate at which its line was measured. On a
 * good line few pieces, on a bad one small ones: a piece takes about as long either way, so a line that moves at all makes
 * progress, and one that died is given up soon. Rates in bytes a second; null while nothing was measured.
 */

/** What a piece should take (milliseconds). */
const PIECE_MS = 20_000;
const LEAST_BYTES = 4 * 1024;
const MOST_BYTES = 1024 * 1024;
/** What is tried first on a line that nobody measured. */
const FIRST_BYTES = 32 * 1024;
/** The slowest line that is waited for (bytes a second), and what an answer may take beyond the bytes (milliseconds). */
const SLOWEST = 200;
const ANSWER_MS = 60_000;
/** A piece may take this many times what the measured rate says. */
const PATIENCE = 4;
/** One measurement does not move the rate up by more than this. */
const STEP = 4;

/** The size of the next piece in bytes. */
export function pieceBytes(rate: number | null): number {
  if (rate === null) return FIRST_BYTES;
  return Math.max(LEAST_BYTES, Math.min(MOST_BYTES, Math.floor((rate * PIECE_MS) / 1000)));
}

/** How long to wait for the answer to `bytes` handed over, in milliseconds, before the try counts as lost. */
export function waitMs(bytes: number, rate: number | null): number {
  const paced = rate === null ? SLOWEST : Math.max(SLOWEST, rate / PATIENCE);
  return ANSWER_MS + Math.ceil((bytes / paced) * 1000);
}

/** The rate after `bytes` arrived in `ms`: what was last seen counts half, and a lucky moment does not count for much. */
export function measured(rate: number | null, bytes: number, ms: number): number {
  const seen = (bytes * 1000) / Math.max(1, ms);
  if (rate === null) return seen;
  return Math.min(rate * STEP, (rate + seen) / 2);
}

/** The rate after a try of `bytes` from which no answer came in `ms`; the next one is smaller. */
export function lost(rate: number | null, bytes: number, ms: number): number {
  return Math.max(SLOWEST, Math.min((rate ?? Number.POSITIVE_INFINITY) / 2, (bytes * 1000) / Math.max(1, ms)));
}

/** Bytes of commands in one request: the server takes two megabytes. */
export function batchBytes(rate: number | null): number {
  return rate === null
    ? 4 * FIRST_BYTES
    : Math.max(LEAST_BYTES, Math.min(1_500_000, Math.floor((rate * PIECE_MS) / 1000)));
}

/** How small a photo is kept: its longest side in points and the quality of the JPEG (0 to 1). A receipt can still be read. */
export interface PhotoSize {
  readonly longest: number;
  readonly quality: number;
}

/** By the line it will have to travel on. */
export function photoSize(rate: number | null): PhotoSize {
  if (rate === null || rate >= 20_000) return { longest: 1600, quality: 0.82 };
  return rate >= 5_000 ? { longest: 1280, quality: 0.72 } : { longest: 1024, quality: 0.6 };
}
