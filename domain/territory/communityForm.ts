import type { Day } from '../kernel/dates.ts';
import type { Place } from '../kernel/envelope.ts';
import type { FieldSpec, FormValues } from '../kernel/form.ts';
import { captureWords } from '../words/capture.ts';
import { communityWords as w } from '../words/territory.ts';
import { communityKinds, signals } from './community.ts';

/** The questions about a community in the field; its municipality is that of the alliance through which it is named. */
export const communityQuestions: readonly FieldSpec[] = [
  { kind: 'text', name: 'name', label: w.fields.name, help: w.fields.nameHelp, required: true, maxLength: 120 },
  {
    kind: 'choice',
    name: 'kind',
    label: w.kind,
    options: communityKinds.map((value) => ({ value, label: captureWords.communityKinds[value] })),
  },
  {
    kind: 'choice',
    name: 'signal',
    label: w.signal,
    options: signals.map((value) => ({ value, label: captureWords.phoneSignal[value] })),
  },
  { kind: 'place', name: 'place', label: w.place },
];

/** The body of `community.record` from the answers. */
export function communityBody(
  allianceId: string,
  municipalityCode: string,
  values: FormValues,
): Record<string, unknown> {
  const place = (values.place ?? null) as Place | null;
  return {
    municipalityCode,
    name: values.name ?? '',
    kind: values.kind ?? null,
    signal: values.signal ?? null,
    lon: place?.lon ?? null,
    lat: place?.lat ?? null,
    accuracyM: place?.accuracyM ?? null,
    allianceId,
  };
}

/** The answers of a command that was refused, to correct it. The position comes with the command itself. */
export function communityValues(body: Readonly<Record<string, unknown>>, occurredOn: Day): FormValues {
  return { name: body.name, kind: body.kind, signal: body.signal, occurredOn };
}
