import { createHash } from 'node:crypto';
import type { MultiPolygon, Polygon } from 'geojson';
import { isMunicipalityCode } from '../../domain/territory/municipality.ts';

/** A shape of the file with the code of its municipality. */
export interface BoundaryFeature {
  readonly code: string;
  readonly geometry: Polygon | MultiPolygon;
}

/** A usable file: its shapes, one for each code, and its SHA-256. */
export interface BoundaryFile {
  readonly hash: string;
  readonly features: readonly BoundaryFeature[];
}

/** A file that cannot be used. `sentences` say why, in Spanish, for the person who loads it. */
export class BoundaryFileError extends Error {
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.sentences = sentences;
  }
}

/** Names under which official files carry the INE code, the first that holds one wins. */
const CODE_NAMES = [
  'code',
  'codigo',
  'código',
  'cod_ine',
  'codigo_ine',
  'codine',
  'ine',
  'cod_mun',
  'codmun',
  'c_mun',
  'mun_code',
  'adm3_pcode',
];
const SHOWN = 5;
/** Largest file: the official one of all municipalities at full detail is far below it. */
export const MAX_BOUNDARY_MB = 64;
/** There are some 340 municipalities. */
const MAX_FEATURES = 5000;
/** Points of all contours together. */
const MAX_POSITIONS = 3_000_000;
/** A box around Bolivia in degrees; a coordinate outside it is in metres or of another country. */
const AROUND = { west: -72, south: -25, east: -55, north: -7 };

/** Reads and checks a GeoJSON file of municipalities. Throws BoundaryFileError. Codes are not checked to exist. */
export function readBoundaryFile(bytes: Uint8Array): BoundaryFile {
  if (bytes.length > MAX_BOUNDARY_MB * 1024 * 1024)
    throw new BoundaryFileError([`El archivo pesa demasiado. El máximo es ${MAX_BOUNDARY_MB} MB.`]);
  const features = collection(bytes);
  if (features.length > MAX_FEATURES)
    throw new BoundaryFileError([`El archivo tiene demasiados elementos. El máximo es ${MAX_FEATURES}.`]);
  if (positionsIn(features, MAX_POSITIONS) > MAX_POSITIONS)
    throw new BoundaryFileError([
      `Los contornos tienen demasiados puntos. El máximo es ${MAX_POSITIONS}: use una versión simplificada.`,
    ]);
  const problems: string[] = [];
  const seen = new Map<string, BoundaryFeature>();
  for (const [i, feature] of features.entries()) {
    const at = `Elemento ${i + 1}`;
    const code = codeOf(feature);
    const geometry = (feature as { geometry?: unknown } | null)?.geometry;
    const wrong = geometryProblem(geometry);
    if (!code)
      problems.push(
        `${at}: no tiene un código INE de seis dígitos (se buscó en ${CODE_NAMES.slice(0, 4).join(', ')} e id).`,
      );
    else if (wrong) problems.push(`${at} (${code}): ${wrong}`);
    else if (seen.has(code)) problems.push(`${at}: el código ${code} está repetido.`);
    else seen.set(code, { code, geometry: geometry as Polygon | MultiPolygon });
  }
  if (problems.length > 0) {
    const rest = problems.length - SHOWN;
    throw new BoundaryFileError([...problems.slice(0, SHOWN), ...(rest > 0 ? [`… y ${rest} problemas más.`] : [])]);
  }
  return { hash: createHash('sha256').update(bytes).digest('hex'), features: [...seen.values()] };
}

function collection(bytes: Uint8Array): readonly unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new BoundaryFileError(['El archivo no es GeoJSON: no se pudo leer como texto JSON en UTF-8.']);
  }
  const { type, features } = (parsed ?? {}) as { type?: unknown; features?: unknown };
  if (type !== 'FeatureCollection' || !Array.isArray(features)) {
    throw new BoundaryFileError([
      'El archivo debe ser una colección GeoJSON (FeatureCollection). Un archivo TopoJSON o Shapefile se convierte antes.',
    ]);
  }
  if (features.length === 0) throw new BoundaryFileError(['El archivo no contiene ningún municipio.']);
  return features;
}

/** Points of the contours of some elements, counted until there are more than `most`. */
function positionsIn(features: readonly unknown[], most: number): number {
  let positions = 0;
  const waiting: unknown[] = features.map(
    (f) => (f as { geometry?: { coordinates?: unknown } } | null)?.geometry?.coordinates,
  );
  while (waiting.length > 0 && positions <= most) {
    const part = waiting.pop();
    if (!Array.isArray(part)) continue;
    if (typeof part[0] === 'number') positions += 1;
    else for (const inner of part) waiting.push(inner);
  }
  return positions;
}

/** The INE code of a feature, with the leading zero that spreadsheets lose; null when none of the usual names holds one. */
function codeOf(feature: unknown): string | null {
  const { id, properties } = (feature ?? {}) as { id?: unknown; properties?: Record<string, unknown> | null };
  const byName = new Map(Object.entries(properties ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  for (const value of [...CODE_NAMES.map((name) => byName.get(name)), id]) {
    const text = String(value ?? '')
      .trim()
      .replace(/^BO/i, '');
    const padded = /^\d{5}$/.test(text) ? `0${text}` : text;
    if (isMunicipalityCode(padded)) return padded;
  }
  return null;
}

function geometryProblem(geometry: unknown): string | null {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  if (type !== 'Polygon' && type !== 'MultiPolygon') return 'su geometría debe ser un polígono.';
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  if (!Array.isArray(polygons) || polygons.length === 0) return 'su geometría está vacía.';
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return 'su geometría está vacía.';
    for (const ring of polygon) {
      if (!Array.isArray(ring) || ring.length < 4) return 'un contorno tiene menos de cuatro puntos.';
      for (const position of ring) {
        const [lon, lat] = Array.isArray(position) ? position : [];
        if (typeof lon !== 'number' || typeof lat !== 'number') return 'una coordenada no es un par de números.';
        if (lon < AROUND.west || lon > AROUND.east || lat < AROUND.south || lat > AROUND.north) {
          return 'sus coordenadas no están en Bolivia; deben ser grados de longitud y latitud (WGS84), no metros.';
        }
      }
    }
  }
  return null;
}
