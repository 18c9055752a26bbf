import type { FieldFacts } from '../../kernel/noun/field.ts';
import type { Noun } from '../../kernel/noun/noun.ts';
import { bodyFields } from '../../kernel/noun/versions.ts';
import { column, type ImportColumn, type RowContext, type RowImportable, type RowValues } from '../importable.ts';

type Example = ImportColumn['examples'][number];

/** What a sheet of them has of its own: everything else is in the declaration. */
type Told = Pick<RowImportable, 'name' | 'lead' | 'by' | 'key'> & {
  readonly noun: Noun;
  /** The kind of the command that registers one. */
  readonly kind: string;
  /** By field: invented values of the two rows of its template, and other headings that its column goes by. */
  readonly columns: Readonly<Record<string, readonly [Example, Example, (readonly string[])?]>>;
};

/** The columns of its sheet: those fields of which it says something. */
export const columnsOf = (n: Noun, columns: Told['columns']): Record<string, ImportColumn> =>
  Object.fromEntries(
    Object.entries(columns).map(([name, [first, second, headings]]) => [
      name,
      column(n.fields[name] as FieldFacts, first, second, headings),
    ]),
  );

/** The body of the command out of the values of a row. Records of before come without files. */
export const bodyOfRow = (n: Noun, columns: object, values: RowValues, { source }: RowContext) => ({
  ...Object.fromEntries(
    bodyFields(n).flatMap((name) => {
      const { needed } = n.fields[name] as FieldFacts;
      return name in columns ? [[name, values[name] ?? null]] : needed ? [[name, []]] : [];
    }),
  ),
  ...(source === null ? {} : { imported: source }),
});

/** A noun kept in versions as an importable; its records keep the row that they come from. */
export function importableOfVersions({ noun: n, kind, columns, ...told }: Told): RowImportable {
  const on = n.inVersions?.on;
  return {
    ...told,
    many: n.words.many,
    one: n.words.one,
    path: `/verificacion?noun=${n.table}`,
    kinds: [kind],
    gives: [],
    columns: columnsOf(n, columns),
    cites: true,
    commands: (values, context) => [
      {
        kind,
        subjectId: context.id('row'),
        body: bodyOfRow(n, columns, values, context),
        ...(on === undefined ? {} : { on: values[on] as string }),
      },
    ],
  };
}
