import type { Day } from '../kernel/dates.ts';
import type { Department } from './municipality.ts';
import type { OperatingUnit } from './unit.ts';

/**
 * A municipality as the map draws it: its point (not the position of anything) and the unit that serves it on the
 * requested day.
 */
export interface MapMunicipality {
  readonly code: string;
  readonly name: string;
  readonly departmentCode: string;
  readonly unitCode: string;
  readonly lon: number;
  readonly lat: number;
}

/** A department or municipality as a small map draws it. */
export interface DrawnShape {
  readonly code: string;
  /** SVG path in degrees, y growing southwards. */
  readonly path: string;
}

/** The country as every map of figures draws it. */
export interface CountryShapes {
  readonly outlines: readonly DrawnShape[];
  /** One for each municipality; later ones are drawn over earlier ones. */
  readonly areas: readonly DrawnShape[];
  /** Whether some of the areas are of the boundaries in use. */
  readonly official: boolean;
  /** Whether some of them are areas of influence, which are no boundaries. */
  readonly influence: boolean;
}

/** A part of the country in degrees. */
export interface MapBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/**
 * What the map knows of an alliance. The position is null when nobody took one; it is never derived from the
 * municipality.
 */
export interface AlliancePoint {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly state: string;
  readonly unitCode: string;
  readonly municipalityCode: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
}

/** The boundaries in use, described for the reader, and a tag that changes with them. */
export interface MapBoundaries {
  readonly versionId: string;
  readonly source: string;
  readonly datedOn: Day | null;
}

/** Everything that the map needs except the shapes. */
export interface TerritoryMapData {
  readonly departments: readonly Department[];
  readonly units: readonly OperatingUnit[];
  readonly municipalities: readonly MapMunicipality[];
  readonly alliances: readonly AlliancePoint[];
  readonly boundaries: MapBoundaries | null;
  /** The part on which the map opens; null for the whole country. */
  readonly opensOn: MapBox | null;
}

/** What a person pointed at. */
export type MapSelection =
  | { readonly kind: 'municipality'; readonly code: string }
  | { readonly kind: 'alliance'; readonly id: string };

/** The number of alliances in each municipality, and the numbers without a municipality and without a position. */
export interface AllianceCounts {
  readonly byMunicipality: ReadonlyMap<string, number>;
  readonly withoutMunicipality: number;
  readonly withoutPosition: number;
}

/** Counts alliances for the map. Those without a municipality are counted apart, never distributed over others. */
export function countAlliances(alliances: readonly AlliancePoint[]): AllianceCounts {
  const byMunicipality = new Map<string, number>();
  let withoutMunicipality = 0;
  let withoutPosition = 0;
  for (const alliance of alliances) {
    if (alliance.municipalityCode === null) withoutMunicipality += 1;
    else byMunicipality.set(alliance.municipalityCode, (byMunicipality.get(alliance.municipalityCode) ?? 0) + 1);
    if (alliance.lon === null || alliance.lat === null) withoutPosition += 1;
  }
  return { byMunicipality, withoutMunicipality, withoutPosition };
}
