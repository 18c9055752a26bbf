import { dayOf, daysBetween, type Instant } from './dates.ts';
import { CLOCK_TOLERANCE_MS, type Clock, type Envelope } from './envelope.ts';

/** A date is in doubt when the day told lies this many days or more after the day that the clocks give. */
const DOUBTFUL_DAYS = 1;

/**
 * When the device captured the fact, as well as that can be known (architecture 6): the clock of the device, corrected
 * by its known offset from the server (how the phone knows it: web/local/clock.ts).
 */
export function derivedCapture(capturedAt: Instant, clock: Clock | null): Instant {
  if (!clock) return capturedAt;
  if (clock.offsetMs === null) return capturedAt;
  return new Date(Date.parse(capturedAt) + clock.offsetMs).toISOString();
}

/**
 * Whether the day of a fact is in doubt. It is when the clock of the device was off by more than ten minutes, when it
 * was moved by more than that between two contacts, when it says that it captured after the server received, or when
 * the day told lies after the day of capture.
 */
export function doubtfulDate(command: Envelope, receivedAt: Instant): boolean {
  const captured = derivedCapture(command.capturedAt, command.clock);
  if (command.clock?.offsetMs != null && Math.abs(command.clock.offsetMs) > CLOCK_TOLERANCE_MS) return true;
  if (Math.abs(command.clock?.jumpMs ?? 0) > CLOCK_TOLERANCE_MS) return true;
  if (Date.parse(captured) > Date.parse(receivedAt) + CLOCK_TOLERANCE_MS) return true;
  return daysBetween(dayOf(captured), command.occurredOn) >= DOUBTFUL_DAYS;
}
