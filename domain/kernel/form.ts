import type * as z from 'zod/mini';
import { addDays, type Day, isDay, writtenDay } from './dates.ts';
import { writtenNumber } from './money.ts';
import { type Problem, problem } from './problem.ts';
import { upperFirst } from './text.ts';

/** One option of a choice. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly help?: string;
  /** Options of one group stand together under its name. */
  readonly group?: string;
}

/** Looks for options by words; `more` says that there are others still. */
export type OptionSearch = (text: string) => Promise<{ readonly rows: readonly Option[]; readonly more: boolean }>;

/** A unit a quantity may be written in: its code and the word beside the number. */
export interface UnitOption {
  readonly code: string;
  readonly label: string;
}

interface Common {
  /** Path inside the command's body: 'buyer', 'lines.0.price'. */
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly required?: boolean;
}

/**
 * One question of a form, the same on the phone and in the office. `suggestions` are offered, anything else may be written.
 * What each kind holds:
 * text → string; number → number; money → integer centavos; quantity → {quantity: integer 1/10,000, unit};
 * date → 'YYYY-MM-DD'; choice → string, or string[] when `many`; person → {ci, complement}; photo → string[] of file
 * hashes; file → one hash; place → {lon, lat, accuracyM, ageS}. Nothing written is null, never zero or an empty text.
 */
export type FieldSpec =
  | (Common & {
      readonly kind: 'text';
      readonly multiline?: boolean;
      readonly maxLength?: number;
      readonly autocomplete?: string;
      readonly suggestions?: readonly string[];
    })
  | (Common & {
      readonly kind: 'number';
      readonly unit?: string;
      readonly decimals?: number;
      readonly min?: number;
      readonly max?: number;
    })
  | (Common & { readonly kind: 'money'; readonly min?: number })
  | (Common & { readonly kind: 'quantity'; readonly units: readonly UnitOption[] })
  /** `quick`: the days, counted from today, that can be chosen with one tap; without it, only today. */
  | (Common & { readonly kind: 'date'; readonly min?: Day; readonly max?: Day; readonly quick?: readonly number[] })
  /** `search`: there are more options than those in `options`. Whoever receives the answer checks that it exists. */
  | (Common & {
      readonly kind: 'choice';
      readonly options: readonly Option[];
      readonly many?: boolean;
      readonly search?: OptionSearch;
    })
  | (Common & { readonly kind: 'person' })
  | (Common & { readonly kind: 'photo'; readonly max?: number })
  | (Common & { readonly kind: 'file'; readonly accept: string })
  | (Common & { readonly kind: 'place' })
  /** Encrypted before it leaves the field; its value is the sealed text. */
  | (Common & { readonly kind: 'box' });

export interface QuantityValue {
  readonly quantity: number;
  readonly unit: string;
}
/** Identity card: the digits, and the complement that tells duplicates apart ('1B'). */
export interface CiValue {
  readonly ci: string;
  readonly complement: string;
}
export type FormValues = Readonly<Record<string, unknown>>;
/** Problems by field name. */
export type FormProblems = Readonly<Record<string, Problem>>;

/**
 * Reads a number as people in Bolivia type it: '1.234,5', '1234,5' and '1234.5' are all read; '1.234' is one thousand two
 * hundred and thirty-four. Returns null for an empty text and NaN for one that is not a number.
 */
export function readNumber(text: string): number | null {
  const t = text.trim().replaceAll(/\s/g, '').replace('−', '-');
  if (t === '') return null;
  if (!/^-?[\d.,]+$/.test(t)) return Number.NaN;
  if (t.includes(',')) {
    const [whole = '', fraction = '', ...rest] = t.split(',');
    const grouped = /^-?\d{1,3}(\.\d{3})*$/.test(whole) || /^-?\d+$/.test(whole);
    return rest.length > 0 || fraction.includes('.') || !grouped
      ? Number.NaN
      : Number(`${whole.replaceAll('.', '')}.${fraction || '0'}`);
  }
  if (/^-?\d{1,3}(\.\d{3})+$/.test(t)) return Number(t.replaceAll('.', ''));
  return Number(t);
}

/** True for the shape of a card number: 4 to 10 digits; the complement is at most two letters or digits. */
function isCi(value: CiValue): boolean {
  return /^\d{4,10}$/.test(value.ci) && /^[0-9A-Z]{0,2}$/.test(value.complement);
}

