/**
 * Signs that are written, or left out, for the glottal stop in Aymara and Quechua names: Llank'ay, Llank’ay and Llankay
 * are one name.
 */
const GLOTTAL = /['`´ʼʻ’‘]/g;

/** A text to look for words in: no accents, capitals or glottal marks, single spaces. The same as search_key() in the database. */
export function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(GLOTTAL, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** The words that somebody looks for, in any order; none when the text has only blanks and signs. */
export const searchWords = (text: string): string[] => [...new Set(searchKey(text).split(' '))].filter(Boolean);

/** Whether a text contains all the words, each at least as a part of one of its own. */
export function hasWords(text: string, words: readonly string[]): boolean {
  const key = searchKey(text);
  return words.every((word) => key.includes(word));
}

/**
 * Similar words are looked for from this many letters on. Shorter words, and those with digits (codes, cards, years),
 * must match exactly.
 */
const FEWEST_ALIKE = 4;

/** Whether similar words may be looked for when nothing contains the word itself. */
export const mayBeAlike = (word: string): boolean => word.length >= FEWEST_ALIKE && !/\d/.test(word);

/**
 * A regular expression, also valid in the database, for beginnings of words that somebody may have meant by a word of
 * `searchWords`: one letter changed, added or left out, or two neighbouring letters swapped.
 */
export function alikePattern(word: string): string {
  const alike = new Set<string>();
  for (let i = 0; i < word.length; i += 1) {
    const [before, after] = [word.slice(0, i), word.slice(i + 1)];
    alike.add(`${before}.${after}`);
    alike.add(`${before}${after}`);
    alike.add(`${before}.${word.slice(i)}`);
    if (after) alike.add(`${before}${after[0]}${word[i]}${after.slice(1)}`);
  }
  return `(^| )(${[...alike].join('|')})`;
}
