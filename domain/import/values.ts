import { type Day, isDay } from '../kernel/dates.ts';
import { type Problem, problem } from '../kernel/problem.ts';

/** A cell read as what it should be: a value, or why it is not one. Null when the cell is empty. */
export type Read<T> = { readonly value: T | null; readonly problem?: Problem };

const EMPTY = { value: null } as const;
const wrong = (p: Problem) => ({ value: null, problem: p });

/** What people write where nothing is known. */
const NOTHING = /^(s\/?d|n\/?a|n\/?d|-+|–|—|sin dato|no consta|null)$/i;

/** The text of a cell; null for an empty one and for what stands for nothing. */
export function readText(cell: string | undefined, max = 1000): Read<string> {
  const text = (cell ?? '').replaceAll(/\s+/g, ' ').trim();
  if (!text || NOTHING.test(text)) return EMPTY;
  return text.length > max ? wrong(problem('importTooLong', { max })) : { value: text };
}

/** A day written as 2020-03-10, 10/03/2020, 10-3-2020 or 10.03.2020. */
export function readDay(cell: string | undefined): Read<Day> {
  const { value: text } = readText(cell);
  if (!text) return EMPTY;
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : [];
  const found = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  if (!isDay(found)) return wrong(problem('importBadDay', { said: text }));
  if (found < '1990-01-01' || found > '2100-01-01') return wrong(problem('importDayOutside', { said: text }));
  return { value: found };
}

/**
 * A number as people write it: '1.234,50', '1,234.50', '1234.5', 'Bs 1.234'. A single separator followed by exactly three
 * digits stands between thousands, as in Bolivia.
 */
export function readNumber(cell: string | undefined): Read<number> {
  const { value: text } = readText(cell);
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
    (several || ((comma < 0 || dot < 0) && /^[-−+]?\d{1,3}$/.test(bare.slice(0, last)) && /^\d{3}$/.test(bare.slice(last + 1)) && bare[0] !== '0'));
  const digits = (s: string) => s.replaceAll(/[.,]/g, '');
  const plain = last < 0 || thousands ? digits(bare) : `${digits(bare.slice(0, last))}.${digits(bare.slice(last + 1))}`;
  const value = Number(plain.replace('−', '-'));
  return Number.isFinite(value) ? { value } : wrong(problem('importBadNumber', { said: text }));
}

/** A count: whole, not negative, at most `most`. */
export function readCount(cell: string | undefined, most = 100_000): Read<number> {
  const read = readNumber(cell);
  if (read.value === null) return read;
  const said = (cell ?? '').trim();
  if (read.value < 0) return wrong(problem('importNegative', { said }));
  if (!Number.isInteger(read.value)) return wrong(problem('importBadNumber', { said }));
  return read.value > most ? wrong(problem('importTooMany', { said })) : read;
}

/** An amount in Bs as centavos, rounded half up. */
export function readCentavos(cell: string | undefined): Read<number> {
  const read = readNumber(cell);
  if (read.value === null) return read;
  const said = (cell ?? '').trim();
  if (read.value < 0) return wrong(problem('importNegative', { said }));
  return read.value > 1e11 ? wrong(problem('importTooMany', { said })) : { value: Math.round(read.value * 100) };
}

/** A degree with '.' or ',' before its decimals, within two bounds. */
export function readDegree(cell: string | undefined, from: number, to: number): Read<number> {
  const { value: text } = readText(cell);
  if (!text) return EMPTY;
  const value = Number(text.replace(',', '.').replace('−', '-'));
  return Number.isFinite(value) && value >= from && value <= to ? { value } : wrong(problem('importBadPoint', { said: text }));
}
