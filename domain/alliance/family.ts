import * as z from 'zod/mini';
import { accept, type Change, defineCommand, type Flag, flags, insert, refuse } from '../kernel/command.ts';
import { daySchema, idSchema } from '../kernel/envelope.ts';
import { held, need } from '../kernel/fact.ts';
import { idOfText } from '../kernel/ids.ts';
import { importedFacts, importedProblem, importedRow, importedShape, isImported } from '../kernel/imported.ts';
import { choice, day, reference, text } from '../kernel/noun/kinds.ts';
import { noun } from '../kernel/noun/noun.ts';
import type { ContentOf } from '../kernel/noun/versions.ts';
import { problem } from '../kernel/problem.ts';
import { firstVersion, type VersionHead } from '../kernel/versions.ts';
import { likenessKey, likenessQuestions, type PersonData, type PersonLike, personSchema } from '../people/person.ts';
import { staff } from '../people/roles.ts';
import { unit, verified } from '../recordParts.ts';
import { captureWords } from '../words/capture.ts';
import type { Alliance } from './alliance.ts';

/** A family (table `family`): one family is one socio (BR-06). */
export interface Family {
  readonly id: string;
  readonly holderId: string | null;
  readonly spouseId: string | null;
  readonly dependants: number | null;
  readonly communityId: string | null;
  readonly municipalityCode: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly mergedInto: string | null;
  readonly demo: boolean;
  readonly version: number;
}

/** The membership of a family in an organisation. */
export const member = noun('member', {
  table: 'organisation_member',
  words: { one: 'socio', many: 'socios', the: 'el socio' },
  path: '/alianzas',
  keeps: 'versions',
  place: {},
  capturedIn: ['office'],
  named: 'representativeId',
  listed: ['representativeId', 'joinedOn', 'leftOn'],
  reads: staff,
  inVersions: { beside: { unitId: unit, ...verified }, within: true },
  fields: {
    representativeId: reference('quien representa', 'person'),
    representativeSex: choice('sexo de quien representa', captureWords.sex).open('noPersonal'),
    joinedOn: day('ingreso').open('noPersonal'),
    leftOn: day('salida').open('noPersonal'),
    leftReason: text('motivo de la salida', { minLength: 0, maxLength: 300 }),
  },
});

export interface Membership extends VersionHead, ContentOf<typeof member> {
  readonly organisationId: string;
  readonly familyId: string;
  readonly unitId: string;
}

const bodySchema = z
  .object({
    /** The alliance in whose file the family is enrolled; it becomes a member of the organisation of that alliance. */
    allianceId: idSchema,
    familyId: idSchema,
    holder: personSchema,
    spouse: z.optional(z.nullable(personSchema)),
    /** Who represents the family in the organisation (used by R5.a). */
    representative: z.enum(['holder', 'spouse']),
    dependants: z.optional(z.nullable(z.int().check(z.nonnegative(), z.maximum(30, 'Son demasiados dependientes.')))),
    municipalityCode: z.optional(
      z.nullable(z.string().check(z.regex(/^\d{6}$/, 'El código de municipio tiene 6 dígitos.'))),
    ),
    communityId: z.optional(z.nullable(idSchema)),
    joinedOn: z.optional(z.nullable(daySchema)),
    ...importedShape,
    demo: z.optional(z.boolean()),
  })
  .check(
    z.refine((b) => b.representative === 'holder' || !!b.spouse, {
      message: 'Escriba los datos de quien representa a la familia.',
      path: ['representative'],
    }),
    z.refine((b) => !b.spouse || b.spouse.id !== b.holder.id, {
      message: 'El cónyuge tiene que ser otra persona.',
      path: ['spouse'],
    }),
  );
export type EnrolBody = z.infer<typeof bodySchema>;

interface Facts extends Record<string, unknown> {
  alliance: Alliance | null;
  municipality: { code: string } | null;
  holderLike: readonly PersonLike[];
  spouseLike: readonly PersonLike[];
  known: { id: string } | null;
}

