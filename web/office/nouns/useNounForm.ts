import { useQueries } from '@tanstack/react-query';
import type { FieldSpec, FormValues, Option } from '../../../domain/kernel/form.ts';
import { answersOf, bodyOfAnswers, questionsOf, type Wanted } from '../../../domain/kernel/noun/body.ts';
import type { Noun } from '../../../domain/kernel/noun/noun.ts';
import type { NounChoicesView } from '../../../domain/kernel/noun/views.ts';
import { ask, queryPath } from '../api.ts';

export interface NounForm {
  /** False until what its references may point to is known. */
  readonly ready: boolean;
  readonly specs: readonly FieldSpec[];
  readonly initial: FormValues;
  readonly toBody: (answers: FormValues) => Record<string, unknown>;
}

/** The form of some fields of a noun: its questions, what it starts from, and the body out of its answers. */
export function useNounForm(n: Noun, wanted: Wanted, row: Readonly<Record<string, unknown>>): NounForm {
  const references = wanted.names.filter((name) => n.fields[name]?.kind === 'reference');
  const found = useQueries({
    queries: references.map((field) => ({
      queryKey: ['q', `${n.name}.choices`, queryPath(`${n.name}.choices`, { field })],
      queryFn: ({ signal }: { signal: AbortSignal }) => ask<NounChoicesView>(`${n.name}.choices`, { field }, signal),
    })),
  });
  const options = new Map<string, readonly Option[]>(references.map((name, i) => [name, found[i]?.data?.data.rows ?? []]));
  return {
    ready: found.every((f) => !f.isPending),
    specs: questionsOf(n, wanted, { options: (name) => options.get(name) ?? [] }),
    initial: answersOf(n, wanted.names, row),
    toBody: (answers) => bodyOfAnswers(n, wanted.names, answers),
  };
}
