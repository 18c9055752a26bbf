import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCell, harmless } from './csv.ts';

/** What nobody sees at the start of a cell: blanks, joiners, marks of direction, fillers, byte order marks, variation selectors. */
const UNSEEN = [
  ' ',
  '\u00a0',
  '\u00ad',
  '\u034f',
  '\u061c',
  '\u115f',
  '\u17b4',
  '\u180e',
  '\u2000',
  '\u200b',
  '\u200d',
  '\u200e',
  '\u202a',
  '\u202e',
  '\u2060',
];
const MORE = [
  '\u2066',
  '\u2069',
  '\u206f',
  '\u3000',
  '\u3164',
  '\ufe0f',
  '\ufeff',
  '\uffa0',
  '\u{e0001}',
  '\t',
  '\u0000',
  '\u001f',
];
/**
 * Signs that begin a formula, and their wide, small, raised and lowered forms, which a spreadsheet or a person's
 * correction makes the same.
 */
const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '⁼', '₊', '\u2212'];

test('whatever unseen stands before it, a cell that would be a formula has an apostrophe in front', () => {
  const unseen = fc.array(fc.constantFrom(...UNSEEN, ...MORE), { maxLength: 4 }).map((marks) => marks.join(''));
  fc.assert(
    fc.property(unseen, fc.constantFrom(...SIGNS), fc.string({ unit: 'grapheme' }), (before, sign, rest) => {
      expect(harmless(`${before}${sign}${rest}`)).toBe(`'${before}${sign}${rest}`);
    }),
    { numRuns: 500 },
  );
});

test('an accent that would make another letter of the sign hides it no more', () =>
  expect(harmless('=\u0338A1')).toBe("'=\u0338A1"));

test('what is no formula stays as it is', () => {
  for (const text of ['', 'Asociación', '1+1', 'a=b', '\u200bAsociación', '(=1)', '«@»', '5-3', '½', 'ñ=', '¿+?'])
    expect(harmless(text)).toBe(text);
  expect(csvCell(-5)).toBe('-5');
});
