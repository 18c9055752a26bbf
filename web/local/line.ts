import { lost, measured, waitMs } from '../../domain/sync/line.ts';
import type { PhoneDatabase } from './database.ts';
import type { Ports } from './ports.ts';

/** What this phone knows of its line to the server. */
export interface Line {
  /** The rate in bytes a second, as last measured; null before the first measurement. */
  readonly rate: () => number | null;
  /**
   * Runs a call that sends `bytes`, gives it the time that such a line may need, and learns the rate from the result.
   * Throws what the call throws.
   */
  readonly time: <T>(bytes: number, call: (waitMs: number) => Promise<T>) => Promise<T>;
}

/** Fewer bytes than this measure the delay of the round trip rather than the rate of the line. */
const TELLING_BYTES = 2 * 1024;

/**
 * The line of a person's phone. The measured rate is stored, so that a photo taken without signal is sized for the line
 * too.
 */
export function lineOf(db: PhoneDatabase, ports: Pick<Ports, 'monotonic'>, owner: string, known: number | null): Line {
  let rate = known;
  const learn = (next: number): void => {
    rate = next;
    void db.meta.update(owner, { lineRate: Math.round(next) }).catch(() => {
      // A full phone does not remember its line.
    });
  };
  return {
    rate: () => rate,
    time: async (bytes, call) => {
      const from = ports.monotonic();
      try {
        const answer = await call(waitMs(bytes, rate));
        if (bytes >= TELLING_BYTES) learn(measured(rate, bytes, ports.monotonic() - from));
        return answer;
      } catch (error) {
        if (bytes >= TELLING_BYTES) learn(lost(rate, bytes, ports.monotonic() - from));
        throw error;
      }
    },
  };
}
