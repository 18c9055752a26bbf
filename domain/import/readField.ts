import type { Day } from '../kernel/dates.ts';
import { writtenNumber } from '../kernel/money.ts';
import type { FieldFacts } from '../kernel/noun/field.ts';
import type { KindName } from '../kernel/noun/kindNames.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { normalized } from '../kernel/text.ts';
import { type SheetCell, writtenCell } from './cell.ts';
import { type Read, readCellDay, readNumber, readPastDay, readText } from './values.ts';

/** The names among which a cell that names something else is looked up. */
export interface KnownNames {
  readonly today: Day;
  /**
   * The id of what a text names, with a remark about it if there is one; null and a problem when it names nothing or
   * several things.
   */
  readonly find: (
    to: string,
    said: string,
  ) => { readonly id: string; readonly note?: Problem } | { readonly problem: Problem };
}

export interface ReadCell extends Read<unknown> {
  /** A remark on a correct name, for example that it comes with another sheet. */
  readonly note?: Problem;
}

type Reader = (cell: SheetCell | undefined, facts: FieldFacts, known: KnownNames) => ReadCell;

const wrong = (what: Problem): ReadCell => ({ value: null, problem: what });
const MOST_WORDS = 12;
/** The earliest day of birth of anybody in a sheet. */
const BIRTHS: Day = '1900-01-01';

/** A number in parts of the unit that its column counts in: centavos, 1/10,000. */
const scaled =
  (by: number): Reader =>
  (cell, { options }) => {
    const read = readNumber(typeof cell === 'string' ? cell.replace(/%\s*$/, '') : cell);
    if (read.value === null) return read;
    const said = writtenCell(cell).trim();
    const value = Math.round(read.value * by);
    if (value < 0 && (options.min ?? 0) >= 0) return wrong(problem('importNegative', { said }));
    if (by === 1 && !Number.isInteger(read.value)) return wrong(problem('importBadNumber', { said }));
    if (options.min !== undefined && value < options.min)
      return wrong(problem('importTooFew', { said, min: writtenNumber(options.min) }));
    return value > Math.min(options.max ?? 1e13, 1e13) ? wrong(problem('importTooMany', { said })) : { value };
  };

const wordOf = (text: string, words: Readonly<Record<string, string>>): string | null => {
  const plain = normalized(text);
  return (
    Object.entries(words).find(([code, word]) => normalized(word) === plain || normalized(code) === plain)?.[0] ?? null
  );
};

function notWord(said: string, words: Readonly<Record<string, string>>): ReadCell {
  const all = Object.values(words);
  return wrong(
    problem('importNotWord', {
      said,
      words: `${all.slice(0, MOST_WORDS).join(', ')}${all.length > MOST_WORDS ? '…' : ''}`,
    }),
  );
}

const YES_NO = { si: 'sí', no: 'no' };
const yesNo: Readonly<Record<string, boolean>> = {
  si: true,
  s: true,
  x: true,
  '1': true,
  verdadero: true,
  true: true,
  no: false,
  n: false,
  '0': false,
  falso: false,
  false: false,
};

/** A moment in the time of Bolivia (four hours behind UTC): '15/03/2024 14:30'. */
const instant: Reader = (cell) => {
  const { value: text, problem: unreadable } = readText(cell);
  if (unreadable) return wrong(unreadable);
  if (!text) return { value: null };
  const [, on = '', hour = '0', minute = '00'] = /^(\S+)[T ]+(\d{1,2}):(\d{2})/.exec(text) ?? ['', text];
  const day = readCellDay(on);
  if (day.problem) return wrong(day.problem);
  const [h, m] = [Number(hour), Number(minute)];
  if (h > 23 || m > 59) return wrong(problem('importBadDay', { said: text }));
  return { value: new Date(Date.parse(`${day.value}T00:00:00.000Z`) + ((h + 4) * 60 + m) * 60_000).toISOString() };
};

/** A reader for texts with a meaning: `make` turns the text of a cell into a value. */
const ofText =
  (make: (text: string, facts: FieldFacts, known: KnownNames) => ReadCell, max?: number): Reader =>
  (cell, facts, known) => {
    const read = readText(cell, max ?? facts.options.maxLength ?? 2000);
    return read.value === null ? read : make(read.value, facts, known);
  };

/** How a cell becomes a value, by the kind of its field; null: no cell can hold one. */
const readers: Readonly<Record<KindName, Reader | null>> = {
  text: ofText((value) => ({ value })),
  choice: ofText((said, { options: { choices = {} } }) => {
    const code = wordOf(said, choices);
    return code === null ? notWord(said, choices) : { value: code };
  }, 200),
  choices: ofText((said, { options: { choices = {} } }) => {
    const codes: string[] = [];
    for (const one of said.split(/[;,\n]/).filter((part) => part.trim() !== '')) {
      const code = wordOf(one, choices);
      if (code === null) return notWord(one.trim(), choices);
      if (!codes.includes(code)) codes.push(code);
    }
    return { value: codes };
  }),
  flag: ofText((said) => {
    const value = yesNo[normalized(said)];
    return value === undefined ? notWord(said, YES_NO) : { value };
  }, 40),
  day: (cell, { options }, { today }) =>
    options.notAfterToday ? readPastDay(cell, today, BIRTHS) : readCellDay(cell, BIRTHS),
  instant,
  money: scaled(100),
  price: scaled(10_000),
  quantity: scaled(10_000),
  count: scaled(1),
  share: (cell, facts, known) => scaled(100)(cell, { ...facts, options: { max: 10_000, ...facts.options } }, known),
  reference: ofText((said, { options: { to = '' } }, { find }) => {
    const found = find(to, said);
    return 'problem' in found ? wrong(found.problem) : { value: found.id, ...(found.note ? { note: found.note } : {}) };
  }, 300),
  photos: null,
  sound: null,
  parts: null,
  box: null,
};

/** Whether a cell can hold a value of a field. */
export const isReadable = ({ kind }: Pick<FieldFacts, 'kind'>): boolean => readers[kind] !== null;

/**
 * The value of a field, read from a cell; null and a problem when it cannot be read, null alone when the cell is empty.
 */
export function readField(cell: SheetCell | undefined, facts: FieldFacts, known: KnownNames): ReadCell {
  return readers[facts.kind]?.(cell, facts, known) ?? { value: null };
}

/** How a value is written, for whoever fills in a sheet; null when there is nothing to say. */
export function formatOf({ kind, options }: Pick<FieldFacts, 'kind' | 'options'>): string | null {
  const told: Readonly<Record<KindName, string | null>> = {
    text: options.maxLength ? `Texto de hasta ${options.maxLength} letras` : 'Texto',
    choice: 'Una de las palabras de la hoja Palabras',
    choices: 'Una o varias palabras de la hoja Palabras, separadas por punto y coma',
    flag: 'sí o no',
    day: options.notAfterToday ? 'Fecha que ya llegó: 15/03/2024' : 'Fecha: 15/03/2024',
    instant: 'Fecha y hora: 15/03/2024 14:30',
    money: 'Bolivianos: 1250,50',
    price: 'Bolivianos por unidad: 12,50',
    quantity: options.unit ? `Número, en ${options.unit}` : 'Número',
    count: 'Número entero',
    share: 'Porcentaje: 25',
    reference: 'Código o nombre, como está en el sistema',
    photos: null,
    sound: null,
    parts: null,
    box: null,
  };
  return told[kind];
}
