import type { Day } from '../kernel/dates.ts';
import type { FieldFacts } from '../kernel/noun/field.ts';
import type { Role } from '../people/roles.ts';

type Example = string | number | null;

/**
 * A column of a sheet: what it holds, the headings by which it is recognised besides its label, and an invented value
 * for each example row of the template.
 */
export interface ImportColumn {
  readonly facts: FieldFacts;
  readonly headers: readonly string[];
  readonly examples: readonly [Example, Example];
}

/** Something that can be imported from a sheet, one in each row (docs/decisions/import.md). */
export interface Importable {
  readonly name: string;
  /** 'familias': what its rows are, and the name of its sheet. */
  readonly many: string;
  /** 'una familia' */
  readonly one: string;
  /** What a row is, and what else one should know, for the template and the screen. */
  readonly lead: string;
  /** Where the office shows them afterwards; null when they have no list of their own. */
  readonly path: string | null;
  /** True when each has a page of its own under that path. */
  readonly paged?: true;
  readonly by: readonly Role[];
  /** Kinds of the commands that a row becomes. */
  readonly kinds: readonly string[];
  readonly columns: Readonly<Record<string, ImportColumn>>;
  /** The kinds of reference for which its rows give the names, in columns of other importables that point to them. */
  readonly gives: readonly string[];
}

/** The values of a row by its columns; null where a cell is empty. */
export type RowValues = Readonly<Record<string, unknown>>;

/** A command made from a row, before it has an id and an envelope. */
export interface ToldCommand {
  readonly kind: string;
  readonly subjectId: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The day of a fact; when absent, the day of the import. */
  readonly on?: Day | null;
}

/** What a row gets besides its values. */
export interface RowContext {
  /** An id derived from that of the row: the same on every run. */
  readonly id: (part: string) => string;
  /** The position of the row in its document, for records that keep their origin; null where none is kept. */
  readonly source: { readonly documentId: string; readonly sheet: string | null; readonly row: number } | null;
}

/** An importable each of whose rows becomes existing commands by itself. */
export interface RowImportable extends Importable {
  /** The columns whose values identify a row; two rows with the same values are the same. */
  readonly key: readonly string[];
  /** The first of the commands tells whether the row was imported before. */
  readonly commands: (values: RowValues, context: RowContext) => readonly [ToldCommand, ...ToldCommand[]];
  /**
   * Where a path in the body of a command differs from the name of its column, without 'body.': 'holder.ciNumber' →
   * 'ciNumber'.
   */
  readonly at?: Readonly<Record<string, string>>;
  /** The columns whose values name a row in other sheets. */
  readonly named?: readonly string[];
  /** Columns whose values may appear only once in a sheet. */
  readonly once?: readonly string[];
  /** True when its records keep the row and the document from which they come. */
  readonly cites?: true;
}

/**
 * Declares a column.
 * @param headers other headings by which it is recognised
 */
export const column = (
  facts: FieldFacts,
  first: Example,
  second: Example,
  headers: readonly string[] = [],
): ImportColumn => ({
  facts,
  headers,
  examples: [first, second],
});

/** The column that identifies a row which has no name of its own; any importable may have it. */
export const KEY_COLUMN = 'rowKey';
/** The column that marks the invented rows of a template. */
export const EXAMPLE_COLUMN = 'example';
/** The sheets of a template that explain how to fill it in. */
export const guideSheets = { guide: 'Cómo se llena', words: 'Palabras' } as const;
/** A sheet that is not imported. */
export const NOTHING = 'nothing';
