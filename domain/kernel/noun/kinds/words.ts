import * as z from 'zod/mini';
import type { Option } from '../../form.ts';
import type { FieldFacts } from '../field.ts';
import { common, type Kind } from '../kind.ts';

const MOST_LETTERS = 2000;

/** Free text, without blanks around it. */
export const textKind: Kind<string> = {
  columns: ['text'],
  schema: ({ options }) =>
    z
      .string()
      .check(
        ...(options.asSent ? [] : [z.trim()]),
        z.minLength(options.minLength ?? 1, 'El texto es demasiado corto.'),
        z.maxLength(options.maxLength ?? MOST_LETTERS),
        ...(options.digits ? [z.regex(/^\d+$/, 'Escriba solo dígitos.')] : []),
      ) as unknown as z.ZodMiniType<string>,
  question: (name, facts) => ({
    ...common(name, facts),
    kind: 'text',
    maxLength: facts.options.maxLength ?? MOST_LETTERS,
    ...(facts.options.multiline ? { multiline: true } : {}),
  }),
  show: (value) => value,
  cell: (value) => value,
  filter: 'search',
};

const optionsOf = (facts: FieldFacts): readonly Option[] =>
  Object.entries(facts.options.choices ?? {}).map(([value, label]) => ({ value, label }));
const word = (code: string, facts: FieldFacts): string => facts.options.choices?.[code] ?? code;

/** One code of a list. */
export const choiceKind: Kind<string> = {
  columns: ['text'],
  schema: ({ options }) =>
    z
      .string()
      .check(
        z.refine((v) => Object.hasOwn(options.choices ?? {}, v), 'Elija una de las opciones de la lista.'),
      ) as unknown as z.ZodMiniType<string>,
  question: (name, facts) => ({ ...common(name, facts), kind: 'choice', options: optionsOf(facts) }),
  show: word,
  cell: word,
  filter: 'equals',
};

/** Several codes of a list, each once. */
export const choicesKind: Kind<string[]> = {
  many: true,
  columns: ['text[]'],
  schema: ({ options }) =>
    z.array(z.string()).check(
      z.refine(
        (v) => v.every((one) => Object.hasOwn(options.choices ?? {}, one)),
        'Elija de las opciones de la lista.',
      ),
      z.refine((v) => options.asSent || new Set(v).size === v.length, 'Cada opción se elige una vez.'),
    ) as unknown as z.ZodMiniType<string[]>,
  question: (name, facts) => ({ ...common(name, facts), kind: 'choice', many: true, options: optionsOf(facts) }),
  show: (value, facts) => value.map((one) => word(one, facts)).join(', '),
  cell: (value, facts) => value.map((one) => word(one, facts)).join('; '),
  filter: null,
};

/** Yes or no; not answered is null, never no. */
export const flagKind: Kind<boolean> = {
  columns: ['boolean'],
  schema: () => z.boolean() as unknown as z.ZodMiniType<boolean>,
  question: (name, facts) => ({
    ...common(name, facts),
    kind: 'choice',
    options: [
      { value: 'si', label: 'Sí' },
      { value: 'no', label: 'No' },
    ],
  }),
  toAnswer: (value) => (value ? 'si' : 'no'),
  fromAnswer: (answer) => (answer === 'si' ? true : answer === 'no' ? false : null),
  show: (value) => (value ? 'sí' : 'no'),
  cell: (value) => (value ? 'sí' : 'no'),
  filter: 'equals',
};
