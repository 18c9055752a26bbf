import type { Day } from '../kernel/dates.ts';
import type { FieldFacts } from '../kernel/noun/field.ts';
import type { Role } from '../people/roles.ts';

type Example = string | number | null;

/** A column of a sheet: what it holds, the headings it goes by besides its label, and an invented value for each row of the template. */
export interface ImportColumn {
  readonly facts: FieldFacts;
  readonly headers: readonly string[];
  readonly examples: readonly [Example, Example];
}

/** Something that comes in from a sheet, one row each (docs/decisions/import.md). */
export interface Importable {
  readonly name: string;
  /** 'familias': what its rows are, and the name of its sheet. */
  readonly many: string;
  /** 'una familia' */
  readonly one: string;
  /** What a row is, and what else to know, for the template and the screen. */
  readonly lead: string;
  /** Where in the office they are seen afterwards; null where they have no list of their own. */
  readonly path: string | null;
  /** One has a page of its own under that path. */
  readonly paged?: true;
  readonly by: readonly Role[];
  /** Kinds of the commands that a row becomes. */
  readonly kinds: readonly string[];
  readonly columns: Readonly<Record<string, ImportColumn>>;
  /** What its rows are called by in columns of other importables that point to them. */
  readonly gives: readonly string[];
}

/** The values of a row by its columns; null where a cell is empty. */
export type RowValues = Readonly<Record<string, unknown>>;

/** A command that a row becomes, before it has an identity and an envelope. */
export interface ToldCommand {
  readonly kind: string;
  readonly subjectId: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The day that a fact tells; the day of the import where there is none. */
  readonly on?: Day | null;
}

/** What a row is given besides its values. */
export interface RowContext {
  /** An identity that follows from the row's own: the same on every run. */
  readonly id: (part: string) => string;
  /** Where the row stands, for records that say where they come from; null where nothing is kept of it. */
  readonly source: { readonly documentId: string; readonly sheet: string | null; readonly row: number } | null;
}

/** An importable whose rows become commands that exist already, each row by itself. */
export interface RowImportable extends Importable {
  /** Columns whose values tell one row from another; two rows alike are one. */
  readonly key: readonly string[];
  /** Of the commands, the first tells whether the row came in before. */
  readonly commands: (values: RowValues, context: RowContext) => readonly [ToldCommand, ...ToldCommand[]];
  /** Paths of the commands' bodies that are not called as their column, without 'body.': 'holder.ciNumber' → 'ciNumber'. */
  readonly at?: Readonly<Record<string, string>>;
  /** The columns by which a row is named elsewhere. */
  readonly named?: readonly string[];
  /** Columns whose values stand once in a sheet. */
  readonly once?: readonly string[];
  /** Its records say from which row of which document they come. */
  readonly cites?: true;
}

/** A column. @param headers other headings it goes by */
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

/** The column by which a row is told from others where it has no name of its own; any importable may have it. */
export const KEY_COLUMN = 'rowKey';
/** The column that marks the invented rows of a template. */
export const EXAMPLE_COLUMN = 'example';
/** Sheets of a template that say how it is filled in. */
export const guideSheets = { guide: 'Cómo se llena', words: 'Palabras' } as const;
/** A sheet that is not imported. */
export const NOTHING = 'nothing';
