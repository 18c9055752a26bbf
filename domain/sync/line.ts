/**
 * How many bytes a phone sends at once and how long it waits for the answer, from the measured rate of its line. A good
 * line gets few large pieces, a bad one many small ones, so that each piece takes about the same time: any line that
 * moves makes progress, and a dead one is given up soon. Rates in bytes a second; null while nothing was measured.
 */

/** What a piece should take (milliseconds). */
const PIECE_MS = 20_000;
const LEAST_BYTES = 4 * 1024;
const MOST_BYTES = 1024 * 1024;
/** The size of the first piece on a line that was never measured. */
const FIRST_BYTES = 32 * 1024;
/**
 * The slowest rate worth waiting for (bytes a second), and the time that the answer may take beyond the transfer
 * (milliseconds).
 */
const SLOWEST = 200;
const ANSWER_MS = 60_000;
/** A piece may take this many times longer than the measured rate predicts. */
const PATIENCE = 4;
/** One measurement raises the rate at most by this factor. */
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

/**
 * The rate after `bytes` arrived in `ms`: the mean of the earlier rate and this one, so that one lucky moment counts
 * little.
 */
export function measured(rate: number | null, bytes: number, ms: number): number {
  const seen = (bytes * 1000) / Math.max(1, ms);
  if (rate === null) return seen;
  return Math.min(rate * STEP, (rate + seen) / 2);
}

/** The rate after `bytes` were sent and no answer came within `ms`: it falls, so that the next piece is smaller. */
export function lost(rate: number | null, bytes: number, ms: number): number {
  return Math.max(SLOWEST, Math.min((rate ?? Number.POSITIVE_INFINITY) / 2, (bytes * 1000) / Math.max(1, ms)));
}

/** Bytes of commands in one request: the server takes two megabytes. */
export function batchBytes(rate: number | null): number {
  return rate === null
    ? 4 * FIRST_BYTES
    : Math.max(LEAST_BYTES, Math.min(1_500_000, Math.floor((rate * PIECE_MS) / 1000)));
}

/**
 * How small a photo is stored: its longest side in pixels and the quality of the JPEG (0 to 1). A receipt stays
 * readable.
 */
export interface PhotoSize {
  readonly longest: number;
  readonly quality: number;
}

/** The size of a photo, by the line that it will be sent over. */
export function photoSize(rate: number | null): PhotoSize {
  if (rate === null || rate >= 20_000) return { longest: 1600, quality: 0.82 };
  return rate >= 5_000 ? { longest: 1280, quality: 0.72 } : { longest: 1024, quality: 0.6 };
}
