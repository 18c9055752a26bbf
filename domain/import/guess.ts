import { normalized } from '../kernel/text.ts';
import type { ImportMapping } from './fields.ts';
import { EXAMPLE_COLUMN, guideSheets, KEY_COLUMN, NOTHING, type Thing } from './thing.ts';

/** For each thing the headings that its columns go by, for finding the line of the headers. */
export const headingsOf = (things: readonly Thing[]): string[][] => things.map((thing) => namesOf(thing).flatMap(([, names]) => names));

/** Headings that the columns of a thing go by, the surest first. */
function namesOf(thing: Thing): [string, readonly string[]][] {
  return Object.entries(thing.columns).map(([name, { facts, headers }]) => [name, [facts.label, ...headers].map(normalized)]);
}

/** Columns by their headers: each header is taken once, by the first datum that knows it. */
export function guessMapping(thing: Thing, headers: readonly string[]): ImportMapping {
  const plain = headers.map(normalized);
  const taken = new Set<number>();
  const guessed: Record<string, number> = {};
  for (const [name, known] of namesOf(thing)) {
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

/** Columns that a row cannot do without and that no column of the sheet holds. */
export function missingColumns(thing: Thing, mapping: ImportMapping): string[] {
  return Object.keys(thing.columns).filter((name) => thing.columns[name]?.facts.needed && mapping[name] === undefined);
}

/** How many columns of a thing these headers know by name. */
const knownOf = (thing: Thing, headers: readonly string[]): number =>
  Object.keys(guessMapping(thing, headers)).filter((name) => name !== KEY_COLUMN && name !== EXAMPLE_COLUMN).length;

/**
 * What a sheet brings, among things, as its name and its headers say; nothing where they do not tell. A sheet called as a thing is of it when
 * it knows any of its columns; else the thing whose needed columns are all there, or most of whose columns are.
 */
export function guessThing(things: readonly Thing[], sheet: string | null, headers: readonly string[]): string {
  if (sheet !== null && Object.values(guideSheets).some((name) => normalized(name) === normalized(sheet))) return NOTHING;
  const named = things.find((thing) => sheet !== null && normalized(sheet) === normalized(thing.many));
  if (named && knownOf(named, headers) > 0) return named.name;
  const judged = things
    .map((thing) => ({ name: thing.name, known: knownOf(thing, headers), whole: missingColumns(thing, guessMapping(thing, headers)).length === 0 }))
    .filter(({ known, whole }) => known >= (whole ? 1 : 2));
  judged.sort((a, b) => Number(b.whole) - Number(a.whole) || b.known - a.known);
  return judged[0]?.name ?? NOTHING;
}
