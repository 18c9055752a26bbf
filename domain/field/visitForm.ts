import { addDays, type Day } from '../kernel/dates.ts';
import type { FieldSpec, FormValues } from '../kernel/form.ts';
import { answersOf, bodyOfAnswers, questionsOf } from '../kernel/noun/body.ts';
import type { Noun } from '../kernel/noun/noun.ts';
import { asksOf, bodyFields } from '../kernel/noun/versions.ts';
import { type VisitBody, visit } from './visit.ts';

/** The first day that a fact may have (the server refuses earlier ones). */
export const FIRST_DAY: Day = '2017-01-01';

/**
 * The last day that a fact may have. The server accepts tomorrow too, because the clock of a phone without contact may
 * be a day behind.
 */
export const lastDay = (today: Day): Day => addDays(today, 1);

/** The usual numbers of days ahead for a promise. */
export const AHEAD = [7, 15, 30] as const;

const of: Noun = visit;
const asks = asksOf(of);
const head = ['occurredOn', 'done'];
const DONE = ['photos', 'topics', 'presentWomen', 'presentMen', 'nextVisitOn', 'notes'];
const NOT_DONE = ['notDoneReason', 'photos', 'nextVisitOn', 'notes'];
/** What only a visit that was done has. */
const IF_DONE = ['presentMembers', 'presentWomen', 'presentMen', 'topics'];

/**
 * The questions of a visit, in order, given the answers so far. Photo and place, which can only be taken on the spot,
 * come before long lists, which can be filled in on the way back. Members and commitments have screens of their own.
 */
export function visitQuestions(values: FormValues, today: Day): FieldSpec[] {
  const names = [...head, ...(values.done === 'si' ? DONE : values.done === 'no' ? NOT_DONE : [])];
  const needed = new Set([...asks.needed, 'notDoneReason', 'topics']);
  return questionsOf(of, { names, needed }, { options: () => [] }).flatMap((spec): FieldSpec[] => {
    if (spec.kind === 'choice' && spec.name === 'done')
      return [
        {
          ...spec,
          options: [
            { value: 'si', label: 'Sí, se hizo' },
            { value: 'no', label: 'No se pudo', help: 'También cuenta: diga por qué' },
          ],
        },
      ];
    if (spec.kind === 'date')
      return spec.name === 'occurredOn'
        ? [{ ...spec, min: FIRST_DAY, max: lastDay(today), quick: [0, -1] }]
        : [{ ...spec, max: addDays(today, 400), quick: AHEAD }];
    return spec.kind === 'photo' ? [spec, place] : [spec];
  });
}

const place: FieldSpec = {
  kind: 'place',
  name: 'place',
  label: 'Ubicación',
  help: 'Tómela en el lugar. Sin ella el registro vale, pero la unidad lo revisará.',
};

/** The body of the command from the answers. */
export function visitBody(allianceId: string, values: FormValues): VisitBody {
  const done = values.done === 'si';
  const left = done ? ['notDoneReason'] : IF_DONE;
  const commitments = ((values.commitments ?? []) as VisitBody['commitments']).filter((c) => c.text.trim() !== '');
  const answered = { ...values, commitments, ...Object.fromEntries(left.map((name) => [name, null])) };
  // A release before knew nothing of what became of commitments: a visit that says nothing of it has no such field.
  const names = bodyFields(of).filter((name) => name !== 'settled' || values.settled);
  return { ...bodyOfAnswers(of, names, answered), allianceId, done } as unknown as VisitBody;
}

/** The answers from a record, to correct it. */
export const visitValues = (body: Readonly<Record<string, unknown>>, occurredOn: Day): FormValues => ({
  ...body,
  ...answersOf(of, asks.names, body),
  occurredOn,
});
