import type { FieldFacts } from '../../kernel/noun/field.ts';
import type { Noun } from '../../kernel/noun/noun.ts';
import { bodyFields } from '../../kernel/noun/versions.ts';
import { column, type ImportColumn, type RowImportable } from '../importable.ts';
import { isReadable } from '../readField.ts';

type Example = ImportColumn['examples'][number];

/** What a sheet of them has of its own: everything else is in the declaration. */
type Told = Pick<RowImportable, 'name' | 'lead' | 'by' | 'key'> & {
  readonly noun: Noun;
  /** The kind of the command that registers one. */
  readonly kind: string;
  /** By field: invented values of the two rows of its template, and other headings that its column goes by. */
  readonly columns: Readonly<Record<string, readonly [Example, Example, (readonly string[])?]>>;
};

/**
 * A noun kept in versions as an importable: its columns are the fields that a person may fill in and a cell can hold, and
 * its records keep the row that they come from. Records of before come without files.
 */
export function importableOfVersions({ noun: n, kind, columns, ...told }: Told): RowImportable {
  const on = n.inVersions?.on;
  const names = [...bodyFields(n), ...(on === undefined ? [] : [on])];
  const readable = Object.keys(n.fields).filter(
    (name) => names.includes(name) && isReadable(n.fields[name] as FieldFacts),
  );
  return {
    ...told,
    many: n.words.many,
    one: n.words.one,
    path: `/verificacion?noun=${n.table}`,
    kinds: [kind],
    gives: [],
    columns: Object.fromEntries(
      readable.map((name) => {
        const [first, second, headings] = columns[name] ?? [null, null];
        return [name, column(n.fields[name] as FieldFacts, first, second, headings)];
      }),
    ),
    cites: true,
    commands: (values, { id, source }) => [
      {
        kind,
        subjectId: id('row'),
        body: {
          ...Object.fromEntries(
            bodyFields(n).map((name) => [name, readable.includes(name) ? (values[name] ?? null) : []]),
          ),
          ...(source === null ? {} : { imported: source }),
        },
        ...(on === undefined ? {} : { on: values[on] as string }),
      },
    ],
  };
}
