import * as z from 'zod/mini';
import type { Assignment } from '../field/capture.ts';
import { accept, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import type { Day } from '../kernel/dates.ts';
import { daySchema, idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';
import { type ParameterRow, parameterOn } from '../monitoring/parameters.ts';
import type { UserAccount } from '../people/account.ts';
import { type Actor, can } from '../people/actor.ts';
import { type Role, roles } from '../people/roles.ts';
import { allianceIncompatibility } from '../people/segregation.ts';
import { interestProblem } from '../providers/interest.ts';
import type { Alliance } from './alliance.ts';
import { type AssignmentLoad, busiestDay, isActive, overlaps, type RegionalLoad, type Span } from './load.ts';
import { hasConvenio, states } from './states.ts';

/** Roles in which a person serves one alliance. */
export const assignableRoles = [
  'FACILITADOR',
  'ACOMPANANTE',
  'SUPERVISOR_CAMPO',
  'IFI',
  'COMPRADOR',
  'COADYUVANTE',
  'UOD_OFICIAL',
] as const satisfies readonly Role[];

const BY: readonly Role[] = ['UOD_OPERADOR', 'UCN_COORD', 'UCN_FORT'];

const startSchema = z.object({
  allianceId: idSchema,
  userId: idSchema,
  role: z.enum(assignableRoles),
  from: daySchema,
  to: z.optional(z.nullable(daySchema)),
  reason: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(300)))),
});
type StartBody = z.infer<typeof startSchema>;

/**
 * Where the alliances that a person accompanies lie relative to a new one (loader `zoneOfUser`); null when the
 * municipality of the new one is unknown.
 */
export interface ZoneFact {
  readonly municipalityName: string;
  readonly others: readonly {
    readonly allianceId: string;
    readonly role: string;
    readonly validFrom: Day;
    readonly validTo: Day | null;
    readonly allianceState: string;
    readonly sameMunicipality: boolean;
    /** Whether the shapes of both municipalities touch; null without loaded boundaries. */
    readonly touches: boolean | null;
    /** The distance between the points of both municipalities. */
    readonly km: number;
  }[];
}

interface StartFacts extends Record<string, unknown> {
  alliance: Alliance | null;
  user: Pick<UserAccount, 'id' | 'name' | 'active' | 'unitId'> | null;
  grants: readonly { role: string; status: string; validFrom: Day; validTo: Day | null }[];
  mine: readonly AssignmentLoad[];
  /** Initiatives of regional technical assistance that the person accompanies (M-09). */
  regional: readonly RegionalLoad[];
  /** Ties of the person with the organisation of the alliance (domain brief 1.3). */
  ties: readonly { readonly what: string }[];
  /** In how many trainings of providers that were held the person took part (BR-15). */
  trained: { readonly trainings: number } | null;
  zone: ZoneFact | null;
  parameters: readonly ParameterRow[];
}

/**
 * BR-46: the municipality of the new alliance is, or is next to, that of an alliance that the person already
 * accompanies. Shapes decide where boundaries are loaded, otherwise the distance between the points of the
 * municipalities. Where a municipality is unknown, nothing is refused.
 */
export function inZone(zone: ZoneFact | null, span: Span, maximumKm: number): boolean {
  const others = (zone?.others ?? []).filter(
    (o) => o.role === 'ACOMPANANTE' && isActive(o.allianceState) && overlaps(span, o),
  );
  return others.length === 0 || others.some((o) => o.sameMunicipality || (o.touches ?? o.km <= maximumKm));
}

/**
 * The name of a person, except when they work for a unit that the actor does not reach: then a refusal does not tell
 * who it is.
 */
function called(user: Pick<UserAccount, 'name' | 'unitId'>, actor: Actor, today: Day): string {
  return !user.unitId || can(actor, BY, { unitId: user.unitId }, today).may ? user.name : 'Esa persona';
}

/** BR-15: a facilitador is trained before receiving a plan, whether or not a contract of theirs is known. */
const untrained = problem(
  'requirementMissing',
  { sentence: 'Antes de recibir un plan, el facilitador participa en una capacitación a proveedores realizada.' },
  'body.userId',
);

