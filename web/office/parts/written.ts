import { dayOf, hourOf, type Instant, writtenDay } from '../../../domain/kernel/dates.ts';

/** An instant as read in La Paz: '23/11/2026, 14:05'. */
export function writtenInstant(at: Instant): string {
  return `${writtenDay(dayOf(at))}, ${hourOf(at)}`;
}

/** A day, or the sign that there is none. */
export function dayOr(day: string | null | undefined, none = 'sin fecha'): string {
  return day ? writtenDay(day) : none;
}

/** Bytes in the largest unit that keeps it above one. */
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

/** A title of a command ('registrar visita') as a heading. */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