/**
 * Enrols a family with its people and its membership in one command (domain brief 3.2). A fact. A known CI, or a
 * similar name with the same birth date, opens a question for a person to answer; a family that seems to have been
 * served before (BR-08) gets a flag, and people decide.
 */
export const enrolFamily = defineCommand<EnrolBody, Facts>({
  kind: 'family.enrol',
  type: 'fact',
  title: 'inscribir una familia',
  version: 1,
  schema: bodySchema as unknown as z.ZodMiniType<EnrolBody>,
  subject: 'organisation_member',
  by: ['ACOMPANANTE', 'FACILITADOR', 'UOD_OFICIAL', 'UOD_SOCIAL', 'UOD_OPERADOR', 'UCN_ME'],
  atReceipt: isImported,
  locks: (c) => [c.body.holder, c.body.spouse].flatMap((p) => (p?.ciNumber ? [idOfText(`ci ${p.ciNumber}`)] : [])),
  facts: (c) => ({
    alliance: { loader: 'alliance', key: c.body.allianceId },
    municipality: { loader: 'municipality', key: c.body.municipalityCode ?? null },
    holderLike: { loader: 'personsLike', key: likenessKey(c.body.holder) },
    spouseLike: { loader: 'personsLike', key: likenessKey(c.body.spouse) },
    known: { loader: 'family', key: c.body.familyId },
    ...importedFacts(c),
  }),
  placement: (c, facts) => {
    const alliance = need(facts.alliance);
    return {
      allianceId: c.body.allianceId,
      unitId: alliance?.unitId ?? null,
      organisationId: alliance?.organisationId ?? null,
    };
  },
  decide: ({ command, facts }) => {
    const { body } = command;
    const alliance = need(facts.alliance);
    if (!alliance) return refuse(problem('unknownReference', { what: 'la alianza' }, 'body.allianceId'));
    if (body.municipalityCode && !need(facts.municipality))
      return refuse(problem('unknownMunicipality', { code: body.municipalityCode }, 'body.municipalityCode'));
    if (held(facts.known)) return refuse(problem('alreadyExists', undefined, 'body.familyId'));
    const elsewhere = importedProblem(command, facts);
    if (elsewhere) return refuse(elsewhere);
    const like = { holder: held(facts.holderLike) ?? [], spouse: held(facts.spouseLike) ?? [] };
    const demo = body.demo ?? false;
    const people = [body.holder, body.spouse].filter((p) => !!p) as PersonData[];
    const representative = body.representative === 'spouse' && body.spouse ? body.spouse : body.holder;
    const changes: Change[] = people.map((p) => insert('person', { ...p, demo, version: 1 }));
    changes.push(
      insert('family', {
        id: body.familyId,
        holderId: body.holder.id,
        spouseId: body.spouse?.id ?? null,
        dependants: body.dependants ?? null,
        communityId: body.communityId ?? null,
        municipalityCode: body.municipalityCode ?? null,
        demo,
        version: 1,
      }),
      insert('organisation_member', {
        ...firstVersion(command),
        organisationId: alliance.organisationId,
        familyId: body.familyId,
        representativeId: representative.id,
        representativeSex: representative.sex ?? null,
        joinedOn: body.joinedOn ?? null,
        leftOn: null,
        leftReason: null,
        unitId: alliance.unitId,
      }),
      ...importedRow(command, 'organisation_member'),
      ...likenessQuestions(command.id, body.holder.id, like.holder, alliance.unitId, 1),
      ...(body.spouse ? likenessQuestions(command.id, body.spouse.id, like.spouse, alliance.unitId, 20) : []),
    );
    const all = [...like.holder, ...like.spouse];
    const raised: Flag[] = [];
    if (all.length > 0) raised.push(flags.possibleDuplicate);
    if (all.some((p) => p.served)) raised.push(flags.familyServed);
    return accept(changes, raised);
  },
});