/** Assigns an alliance to a person, from a day on (BR-46; domain brief 1.3.2). */
export const startAssignment = defineCommand<StartBody, StartFacts>({
  kind: 'assignment.start',
  type: 'act',
  title: 'asignar una persona a una alianza',
  version: 1,
  schema: startSchema as z.ZodMiniType<StartBody>,
  subject: 'assignment',
  by: BY,
  locks: (c) => [c.body.userId],
  facts: (c) => ({
    alliance: { loader: 'alliance', key: c.body.allianceId },
    user: { loader: 'user', key: c.body.userId },
    grants: { loader: 'grantsOfUser', key: c.body.userId },
    mine: { loader: 'assignmentsOfUser', key: c.body.userId },
    regional: { loader: 'regionalOfUser', key: c.body.userId },
    ties: { loader: 'tiesOfUser', key: `${c.body.userId}:${c.body.allianceId}` },
    trained: { loader: 'trainingsOfUser', key: c.body.role === 'FACILITADOR' ? c.body.userId : null },
    zone: { loader: 'zoneOfUser', key: `${c.body.userId}:${c.body.allianceId}` },
    parameters: { loader: 'parameters', key: '*' },
  }),
  placement: (c, facts) => ({ allianceId: c.body.allianceId, unitId: need(facts.alliance)?.unitId ?? null }),
  decide: ({ command, actor, facts, today }) => {
    const { allianceId, userId, role, from, to, reason } = command.body;
    const alliance = need(facts.alliance);
    if (!alliance) return refuse(problem('unknownReference', { what: 'la alianza' }, 'body.allianceId'));
    const user = need(facts.user);
    if (!user?.active) return refuse(problem('unknownReference', { what: 'la persona' }, 'body.userId'));
    if (to && to < from) return refuse(problem('datesReversed', undefined, 'body.to'));
    const span: Span = { from, to: to ?? null };
    const holds = (need(facts.grants) ?? []).some(
      (g) => g.role === role && g.status === 'granted' && overlaps(span, g),
    );
    if (!holds)
      return refuse(
        problem('roleNotHeld', { name: called(user, actor, today), role: roles[role].name }, 'body.userId'),
      );
    // A facilitador writes the plan and has no access after the convenio (domain brief 1.2).
    if (role === 'FACILITADOR' && hasConvenio(alliance.state))
      return refuse(
        problem('wrongState', { state: states[alliance.state].name, action: 'asignar un facilitador a' }, 'body.role'),
      );
    if (role === 'FACILITADOR' && (need(facts.trained)?.trainings ?? 0) === 0) return refuse(untrained);
    const mine = need(facts.mine) ?? [];
    const here = mine.filter((a) => a.allianceId === allianceId);
    if (here.some((a) => a.role === role && overlaps(span, a)))
      return refuse(problem('alreadyAssigned', undefined, 'body.userId'));
    const apart = allianceIncompatibility(
      role,
      here.map((a) => a.role as Role),
    );
    if (apart) return refuse({ ...apart, field: 'body.userId' });
    const tied = interestProblem(need(facts.ties) ?? []);
    if (tied) return refuse(tied);
    if (role === 'ACOMPANANTE') {
      const parameters = need(facts.parameters);
      const cap = parameterOn(parameters, 'allianceCap', from, alliance.programmeId);
      if (isActive(alliance.state) && busiestDay(span, mine, need(facts.regional) ?? []) >= cap)
        return refuse(problem('capReached', { cap, name: called(user, actor, today) }, 'body.userId'));
      const zone = need(facts.zone);
      if (zone && !inZone(zone, span, parameterOn(parameters, 'zoneKm', from, alliance.programmeId))) {
        return refuse(problem('otherZone', { municipality: zone.municipalityName }, 'body.allianceId'));
      }
    }
    return accept([
      insert('assignment', {
        id: command.subjectId,
        allianceId,
        userId,
        role,
        validFrom: from,
        validTo: to ?? null,
        reason: reason ?? null,
        version: 1,
      }),
    ]);
  },
});

const endSchema = z.object({
  to: daySchema,
  reason: z.string().check(z.trim(), z.minLength(3, 'Diga por qué termina.'), z.maxLength(300)),
});
type EndBody = z.infer<typeof endSchema>;
type AssignmentRow = Assignment & { readonly version: number; readonly reason: string | null };

/**
 * Ends an assignment on a day (included), earlier than planned. What the person captured until then stays theirs. An
 * assignment cannot be prolonged in this way: that is a new assignment, which checks cap and zone (BR-46).
 */
export const endAssignment = defineCommand<EndBody, { assignment: AssignmentRow | null; alliance: Alliance | null }>({
  kind: 'assignment.end',
  type: 'act',
  title: 'terminar una asignación',
  version: 1,
  schema: endSchema as z.ZodMiniType<EndBody>,
  subject: 'assignment',
  by: BY,
  facts: (c) => ({
    assignment: { loader: 'assignment', key: c.subjectId },
    alliance: { loader: 'allianceOfAssignment', key: c.subjectId },
  }),
  placement: (_c, facts) => ({
    allianceId: need(facts.alliance)?.id ?? null,
    unitId: need(facts.alliance)?.unitId ?? null,
  }),
  decide: ({ command, facts, today }) => {
    const assignment = need(facts.assignment);
    if (!assignment) return refuse(problem('notFound'));
    const { to, reason } = command.body;
    if (assignment.validTo && assignment.validTo <= today && assignment.validTo <= to)
      return refuse(problem('assignmentEnded'));
    if (assignment.validTo && to >= assignment.validTo)
      return refuse(problem('assignmentEndsThen', { day: assignment.validTo }, 'body.to'));
    if (to < assignment.validFrom) return refuse(problem('datesReversed', undefined, 'body.to'));
    return accept([update('assignment', { ...assignment, validTo: to, reason, version: assignment.version + 1 })]);
  },
});
