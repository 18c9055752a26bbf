import { type SheetCell, writtenCell } from '../../../domain/import/cell.ts';
import { importFieldNames, importFields } from '../../../domain/import/fields.ts';
import { normalized } from '../../../domain/kernel/text.ts';

/**
 * For each importable that a sheet may bring, the headings of its columns, without accents, capitals or punctuation.
 */
export type Headings = readonly (readonly string[])[];

/** The headings of alliances, used when no others are given. */
export const allianceHeadings: Headings = [
  importFieldNames.flatMap((name) => [importFields[name].label, ...importFields[name].headers].map(normalized)),
];

/** How many cells of a line are headings of the same importable, for the best of them. */
export function knownIn(headings: Headings, cells: readonly SheetCell[]): number {
  const plain = new Set(cells.map((cell) => normalized(writtenCell(cell))).filter((text) => text !== ''));
  return Math.max(0, ...headings.map((known) => new Set(known.filter((heading) => plain.has(heading))).size));
}
