import { addDays, type Day } from '../kernel/dates.ts';
import type { FieldSpec, FormValues } from '../kernel/form.ts';
import { captureWords } from '../words/capture.ts';
import { notDoneReasons, type VisitBody, visitTopics } from './visit.ts';

/** The first day that a fact may have (the server refuses earlier ones). */
export const FIRST_DAY: Day = '2017-01-01';

/**
 * The last day that a fact may have. The server accepts tomorrow too, because the clock of a phone without contact may
 * be a day behind.
 */
export const lastDay = (today: Day): Day => addDays(today, 1);

const day = (today: Day): FieldSpec => ({
  kind: 'date',
  name: 'occurredOn',
  label: 'Día de la visita',
  required: true,
  min: FIRST_DAY,
  max: lastDay(today),
  quick: [0, -1],
});

const done: FieldSpec = {
  kind: 'choice',
  name: 'done',
  label: '¿Se hizo la visita?',
  required: true,
  options: [
    { value: 'si', label: 'Sí, se hizo' },
    { value: 'no', label: 'No se pudo', help: 'También cuenta: diga por qué' },
  ],
};

const photos: FieldSpec = {
  kind: 'photo',
  name: 'photos',
  label: 'Fotos',
  help: 'De la reunión, la obra o el producto. Se guardan en el teléfono y se envían cuando haya señal.',
  max: 20,
};
const place: FieldSpec = {
  kind: 'place',
  name: 'place',
  label: 'Ubicación',
  help: 'Tómela en el lugar. Sin ella el registro vale, pero la unidad lo revisará.',
};
const notes: FieldSpec = { kind: 'text', name: 'notes', label: 'Notas', multiline: true, maxLength: 4000 };

/**
 * The questions of a visit, in order, given the answers so far. Photo and place, which can only be taken on the spot,
 * come before long lists, which can be filled in on the way back. Members and commitments have screens of their own.
 */
export function visitQuestions(values: FormValues, today: Day): FieldSpec[] {
  const head = [day(today), done];
  if (values.done === 'no') {
    return [
      ...head,
      {
        kind: 'choice',
        name: 'notDoneReason',
        label: '¿Por qué no se pudo?',
        required: true,
        options: notDoneReasons.map((value) => ({ value, label: captureWords.notDone[value] })),
      },
      photos,
      place,
      nextVisit(today),
      notes,
    ];
  }
  if (values.done !== 'si') return head;
  return [
    ...head,
    photos,
    place,
    {
      kind: 'choice',
      name: 'topics',
      label: 'Temas tratados',
      required: true,
      many: true,
      options: visitTopics.map((value) => ({ value, label: captureWords.topics[value] })),
    },
    {
      kind: 'number',
      name: 'presentWomen',
      label: 'Mujeres presentes',
      help: 'Se cuenta sola al marcar nombres; corrija si vino alguien más.',
      unit: 'personas',
      min: 0,
      max: 5000,
    },
    { kind: 'number', name: 'presentMen', label: 'Hombres presentes', unit: 'personas', min: 0, max: 5000 },
    nextVisit(today),
    notes,
  ];
}

/** The usual numbers of days ahead for a promise. */
export const AHEAD = [7, 15, 30] as const;

function nextVisit(today: Day): FieldSpec {
  return { kind: 'date', name: 'nextVisitOn', label: 'Próxima visita', max: addDays(today, 400), quick: AHEAD };
}

/** The body of the command from the answers. */
export function visitBody(allianceId: string, values: FormValues): VisitBody {
  const done = values.done === 'si';
  const commitments = (values.commitments ?? []) as VisitBody['commitments'];
  return {
    allianceId,
    done,
    notDoneReason: done ? null : ((values.notDoneReason ?? null) as VisitBody['notDoneReason']),
    startedAt: (values.startedAt ?? null) as string | null,
    endedAt: (values.endedAt ?? null) as string | null,
    presentMembers: done ? ((values.presentMembers ?? []) as string[]) : [],
    presentWomen: done ? ((values.presentWomen ?? null) as number | null) : null,
    presentMen: done ? ((values.presentMen ?? null) as number | null) : null,
    topics: done ? ((values.topics ?? []) as VisitBody['topics']) : [],
    commitments: commitments.filter((c) => c.text.trim() !== ''),
    ...(values.settled ? { settled: values.settled as VisitBody['settled'] } : {}),
    nextVisitOn: (values.nextVisitOn ?? null) as string | null,
    notes: (values.notes ?? null) as string | null,
    photos: (values.photos ?? []) as string[],
  };
}

/** The answers from a record, to correct it. */
export function visitValues(body: Readonly<Record<string, unknown>>, occurredOn: Day): FormValues {
  return { ...body, occurredOn, done: body.done ? 'si' : 'no' };
}
