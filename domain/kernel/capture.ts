import { dayOf, daysBetween, type Instant } from './dates.ts';
import { CLOCK_TOLERANCE_MS, type Clock, type Envelope } from './envelope.ts';

/** Days between the day told and the day derived from the clocks from which a date is in doubt. */
const DOUBTFUL_DAYS = 1;

/**
 * When the device captured it, as well as can be known (architecture 6): its own clock corrected by the offset that it knew
 * (the phone's clock says how, web/local/clock.ts).
 */
export function derivedCapture(capturedAt: Instant, clock: Clock | null): Instant {
  if (!clock) return capturedAt;
  if (clock.offsetMs === null) return capturedAt;
  return new Date(Date.parse(capturedAt) + clock.offsetMs).toISOString();
}

/**
 * Whether the day of a fact is in doubt: the clock of the device was off by more than ten minutes, or was moved by more than
 * that between two contacts, or it says that it captured after the server received, or the day told lies after the day of capture.
 */
export function doubtfulDate(command: Envelope, receivedAt: Instant): boolean {
  const captured = derivedCapture(command.capturedAt, command.clock);
  if (command.clock?.offsetMs != null && Math.abs(command.clock.offsetMs) > CLOCK_TOLERANCE_MS) return true;
  if (Math.abs(command.clock?.jumpMs ?? 0) > CLOCK_TOLERANCE_MS) return true;
  if (Date.parse(captured) > Date.parse(receivedAt) + CLOCK_TOLERANCE_MS) return true;
  return daysBetween(dayOf(captured), command.occurredOn) >= DOUBTFUL_DAYS;
}
