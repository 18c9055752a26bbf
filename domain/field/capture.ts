import type { Alliance } from '../alliance/alliance.ts';
import { derivedCapture, doubtfulDate } from '../kernel/capture.ts';
import { type Flag, flags } from '../kernel/command.ts';
import { type Day, dayOf, holdsOn, type Instant } from '../kernel/dates.ts';
import type { Envelope } from '../kernel/envelope.ts';
import { type Fact, isUnknown } from '../kernel/fact.ts';
import { isImported } from '../kernel/imported.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { readOn } from '../monitoring/parameters.ts';
import type { Actor } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import { type OddFacts, oddities, type Said } from './plausible.ts';

/** An assignment of a person to an alliance, dated. */
export interface Assignment {
  readonly id: string;
  readonly allianceId: string;
  readonly userId: string;
  readonly role: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/**
 * The flags of a fact from the field: its author was not assigned on that day, the alliance was suspended, the date is
 * in doubt. They never refuse the fact (architecture 1.1).
 */
export function captureFlags(
  command: Envelope,
  actorId: string,
  receivedAt: Instant,
  alliance: Alliance,
  assignments: Fact<readonly Assignment[]>,
): Flag[] {
  const raised: Flag[] = [];
  if (!isUnknown(assignments)) {
    const assigned = (assignments ?? []).some(
      (a) =>
        a.userId === actorId &&
        a.allianceId === alliance.id &&
        holdsOn({ from: a.validFrom, to: a.validTo }, command.occurredOn),
    );
    if (!assigned) raised.push(flags.outsideAssignment);
  }
  if (alliance.suspendedOn && alliance.suspendedOn <= command.occurredOn) raised.push(flags.allianceSuspended);
  if (doubtfulDate(command, receivedAt)) raised.push(flags.doubtfulDate);
  return raised;
}

/**
 * The problem when a person who does not capture in the field sends a field record. They may only bring in what others
 * captured, from a sheet that the record names.
 * @param who roles that capture
 */
export function notCapturing(command: Envelope, actor: Actor, who: readonly Role[]): Problem | null {
  return isImported(command) || actor.kind === 'system' || actor.grants.some((g) => who.includes(g.role))
    ? null
    : problem('notAllowed');
}

/** The columns that every field record takes from its envelope. */
export function captureColumns(command: Envelope) {
  return {
    occurredOn: command.occurredOn,
    capturedAt: derivedCapture(command.capturedAt, command.clock),
    lon: command.place?.lon ?? null,
    lat: command.place?.lat ?? null,
    accuracyM: command.place?.accuracyM ?? null,
    placeAgeS: command.place?.ageS ?? null,
  };
}

/** The flag of a record with a value that is impossible or far from what is known; none where nothing is known. */
export function oddFlags(
  command: Envelope,
  { known, parameters }: OddFacts,
  said: Omit<Said, 'occurredOn' | 'capturedOn' | 'place'>,
): Flag[] {
  if (isUnknown(known) || isUnknown(parameters) || !known) return [];
  const { occurredOn, place } = command;
  // A sheet tells of years at once, so the time between fact and capture means nothing for it.
  const capturedOn = isImported(command) ? occurredOn : dayOf(derivedCapture(command.capturedAt, command.clock));
  const odd = oddities(
    { ...said, occurredOn, place, capturedOn },
    known,
    readOn(parameters ?? [], occurredOn, known.programmeId),
  );
  return odd.length > 0 ? [flags.unlikely] : [];
}

/** The values of a visit that can be unlikely. */
export const saidByVisit = (body: {
  done: boolean;
  presentWomen?: number | null | undefined;
  presentMen?: number | null | undefined;
}) => ({
  buyerId: null,
  price: null,
  unitCode: null,
  quantity: null,
  factor: null,
  people: body.done ? (body.presentWomen ?? 0) + (body.presentMen ?? 0) : null,
});

/**
 * The values of a sale that can be unlikely.
 * @param factor base units in one unit, in 1/10,000
 */
export const saidBySale = (
  body: { buyerId?: string | null | undefined; price: number; unitCode: string; quantity: number },
  factor: number | null,
) => ({
  buyerId: body.buyerId ?? null,
  price: body.price,
  unitCode: body.unitCode,
  quantity: body.quantity,
  factor,
  people: null,
});
