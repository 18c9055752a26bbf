import * as z from 'zod/mini';
import { accept, defineCommand, flags, refuse, update } from '../kernel/command.ts';
import { idSchema } from '../kernel/envelope.ts';
import { held, need } from '../kernel/fact.ts';
import { idOfText } from '../kernel/ids.ts';
import { problem } from '../kernel/problem.ts';
import { likenessKey, likenessQuestions, type Person, type PersonLike, personShape } from './person.ts';

const bodySchema = z.object({ ...personShape, allianceId: idSchema, givenNames: z.optional(personShape.givenNames) });
type Body = z.infer<typeof bodySchema>;

interface Facts extends Record<string, unknown> {
  person: Person | null;
  /** The place of the person, through a family that is a member of the alliance's organisation. */
  place: { allianceId: string; unitId: string; organisationId: string } | null;
  like: readonly PersonLike[];
}

/**
 * Corrects the data of a person. A CI that is added or changed is compared as at enrolment: an equal one opens a
 * question.
 */
export const correctPerson = defineCommand<Body, Facts>({
  kind: 'person.correct',
  type: 'act',
  title: 'corregir los datos de una persona',
  version: 1,
  schema: bodySchema as unknown as z.ZodMiniType<Body>,
  subject: 'person',
  by: ['ACOMPANANTE', 'FACILITADOR', 'UOD_OFICIAL', 'UOD_SOCIAL', 'UOD_OPERADOR', 'UCN_ME'],
  locks: (c) => (c.body.ciNumber ? [idOfText(`ci ${c.body.ciNumber}`)] : []),
  facts: (c) => ({
    person: { loader: 'person', key: c.subjectId },
    place: { loader: 'placeOfPerson', key: `${c.subjectId}:${c.body.allianceId}` },
    like: {
      loader: 'personsLike',
      key: c.body.ciNumber
        ? likenessKey({ ...c.body, givenNames: c.body.givenNames ?? '', id: c.subjectId, birthDate: null })
        : null,
    },
  }),
  placement: (_c, facts) => need(facts.place) ?? { national: true },
  decide: ({ command, facts }) => {
    const person = need(facts.person);
    const place = need(facts.place);
    if (!person || !place) return refuse(problem('notFound'));
    if (person.mergedInto) return refuse(problem('mergedThing'));
    if (command.baseVersion !== null && command.baseVersion !== person.version) return refuse(problem('oldVersion'));
    const { allianceId: _where, ...body } = command.body;
    const said = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const next = { ...person, ...said, version: person.version + 1 };
    if (!next.ciNumber && !next.ciMissingReason)
      return refuse(problem('invalidField', { sentence: 'Escriba el carnet, o diga por qué falta.' }, 'body.ciNumber'));
    const changed = next.ciNumber !== person.ciNumber || next.ciComplement !== person.ciComplement;
    const like = changed ? (held(facts.like) ?? []) : [];
    return accept(
      [update('person', next), ...likenessQuestions(command.id, person.id, like, place.unitId, 1)],
      like.length > 0 ? [flags.possibleDuplicate] : [],
    );
  },
});
