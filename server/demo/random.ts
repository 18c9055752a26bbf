import { hash } from 'node:crypto';
import type { Instant } from '../../domain/kernel/dates.ts';
import { makeId } from '../../domain/kernel/ids.ts';

/**
 * Pseudo-random numbers that are the same on every machine for the same parts, so that the same seed gives the same
 * journal.
 */
export interface Random {
  /** From 0 (included) to 1 (not included). */
  readonly next: () => number;
  /** A whole number from `from` to `to`, both included. */
  readonly int: (from: number, to: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly shuffled: <T>(list: readonly T[]) => T[];
  /** A UUIDv7 with the time of a virtual instant. */
  readonly id: (at: Instant) => string;
}

/**
 * The random numbers for one step of the portfolio, named by `parts`. Every step has its own, so that a load continued
 * in the middle does not have to repeat the earlier steps.
 */
export function randomOf(...parts: readonly (string | number)[]): Random {
  const digest = hash('sha256', parts.join('\u001f'), 'buffer');
  let a = digest.readUInt32LE(0);
  let b = digest.readUInt32LE(4);
  let c = digest.readUInt32LE(8);
  let d = digest.readUInt32LE(12);
  /** The generator sfc32: small, fast, and with 32-bit integer arithmetic only. */
  const word = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) word();
  const next = () => word() / 4_294_967_296;
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const chosen = list[int(0, list.length - 1)];
      if (chosen === undefined) throw new Error('nothing to pick from');
      return chosen;
    },
    shuffled: (list) => {
      const out = [...list];
      for (let i = out.length - 1; i > 0; i--) {
        const j = int(0, i);
        [out[i], out[j]] = [out[j] as (typeof out)[number], out[i] as (typeof out)[number]];
      }
      return out;
    },
    id: (at) => {
      const bytes = new Uint8Array(16);
      for (let i = 0; i < 16; i += 4) new DataView(bytes.buffer).setUint32(i, word());
      return makeId(Date.parse(at), bytes);
    },
  };
}