const missing = (spec: FieldSpec): Problem => problem('bodyMissingField', { name: spec.label }, spec.name);
const invalid = (spec: FieldSpec, sentence: string): Problem => problem('invalidField', { sentence }, spec.name);

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The first thing wrong with one answer, or null. `today` is the day in La Paz. */
export function checkField(spec: FieldSpec, value: unknown, today: Day): Problem | null {
  if (isEmpty(value)) return spec.required ? missing(spec) : null;
  switch (spec.kind) {
    case 'text': {
      const max = spec.maxLength ?? 2000;
      return String(value).length > max
        ? invalid(spec, `El texto es demasiado largo: el máximo es ${max} letras.`)
        : null;
    }
    case 'number':
      return checkNumber(spec, value);
    case 'money':
      if (!Number.isInteger(value)) return invalid(spec, 'Escriba un monto en bolivianos, por ejemplo 1.250,50.');
      return (value as number) < (spec.min ?? 0) ? invalid(spec, 'El monto no puede ser negativo.') : null;
    case 'quantity': {
      const { quantity, unit } = value as QuantityValue;
      if (!Number.isInteger(quantity)) return invalid(spec, 'Escriba una cantidad, por ejemplo 12,5.');
      if (quantity < 0) return invalid(spec, 'La cantidad no puede ser negativa.');
      return spec.units.some((u) => u.code === unit) ? null : invalid(spec, 'Elija la unidad de la cantidad.');
    }
    case 'date':
      return checkDate(spec, value, today);
    case 'choice': {
      const known = (v: unknown) => spec.options.some((o) => o.value === v);
      const ok = Array.isArray(value) ? value.every(known) : known(value);
      return ok || spec.search ? null : invalid(spec, 'Elija una de las opciones de la lista.');
    }
    case 'person': {
      const card = value as CiValue;
      if (card.ci === '' && card.complement === '') return spec.required ? missing(spec) : null;
      return isCi(card) ? null : problem('ciFormat', undefined, spec.name);
    }
    case 'photo':
      return Array.isArray(value) && value.length > (spec.max ?? 10)
        ? invalid(spec, `Puede adjuntar hasta ${spec.max ?? 10} fotos.`)
        : null;
    case 'place':
    case 'file':
    case 'box':
      return null;
  }
}

function checkNumber(spec: FieldSpec & { kind: 'number' }, value: unknown): Problem | null {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return invalid(spec, 'Escriba un número, por ejemplo 1.250 o 12,5.');
  const decimals = spec.decimals ?? 0;
  if (Math.abs(value * 10 ** decimals - Math.round(value * 10 ** decimals)) > 1e-6) {
    return invalid(
      spec,
      decimals === 0 ? 'Escriba un número entero, sin decimales.' : `Escriba hasta ${decimals} decimales.`,
    );
  }
  if (spec.min !== undefined && value < spec.min) return invalid(spec, `El mínimo es ${writtenNumber(spec.min)}.`);
  if (spec.max !== undefined && value > spec.max) return invalid(spec, `El máximo es ${writtenNumber(spec.max)}.`);
  return null;
}

function checkDate(spec: FieldSpec & { kind: 'date' }, value: unknown, today: Day): Problem | null {
  if (!isDay(value)) return invalid(spec, 'Escriba una fecha que exista: día, mes y año.');
  const max = spec.max ?? today;
  if (value > max) {
    return max <= addDays(today, 1)
      ? problem('dayInFuture', { day: value }, spec.name)
      : invalid(spec, `La fecha no puede ser posterior al ${writtenDay(max)}.`);
  }
  return spec.min && value < spec.min
    ? problem('dayBeforeProgramme', { day: value, start: spec.min }, spec.name)
    : null;
}

/** Every problem of a form by field name; empty when it can be sent. */
export function checkForm(specs: readonly FieldSpec[], values: FormValues, today: Day): FormProblems {
  const found: Record<string, Problem> = {};
  for (const spec of specs) {
    const p = checkField(spec, values[spec.name], today);
    if (p) found[spec.name] = p;
  }
  return found;
}

/**
 * Turns the issues of a zod schema (whose own words are English) into problems in Spanish. `labels` gives the name a person
 * knows a path by ('quantity' → 'Cantidad'); a path without one is told without its name.
 */
export function issueProblem(issue: z.core.$ZodIssue, labels: Readonly<Record<string, string>> = {}): Problem {
  const path = issue.path.map(String).join('.');
  const name = labels[path] ?? labels[path.replace(/^body\./, '')];
  const sentence = issueSentence(issue);
  if (sentence === null) return problem('bodyMissingField', { name: name ?? (path || 'un dato') }, path);
  return problem(
    'invalidField',
    { sentence: name ? `${name}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence },
    path,
  );
}

/** The sentence of an issue, or null where the answer is simply missing. */
function issueSentence(issue: z.core.$ZodIssue): string | null {
  // A schema that says its own sentence says it in Spanish; the library's own words are English.
  if (issue.message && !/^(Invalid|Too (small|big)|Unrecognized)/.test(issue.message)) return sentence(issue.message);
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return null;
      return issue.expected === 'number' || issue.expected === 'int'
        ? 'Escriba un número.'
        : 'El dato no tiene la forma esperada.';
    case 'too_small':
      if (issue.origin === 'string') return 'El texto es demasiado corto.';
      if (issue.origin === 'array') return `Se necesita al menos ${writtenNumber(Number(issue.minimum))}.`;
      return Number(issue.minimum) === 0
        ? 'El número no puede ser negativo.'
        : `El mínimo es ${writtenNumber(Number(issue.minimum))}.`;
    case 'too_big':
      if (issue.origin === 'string')
        return `El texto es demasiado largo: el máximo es ${String(issue.maximum)} letras.`;
      if (issue.origin === 'array') return `Son demasiados: el máximo es ${writtenNumber(Number(issue.maximum))}.`;
      return `El máximo es ${writtenNumber(Number(issue.maximum))}.`;
    case 'invalid_value':
      return 'Elija una de las opciones de la lista.';
    case 'unrecognized_keys':
      return `Esta versión no conoce: ${issue.keys.join(', ')}.`;
    case 'not_multiple_of':
      return 'El número tiene demasiados decimales.';
    case 'custom':
    case 'invalid_format':
      return 'El dato no tiene la forma esperada.';
    default:
      return 'El dato no es válido.';
  }
}

/** A sentence: its first letter large, a full stop behind. */
function sentence(text: string): string {
  const t = upperFirst(text);
  return t.endsWith('.') ? t : `${t}.`;
}
