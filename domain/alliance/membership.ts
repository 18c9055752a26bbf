import * as z from 'zod/mini';
import { accept, defineCommand, type Flag, flags, insert, refuse, update } from '../kernel/command.ts';
import type { Day } from '../kernel/dates.ts';
import { daySchema, idSchema } from '../kernel/envelope.ts';
import { type Fact, isUnknown, need } from '../kernel/fact.ts';
import { labelsOf } from '../kernel/noun/body.ts';
import { type BodyOf, contentFields, contentSchemas } from '../kernel/noun/versions.ts';
import { problem } from '../kernel/problem.ts';
import { correct, firstVersion, levels } from '../kernel/versions.ts';
import type { Organisation } from '../organisation/organisation.ts';
import { type Actor, can } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import type { Alliance } from './alliance.ts';
import { type Family, type Membership, member } from './family.ts';
import { survivingOrganisation } from './organisation.ts';
import { versionFacts } from './recordOf.ts';
import { isAllianceState, states } from './states.ts';

/** Who decides about the membership of a family. */
export const memberRoles: readonly Role[] = [
  'ACOMPANANTE',
  'FACILITADOR',
  'UOD_OFICIAL',
  'UOD_SOCIAL',
  'UOD_OPERADOR',
  'UCN_ME',
];
const STAGE_OF_CONVENIO = states.CONVENIO_FIRMADO.stage ?? 0;

/**
 * An alliance in which a family took or takes part through its organisation, given by the one that remains after
 * joining (loader `servicesOfFamily`).
 */
export interface FamilyService {
  readonly organisationId: string;
  readonly allianceId: string;
  readonly unitId: string;
  readonly model: number | null;
  readonly state: string;
  readonly member: boolean;
}

/**
 * BR-08: a family that was served with the integral model is not served again; one that only had technical assistance
 * may be. 'unknown' when the model of the earlier alliance is unknown: a person decides.
 */
export function servedBefore(services: readonly FamilyService[], organisationId: string): 'no' | 'yes' | 'unknown' {
  const elsewhere = services.filter(
    (s) =>
      s.organisationId !== organisationId &&
      isAllianceState(s.state) &&
      (states[s.state].stage ?? 0) >= STAGE_OF_CONVENIO,
  );
  if (elsewhere.some((s) => s.model === 1)) return 'yes';
  return elsewhere.some((s) => s.model === null) ? 'unknown' : 'no';
}

/**
 * Whether somebody reaches a family, through any organisation in which it is a member. A family out of reach is treated
 * as if it did not exist.
 */
function reachesFamily(services: readonly FamilyService[], actor: Actor, today: Day): boolean {
  return [{ national: true }, ...services].some((placement) => can(actor, memberRoles, placement, today).may);
}

/** What the rules say about a family that would join an organisation; `unknown`: it may join, and a person decides. */
export type JoinCheck = 'free' | 'member' | 'served' | 'unknown';

/**
 * Whether a family may join an organisation: not when it is a member already, nor when it was served before (BR-08).
 */
export function joinCheck(services: readonly FamilyService[], organisationId: string): JoinCheck {
  if (services.some((s) => s.organisationId === organisationId && s.member)) return 'member';
  const served = servedBefore(services, organisationId);
  return served === 'no' ? 'free' : served === 'yes' ? 'served' : 'unknown';
}

const joinSchema = z.object({
  allianceId: idSchema,
  familyId: idSchema,
  representativeId: z.optional(z.nullable(idSchema)),
  representativeSex: z.optional(z.nullable(z.enum(['F', 'M']))),
  joinedOn: z.optional(z.nullable(daySchema)),
});
type JoinBody = z.infer<typeof joinSchema>;

interface JoinFacts extends Record<string, unknown> {
  alliance: Alliance | null;
  organisation: Organisation | null;
  family: Family | null;
  services: readonly FamilyService[];
  /** The holder and the spouse, either of whom may represent it. */
  people: readonly { id: string }[];
}

/** A known family becomes a member of the organisation of an alliance (BR-08). */
export const joinMember = defineCommand<JoinBody, JoinFacts>({
  kind: 'member.join',
  type: 'act',
  title: 'incorporar una familia ya inscrita',
  version: 1,
  schema: joinSchema as z.ZodMiniType<JoinBody>,
  subject: 'organisation_member',
  by: memberRoles,
  locks: (c) => [c.body.familyId],
  facts: (c) => ({
    alliance: { loader: 'alliance', key: c.body.allianceId },
    organisation: { loader: 'organisationOfAlliance', key: c.body.allianceId },
    family: { loader: 'family', key: c.body.familyId },
    services: { loader: 'servicesOfFamily', key: c.body.familyId },
    people: { loader: 'peopleOfFamily', key: c.body.familyId },
  }),
  placement: (c, facts) => {
    const alliance = need(facts.alliance);
    return {
      allianceId: c.body.allianceId,
      unitId: alliance?.unitId ?? null,
      organisationId: alliance?.organisationId ?? null,
    };
  },
  decide: ({ command, actor, facts, today }) => {
    const { body } = command;
    const alliance = need(facts.alliance);
    const organisation = need(facts.organisation);
    if (!alliance || !organisation)
      return refuse(problem('unknownReference', { what: 'la alianza' }, 'body.allianceId'));
    const family = need(facts.family);
    const services = need(facts.services) ?? [];
    if (!family || !reachesFamily(services, actor, today))
      return refuse(problem('unknownReference', { what: 'la familia' }, 'body.familyId'));
    if (family.mergedInto) return refuse(problem('mergedThing', undefined, 'body.familyId'));
    if (!represents(body.representativeId, facts.people)) return refuse(notOfFamily());
    const check = joinCheck(services, survivingOrganisation(organisation));
    if (check === 'member') return refuse(problem('alreadyMember', undefined, 'body.familyId'));
    if (check === 'served') return refuse(problem('familyServed', undefined, 'body.familyId'));
    const raised: Flag[] = check === 'unknown' ? [flags.familyServed] : [];
    return accept(
      [
        insert('organisation_member', {
          ...firstVersion(command),
          organisationId: alliance.organisationId,
          familyId: family.id,
          representativeId: body.representativeId ?? family.holderId,
          representativeSex: body.representativeSex ?? null,
          joinedOn: body.joinedOn ?? command.occurredOn,
          leftOn: null,
          leftReason: null,
          unitId: alliance.unitId,
        }),
      ],
      raised,
    );
  },
});

