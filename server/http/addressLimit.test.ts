import { expect, test } from 'vitest';
import { addressLimit } from './addressLimit.ts';

test('an address has its allowance, which comes back with time, whatever others ask', () => {
  let at = 0;
  const may = addressLimit({ most: 3, everyMs: 1_000 }, () => at);
  expect([1, 2, 3, 4].map(() => may('telecentro'))).toEqual([true, true, true, false]);
  expect(may('otra casa')).toBe(true);
  at = 1_000;
  expect([may('telecentro'), may('telecentro')]).toEqual([true, false]);
  at = 1_000_000;
  expect([1, 2, 3, 4].map(() => may('telecentro'))).toEqual([true, true, true, false]);
});

test('any number of addresses is asked for without holding them all', () => {
  const may = addressLimit({ most: 1, everyMs: 1_000 }, () => 0);
  for (let i = 0; i < 120_000; i += 1) expect(may(`a${i}`)).toBe(true);
  expect(may('a119999')).toBe(false);
  expect(may('a0')).toBe(true);
});
