import { type Day, dayOf, type Instant } from '../../domain/kernel/dates.ts';
import type { Clock } from '../../domain/kernel/envelope.ts';
import type { Ports } from './ports.ts';

/**
 * What this phone knows of time. `contact` is remembered by the app while it runs; after a restart only the offset of the
 * last contact is left, and the monotonic time since is not known.
 */
export interface PhoneClock {
  /** The server said it was `serverNow`; answers the offset to keep. */
  readonly contact: (serverNow: Instant) => number;
  readonly reading: () => Clock;
  /** The best guess at the true time. */
  readonly instant: () => Instant;
  readonly today: () => Day;
  /** Minutes by which the device's clock is ahead (negative: behind), when it is wrong enough to be told; null otherwise. */
  readonly wrongByMin: () => number | null;
}

/** Below this a clock is not worth a word (the server marks a date as doubtful from here on). */
const TOLERATED_MS = 10 * 60_000;

/** What is left of the last contact after a restart: offset of the server's clock, and the device's own time then. */
interface LastContact {
  readonly offsetMs: number | null;
  readonly syncedAt: number | null;
}

export function phoneClock(ports: Pick<Ports, 'now' | 'monotonic'>, { offsetMs, syncedAt }: LastContact): PhoneClock {
  let offset = offsetMs;
  /** It cannot be earlier than the last contact: a battery that died may have set the device's clock back by years. */
  const earliest = offsetMs !== null && syncedAt !== null ? syncedAt + offsetMs : Number.NEGATIVE_INFINITY;
  let touched: { server: number; mono: number } | null = null;
  /** While the app runs, time goes on from the last contact whatever is done to the device's clock. */
  const offsetNow = (): number | null => (touched ? Math.round(touched.server + (ports.monotonic() - touched.mono) - ports.now()) : offset);
  const best = () => Math.max(earliest, ports.now() + (offsetNow() ?? 0));
  const instant = () => new Date(best()).toISOString();
  return {
    contact: (serverNow) => {
      touched = { server: Date.parse(serverNow), mono: ports.monotonic() };
      offset = Math.round(touched.server - ports.now());
      return offset;
    },
    reading: () => ({
      deviceAt: new Date(ports.now()).toISOString(),
      offsetMs: offsetNow(),
      sinceContactMs: touched ? Math.max(0, Math.round(ports.monotonic() - touched.mono)) : null,
    }),
    instant,
    today: () => dayOf(instant()),
    wrongByMin: () => {
      const off = ports.now() - best();
      return Math.abs(off) > TOLERATED_MS ? Math.round(off / 60_000) : null;
    },
  };
}
