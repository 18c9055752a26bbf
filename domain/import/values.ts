import { type Day, isDay } from '../kernel/dates.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { type SheetCell, writtenCell } from './cell.ts';

/**
 * A cell read as what it should be: a value, or the reason why it is not one. The value is null when the cell is empty.
 */
export type Read<T> = { readonly value: T | null; readonly problem?: Problem };

const EMPTY = { value: null } as const;
const wrong = (p: Problem) => ({ value: null, problem: p });

/** What people write where nothing is known. */
const NOTHING = /^(s\/?d|n\/?a|n\/?d|-+|–|—|sin dato|no consta|null)$/i;

/** What spreadsheets show where a formula failed, in English and in Spanish; a .csv has it as text. */
const FAILED =
  /^#(?:ref|name|value|div\/0|n\/a|null|num|¡ref|¿nombre\?|¡valor|¡div\/0|¡nulo|¡num|valor|nombre\?)[!?]?$/i;
/**
 * Signs of letters read in a wrong encoding: 'Ã±' and '√±' are the two bytes of an ñ, U+FFFD stands for a byte that is
 * no letter.
 */
const GARBLED = new RegExp(
  [
    /\ufffd|[\u0080-\u009f]/,
    /\u00c3[\u00a0-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/,
    /\u00c2[\u00a0-\u00bf]/,
    /\u221a[\u00a0-\u00b1\u2260\u2264\u2265\u222b\u2202-\u2211\u00c5\u00ef]/,
    /\u251c[\u00a0-\u00bf\u2500-\u259f]/,
  ]
    .map((one) => one.source)
    .join('|'),
);

/**
 * The text of a cell; null for an empty one and for words that mean "nothing". An error or damaged letters are a
 * problem.
 */
export function readText(cell: SheetCell | undefined, max = 1000): Read<string> {
  if (typeof cell === 'object')
    return wrong(problem(cell.fault === 'error' ? 'importCellError' : 'importNoResult', { said: cell.said }));
  const text = writtenCell(cell).replaceAll(/\s+/g, ' ').trim();
  if (!text || NOTHING.test(text)) return EMPTY;
  if (FAILED.test(text)) return wrong(problem('importCellError', { said: text }));
  if (GARBLED.test(text)) return wrong(problem('importGarbled', { said: text.slice(0, 80) }));
  return text.length > max ? wrong(problem('importTooLong', { max })) : { value: text };
}

/** The first day that a sheet of the programme may give, except for days in people's lives. */
const FIRST: Day = '1990-01-01';

/**
 * A day written as 2020-03-10, 10/03/2020, 10-3-2020 or 10.03.2020.
 * @param first the earliest day allowed
 */
export function readCellDay(cell: SheetCell | undefined, first = FIRST): Read<Day> {
  const { value: text, problem: unreadable } = readText(cell);
  if (unreadable) return wrong(unreadable);
  if (!text) return EMPTY;
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : [];
  const found = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  if (!isDay(found)) return wrong(problem('importBadDay', { said: text }));
  if (found < first || found > '2100-01-01') return wrong(problem('importDayOutside', { said: text }));
  return { value: found };
}

/** A day that is not in the future: a later one tells of a plan, not of something that happened. */
export function readPastDay(cell: SheetCell | undefined, today: Day, first = FIRST): Read<Day> {
  const read = readCellDay(cell, first);
  return read.value !== null && read.value > today ? wrong(problem('importDayAhead', { day: read.value })) : read;
}

/**
 * A number. What the workbook stores as a number is that number: 845.125 is 845 and an eighth. A text is read as people
 * write it: '1.234,50', '1,234.50', '1234.5', 'Bs 1.234'; in it, a single separator followed by exactly three digits
 * separates thousands, as in Bolivia.
 */
export function readNumber(cell: SheetCell | undefined): Read<number> {
  if (typeof cell === 'number') return { value: Number(writtenCell(cell)) };
  const { value: text, problem: unreadable } = readText(cell);
  if (unreadable) return wrong(unreadable);
  if (!text) return EMPTY;
  const bare = text.replace(/^bs\.?\s*/i, '').replaceAll(/[\s'’]/g, '');
  if (!/^[-−+]?\d[\d.,]*$/.test(bare)) return wrong(problem('importBadNumber', { said: text }));
  const comma = bare.lastIndexOf(',');
  const dot = bare.lastIndexOf('.');
  const last = Math.max(comma, dot);
  const mark = comma > dot ? ',' : '.';
  const several = bare.split(mark).length > 2;
  const thousands =
    last >= 0 &&
    (several ||
      ((comma < 0 || dot < 0) &&
        /^[-−+]?\d{1,3}$/.test(bare.slice(0, last)) &&
        /^\d{3}$/.test(bare.slice(last + 1)) &&
        bare[0] !== '0'));
  const digits = (s: string) => s.replaceAll(/[.,]/g, '');
  const plain = last < 0 || thousands ? digits(bare) : `${digits(bare.slice(0, last))}.${digits(bare.slice(last + 1))}`;
  const value = Number(plain.replace('−', '-'));
  return Number.isFinite(value) ? { value } : wrong(problem('importBadNumber', { said: text }));
}

/** A count: whole, not negative, at most `most`. */
export function readCount(cell: SheetCell | undefined, most = 100_000): Read<number> {
  const read = readNumber(cell);
  if (read.value === null) return read;
  const said = writtenCell(cell).trim();
  if (read.value < 0) return wrong(problem('importNegative', { said }));
  if (!Number.isInteger(read.value)) return wrong(problem('importBadNumber', { said }));
  return read.value > most ? wrong(problem('importTooMany', { said })) : read;
}

/** An amount in Bs as centavos, rounded half up. */
export function readCentavos(cell: SheetCell | undefined): Read<number> {
  const read = readNumber(cell);
  if (read.value === null) return read;
  const said = writtenCell(cell).trim();
  if (read.value < 0) return wrong(problem('importNegative', { said }));
  return read.value > 1e11 ? wrong(problem('importTooMany', { said })) : { value: Math.round(read.value * 100) };
}

/** A degree with '.' or ',' before its decimals, within two bounds. */
export function readDegree(cell: SheetCell | undefined, from: number, to: number): Read<number> {
  const { value: text, problem: unreadable } = readText(cell);
  if (unreadable) return wrong(unreadable);
  if (!text) return EMPTY;
  const value = Number(text.replace(',', '.').replace('−', '-'));
  return Number.isFinite(value) && value >= from && value <= to
    ? { value }
    : wrong(problem('importBadPoint', { said: text }));
}
