/** Signs written for the glottal stop of Aymara and Quechua names, or left out: Llank'ay, Llank’ay, Llankay are one name. */
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

/** The words that somebody looks for, in any order; none of a text of blanks and signs. */
export const searchWords = (text: string): string[] => [...new Set(searchKey(text).split(' '))].filter(Boolean);

/** Whether a text has all the words, or beginnings and parts of words. */
export function hasWords(text: string, words: readonly string[]): boolean {
  const key = searchKey(text);
  return words.every((word) => key.includes(word));
}

/** Words of fewer letters, and those with digits (codes, cards, years), are only looked for as they are. */
const FEWEST_ALIKE = 4;

/** Whether something alike may be meant by a word, where nothing has the word itself. */
export const mayBeAlike = (word: string): boolean => word.length >= FEWEST_ALIKE && !/\d/.test(word);

/**
 * A regular expression, the same for the database, for beginnings of words that a word of `searchWords` may have been meant for: with one
 * letter of it another, too many or missing, or two neighbours changed about.
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
