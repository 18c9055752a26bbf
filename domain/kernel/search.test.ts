import { describe, expect, test } from 'vitest';
import { alikePattern, hasWords, mayBeAlike, searchKey, searchWords } from './search.ts';

describe('looking for words', () => {
  test('accents, capitals, glottal marks of any kind and punctuation do not matter', () => {
    for (const written of ["Llank'ay", 'Llank’ay', 'Llankʼay', 'LLANKAY', 'llánkay', 'Llank`ay', 'Llank´ay'])
      expect(searchKey(written)).toBe('llankay');
    expect(searchKey('  Ñawpa-Puka/Rani,  S.R.L. ')).toBe('nawpa puka rani s r l');
  });

  test('words stand in any order, each once; a text of signs has none', () => {
    expect(searchWords('Pucarani  fibra, PUCARANI')).toEqual(['pucarani', 'fibra']);
    expect(searchWords(' % _ \\ ')).toEqual([]);
    expect(hasWords('Fibra de alpaca, Pucarani', searchWords('pucarani FIBRA'))).toBe(true);
    expect(hasWords('Fibra de alpaca', searchWords('pucarani fibra'))).toBe(false);
    expect(hasWords('Lo que sea', [])).toBe(true);
  });

  test('codes, cards and short words are only looked for as they are', () => {
    expect(['quinua', 'papa'].every(mayBeAlike)).toBe(true);
    expect(['ají', 'uva', 'lpz', '4567890', 'demo0022'].some((word) => mayBeAlike(searchKey(word)))).toBe(false);
  });

  test('alike is one letter another, too many or missing, or two changed about, at the beginning of any word; never two', () => {
    const alike = (typed: string, key: string) => new RegExp(alikePattern(typed)).test(key);
    for (const typed of [
      'xucarani',
      'puxarani',
      'pucarann',
      'pcarani',
      'ppucarani',
      'pucaranii',
      'upcarani',
      'pucarain',
      'pucaani',
    ])
      expect([typed, alike(typed, 'fibra de pucarani')]).toEqual([typed, true]);
    for (const typed of ['puxaxani', 'pcuaarni', 'quinua'])
      expect([typed, alike(typed, 'fibra de pucarani')]).toEqual([typed, false]);
    expect(alike('sumaj', 'sumaq orcko')).toBe(true);
    expect(alike('sumaj', 'consumado')).toBe(false);
  });
});
