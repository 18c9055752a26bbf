import * as z from 'zod/mini';

/** A Bolivian identity card: its number and, if it has one, the complement that distinguishes duplicate numbers. */
export interface Ci {
  readonly number: string;
  readonly complement: string | null;
}

const FORMAT = 'El carnet tiene de 4 a 10 dígitos y, si corresponde, un complemento. No lleva otras letras.';

/** 4 to 10 digits (domain brief P-18). The place of issue is another field. */
export const ciNumberSchema = z.string().check(z.regex(/^\d{4,10}$/, FORMAT));
/** Up to two capital letters or digits. */
export const ciComplementSchema = z.string().check(z.regex(/^[0-9A-Z]{1,2}$/, FORMAT));

/** Departments where a card may have been issued. */
export const ciIssuers = ['BE', 'CB', 'CH', 'LP', 'OR', 'PD', 'PT', 'SC', 'TJ'] as const;

/** Reads a card as people write it ('1234567', '1234567-1K', '1.234.567 1k LP'); null when it is not one. */
export function readCi(text: string): (Ci & { readonly issuedIn: string | null }) | null {
  const found = /^(\d{4,10})(?:[\s-]*([0-9A-Z]{1,2}))?(?:[\s-]+(BE|CB|CH|LP|OR|PD|PT|SC|TJ))?$/.exec(
    text.trim().toUpperCase().replaceAll('.', ''),
  );
  if (!found?.[1]) return null;
  const [, number, second, third] = found;
  const issued = (ciIssuers as readonly string[]).includes(second ?? '') && !third;
  return {
    number,
    complement: issued ? null : (second ?? null),
    issuedIn: issued ? (second ?? null) : (third ?? null),
  };
}

/** A card as it is written on paper. */
export function writtenCi(ci: Ci): string {
  return ci.complement ? `${ci.number}-${ci.complement}` : ci.number;
}

/** The number of a card in a history: its last two digits, since reading one whole is logged by the query that shows it. */
export const maskedNumber = (value: unknown): string => maskedCi({ number: String(value), complement: null });

/** What a reader without personal data sees of a card: the last two digits. */
export function maskedCi(ci: Ci): string {
  return `•••${ci.number.slice(-2)}`;
}
