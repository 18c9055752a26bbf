import type * as z from 'zod/mini';
import type { FieldSpec, Option } from '../form.ts';
import { upperFirst } from '../text.ts';
import type { FieldFacts } from './field.ts';

/** What a form knows when it is shown: the options of each reference, by field. */
export interface Asked {
  readonly options: (name: string) => readonly Option[];
}

/**
 * A kind of field: the only place that decides a format. The functions of a kind never receive null: the caller handles
 * absence once, for every kind.
 */
export interface Kind<Value = unknown> {
  /** Types that its column may have, as PostgreSQL names them. */
  readonly columns: readonly string[];
  readonly schema: (facts: FieldFacts) => z.ZodMiniType<Value>;
  readonly question: (name: string, facts: FieldFacts, asked: Asked) => FieldSpec;
  /** Converts between the value of the form and the value of the column, where they differ. */
  readonly toAnswer?: (value: Value) => unknown;
  readonly fromAnswer?: (answer: unknown) => Value | null;
  /** The value as a person reads it. */
  readonly show: (value: Value, facts: FieldFacts) => string;
  /** The value in a downloaded table: money in bolivianos, days as days; null: it has no cell. */
  readonly cell: (value: Value, facts: FieldFacts) => string | number | null;
  /** How a list can be filtered by it. */
  readonly filter: 'equals' | 'range' | 'search' | null;
  /** Nobody is shown its value, only whether there is one. A form that leaves it empty keeps the stored value. */
  readonly secret?: true;
  /** Its value names files by their hash: one, or a list of them. */
  readonly files?: 'one' | 'many';
  /** Its value is a list: a required one that nothing was given for is empty, and no form insists on it. */
  readonly many?: true;
  /** Where its column is aligned in tables: numbers at the end. */
  readonly align?: 'end';
}

/** What every question carries, whatever its kind. */
export const common = (name: string, facts: FieldFacts) => ({
  name,
  label: facts.options.question ?? upperFirst(facts.label),
  required: facts.needed,
  ...(facts.help === null ? {} : { help: facts.help }),
});
