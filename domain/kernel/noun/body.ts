import * as z from 'zod/mini';
import type { FieldSpec, FormValues } from '../form.ts';
import type { Asked } from './kind.ts';
import { kindOf } from './kinds.ts';
import type { Noun } from './noun.ts';

/** Fields of a body: which ones, and which of them are required. */
export interface Wanted {
  readonly names: readonly string[];
  readonly needed: ReadonlySet<string>;
}

/** The schema of a command's body: these fields, and `more` entries that are not fields of the noun. */
export function bodySchema(
  n: Noun,
  { names, needed }: Wanted,
  more: z.core.$ZodShape = {},
): z.ZodMiniType<Record<string, unknown>> {
  const shape: Record<string, z.core.$ZodType> = { ...more };
  for (const name of names) {
    const facts = n.fields[name];
    if (!facts) throw new Error(`${n.name} has no field ${name}`);
    const schema = kindOf(facts).schema(facts);
    shape[name] = needed.has(name) ? schema : z.optional(z.nullable(schema));
  }
  return z.object(shape) as unknown as z.ZodMiniType<Record<string, unknown>>;
}

/** The questions of a form for some fields, in the order of the declaration. */
export function questionsOf(n: Noun, { names, needed }: Wanted, asked: Asked): FieldSpec[] {
  return Object.entries(n.fields)
    .filter(([name]) => names.includes(name))
    .map(([name, facts]) => kindOf(facts).question(name, { ...facts, needed: needed.has(name) }, asked));
}

/** What a form starts from: the values of a row as its questions hold them. */
export function answersOf(n: Noun, names: readonly string[], row: Readonly<Record<string, unknown>>): FormValues {
  return Object.fromEntries(
    names.map((name) => {
      const facts = n.fields[name];
      const value = facts && kindOf(facts).secret ? null : (row[name] ?? null);
      const to = facts === undefined ? undefined : kindOf(facts).toAnswer;
      return [name, value === null || to === undefined ? value : to(value)];
    }),
  );
}

/** The body out of the answers of a form: what was left empty is null. */
export function bodyOfAnswers(n: Noun, names: readonly string[], answers: FormValues): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const facts = n.fields[name];
      if (facts && kindOf(facts).secret && !answers[name]) return [];
      const answer = answers[name] === '' || answers[name] === undefined ? null : answers[name];
      const from = facts === undefined ? undefined : kindOf(facts).fromAnswer;
      return [[name, answer === null || from === undefined ? answer : from(answer)]];
    }),
  );
}
