import { expect, test } from 'vitest';
import { addDays } from '../kernel/dates.ts';
import { isPhrase, normalPhrase, weekOf, weeksAround } from './recoveryPhrase.ts';

test('a phrase is the same however it is written again', () => {
  for (const typed of ['El burro de mi tía Ñusta', 'el BURRO, de mi tia nusta.', '  el burro  de mi tía-ñusta '])
    expect(normalPhrase(typed)).toBe('el burro de mi tia nusta');
});

test('what is guessed at once is no phrase', () => {
  for (const typed of ['', 'burro', 'a b c d e', 'aaaaaaaaaaaa', '........', 'x'.repeat(200)])
    expect([typed, isPhrase(typed)]).toEqual([typed, false]);
  expect(isPhrase('mi burro negro')).toBe(true);
});

test('every day within three of the one that is said is looked for, and none beyond nine', () => {
  for (let i = 0; i < 21; i += 1) {
    const said = addDays('2026-06-01', i);
    const weeks = weeksAround(said);
    expect(weeks.length).toBeLessThanOrEqual(2);
    for (let d = -3; d <= 3; d += 1) expect(weeks).toContain(weekOf(addDays(said, d)));
    for (const far of [-10, 10]) expect(weeks).not.toContain(weekOf(addDays(said, far)));
  }
});
