import { type Day, isDay, MONTHS } from './dates.ts';

/** What somebody typed as a day: nothing, a day, or what is wrong with it in a sentence. */
export type TypedDay = { readonly day: Day | null } | { readonly wrong: string };

const EXAMPLE = 'por ejemplo 05/03/2026';
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** A year of two digits lies at most this many years ahead: '26' is 2026, '78' is 1978. */
const YEARS_AHEAD = 20;

const wrong = (sentence: string): TypedDay => ({ wrong: sentence });

function fullYear(text: string, today: Day): number {
  const n = Number(text);
  if (text.length !== 2) return n;
  return 2000 + n <= Number(today.slice(0, 4)) + YEARS_AHEAD ? 2000 + n : 1900 + n;
}

function monthNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const key = text.toLowerCase().replace(/^set/, 'sep');
  const at = MONTHS.findIndex((m) => key.startsWith(m.slice(0, 3)));
  return at >= 0 && (MONTHS[at]?.startsWith(key) || key === 'sept' || key === 'sepiembre') ? at + 1 : 0;
}

function made(d: string, m: string, y: string, today: Day): TypedDay {
  const [day, month, year] = [Number(d), monthNumber(m), fullYear(y, today)];
  if (month < 1 || month > 12) return wrong(`El mes va del 1 al 12: primero el día y después el mes, ${EXAMPLE}.`);
  if (y.length === 3 || year < 1) return wrong(`Escriba el año con cuatro cifras, ${EXAMPLE}.`);
  const name = MONTHS[month - 1] ?? '';
  if (day < 1 || day > (LONGEST[month - 1] ?? 31))
    return wrong(`${name === 'febrero' ? 'Febrero' : `El mes de ${name}`} no tiene día ${day}.`);
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDay(text) ? { day: text } : wrong(`En ${year}, febrero tuvo 28 días.`);
}

/**
 * Reads a day as people in Bolivia write it, the day first: 05/03/2026, 5-3-26, 5.3.2026, 050326, 05032026, 5 de marzo
 * de 2026; and as sheets give it, 2026-03-05. A year is never guessed.
 * @param today day in La Paz, for years of two digits
 */
export function readTypedDay(text: string, today: Day): TypedDay {
  const t = text.trim().replace(/\.$/, '');
  if (t === '') return { day: null };
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(t);
  if (iso) return made(iso[3] ?? '', iso[2] ?? '', iso[1] ?? '', today);
  const digits = /^(\d{2})(\d{2})(\d{2}|\d{4})$/.exec(t);
  if (digits) return made(digits[1] ?? '', digits[2] ?? '', digits[3] ?? '', today);
  const parts =
    /^(?:\p{L}+,?\s+)?(\d{1,2})\s*(?:[/.\-\s]|de\s)\s*(\d{1,2}|\p{L}{3,})\.?\s*(?:[/.\-\s,]|del?\s)\s*(\d{2,4})$/u.exec(
      t,
    );
  if (parts) return made(parts[1] ?? '', parts[2] ?? '', parts[3] ?? '', today);
  if (/^(\d{1,2})\s*(?:[/.\-\s]|de\s)\s*(\d{1,2}|\p{L}{3,})[/.\-\s]*$/u.test(t))
    return wrong(`Falta el año: ${EXAMPLE}.`);
  return wrong(`Escriba día, mes y año, ${EXAMPLE}.`);
}
