import { lost, measured, waitMs } from '../../domain/sync/line.ts';
import type { PhoneDatabase } from './database.ts';
import type { Ports } from './ports.ts';

/** What this phone knows of its line to the server. */
export interface Line {
  /** Bytes a second, as last measured; null while nobody did. */
  readonly rate: () => number | null;
  /** Hands `bytes` over, waiting as long as such a line may need, and learns from how it went. Throws what the call throws. */
  readonly time: <T>(bytes: number, call: (waitMs: number) => Promise<T>) => Promise<T>;
}

/** Less than this says more about the way there and back than about the line. */
const TELLING_BYTES = 2 * 1024;

/** The line of a person's phone; what was measured is kept, so that a photo taken without signal is made for it too. */
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
