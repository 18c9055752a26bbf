import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FieldSpec, FormValues, Option } from '../../../domain/kernel/form.ts';
import { answersOf, bodyOfAnswers, questionsOf, type Wanted } from '../../../domain/kernel/noun/body.ts';
import type { Noun } from '../../../domain/kernel/noun/noun.ts';
import type { NounChoicesView } from '../../../domain/kernel/noun/views.ts';
import { ask, queryPath } from '../api.ts';

/** Adds the current reference to the options when it is not among the first ones. */
function withHeld(options: readonly Option[], value: unknown, label: string | null | undefined): readonly Option[] {
  return typeof value === 'string' && label && !options.some((o) => o.value === value)
    ? [...options, { value, label }]
    : options;
}

export interface NounForm {
  /** False until the options of its references are loaded. */
  readonly ready: boolean;
  readonly specs: readonly FieldSpec[];
  readonly initial: FormValues;
  readonly toBody: (answers: FormValues) => Record<string, unknown>;
}

const choices = (n: Noun, params: Record<string, string>, signal?: AbortSignal) =>
  ask<NounChoicesView>(`${n.name}.choices`, params, signal);

/**
 * The form for some fields of a noun: its questions, its initial values, and the body made from the answers. When a
 * reference has more options than are loaded at once, the others are searched.
 * @param names the names of the rows to which the references of `row` point
 */
export function useNounForm(
  n: Noun,
  wanted: Wanted,
  row: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string | null>> = {},
): NounForm {
  const references = wanted.names.filter((name) => n.fields[name]?.kind === 'reference');
  const found = useQueries({
    queries: references.map((field) => ({
      queryKey: ['q', `${n.name}.choices`, queryPath(`${n.name}.choices`, { field })],
      queryFn: ({ signal }: { signal: AbortSignal }) => choices(n, { field }, signal),
    })),
  });
  const options = new Map<string, readonly Option[]>(
    references.map((name, i) => [name, withHeld(found[i]?.data?.data.rows ?? [], row[name], names[name])]),
  );
  const more = references.filter((_, i) => found[i]?.data?.data.more).join();
  const searches = useMemo(() => {
    const search = (field: string) => async (text: string) => (await choices(n, { field, text })).data;
    return new Map(more.split(',').map((field) => [field, search(field)]));
  }, [n, more]);
  const specs = questionsOf(n, wanted, { options: (name) => options.get(name) ?? [] });
  return {
    ready: found.every((f) => !f.isPending),
    specs: specs.map((spec) => {
      const search = searches.get(spec.name);
      return spec.kind === 'choice' && search ? { ...spec, search } : spec;
    }),
    initial: answersOf(n, wanted.names, row),
    toBody: (answers) => bodyOfAnswers(n, wanted.names, answers),
  };
}
