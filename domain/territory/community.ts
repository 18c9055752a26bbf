import * as z from 'zod/mini';
import { accept, type Change, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import { type Envelope, idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { idOfText } from '../kernel/ids.ts';
import { problem } from '../kernel/problem.ts';
import { normalized } from '../kernel/text.ts';
import { municipalityCodeSchema } from './municipality.ts';

/** The kind of community, as it calls itself. */
export const communityKinds = ['comunidad', 'indigena', 'ayllu', 'capitania', 'otb'] as const;
/** The best telephone signal there, from none upwards. */
export const signals = ['ninguna', '2G', '3G', '4G'] as const;

/** A community (table `community`). Within a municipality, its name identifies it. */
export interface Community {
  readonly id: string;
  readonly municipalityCode: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly kind: (typeof communityKinds)[number] | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly accuracyM: number | null;
  readonly signal: (typeof signals)[number] | null;
  readonly mergedInto: string | null;
  readonly demo: boolean;
  readonly version: number;
}

const nameSchema = z
  .string()
  .check(z.trim(), z.minLength(2, 'El nombre es muy corto.'), z.maxLength(120, 'El nombre es muy largo.'));
const knownOf = {
  kind: z.optional(z.nullable(z.enum(communityKinds))),
  lon: z.optional(z.nullable(z.number().check(z.minimum(-70), z.maximum(-57)))),
  lat: z.optional(z.nullable(z.number().check(z.minimum(-23.5), z.maximum(-9)))),
  accuracyM: z.optional(z.nullable(z.number().check(z.nonnegative()))),
  signal: z.optional(z.nullable(z.enum(signals))),
};
const hasWholePoint = (b: { lon?: number | null | undefined; lat?: number | null | undefined }) =>
  (b.lon == null) === (b.lat == null);
const wholePoint = { message: 'La posición lleva longitud y latitud.', path: ['lon'] };

const recordSchema = z
  .object({
    municipalityCode: municipalityCodeSchema,
    name: nameSchema,
    ...knownOf,
    /** For field staff: the alliance through whose work they name it. */
    allianceId: z.optional(z.nullable(idSchema)),
    demo: z.optional(z.boolean()),
  })
  .check(z.refine((b) => hasWholePoint(b), wholePoint));
type RecordBody = z.infer<typeof recordSchema>;

/** The unit that serves a municipality on a day (loader `unitOfMunicipality`); null when the municipality does not exist. */
interface Serving {
  readonly unitId: string;
}

interface RecordFacts extends Record<string, unknown> {
  serving: Serving | null;
  alliance: { id: string; unitId: string } | null;
  named: Community | null;
}

/** Facts and locks for the community of that name in that municipality. */
const namedFact = (municipalityCode: string, name: string) => ({
  loader: 'communityNamed',
  key: `${municipalityCode}:${name}`,
});
const nameLock = (municipalityCode: string, name: string) =>
  idOfText(`community ${municipalityCode} ${normalized(name)}`);

/**
 * Records a community, from the field or the office. A fact. When the community exists already, it adds what was not
 * known of it (kind, position, signal) and changes nothing else.
 */
export const recordCommunity = defineCommand<RecordBody, RecordFacts>({
  kind: 'community.record',
  type: 'fact',
  title: 'registrar una comunidad',
  version: 1,
  schema: recordSchema as unknown as z.ZodMiniType<RecordBody>,
  subject: 'community',
  by: ['ACOMPANANTE', 'FACILITADOR', 'SUPERVISOR_CAMPO', 'UOD_OFICIAL', 'UOD_SOCIAL', 'UOD_OPERADOR', 'UCN_ME'],
  locks: (c) => [nameLock(c.body.municipalityCode, c.body.name)],
  facts: (c) => ({
    serving: { loader: 'unitOfMunicipality', key: `${c.body.municipalityCode}:${c.occurredOn}` },
    alliance: { loader: 'alliance', key: c.body.allianceId ?? null },
    named: namedFact(c.body.municipalityCode, c.body.name),
  }),
  placement: (c, facts) => {
    const alliance = need(facts.alliance);
    return {
      allianceId: alliance?.id ?? null,
      unitId: alliance?.unitId ?? need(facts.serving)?.unitId ?? null,
      municipalityCode: c.body.municipalityCode,
    };
  },
  decide: ({ command, facts }) => {
    const { allianceId: _alliance, demo, ...said } = command.body;
    if (!need(facts.serving))
      return refuse(problem('unknownMunicipality', { code: said.municipalityCode }, 'body.municipalityCode'));
    const named = need(facts.named);
    if (named) return accept(added(named, said));
    const row = { kind: null, lon: null, lat: null, accuracyM: null, signal: null, ...said };
    return accept([
      insert('community', {
        id: command.subjectId,
        ...row,
        otherNames: [],
        mergedInto: null,
        demo: demo ?? false,
        version: 1,
      }),
    ]);
  },
});

/** The change that adds to a community what was not known of it; none when the command adds nothing. */
function added(known: Community, said: Pick<RecordBody, 'kind' | 'lon' | 'lat' | 'accuracyM' | 'signal'>): Change[] {
  const more = {
    ...(known.kind === null && said.kind ? { kind: said.kind } : {}),
    ...(known.signal === null && said.signal ? { signal: said.signal } : {}),
    ...(known.lon === null && said.lon != null
      ? { lon: said.lon, lat: said.lat, accuracyM: said.accuracyM ?? null }
      : {}),
  };
  return Object.keys(more).length === 0 ? [] : [update('community', { ...known, ...more, version: known.version + 1 })];
}

const correctSchema = z
  .object({ name: z.optional(nameSchema), municipalityCode: z.optional(municipalityCodeSchema), ...knownOf })
  .check(z.refine((b) => hasWholePoint(b), wholePoint));
type CorrectBody = z.infer<typeof correctSchema>;

const BY = ['UOD_OFICIAL', 'UOD_SOCIAL', 'UOD_OPERADOR', 'UCN_ME'] as const;

interface SurvivingFacts extends Record<string, unknown> {
  community: Community | null;
  serving: Serving | null;
}
const survivingFacts = (c: Pick<Envelope, 'subjectId' | 'occurredOn'>) => ({
  community: { loader: 'community', key: c.subjectId },
  serving: { loader: 'unitOfCommunity', key: `${c.subjectId}:${c.occurredOn}` },
});
const standsWhere = (_c: unknown, facts: SurvivingFacts) => ({
  unitId: need(facts.serving)?.unitId ?? null,
  municipalityCode: need(facts.community)?.municipalityCode ?? null,
});

interface CorrectFacts extends SurvivingFacts {
  others: readonly Community[];
  under: readonly Community[];
  /** The unit that serves the new municipality; null when that municipality does not exist. */
  moved: Serving | null;
  /** The communities of that municipality that were not joined to another. */
  there: readonly Community[];
}

/**
 * Corrects what is known of a community. An earlier name stays as another name, so that whatever used it still finds
 * it. Only those who reach both municipalities may correct a wrong one: the unit that serves both, or the nation.
 * Communities joined to it move with it.
 */
export const correctCommunity = defineCommand<CorrectBody, CorrectFacts>({
  kind: 'community.correct',
  type: 'act',
  title: 'corregir una comunidad',
  version: 1,
  schema: correctSchema as unknown as z.ZodMiniType<CorrectBody>,
  subject: 'community',
  by: BY,
  facts: (c) => ({
    ...survivingFacts(c),
    others: { loader: 'neighboursOfCommunity', key: c.subjectId },
    under: { loader: 'communitiesUnder', key: c.subjectId },
    moved: {
      loader: 'unitOfMunicipality',
      key: c.body.municipalityCode ? `${c.body.municipalityCode}:${c.occurredOn}` : null,
    },
    there: { loader: 'communitiesOfMunicipality', key: c.body.municipalityCode ?? null },
  }),
  placement: (c, facts) => {
    const here = standsWhere(c, facts);
    const to = c.body.municipalityCode ? need(facts.moved)?.unitId : here.unitId;
    return to && to !== here.unitId ? { national: true } : here;
  },
  decide: ({ command, facts }) => {
    const { body, baseVersion } = command;
    const community = need(facts.community);
    if (!community) return refuse(problem('notFound'));
    if (community.mergedInto) return refuse(problem('mergedThing'));
    if (baseVersion !== null && baseVersion !== community.version) return refuse(problem('oldVersion'));
    const name = body.name ?? community.name;
    const to = body.municipalityCode ?? community.municipalityCode;
    const moves = to !== community.municipalityCode;
    if (moves && !need(facts.moved))
      return refuse(problem('unknownMunicipality', { code: to }, 'body.municipalityCode'));
    const others = need(moves ? facts.there : facts.others) ?? [];
    const names = moves ? [name, ...community.otherNames, community.name] : [name];
    if (others.some((other) => names.some((known) => goesBy(other, known))))
      return refuse(problem('communityExists', undefined, moves ? 'body.municipalityCode' : 'body.name'));
    const said = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const otherNames = otherNamesOf(name, [...community.otherNames, community.name]);
    // The accuracy belongs to the position that it was measured with.
    const elsewhere =
      (body.lon !== undefined && body.lon !== community.lon) || (body.lat !== undefined && body.lat !== community.lat);
    const under = moves ? (need(facts.under) ?? []) : [];
    return accept([
      update('community', {
        ...community,
        ...(elsewhere ? { accuracyM: null } : {}),
        ...said,
        otherNames,
        version: community.version + 1,
      }),
      ...under.map((row) => update('community', { ...row, municipalityCode: to, version: row.version + 1 })),
    ]);
  },
});

const joinSchema = z.object({
  intoId: idSchema,
  reason: z.string().check(z.trim(), z.minLength(3, 'Diga qué miró para decidir.'), z.maxLength(500)),
});
type JoinBody = z.infer<typeof joinSchema>;

/**
 * A person decides that a community is the same as another of its municipality. It then points to the one that stays,
 * which takes over its names. Nothing is deleted.
 */
export const joinCommunity = defineCommand<
  JoinBody,
  SurvivingFacts & { others: readonly Community[]; under: readonly Community[] }
>({
  kind: 'community.join',
  type: 'act',
  title: 'unir una comunidad a otra',
  version: 1,
  schema: joinSchema as unknown as z.ZodMiniType<JoinBody>,
  subject: 'community',
  by: BY,
  locks: (c) => [c.body.intoId],
  facts: (c) => ({
    ...survivingFacts(c),
    others: { loader: 'neighboursOfCommunity', key: c.subjectId },
    under: { loader: 'communitiesUnder', key: c.subjectId },
  }),
  placement: standsWhere,
  decide: ({ command, facts }) => {
    const community = need(facts.community);
    if (!community) return refuse(problem('notFound'));
    if (community.mergedInto) return refuse(problem('mergedThing'));
    const into = (need(facts.others) ?? []).find((other) => other.id === command.body.intoId);
    if (!into) return refuse(problem('unknownReference', { what: 'esa comunidad en este municipio' }, 'body.intoId'));
    const otherNames = otherNamesOf(into.name, [...into.otherNames, community.name, ...community.otherNames]);
    return accept([
      ...[community, ...(need(facts.under) ?? [])].map((row) =>
        update('community', { ...row, mergedInto: into.id, version: row.version + 1 }),
      ),
      update('community', { ...into, otherNames, version: into.version + 1 }),
    ]);
  },
});

const undoSchema = z.object({
  fromId: idSchema,
  reason: z.string().check(z.trim(), z.minLength(3, 'Diga por qué se deshace.'), z.maxLength(500)),
});
type UndoBody = z.infer<typeof undoSchema>;

/**
 * Takes a joining back: the community is separate again with its own names, which leave the other, and the communities
 * that were joined to it earlier return to it. Its names tell which these are, because no two separate communities of a
 * municipality share a name.
 */
export const undoJoinCommunity = defineCommand<
  UndoBody,
  SurvivingFacts & { into: Community | null; under: readonly Community[] }
>({
  kind: 'community.undoJoin',
  type: 'act',
  title: 'deshacer la unión de una comunidad',
  version: 1,
  schema: undoSchema as unknown as z.ZodMiniType<UndoBody>,
  subject: 'community',
  by: BY,
  locks: (c) => [c.body.fromId],
  facts: (c) => ({
    ...survivingFacts(c),
    into: { loader: 'community', key: c.body.fromId },
    under: { loader: 'communitiesUnder', key: c.body.fromId },
  }),
  placement: standsWhere,
  decide: ({ facts }) => {
    const community = need(facts.community);
    if (!community) return refuse(problem('notFound'));
    if (!community.mergedInto) return refuse(problem('notDecided'));
    const into = need(facts.into);
    if (!into || community.mergedInto !== into.id) return refuse(problem('oldVersion'));
    if (goesBy(community, into.name)) return refuse(problem('communityExists'));
    const without = (names: readonly string[]) => names.filter((name) => !goesBy(community, name));
    const rest = (need(facts.under) ?? []).filter((row) => row.id !== community.id);
    const back = rest.filter((row) => goesBy(community, row.name));
    const stripped = rest.filter(
      (row) => !back.includes(row) && without(row.otherNames).length < row.otherNames.length,
    );
    return accept([
      update('community', { ...community, mergedInto: null, version: community.version + 1 }),
      ...back.map((row) => update('community', { ...row, mergedInto: community.id, version: row.version + 1 })),
      ...[into, ...stripped].map((row) =>
        update('community', { ...row, otherNames: without(row.otherNames), version: row.version + 1 }),
      ),
    ]);
  },
});

/** Whether a community has this name, or has it as another name. */
function goesBy(community: Community, name: string): boolean {
  return [community.name, ...community.otherNames].some((known) => normalized(known) === normalized(name));
}

/** The other names of a community called `name`: each once, as it was first written, without its own name. */
function otherNamesOf(name: string, names: readonly string[]): string[] {
  const seen = new Set([normalized(name)]);
  return names.filter((other) => {
    const plain = normalized(other);
    if (seen.has(plain)) return false;
    seen.add(plain);
    return true;
  });
}
