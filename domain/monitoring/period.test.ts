import { expect, test } from 'vitest';
import { periodOf } from './period.ts';

test('a period is of this century or the last; what names none is none, and never a day that does not exist', () => {
  for (const [code, from, to] of [
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-M02', '2024-02-01', '2024-02-29'],
    ['1999-Q4', '1999-10-01', '1999-12-31'],
    ['2026-S2', '2026-07-01', '2026-12-31'],
  ] as const)
    expect(periodOf(code)).toMatchObject({ code, from, to });
  for (const code of ['0087', '0887', '0000', '2100', '2024-M13', '2024-M00', '2024-Q5', '2024-S3', '24', ''])
    expect([code, periodOf(code)]).toEqual([code, null]);
});
