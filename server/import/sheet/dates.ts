import type { SheetCell } from '../../../domain/import/cell.ts';

/** How a workbook shows a number: as a day, as an hour, with zeros in front ('0012'), or as a number. */
export type NumberFormat =
  | { readonly kind: 'number' | 'day' | 'hour' }
  | { readonly kind: 'padded'; readonly digits: number };

const PLAIN: NumberFormat = { kind: 'number' };
const DAY: NumberFormat = { kind: 'day' };
const HOUR: NumberFormat = { kind: 'hour' };

/** Formats that every program knows by number (ECMA-376, 18.8.30), those of East Asia included. */
const BUILT_IN_DAYS = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58];
const BUILT_IN_HOURS = [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47];

/** The format of a number, from its code ('dd/mm/yyyy') or, where it has none of its own, from its id. */
export function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return BUILT_IN_DAYS.includes(id) ? DAY : BUILT_IN_HOURS.includes(id) ? HOUR : PLAIN;
  // Text in quotes, in brackets (colours, languages) or after a backslash is shown as it is.
  const bare = (code.split(';')[0] ?? '').replaceAll(/"[^"]*"|\\.|_.|\*./g, '');
  const elapsed = /\[[hms]+\]/i.test(bare);
  const letters = bare.replaceAll(/\[[^\]]*\]/g, '').replaceAll(/general|am\/pm|a\/p/gi, '');
  if (/[yd]/i.test(letters) || /m/i.test(letters.replaceAll(/h[^a-z]*m+|m+[^a-z]*s/gi, ''))) return DAY;
  if (elapsed || /[hs]/i.test(letters)) return HOUR;
  return /^0{2,}$/.test(bare) ? { kind: 'padded', digits: bare.length } : PLAIN;
}

const DAY_MS = 86_400_000;
const MAX_SERIAL = 2_958_465;
const HOUR_LENGTH = 5;
const DAY_LENGTH = 10;

/** A number of a workbook as a person sees it: a day (YYYY-MM-DD), an hour (HH:MM), zeros in front, or the number itself. */
export function shownNumber(value: number, format: NumberFormat, from1904: boolean): SheetCell {
  if (format.kind === 'padded')
    return Number.isInteger(value) && value >= 0 ? String(value).padStart(format.digits, '0') : value;
  if (format.kind === 'number' || value < 0 || value >= MAX_SERIAL) return value;
  const iso = new Date(originOf(value, from1904) + Math.round(value * DAY_MS)).toISOString();
  if (format.kind === 'hour') return value < 1 ? iso.slice(DAY_LENGTH + 1, DAY_LENGTH + 1 + HOUR_LENGTH) : value;
  return value < 1 && !from1904 ? value : iso.slice(0, DAY_LENGTH);
}

/** The day 0. Workbooks count a 29 February 1900, which did not exist, because the first spreadsheets did. */
function originOf(value: number, from1904: boolean): number {
  if (from1904) return Date.UTC(1904, 0, 1);
  return Date.UTC(1899, 11, value < 60 ? 31 : 30);
}
