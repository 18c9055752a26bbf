import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchBytes, lost, measured, photoSize, pieceBytes, waitMs } from './line.ts';

interface Line {
  /** Bytes a second that get through. */
  readonly rate: number;
  /** Bytes of headers with each request, and the way there and back (milliseconds). */
  readonly head: number;
  readonly trip: number;
}

/** Sends `total` bytes over a line as files.ts does: what arrived is kept. Answers the time taken (ms), or null when it never ends. */
function send(total: number, { rate, head, trip }: Line, start: number | null): number | null {
  let at = 0;
  let known = start;
  let clock = 0;
  for (let tries = 0; tries < 20_000; tries++) {
    if (at >= total) return clock;
    const bytes = Math.min(pieceBytes(known), total - at);
    const took = ((bytes + head) / rate) * 1000 + trip;
    const most = waitMs(bytes, known);
    if (took <= most) {
      at += bytes;
      clock += took;
      known = measured(known, bytes, took);
    } else {
      at += Math.max(0, Math.min(bytes, Math.floor((most * rate) / 1000) - head));
      clock += most;
      known = lost(known, bytes, most);
    }
  }
  return null;
}

const bare = (total: number, { rate, head, trip }: Line): number => ((total + head) / rate) * 1000 + trip;

describe('a line', () => {
  it('of 1.6 kB a second takes a photo of 620 KB in at most 1.2 of the bare time, whatever it was thought to be', () => {
    const line = { rate: 1600, head: 900, trip: 600 };
    for (const start of [null, 1600, 400, 20_000, 1_000_000])
      expect((send(620_000, line, start) ?? 0) / bare(620_000, line)).toBeLessThanOrEqual(1.2);
  });

  it('that moves at all ends, at any rate and with any belief about it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 3_000_000 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.option(fc.integer({ min: 200, max: 10_000_000 })),
        fc.integer({ min: 1, max: 15_000_000 }),
        (rate, trip, start, total) => {
          const took = send(total, { rate, head: 900, trip }, start);
          expect(took).not.toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('that died is given up: no piece is waited for longer than minutes at the rate that was measured', () => {
    for (const rate of [200, 1600, 50_000, 5_000_000])
      expect(waitMs(pieceBytes(rate), rate)).toBeLessThanOrEqual(ANSWER_AND_PATIENCE);
  });

  it('that nobody measured is not given up before its first piece can have arrived, nor one that fell to half of what it was', () => {
    expect(waitMs(pieceBytes(null), null)).toBeGreaterThan((pieceBytes(null) / 250) * 1000);
    for (const rate of [2_000, 20_000, 2_000_000])
      expect(waitMs(pieceBytes(rate), rate)).toBeGreaterThan(60_000 + (pieceBytes(rate) / (rate / 2)) * 1000);
  });

  it('a good one takes few pieces, a bad one small photos and small batches', () => {
    expect(pieceBytes(2_000_000)).toBe(1024 * 1024);
    expect(pieceBytes(1)).toBe(4096);
    expect([
      photoSize(null).longest,
      photoSize(100_000).longest,
      photoSize(8_000).longest,
      photoSize(1_600).longest,
    ]).toEqual([1600, 1600, 1280, 1024]);
    expect(batchBytes(1600)).toBe(32_000);
    expect(batchBytes(10_000_000)).toBe(1_500_000);
  });
});

const ANSWER_AND_PATIENCE = 60_000 + 4 * 21_000;
