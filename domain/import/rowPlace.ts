import { problem } from '../kernel/problem.ts';
import { normalized } from '../kernel/text.ts';
import type { RowReader } from './rowReader.ts';
import { readDegree } from './values.ts';
import { type ImportCatalogue, type KnownMunicipality, municipalitiesNamed } from './words.ts';

/**
 * Where a row says that its alliance is. A doubtful place does not go into the record, but to a person with the note.
 */
export interface RowPlace {
  readonly unitId: string | null;
  readonly unknownUnit: boolean;
  readonly municipalityCode: string | null;
  readonly how: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly note: string | null;
}

const HOW_MAX = 60;

/**
 * Municipality and unit of a row. A municipality counts as a fact when the source prints it or gives it high
 * confidence. It stays empty, for a person to confirm, when its confidence is middling or low, when several
 * municipalities have the name, or when another unit serves it.
 * @param unitSaid the unit's code, null when none is given, undefined when it is unknown
 */
export function placeOf(read: RowReader, unitSaid: string | null | undefined, catalogue: ImportCatalogue): RowPlace {
  const found = municipalitySaid(read, unitSaid ?? null, catalogue);
  const doubt = found ? doubtOf(read) : null;
  const unknownUnit = unitSaid === undefined;
  if (!found)
    return {
      unitId: unitSaid ?? null,
      unknownUnit,
      municipalityCode: null,
      how: null,
      lon: null,
      lat: null,
      note: null,
    };
  const away = (reason: string): RowPlace => ({
    unitId: unitSaid ?? null,
    unknownUnit,
    municipalityCode: null,
    how: null,
    lon: null,
    lat: null,
    note: `Municipio por confirmar: ${found.code} ${found.name} (${reason}).`,
  });
  if (doubt) {
    read.add('municipalityTrust', problem('importDoubtfulMunicipality', { name: found.name, why: doubt }), 'person');
    return away(doubt);
  }
  if (unitSaid && found.unitId && found.unitId !== unitSaid) {
    const unit = catalogue.units.find((u) => u.code === found.unitId)?.shortName ?? found.unitId;
    read.add(
      read.mapping.municipalityCode === undefined ? 'municipalityName' : 'municipalityCode',
      problem('importOtherUnit', { name: found.name, unit }),
      'person',
    );
    return away(`lo atiende ${unit}`);
  }
  const lon = read.value('lon', readDegree(read.cell('lon'), -70, -57));
  const lat = read.value('lat', readDegree(read.cell('lat'), -23.5, -9));
  const whole = lon !== null && lat !== null;
  return {
    unitId: unitSaid ?? (unknownUnit ? null : found.unitId),
    unknownUnit,
    municipalityCode: found.code,
    how: howOf(read),
    lon: whole ? lon : null,
    lat: whole ? lat : null,
    note: null,
  };
}

function municipalitySaid(
  read: RowReader,
  unitId: string | null,
  catalogue: ImportCatalogue,
): KnownMunicipality | null {
  const code = read.text('municipalityCode', 20);
  if (code) {
    const padded = /^\d{5}$/.test(code) ? `0${code}` : code;
    const found = catalogue.municipalities.find((m) => m.code === padded);
    if (!found) read.add('municipalityCode', problem('unknownMunicipality', { code }), 'gap');
    return found ?? null;
  }
  const name = read.text('municipalityName', 120);
  if (!name) return null;
  const inUnit = municipalitiesNamed(name, catalogue.municipalities, unitId);
  const named = inUnit.length > 0 ? inUnit : municipalitiesNamed(name, catalogue.municipalities, null);
  if (named.length === 0) read.add('municipalityName', problem('importUnknownMunicipality', { said: name }), 'gap');
  if (named.length > 1)
    read.add(
      'municipalityName',
      problem('importDoubtfulMunicipality', { name, why: `hay ${named.length} con ese nombre` }),
      'person',
    );
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** Why a municipality is doubtful, in words; null when it is not. */
function doubtOf(read: RowReader): string | null {
  const trust = read.text('municipalityTrust', 300);
  const how = read.text('municipalityHow', 300);
  if (trust) return normalized(trust).startsWith('alta') ? null : `confianza ${trust}`;
  if (how && /^(derivado|sin resolver)/i.test(how)) return how;
  return null;
}

/** How the source gives the municipality, as it is stored: 'impreso en el nombre, confianza alta'. */
function howOf(read: RowReader): string {
  const how = read.text('municipalityHow', 300)?.split(/[:(]/)[0]?.trim() || 'dicho por la fuente';
  const trust = read.text('municipalityTrust', 300)?.split(/[ (]/)[0];
  return `${how}${trust ? `, confianza ${trust}` : ''}`.slice(0, HOW_MAX);
}
