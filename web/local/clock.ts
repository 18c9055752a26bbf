import { type Day, dayOf, type Instant } from '../../domain/kernel/dates.ts';
import { CLOCK_TOLERANCE_MS, type Clock } from '../../domain/kernel/envelope.ts';
import type { Ports } from './ports.ts';

/**
 * What this phone knows of time. The app remembers `contact` while it runs. After a restart only the offset of the last
 * contact is left, and the monotonic time since then is unknown.
 */
export interface PhoneClock {
  /** Notes that the server said it was `serverNow`; answers the offset to keep. */
  readonly contact: (serverNow: Instant) => number;
  readonly reading: () => Clock;
  /** The best guess at the true time. */
  readonly instant: () => Instant;
  readonly today: () => Day;
  /**
   * By how many minutes the device's clock is ahead (negative: behind), when that is enough to tell the person;
   * otherwise null.
   */
  readonly wrongByMin: () => number | null;
}

/**
 * What a restart leaves of the last contact: the offset of the server's clock, and the device's own time at that
 * moment.
 */
interface LastContact {
  readonly offsetMs: number | null;
  readonly syncedAt: number | null;
}

/**
 * The monotonic clock of a browser stands still while the phone sleeps, so it gives the least time that has passed.
 * When the device's clock moved on further, the phone slept (or somebody set the clock ahead, which only the next
 * contact shows, see `recheck`). When it moved less, somebody set it back, and by how much is known.
 */
export function phoneClock(ports: Pick<Ports, 'now' | 'monotonic'>, { offsetMs, syncedAt }: LastContact): PhoneClock {
  let offset = offsetMs;
  /** It cannot be earlier than the last contact, even if an empty battery set the device's clock back by years. */
  const earliest = offsetMs !== null && syncedAt !== null ? syncedAt + offsetMs : Number.NEGATIVE_INFINITY;
  let touched: { device: number; mono: number } | null = null;
  /** The time since the contact: the larger of what the two clocks give. */
  const since = (at: { device: number; mono: number }): number =>
    Math.max(0, ports.monotonic() - at.mono, ports.now() - at.device);
  const offsetNow = (): number | null =>
    touched && offset !== null ? Math.round(touched.device + since(touched) + offset - ports.now()) : offset;
  const best = () => Math.max(earliest, ports.now() + (offsetNow() ?? 0));
  const instant = () => new Date(best()).toISOString();
  return {
    contact: (serverNow) => {
      touched = { device: ports.now(), mono: ports.monotonic() };
      offset = Math.round(Date.parse(serverNow) - touched.device);
      return offset;
    },
    reading: () => ({
      deviceAt: new Date(ports.now()).toISOString(),
      offsetMs: offsetNow(),
      sinceContactMs: touched ? Math.round(since(touched)) : null,
    }),
    instant,
    today: () => dayOf(instant()),
    wrongByMin: () => {
      const off = ports.now() - best();
      return Math.abs(off) > CLOCK_TOLERANCE_MS ? Math.round(off / 60_000) : null;
    },
  };
}
