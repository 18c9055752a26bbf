import type { ParameterRow } from '../../monitoring/parameters.ts';
import { parameterOn } from '../../monitoring/parameters.ts';
import { type Actor, can, type Placement, reaches } from '../../people/actor.ts';
import type { Role } from '../../people/roles.ts';
import { addDays, type Day, holdsOn } from '../dates.ts';
import type { Envelope } from '../envelope.ts';
import { type FactRequest, need } from '../fact.ts';
import { type Problem, problem } from '../problem.ts';
import { type After, type Guard, type Life, type Step, takersOf } from './life.ts';
import type { AnyRow, Noun, Reader, RoleHeld } from './noun.ts';
import { type NounFacts, REFERENCE, type Values } from './references.ts';
import { referentOf } from './referents.ts';

/** Requests for the roles of the persons among the values, for fields that limit who may be named. */
export function holderRequests(n: Noun, values: Values): Record<string, FactRequest> {
  return Object.fromEntries(
    Object.entries(n.fields)
      .filter(([name, f]) => (f.options.holding || f.options.roles) && name in values)
      .map(([name]) => [
        `roles:${name}`,
        { loader: 'grantsOfUser', key: typeof values[name] === 'string' ? (values[name] as string) : null },
      ]),
  );
}

const SAME = 'same:';

/** Loader of the rows of a noun that have a value in a field which no two rows share. */
export const sameLoader = (n: Noun, { field, with: more = [] }: Unique): string =>
  `noun.${n.name}.${[field, ...more].join('.')}`;
const sameFact = ({ field, with: more = [] }: Unique): string => `${SAME}${[field, ...more].join('.')}`;
type Unique = Pick<NonNullable<Noun['unique']>[number], 'field' | 'with'>;

/** Requests for the rows that already have the given values of fields that no two rows share. */
export function uniqueRequests(n: Noun, values: Values): Record<string, FactRequest> {
  return Object.fromEntries(
    (n.unique ?? [])
      .filter(({ field }) => field in values)
      .map((one) => {
        const value = values[one.field];
        const key = one.with ? JSON.stringify([value, ...one.with.map((name) => values[name] ?? null)]) : value;
        const loader = sameLoader(n, one);
        return [sameFact(one), { loader, key: typeof value === 'string' ? (key as string) : null }];
      }),
  );
}

/** The refusal of a value that another row has already; null when it is free. @param self id of the row that is written */
export function takenValue(n: Noun, facts: NounFacts, self: string): Problem | null {
  for (const one of n.unique ?? []) {
    const rows = (need(facts[sameFact(one)] ?? null) ?? []) as readonly AnyRow[];
    const other = rows.find((row) => row.id !== self && !one.unless?.includes(row.state));
    if (other) return one.taken(other);
  }
  return null;
}

/** Who writes the values, the roles that may, and where the row lies. */
export interface Writer {
  readonly actor: Actor;
  readonly who: readonly (Role | 'sistema')[];
  readonly placement: Placement;
  /** The row that is written. */
  readonly self: string;
}

/**
 * The problem of the first bad reference: it points to nothing, or to a person who may not be named. A person must be
 * within the reach of the writer and, if the field asks for a role, hold it where the row lies; an organisation must be
 * of a unit within that reach, and so must an alliance that is not itself the place; `<noun>.choices` offers the same.
 * A reference to the same noun must point to another row, one that the writer may know of.
 */
export function wrongReference(n: Noun, values: Values, facts: NounFacts, on: Day, writer: Writer): Problem | null {
  for (const [name, f] of Object.entries(n.fields)) {
    const fact = facts[`${REFERENCE}${name}`];
    if (fact === undefined || values[name] === null || values[name] === undefined) continue;
    const found = need(fact) as (AnyRow & { unitId?: string | null }) | null;
    const { to } = f.options;
    const hidden =
      found &&
      ((to === n.name && (found.id === writer.self || !isVisible(n, found, writer.actor, on))) ||
        (to === 'organisation' && !reachesOrganisation(found, writer, on)) ||
        (to === 'alliance' && name !== n.place.alliance && !reachesAlliance(found, writer, on)));
    if (!found || hidden) return problem('unknownReference', { what: referentOf(to).words }, `body.${name}`);
    if (to !== 'user') continue;
    const { holding } = f.options;
    const grants = (need(facts[`roles:${name}`] ?? null) ?? []) as readonly HeldRole[];
    const near = can(writer.actor, writer.who, found.unitId ? { unitId: found.unitId } : { national: true }, on).may;
    if (!near || (holding && !grants.some((g) => holding.includes(g.role) && servesAt(g, writer.placement, on)))) {
      return problem('notAmongOffered', { label: f.label }, `body.${name}`);
    }
  }
  return null;
}

