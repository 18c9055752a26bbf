import * as z from 'zod/mini';

/** A department. `code` is INE's two digits, `initials` the two letters of identity cards, `iso` as ISO 3166-2. */
export interface Department {
  readonly code: string;
  readonly iso: string;
  readonly initials: string;
  readonly name: string;
}

/** A province. `code` is INE's four digits. */
export interface Province {
  readonly code: string;
  readonly departmentCode: string;
  readonly name: string;
}

/**
 * A municipality. `code` has INE's six digits. `lon`, `lat`: a point inside it, WGS84 degrees rounded to 4 decimals,
 * for suggestions and maps; it is never the position of anything.
 */
export interface Municipality {
  readonly code: string;
  readonly provinceCode: string;
  readonly departmentCode: string;
  readonly name: string;
  readonly officialName: string | null;
  readonly lon: number;
  readonly lat: number;
}

const CODE = /^0[1-9]\d{4}$/;

/** Whether a text has the form of an INE municipality code; whether the municipality exists is a fact to ask for. */
export function isMunicipalityCode(text: unknown): text is string {
  return typeof text === 'string' && CODE.test(text);
}

/** Schema of a municipality code. */
export const municipalityCodeSchema = z.string().check(z.regex(CODE, 'código de municipio no válido'));
