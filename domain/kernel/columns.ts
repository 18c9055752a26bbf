import type { View } from '../people/roles.ts';
import { type FieldFacts, sees } from './noun/field.ts';
import { kindOf } from './noun/kinds.ts';
import { upperFirst } from './text.ts';

export type Cell = string | number | null;
export type TableRow = Readonly<Record<string, Cell>>;

/** A column whose cell no kind of field writes: a number with a fraction, a code that is a number, a value of several parts. */
export interface OwnColumn<Value> {
  readonly label: string;
  readonly view: View;
  readonly cell: (value: Value) => Cell;
  /** Opens it to more readers, as a field is. */
  open(view: 'noPersonal' | 'published'): OwnColumn<Value>;
}

/** Declares a column that writes its own cell; seen only by the full view until `open` says otherwise. */
export const column = <Value>(label: string, cell: (value: Value) => Cell, view: View = 'full'): OwnColumn<Value> => ({
  label,
  view,
  cell,
  open: (wider) => column(label, cell, wider),
});

/** A field that has words for every value of a type, whatever else it has words for. */
type FieldFor<Value> = FieldFacts & { readonly takes?: (value: Value) => void };
type Kept<Value> = Value extends readonly (infer One)[] ? One[] : Value;
type ColumnFor<Value> = FieldFor<Kept<Value>> | OwnColumn<Value>;
type Declared = FieldFacts | OwnColumn<never>;

/**
 * The columns of the download of a list, in order: what the value of a row is called and how it is written. A value
 * without a column is not downloaded.
 */
export interface Columns<Row> {
  readonly declared: Readonly<Record<string, Declared>>;
  /** Has no value at run time: it keeps the columns of one row from being given to another. */
  readonly takes?: (row: Row) => void;
}

/** Declares the columns of a row: each under the name of the value it writes, which the row has to have. */
export const columnsOf = <Row extends object>(
  declared: {
    readonly [K in keyof Row]?: ColumnFor<NonNullable<Row[K]>>;
  },
): Columns<Row> => ({ declared: declared as Readonly<Record<string, Declared>> });

/** The names of the columns that a reader with a view is given, in order. */
export const columnsFor = ({ declared }: Columns<never>, view: View): string[] =>
  Object.keys(declared).filter((name) => sees(view, declared[name] as Declared));

/** A list as it is taken away: its headings, and its rows by heading. */
export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly TableRow[];
}

function cellOf(of: Declared, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  return 'kind' in of ? kindOf(of).cell(value, of) : of.cell(value as never);
}

/** The rows of a list as a table, with the columns that a reader with a view is given. */
export function tableOf(columns: Columns<never>, rows: readonly object[], view: View): Table {
  const shown = columnsFor(columns, view).map((name) => {
    const of = columns.declared[name] as Declared;
    return { name, of, heading: upperFirst(of.label) };
  });
  return {
    headings: shown.map(({ heading }) => heading),
    rows: rows.map((row) =>
      Object.fromEntries(
        shown.map(({ name, of, heading }) => [heading, cellOf(of, (row as Record<string, unknown>)[name])]),
      ),
    ),
  };
}
