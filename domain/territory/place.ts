import { inCountry } from './country.ts';
import { distanceKm, type LonLat } from './distance.ts';
import type { Municipality } from './municipality.ts';

/**
 * How a municipality came to a position. 'nearest': no boundaries, the closest were offered. 'inside': boundaries proposed one.
 * 'border': within the position's accuracy of a border, so a person was asked. 'outside': the position is not in Bolivia.
 * 'chosen': a person chose, against or without a proposal.
 */
const placeHows = ['nearest', 'inside', 'border', 'outside', 'chosen'] as const;
type PlaceHow = (typeof placeHows)[number];

/** A measured position; `accuracyM` in metres, null when unknown. */
export interface MeasuredPoint extends LonLat {
  readonly accuracyM: number | null;
}

/** A municipality offered for a position. `distanceKm` is to its point (`to: 'point'`) or to its shape (`to: 'shape'`, 0 inside). */
export interface PlaceCandidate {
  readonly code: string;
  readonly name: string;
  readonly departmentCode: string;
  readonly distanceKm: number;
  readonly to: 'point' | 'shape';
}

/**
 * What the system says of a position. `proposed` is set only for 'inside'. In every other case a person chooses, from
 * `candidates` or from the whole list (near a border, the right one may not be among the five nearest points).
 */
export interface PlaceSuggestion {
  readonly point: MeasuredPoint;
  readonly how: Exclude<PlaceHow, 'chosen'>;
  readonly proposed: string | null;
  readonly candidates: readonly PlaceCandidate[];
  readonly boundaryVersionId: string | null;
}

/**
 * No place in Bolivia is farther than this from the point of some municipality (measured on the map of 2022: 178 km, in
 * San Ignacio de Velasco).
 */
const FARTHEST_KM = 200;

/** How many municipalities are offered when none can be proposed. */
export const OFFERED = 5;

/** The municipalities whose points are nearest, the closest first. Pure: the phone uses its own list. */
export function nearestMunicipalities(
  point: LonLat,
  among: readonly Municipality[],
  count = OFFERED,
): PlaceCandidate[] {
  return among
    .map((m) => ({
      code: m.code,
      name: m.name,
      departmentCode: m.departmentCode,
      distanceKm: distanceKm(point, m),
      to: 'point' as const,
    }))
    .sort((a, b) => a.distanceKm - b.distanceKm || a.code.localeCompare(b.code))
    .slice(0, count);
}

/**
 * The suggestion without boundaries: the five nearest, or 'outside' when the position cannot be in Bolivia. Just beyond
 * the national border it still says 'nearest', because points alone cannot tell; a person sees the kilometres and
 * decides.
 */
export function suggestByPoints(
  point: MeasuredPoint,
  among: readonly Municipality[],
  boundaryVersionId: string | null = null,
): PlaceSuggestion {
  const candidates = nearestMunicipalities(point, among);
  const near = (candidates[0]?.distanceKm ?? Number.POSITIVE_INFINITY) <= FARTHEST_KM;
  return {
    point,
    how: inCountry(point) && near ? 'nearest' : 'outside',
    proposed: null,
    candidates,
    boundaryVersionId,
  };
}
