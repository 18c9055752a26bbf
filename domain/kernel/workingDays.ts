import { addDays, type Day } from './dates.ts';

/** A day without work: of the whole country, or of one unit's department. */
export interface Holiday {
  readonly day: Day;
  readonly unitId: string | null;
}

/** Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm, Nature 1876). */
function easter(year: number): Day {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const [month, day] = [Math.floor((h + l - 7 * m + 114) / 31), ((h + l - 7 * m + 114) % 31) + 1];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** National holidays on a fixed date. Those decreed in addition are recorded as holidays. */
const FIXED = ['01-01', '01-22', '05-01', '06-21', '08-06', '11-02', '12-25'];
/** Those that move with Easter: Monday and Tuesday of carnival, Good Friday, Corpus Christi; in days from Easter Sunday. */
const MOVING = [-48, -47, -2, 60];

/** The national holidays of a year that no decree has to name again. */
export const nationalHolidays = (year: number): Day[] =>
  [...FIXED.map((day) => `${year}-${day}`), ...MOVING.map((days) => addDays(easter(year), days))].sort();

const weekday = (day: Day): number => new Date(`${day}T12:00:00Z`).getUTCDay();

/**
 * The day that lies a number of working days after another. Saturdays, Sundays, national holidays and the recorded ones
 * do not count.
 * @param unitId the unit whose own holidays count besides those of the country; null for none
 */
export function addWorkingDays(from: Day, days: number, recorded: readonly Holiday[], unitId: string | null): Day {
  const off = new Set(recorded.filter((h) => h.unitId === null || h.unitId === unitId).map((h) => h.day));
  let [day, left] = [from, days];
  while (left > 0) {
    day = addDays(day, 1);
    const free =
      [0, 6].includes(weekday(day)) || off.has(day) || nationalHolidays(Number(day.slice(0, 4))).includes(day);
    if (!free) left -= 1;
  }
  return day;
}
