import { dayOf, hourOf, type Instant, writtenDay } from '../../../domain/kernel/dates.ts';
import { writtenNumber } from '../../../domain/kernel/money.ts';
import { MOST_COUNTED } from '../../../domain/kernel/views.ts';
import { tableWords } from '../../../domain/words/office.ts';

/** An instant as read in La Paz: '23/11/2026, 14:05'. */
export function writtenInstant(at: Instant): string {
  return `${writtenDay(dayOf(at))}, ${hourOf(at)}`;
}

/** A day, or `none` when there is no day. */
export function dayOr(day: string | null | undefined, none = 'sin fecha'): string {
  return day ? writtenDay(day) : none;
}

/** The number of rows of a list; lists that only grow are counted only up to MOST_COUNTED. */
export function writtenTotal(total: number): string {
  return total > MOST_COUNTED ? tableWords.moreThan(writtenNumber(MOST_COUNTED)) : writtenNumber(total);
}

/** Bytes in the largest unit in which the number is at least one. */
export function writtenBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let n = bytes;
  let i = 0;
  while (n >= 1024 && i < units.length - 1) {
    n /= 1024;
    i++;
  }
  return `${n >= 100 || i === 0 ? Math.round(n) : n.toFixed(1).replace('.', ',')} ${units[i]}`;
}
