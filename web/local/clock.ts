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
}

export function phoneClock(ports: Pick<Ports, 'now' | 'monotonic'>, keptOffsetMs: number | null): PhoneClock {
  let offset = keptOffsetMs;
  let touched: { server: number; mono: number } | null = null;
  /** While the app runs, time goes on from the last contact whatever is done to the device's clock. */
  const offsetNow = (): number | null => (touched ? Math.round(touched.server + (ports.monotonic() - touched.mono) - ports.now()) : offset);
  const instant = () => new Date(ports.now() + (offsetNow() ?? 0)).toISOString();
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
  };
}
