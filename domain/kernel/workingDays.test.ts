import { describe, expect, test } from 'vitest';
import { addWorkingDays, nationalHolidays } from './workingDays.ts';

describe('working days', () => {
  test('the holidays that move stand where the calendars of those years have them', () => {
    // Carnival, Good Friday and Corpus Christi as printed.
    for (const [year, days] of [
      [2022, ['2022-02-28', '2022-03-01', '2022-04-15', '2022-06-16']],
      [2024, ['2024-02-12', '2024-02-13', '2024-03-29', '2024-05-30']],
      [2026, ['2026-02-16', '2026-02-17', '2026-04-03', '2026-06-04']],
    ] as const)
      expect(nationalHolidays(year)).toEqual(expect.arrayContaining([...days]));
    expect(nationalHolidays(2026)).toHaveLength(11);
  });

  test('weekends, national holidays and recorded ones do not count', () => {
    expect(addWorkingDays('2026-11-25', 2, [], null)).toBe('2026-11-27');
    expect(addWorkingDays('2026-11-27', 2, [], null)).toBe('2026-12-01');
    expect(addWorkingDays('2026-10-30', 2, [], null)).toBe('2026-11-04');
    expect(addWorkingDays('2026-12-24', 1, [], null)).toBe('2026-12-28');
    expect(addWorkingDays('2026-11-25', 2, [{ day: '2026-11-26', unitId: null }], null)).toBe('2026-11-30');
    expect(addWorkingDays('2026-11-25', 0, [], null)).toBe('2026-11-25');
  });

  test("a unit's own holiday counts there alone", () => {
    const own = [{ day: '2026-11-26', unitId: 'LPZ' }];
    expect(addWorkingDays('2026-11-25', 1, own, 'LPZ')).toBe('2026-11-27');
    expect(addWorkingDays('2026-11-25', 1, own, 'SCZ')).toBe('2026-11-26');
    expect(addWorkingDays('2026-11-25', 1, own, null)).toBe('2026-11-26');
  });
});
