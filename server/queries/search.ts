import { alikePattern, mayBeAlike, searchWords } from '../../domain/kernel/search.ts';

/** How words are looked for: as they are written, or alike. */
export type Likeness = 'same' | 'alike';

/**
 * Where words are searched: a text of the row, or ids of rows found by a statement with a condition, each through its
 * own index.
 */
export type SearchKey = string | { readonly id: string; readonly among: (holds: (text: string) => string) => string };

/**
 * The condition that each word of a text is in one of the keys of a row, in any order; `at` gives the next placeholder.
 * A key with an index is written as the index has it. Null for a text without words.
 */
export function searchSql(
  text: string,
  how: Likeness,
  keys: readonly SearchKey[],
  at: (value: unknown) => string,
): string | null {
  const words = searchWords(text);
  if (words.length === 0) return null;
  if (keys.length === 0) return 'false';
  const each = words.map((word) => {
    const same = at(`%${word}%`);
    const alike = how === 'alike' && mayBeAlike(word) ? at(alikePattern(word)) : null;
    const holds = (key: string) =>
      `(search_key(${key}) like ${same}${alike ? ` or search_key(${key}) ~ ${alike}` : ''})`;
    return `(${keys.map((key) => (typeof key === 'string' ? holds(key) : `${key.id} in (${key.among(holds)})`)).join(' or ')})`;
  });
  return each.join(' and ');
}

/**
 * Reads a list by words as they are written and, when nothing contains them, by similar words. So a right spelling
 * finds exactly that; a wrong one finds what was meant, and the reader is told so (`alike`).
 * @param found whether a reading found anything at all, on whatever page
 */
export async function bySearch<R extends object>(
  text: string | undefined,
  read: (how: Likeness) => Promise<R>,
  found: (answer: R) => boolean,
): Promise<R & { readonly alike?: true }> {
  const same = await read('same');
  if (found(same) || !searchWords(text ?? '').some(mayBeAlike)) return same;
  const alike = await read('alike');
  return found(alike) ? { ...alike, alike: true as const } : same;
}
