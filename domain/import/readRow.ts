import { problem } from '../kernel/problem.ts';
import { normalized, upperFirst } from '../kernel/text.ts';
import { writtenCell } from './cell.ts';
import type { ImportMapping } from './fields.ts';
import { EXAMPLE_COLUMN, type Importable, KEY_COLUMN, type RowImportable, type RowValues } from './importable.ts';
import { type KnownNames, readField } from './readField.ts';
import type { SheetRow } from './row.ts';
import type { CellProblem } from './rowReader.ts';

export interface ReadRow {
  /** Number of the row in the sheet, as spreadsheets count it. */
  readonly row: number;
  readonly problems: readonly CellProblem[];
  /** What identifies it among the rows of the importable, in a later file too; null when that cannot be read. */
  readonly key: readonly string[] | null;
  /** Null when the row is not imported. */
  readonly values: RowValues | null;
}

/** What stands in the first cell of a row that was erased, in the copy of its sheet. */
export const ERASED_ROW = '(fila borrada a pedido de una persona)';

/** Whether a row holds nothing to import: the mark of an erased row, or an example of the template. */
export const isNobodys = (importable: Importable, row: SheetRow, mapping: ImportMapping): boolean =>
  writtenCell(row.cells[0]).trim() === ERASED_ROW || isExample(importable, row, mapping);

/**
 * Whether a row is an unchanged example row of a template. A row with the example mark but with somebody's own data is
 * theirs.
 */
function isExample({ columns }: Importable, { cells }: SheetRow, mapping: ImportMapping): boolean {
  const said = (name: string): string => {
    const at = mapping[name];
    return at === undefined ? '' : normalized(writtenCell(cells[at]));
  };
  if (!said(EXAMPLE_COLUMN).startsWith('ejemplo')) return false;
  const is = (n: 0 | 1) =>
    Object.entries(columns).every(
      ([name, { examples }]) => mapping[name] === undefined || said(name) === normalized(String(examples[n] ?? '')),
    );
  return is(0) || is(1);
}

/** The values of a row, or all reasons why it is not imported, each at its cell. Pure. */
export function readRow(
  importable: RowImportable,
  { number: row, cells, hidden }: SheetRow,
  mapping: ImportMapping,
  known: KnownNames,
): ReadRow {
  const problems: CellProblem[] = [];
  const values: Record<string, unknown> = {};
  if (hidden) problems.push({ field: null, value: null, problem: problem('importHiddenRow'), severity: 'person' });
  for (const [name, { facts }] of Object.entries(importable.columns)) {
    const at = mapping[name];
    const cell = at === undefined ? undefined : cells[at];
    const read = readField(cell, facts, known);
    const said = writtenCell(cell).trim().slice(0, 200) || null;
    values[name] = read.value;
    if (read.problem) problems.push({ field: name, value: said, problem: read.problem, severity: 'refused' });
    else if (read.value === null && facts.needed)
      problems.push({
        field: name,
        value: null,
        problem: problem('importEmptyCell', { label: upperFirst(facts.label) }),
        severity: 'refused',
      });
    if (read.note) problems.push({ field: name, value: said, problem: read.note, severity: 'note' });
  }
  const own = values[KEY_COLUMN];
  const key =
    typeof own === 'string' ? ['clave', normalized(own)] : importable.key.map((name) => keyPart(values[name]));
  const refused = problems.some((p) => p.severity === 'refused');
  if (refused) return { row, problems: withoutNotes(problems), key: null, values: null };
  return { row, problems, key, values };
}

/** Leaves out the remarks meant for rows that are imported, when the row is not. */
export const withoutNotes = (problems: readonly CellProblem[]): CellProblem[] =>
  problems.filter(({ severity }) => severity !== 'note');

const keyPart = (value: unknown): string =>
  typeof value === 'string' ? normalized(value) : value === null || value === undefined ? '' : JSON.stringify(value);
