import type { View } from '../../people/roles.ts';
import { type FieldFacts, field, sees } from './field.ts';
import { kindOf } from './kinds.ts';
import { referentOf } from './referents.ts';

/** A field of a record: that of a noun or, where no kind tells its value, with a way of its own. */
export interface RecordField extends FieldFacts {
  /** The value as a person reads it; null where there is nothing to tell. Never asked for null. */
  readonly tell?: (value: unknown) => string | null;
  /** It follows from the other values: nobody typed it, so nobody is asked about it or shown it. */
  readonly worked?: true;
}
export type RecordFields = Readonly<Record<string, RecordField>>;

/**
 * What a table holds whose noun is not declared whole (tests/expected/oldWay.csv): what one is called, and the fields that
 * histories, reviews and conflicts tell of it, each by its kind. A field that is not here is told to nobody; one that is not
 * said to be open is told to the full view alone.
 */
export interface RecordKind {
  /** In the singular, without article. */
  readonly one: string;
  /** Several of them, where they are verified. */
  readonly many?: string;
  readonly fields: RecordFields;
}
export type RecordKinds = Readonly<Record<string, RecordKind>>;

/** A field whose value is told in a way of its own; closed until it says otherwise. */
export const told = (label: string, tell: (value: unknown) => string | null): RecordField & { open: OpenField } => {
  const facts = { ...field('text', label), tell };
  return { ...facts, open: (view) => ({ ...facts, view }) };
};
type OpenField = (view: 'noPersonal' | 'published') => RecordField;

/** A field that is told otherwise than its kind tells it. */
export const toldAs = <F extends FieldFacts>(facts: F, tell: (value: unknown) => string | null) => ({ ...facts, tell });

/** A field that follows from others. */
export const worked = <F extends FieldFacts>(facts: F): F & { readonly worked: true } => ({ ...facts, worked: true });

/**
 * A value as a person reads it; null when it is empty.
 * @param name what a reference points to is called; without it a code is told as it is, and an identity not at all
 */
export function tellValue(facts: RecordField, value: unknown, name: string | null = null): string | null {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return null;
  if (facts.tell) return facts.tell(value);
  if (facts.kind === 'reference') return name ?? (referentOf(facts.options.to).id === 'text' ? String(value) : null);
  return kindOf(facts).show(value, facts);
}

/** Whether a reader with a view is told a field. */
export const isTold = (facts: RecordField | undefined, view: View): facts is RecordField =>
  facts !== undefined && !facts.worked && sees(view, facts);
