import type * as z from 'zod/mini';
import type { FieldSpec, Option } from '../form.ts';
import { upperFirst } from '../text.ts';
import type { FieldFacts } from './field.ts';

/** What a form knows when it asks: what references may point to, by field. */
export interface Asked {
  readonly options: (name: string) => readonly Option[];
}

/**
 * A kind of field: the only place where a format is decided. A value is never null here: what is absent is handled once, for
 * every kind, by who calls.
 */
export interface Kind<Value = unknown> {
  /** Types that its column may have, as PostgreSQL names them. */
  readonly columns: readonly string[];
  readonly schema: (facts: FieldFacts) => z.ZodMiniType<Value>;
  readonly question: (name: string, facts: FieldFacts, asked: Asked) => FieldSpec;
  /** Between what a form holds and what the column holds, where they differ. */
  readonly toAnswer?: (value: Value) => unknown;
  readonly fromAnswer?: (answer: unknown) => Value | null;
  /** The value as a person reads it. */
  readonly show: (value: Value, facts: FieldFacts) => string;
  /** The value in a downloaded table: money in bolivianos, days as days; null: it has no cell. */
  readonly cell: (value: Value, facts: FieldFacts) => string | number | null;
  /** How a list is narrowed by it. */
  readonly filter: 'equals' | 'range' | 'search' | null;
  /** Its value is told to nobody, only that it is there; a form that leaves it empty leaves it as it was. */
  readonly secret?: true;
  /** Its value names files by their hash: one, or a list of them. */
  readonly files?: 'one' | 'many';
  /** Position of its column in tables: numbers stand at the end. */
  readonly align?: 'end';
}

/** What every question says, whatever its kind. */
export const common = (name: string, facts: FieldFacts) => ({
  name,
  label: upperFirst(facts.label),
  required: facts.needed,
  ...(facts.help === null ? {} : { help: facts.help }),
});
