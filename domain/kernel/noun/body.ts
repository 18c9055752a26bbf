import * as z from 'zod/mini';
import type { FieldSpec, FormValues, QuantityValue } from '../form.ts';
import { upperFirst } from '../text.ts';
import type { FieldFacts } from './field.ts';
import type { Asked } from './kind.ts';
import { kindOf } from './kinds.ts';
import type { Noun } from './noun.ts';

/** Fields of a body: which ones, and which of them are required. */
export interface Wanted {
  readonly names: readonly string[];
  readonly needed: ReadonlySet<string>;
}

/** The schemas of these fields as a body has them: what may be left out may also be null. */
export function bodyShape(n: Noun, { names, needed }: Wanted): Record<string, z.ZodMiniType> {
  return Object.fromEntries(
    names.map((name) => {
      const facts = n.fields[name];
      if (!facts) throw new Error(`${n.name} has no field ${name}`);
      const schema = kindOf(facts).schema(facts);
      return [name, needed.has(name) ? schema : (z.optional(z.nullable(schema)) as z.ZodMiniType)];
    }),
  );
}

/** The schema of a command's body: these fields, and `more` entries that are not fields of the noun. */
export function bodySchema(
  n: Noun,
  wanted: Wanted,
  more: z.core.$ZodShape = {},
): z.ZodMiniType<Record<string, unknown>> {
  return z.object({ ...more, ...bodyShape(n, wanted) }) as unknown as z.ZodMiniType<Record<string, unknown>>;
}

/** What the fields of a noun are called. */
export const labelsOf = (n: Noun): Record<string, string> =>
  Object.fromEntries(Object.entries(n.fields).map(([name, { label }]) => [name, label]));

/** The answer to a reference whose value is not registered: it is written in the field beside it. */
export const OTHER = 'otro';

/** The name by which a form has the answer for a field. */
export const askedAs = (name: string, { options }: FieldFacts): string => options.as ?? name;

/** The name by which a form has the answer for a field of a body. */
export function answerOf(n: Noun, field: string): string {
  const [name, facts] = Object.entries(n.fields).find(([, f]) => f.options.unitIn === field) ?? [
    field,
    n.fields[field],
  ];
  return facts ? askedAs(name, facts) : name;
}

/** The questions of a form for some fields, in the order of the declaration, given the answers so far. */
export function questionsOf(n: Noun, { names, needed }: Wanted, asked: Asked, answers: FormValues = {}): FieldSpec[] {
  const fields = Object.entries(n.fields).filter(([name]) => names.includes(name));
  const units = new Set(fields.map(([, { options }]) => options.unitIn));
  return fields.flatMap(([name, facts]): FieldSpec[] => {
    if (units.has(name)) return [];
    const { otherIn } = facts.options;
    // One of the two has a value, so whichever is asked is needed.
    const instead = fields.find(([, { options }]) => options.otherIn === name);
    if (instead && answers[askedAs(...instead)] !== OTHER) return [];
    const known = { ...facts, needed: needed.has(name) || otherIn !== undefined || instead !== undefined };
    const spec = { ...kindOf(facts).question(name, known, asked), name: askedAs(name, facts) };
    if (otherIn === undefined || spec.kind !== 'choice') return [spec];
    const other = { value: OTHER, label: upperFirst(n.fields[otherIn]?.label ?? otherIn) };
    return [{ ...spec, options: [...spec.options, other] }];
  });
}

type Values = Readonly<Record<string, unknown>>;

/** The answer that a value is shown as; null where there is none or nobody is shown it. */
function answerFor(facts: FieldFacts, name: string, row: Values): unknown {
  const { secret, toAnswer } = kindOf(facts);
  const value = secret ? null : (row[name] ?? null);
  const { otherIn, unitIn } = facts.options;
  if (otherIn !== undefined) return value ?? (row[otherIn] ? OTHER : null);
  if (value === null) return null;
  if (unitIn !== undefined) return row[unitIn] ? { quantity: value, unit: row[unitIn] } : null;
  return toAnswer ? toAnswer(value) : value;
}

/**
 * What a form starts from: the values of a row as its questions hold them. An answer that goes by another name than its
 * field has the value beside it, since it may be finer than the answer.
 */
export function answersOf(n: Noun, names: readonly string[], row: Values): FormValues {
  return Object.fromEntries(
    names.flatMap((name) => {
      const facts = n.fields[name];
      if (!facts) return [[name, row[name] ?? null]];
      const as = askedAs(name, facts);
      return [...(as === name ? [] : [[name, row[name] ?? null]]), [as, answerFor(facts, name, row)]];
    }),
  );
}

/** The value of a field out of the answers of a form; null where nothing was answered. */
function valueFrom(n: Noun, name: string, answers: FormValues): unknown {
  const facts = n.fields[name];
  if (!facts) return answers[name] ?? null;
  const { fromAnswer, toAnswer } = kindOf(facts);
  const unitOf = Object.entries(n.fields).find(([, { options }]) => options.unitIn === name);
  if (unitOf) return (answers[askedAs(...unitOf)] as QuantityValue | null | undefined)?.unit ?? null;
  const instead = Object.entries(n.fields).find(([, { options }]) => options.otherIn === name);
  if (instead && answers[askedAs(...instead)] !== OTHER) return null;
  const as = askedAs(name, facts);
  const answer = answers[as] === '' ? null : (answers[as] ?? null);
  if (answer === null) return null;
  if (facts.options.otherIn !== undefined && answer === OTHER) return null;
  if (facts.options.unitIn !== undefined) return (answer as QuantityValue).quantity;
  // What nobody edited stays as it was: a price of a tenth of a centavo is not rounded by being looked at.
  const before = as === name ? null : (answers[name] ?? null);
  if (before !== null && toAnswer?.(before) === answer) return before;
  return fromAnswer ? fromAnswer(answer) : answer;
}

/** The body out of the answers of a form: what was left empty is null, a required list without entries is empty. */
export function bodyOfAnswers(n: Noun, names: readonly string[], answers: FormValues): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const facts = n.fields[name];
      const value = valueFrom(n, name, answers);
      if (value !== null || !facts) return [[name, value]];
      const { secret, many } = kindOf(facts);
      return secret ? [] : [[name, many && facts.needed ? [] : null]];
    }),
  );
}

/** What a form changes of what it started from, as a body: a correction says nothing of the rest. */
export function changedBody(
  n: Noun,
  names: readonly string[],
  before: FormValues,
  answers: FormValues,
): Record<string, unknown> {
  const known = bodyOfAnswers(n, names, before);
  const said = Object.entries(bodyOfAnswers(n, names, answers));
  return Object.fromEntries(said.filter(([name, value]) => value !== known[name]));
}
