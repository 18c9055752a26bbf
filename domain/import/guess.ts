import { normalized } from '../kernel/text.ts';
import type { ImportMapping } from './fields.ts';
import { EXAMPLE_COLUMN, guideSheets, type Importable, KEY_COLUMN, NOTHING } from './importable.ts';

/** For each importable, the headings of its columns, to find the line with the headers. */
export const headingsOf = (importables: readonly Importable[]): string[][] =>
  importables.map((importable) => namesOf(importable).flatMap(([, names]) => names));

/** The headings by which the columns of an importable are recognised, the surest first. */
function namesOf(importable: Importable): [string, readonly string[]][] {
  return Object.entries(importable.columns).map(([name, { facts, headers }]) => [
    name,
    [facts.label, ...headers].map(normalized),
  ]);
}

/** Columns by their headers: each header is taken once, by the first datum that knows it. */
export function guessMapping(importable: Importable, headers: readonly string[]): ImportMapping {
  const plain = headers.map(normalized);
  const taken = new Set<number>();
  const guessed: Record<string, number> = {};
  for (const [name, known] of namesOf(importable)) {
    for (const heading of known) {
      const at = plain.findIndex((header, i) => header === heading && !taken.has(i));
      if (at < 0) continue;
      guessed[name] = at;
      taken.add(at);
      break;
    }
  }
  return guessed;
}

/** The required columns for which the sheet has none. */
export function missingColumns(importable: Importable, mapping: ImportMapping): string[] {
  return Object.keys(importable.columns).filter(
    (name) => importable.columns[name]?.facts.needed && mapping[name] === undefined,
  );
}

/** How many columns of an importable these headers know by name. */
const knownOf = (importable: Importable, headers: readonly string[]): number =>
  Object.keys(guessMapping(importable, headers)).filter((name) => name !== KEY_COLUMN && name !== EXAMPLE_COLUMN)
    .length;

/**
 * The importable that a sheet brings, guessed from its name and its headers; nothing when they do not tell. A sheet
 * named like an importable is taken for it when it has any of its columns. Otherwise it is the importable whose
 * required columns are all there, or most of whose columns are.
 */
export function guessImportable(
  importables: readonly Importable[],
  sheet: string | null,
  headers: readonly string[],
): string {
  if (sheet !== null && Object.values(guideSheets).some((name) => normalized(name) === normalized(sheet)))
    return NOTHING;
  const named = importables.find((importable) => sheet !== null && normalized(sheet) === normalized(importable.many));
  if (named && knownOf(named, headers) > 0) return named.name;
  const judged = importables
    .map((importable) => ({
      name: importable.name,
      known: knownOf(importable, headers),
      whole: missingColumns(importable, guessMapping(importable, headers)).length === 0,
    }))
    .filter(({ known, whole }) => known >= (whole ? 1 : 2));
  judged.sort((a, b) => Number(b.whole) - Number(a.whole) || b.known - a.known);
  return judged[0]?.name ?? NOTHING;
}