/** Whether an organisation stands on its own (joined to no other) in a unit that the writer reaches. */
const reachesOrganisation = (found: Values, { actor, who }: Writer, on: Day): boolean =>
  !found.mergedInto && can(actor, who, { unitId: found.unitId as string, organisationId: found.id as string }, on).may;

/** Reaches that are a part of the country. Others, a session of the Comité for one, cross it. */
const TERRITORIAL: readonly string[] = ['unit', 'alliances', 'organisation', 'municipality'];

/** Whether the writer reaches an alliance; who has no part of the country has none that it could be outside of. */
function reachesAlliance(found: Values, { actor, who }: Writer, on: Day): boolean {
  if (actor.kind === 'system') return true;
  const held = actor.grants.filter((g) => who.includes(g.role) && holdsOn(g, on));
  const place = { unitId: found.unitId as string, allianceId: found.id as string };
  return held.some((g) => reaches(g, place)) || !held.every((g) => TERRITORIAL.includes(g.kind));
}

/** A row of role_grant. */
export interface HeldRole extends RoleHeld {
  readonly id: string;
  readonly status: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** The roles in force of the person a field names; null where the body names nobody there. */
export function rolesOf(facts: NounFacts, field: string, on: Day): readonly RoleHeld[] | null {
  const fact = facts[`roles:${field}`];
  if (fact === undefined) return null;
  const grants = (need(fact) ?? []) as readonly HeldRole[];
  return grants.filter((g) => g.status === 'granted' && holdsOn({ from: g.validFrom, to: g.validTo }, on));
}

/** Whether a granted role is in force on a day and reaches a place. */
const servesAt = (g: HeldRole, placement: Placement, on: Day): boolean =>
  g.status === 'granted' &&
  holdsOn({ from: g.validFrom, to: g.validTo }, on) &&
  reaches({ id: g.id, role: g.role, kind: g.scopeKind, ids: g.scopeIds, from: g.validFrom, to: g.validTo }, placement);

/** Whether a person may know of a row, given the roles that they hold and the roles that count here. */
export function isKnownTo(
  n: Noun,
  row: AnyRow,
  person: { id: string; grants: readonly HeldRole[] },
  among: readonly Role[],
  on: Day,
): boolean {
  const grants = person.grants
    .filter((g) => among.includes(g.role) && g.status === 'granted')
    .map((g) => ({ id: g.id, role: g.role, kind: g.scopeKind, ids: g.scopeIds, from: g.validFrom, to: g.validTo }));
  const actor: Actor = { id: person.id, name: '', kind: 'person', grants };
  return can(actor, among, placementOfRow(n, row), on).may && isVisible(n, row, actor, on);
}

/** The problem of the first day field whose day lies after the day on which the values are judged. */
export function futureDay(n: Noun, values: Values, on: Day): Problem | null {
  for (const [name, f] of Object.entries(n.fields)) {
    const value = values[name];
    if (f.options.notAfterToday && typeof value === 'string' && value > on)
      return problem('dayInFuture', { day: value }, `body.${name}`);
  }
  return null;
}

/** Where a row lies, for the check of reach. A row without a known place concerns the nation. */
export function placementOfRow(n: Noun, values: Values): Placement {
  if (n.place.anywhere) return { anywhere: true };
  const at = (field: string | undefined) =>
    field === undefined ? null : ((values[field] as string | null | undefined) ?? null);
  const placement = {
    unitId: at(n.place.unit),
    municipalityCode: at(n.place.municipality),
    allianceId: at(n.place.alliance),
    organisationId: at(n.place.organisation),
    sessionId: at(n.place.session),
    subjectId: at('id'),
  };
  return placement.unitId ||
    placement.municipalityCode ||
    placement.allianceId ||
    placement.organisationId ||
    placement.sessionId
    ? placement
    : { national: true, subjectId: placement.subjectId };
}

/** The reader of a row: the actor, with those of their roles whose reach includes the row on a day. */
function readerOf(n: Noun, row: Values, actor: Actor, today: Day): Reader {
  const placement = placementOfRow(n, row);
  const roles = actor.grants.filter((g) => holdsOn(g, today)).map((g) => g.role);
  return { id: actor.id, roles: [...new Set(roles)].filter((role) => can(actor, [role], placement, today).may) };
}

/** Whether a row turned out to be the same as another one, which stands in its place. */
export const isJoined = (n: Noun, row: Values): boolean => n.joined !== undefined && !!row[n.joined];

/** Whether an actor may know that a row exists. *Sistema* always may. */
export function isVisible(n: Noun, row: AnyRow, actor: Actor, today: Day): boolean {
  return actor.kind === 'system' || !n.visible || n.visible.row(row, readerOf(n, row, actor, today));
}

/** The day on which something is due; null while the field from which it is counted is empty. */
export function dueDay(after: After, row: AnyRow, parameters: readonly ParameterRow[]): Day | null {
  const from = row[after.field];
  if (typeof from !== 'string') return null;
  const days = typeof after.days === 'number' ? after.days : parameterOn(parameters, after.days, from, row.programmeId);
  return addDays(from, after.before ? -days : days);
}

export interface Judged {
  readonly row: AnyRow;
  readonly facts: NounFacts;
  readonly actor: Actor;
  readonly today: Day;
}

/** The name under which a guard asks for one of its facts, so that two guards may use the same short name. */
const guardFact = (guard: string, name: string): string => `${guard}:${name}`;

/**
 * Why a step would be refused; null when it would pass. Checked in this order: state, authority, guards. Both the
 * command and the button ask it, so that the button says beforehand what the command would answer.
 */
export function refusalOf({ noun, states }: Life, step: Step, { row, facts, actor, today }: Judged): Problem | null {
  if (isJoined(noun, row)) return problem('mergedThing');
  if (!step.from.includes(row.state)) {
    return problem('stepNotNow', {
      action: step.title,
      the: noun.words.the,
      state: states[row.state]?.name ?? row.state,
    });
  }
  const entitled = can(actor, takersOf(step, row), placementOfRow(noun, row), today);
  if (!entitled.may) return problem(entitled.reason === 'role' ? 'notAllowed' : 'outsideScope');
  const sentence = barredBy(step.guards ?? [], { row, facts, actor, today });
  if (sentence) return problem('requirementMissing', { sentence });
  return null;
}

/** The sentence of the first guard that bars a row; null when all of them hold. */
export function barredBy(guards: readonly Guard[], { row, facts, actor, today }: Judged): string | null {
  for (const guard of guards) {
    const own = Object.fromEntries(
      Object.keys(guard.needs?.(row.id) ?? {}).map((name) => [name, need(facts[guardFact(guard.name, name)] ?? null)]),
    );
    const sentence = guard.holds(row, today, own, actor.id);
    if (sentence) return sentence;
  }
  return null;
}

/** The facts that the guards of some steps read. */
export function guardRequests(steps: readonly Pick<Step, 'guards'>[], subjectId: string): Record<string, FactRequest> {
  return Object.fromEntries(
    steps
      .flatMap((s) => s.guards ?? [])
      .flatMap((g) =>
        Object.entries(g.needs?.(subjectId) ?? {}).map(([name, request]) => [guardFact(g.name, name), request]),
      ),
  );
}

const ALSO = 'also:';

/** The facts that a step reads for the other rows that it writes. */
export const alsoRequests = (steps: readonly Step[], subjectId: string): Record<string, FactRequest> =>
  Object.fromEntries(
    steps.flatMap(({ also }) =>
      Object.entries(also?.needs(subjectId) ?? {}).map(([name, request]) => [`${ALSO}${name}`, request]),
    ),
  );

/** Those facts under their short names. */
export const alsoFacts = ({ also }: Step, subjectId: string, facts: NounFacts): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(also?.needs(subjectId) ?? {}).map((name) => [name, need(facts[`${ALSO}${name}`] ?? null)]),
  );

/** The day of a step as its body tells it, else the day of receipt. */
export const dayOfStep = (step: Step, body: Values, command: Envelope, today: Day): Day =>
  step.on === undefined
    ? step.after
      ? command.occurredOn
      : today
    : ((body[step.on] as Day | null | undefined) ?? today);
