/** A calendar day in Bolivia as 'YYYY-MM-DD'. Bolivia is UTC−4 all year, so a day follows from an instant by arithmetic. */
export type Day = string;
/** An instant as ISO text in UTC with milliseconds. */
export type Instant = string;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;
const LA_PAZ_OFFSET_MS = -4 * 3_600_000;

/** True for a day that exists in the calendar (2024-02-30 does not). */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string') return false;
  const m = DAY.exec(text);
  if (!m) return false;
  const ms = Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3]));
  return new Date(ms).toISOString().slice(0, 10) === text;
}

/** The day in La Paz at an instant. */
export function dayOf(instant: Instant): Day {
  return new Date(Date.parse(instant) + LA_PAZ_OFFSET_MS).toISOString().slice(0, 10);
}

/** The hour in La Paz at an instant: '14:05'. */
export function hourOf(instant: Instant): string {
  return new Date(Date.parse(instant) + LA_PAZ_OFFSET_MS).toISOString().slice(11, 16);
}

/** The day n days after (or before, n < 0) another. */
export function addDays(day: Day, n: number): Day {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + n * DAY_MS).toISOString().slice(0, 10);
}

/** The same day some years after (or before, where negative); 28 February where that year has no 29th. */
export function addYears(day: Day, n: number): Day {
  const year = String(Number(day.slice(0, 4)) + n).padStart(4, '0');
  const rest = day.slice(4);
  return isDay(year + rest) ? year + rest : `${year}-02-28`;
}

/** Whole days from a to b (negative when b is earlier). */
export function daysBetween(a: Day, b: Day): number {
  return Math.round((Date.parse(`${b}T00:00:00.000Z`) - Date.parse(`${a}T00:00:00.000Z`)) / DAY_MS);
}

/** 'YYYY-MM' of a day. */
export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

/** True when a dated thing [from, to] (both days included, `to` may be open) holds on a day. */
export function holdsOn(span: { from: Day; to?: Day | null }, day: Day): boolean {
  return span.from <= day && (!span.to || day <= span.to);
}

/** Names of the months, January first. */
export const MONTHS = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
];

/** 'YYYY-MM' as 'junio de 2026'. */
export function writtenMonth(month: string): string {
  return `${monthName(month)} de ${month.slice(0, 4)}`;
}

/** 'YYYY-MM' without its year: 'marzo'. */
export const monthName = (month: string): string => MONTHS[Number(month.slice(5, 7)) - 1] ?? month;

/** Months `YYYY-MM` in order, those of a year together: 'marzo, abril y mayo de 2026'. */
export function writtenMonths(months: readonly string[]): string {
  const years = [...new Set(months.map((m) => m.slice(0, 4)))];
  return years
    .map((year) => {
      const names = months.filter((m) => m.startsWith(year)).map((m) => MONTHS[Number(m.slice(5, 7)) - 1] ?? m);
      const last = names.pop();
      return `${names.length > 0 ? `${names.join(', ')} y ${last}` : last} de ${year}`;
    })
    .join('; ');
}

/** '23 de noviembre'. */
export function spokenDay(day: Day): string {
  return `${Number(day.slice(8, 10))} de ${MONTHS[Number(day.slice(5, 7)) - 1] ?? day}`;
}

/** 'Hoy', 'Ayer', 'En 15 días'. @param days from today */
export function quickDay(days: number): string {
  if (days === 0) return 'Hoy';
  if (days === -1) return 'Ayer';
  return days < 0 ? `Hace ${-days} días` : days === 1 ? 'Mañana' : `En ${days} días`;
}

/** A day as people in Bolivia write it: 23/11/2026. */
export function writtenDay(day: Day): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** The days from one to another as they stand in a sentence: 'del 01/01/2026 al 31/12/2026'; an open end is said. */
export function writtenSpan(from: Day | null, to: Day | null): string {
  if (from && to) return `del ${writtenDay(from)} al ${writtenDay(to)}`;
  if (from) return `desde el ${writtenDay(from)}, sin fecha de fin`;
  return to ? `hasta el ${writtenDay(to)}` : 'sin plazo registrado';
}
