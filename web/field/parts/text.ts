import { type Day, dayOf, writtenDay } from '../../../domain/kernel/dates.ts';

/** A moment of this device as day and hour in Bolivia: 'hoy 14:05' or '21/11/2026 09:30'. */
export function writtenMoment(ms: number, today: Day): string {
  const instant = new Date(ms).toISOString();
  const day = dayOf(instant);
  const hour = new Date(ms - 4 * 3_600_000).toISOString().slice(11, 16);
  return `${day === today ? 'hoy' : writtenDay(day)} ${hour}`;
}

/** An amount of storage as people say it: '1.250 MB' or '1,2 GB'. */
export function writtenRoom(bytes: number): string {
  const mb = bytes / 1024 / 1024;
  return mb >= 1024 ? `${(mb / 1024).toFixed(1).replace('.', ',')} GB` : `${Math.round(mb)} MB`;
}
