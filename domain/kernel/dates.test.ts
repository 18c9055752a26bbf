import { expect, it } from 'vitest';
import { addYears } from './dates.ts';

it.each([
  ['2024-06-15', 2, '2026-06-15'],
  ['2026-06-15', -2, '2024-06-15'],
  ['2024-02-29', 1, '2025-02-28'],
  ['2024-02-29', 4, '2028-02-29'],
  ['2024-02-29', -1, '2023-02-28'],
  ['2023-12-31', 1, '2024-12-31'],
])('%s and %d years is %s', (day, years, moved) => expect(addYears(day, years)).toBe(moved));