/**
 * Whether the named representative belongs to the family. A phone that does not hold its people leaves the check to the
 * server.
 */
function represents(id: string | null | undefined, people: Fact<readonly { id: string }[]>): boolean {
  return !id || isUnknown(people) || (people ?? []).some((p) => p.id === id);
}
const notOfFamily = () => problem('unknownReference', { what: 'esa persona en la familia' }, 'body.representativeId');

interface MemberFacts extends Record<string, unknown> {
  alliance: Alliance | null;
  organisation: Organisation | null;
  own: Organisation | null;
  current: Membership | null;
  base: Membership | null;
}

const memberFacts = (c: { subjectId: string; baseVersion: number | null; body: { allianceId: string } }) => ({
  alliance: { loader: 'alliance', key: c.body.allianceId },
  organisation: { loader: 'organisationOfAlliance', key: c.body.allianceId },
  own: { loader: 'organisationOfMember', key: c.subjectId },
  ...versionFacts(member.name, c),
});

/** Whether the named alliance belongs to the organisation of the membership, under any of its joined names. */
function ofSameOrganisation(facts: MemberFacts): boolean {
  const [organisation, own] = [need(facts.organisation), need(facts.own)];
  return !!organisation && !!own && survivingOrganisation(organisation) === survivingOrganisation(own);
}
const notOfOrganisation = () => problem('unknownReference', { what: 'esa familia en la alianza' }, 'body.allianceId');

/** The place of the membership. An alliance of another organisation gives no place, and is refused. */
const memberPlacement = (c: { body: { allianceId: string } }, facts: MemberFacts) => {
  const current = need(facts.current);
  return {
    allianceId: ofSameOrganisation(facts) ? c.body.allianceId : null,
    unitId: current?.unitId ?? null,
    organisationId: current?.organisationId ?? null,
  };
};

const leaveSchema = z.object({
  allianceId: idSchema,
  leftOn: daySchema,
  reason: z.string().check(z.trim(), z.minLength(3, 'Diga por qué sale la familia.'), z.maxLength(300)),
});
type LeaveBody = z.infer<typeof leaveSchema>;

/** A family leaves the organisation: a new version of its membership, with the history kept. */
export const leaveMember = defineCommand<LeaveBody, MemberFacts>({
  kind: 'member.leave',
  type: 'act',
  title: 'registrar la salida de una familia',
  version: 1,
  schema: leaveSchema as z.ZodMiniType<LeaveBody>,
  subject: 'organisation_member',
  by: memberRoles,
  facts: memberFacts,
  placement: memberPlacement,
  decide: ({ command, facts }) => {
    const current = need(facts.current);
    if (!current) return refuse(problem('notFound'));
    if (!ofSameOrganisation(facts)) return refuse(notOfOrganisation());
    if (current.leftOn) return refuse(problem('memberLeft'));
    const { leftOn, reason } = command.body;
    if (current.joinedOn && leftOn < current.joinedOn)
      return refuse(problem('datesReversed', undefined, 'body.leftOn'));
    return accept([
      update('organisation_member', { ...current, standing: 'superseded' }),
      insert('organisation_member', {
        ...current,
        id: command.id,
        version: current.version + 1,
        baseVersion: command.baseVersion,
        level: levels.registered,
        observedReason: null,
        leftOn,
        leftReason: reason,
      }),
    ]);
  },
});

type CorrectBody = { readonly allianceId: string } & BodyOf<typeof member>;

/** Corrects a membership as a new version. */
export const correctMember = defineCommand<CorrectBody, MemberFacts & { people: readonly { id: string }[] }>({
  kind: 'member.correct',
  type: 'fact',
  title: 'corregir los datos de un socio',
  version: 1,
  schema: z.object({ allianceId: idSchema, ...contentSchemas(member) }) as unknown as z.ZodMiniType<CorrectBody>,
  labels: labelsOf(member),
  subject: 'organisation_member',
  by: memberRoles,
  facts: (c) => ({ ...memberFacts(c), people: { loader: 'peopleOfMember', key: c.subjectId } }),
  placement: memberPlacement,
  decide: ({ command, facts }) => {
    const current = need(facts.current);
    if (!current) return refuse(problem('notFound'));
    if (!ofSameOrganisation(facts)) return refuse(notOfOrganisation());
    const { allianceId, ...incoming } = command.body;
    if (incoming.representativeId !== current.representativeId && !represents(incoming.representativeId, facts.people))
      return refuse(notOfFamily());
    const joined = incoming.joinedOn === undefined ? current.joinedOn : incoming.joinedOn;
    const left = incoming.leftOn === undefined ? current.leftOn : incoming.leftOn;
    if (joined && left && left < joined) return refuse(problem('datesReversed', undefined, 'body.leftOn'));
    return correct<Membership>({
      noun: 'organisation_member',
      command,
      fields: contentFields(member) as (keyof Membership & string)[],
      current,
      base: need(facts.base) ?? current,
      incoming,
      place: { unitId: current.unitId, allianceId },
    });
  },
});
