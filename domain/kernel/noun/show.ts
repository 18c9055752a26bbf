import type { View } from '../../people/roles.ts';
import { upperFirst } from '../text.ts';
import { sees } from './field.ts';
import { kindOf } from './kinds.ts';
import type { Noun } from './noun.ts';

/**
 * The value of a field as a person reads it; null when it is empty. `name` is the name of what a reference points to.
 */
export function shownValue(n: Noun, field: string, value: unknown, name: string | null = null): string | null {
  const facts = n.fields[field];
  if (!facts || value === null || value === undefined) return null;
  return facts.kind === 'reference'
    ? (name ?? (facts.options.to === 'unit' ? String(value) : null))
    : kindOf(facts).show(value, facts);
}

/** Fields that a reader with a view sees, in the order of the declaration. */
export const seenFields = (n: Noun, view: View): string[] =>
  Object.keys(n.fields).filter((name) => sees(view, n.fields[name] as never));

/** The heading of a field. */
export const headingOf = (n: Noun, field: string): string => upperFirst(n.fields[field]?.label ?? field);
