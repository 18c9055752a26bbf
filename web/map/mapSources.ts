import type { Feature, FeatureCollection, LineString, MultiPolygon, Point } from 'geojson';
import type { AllianceCounts, AlliancePoint, MapBox, MapMunicipality } from '../../domain/territory/map.ts';
import type { Department } from '../../domain/territory/municipality.ts';

/** Bolivia in degrees: where the map opens for people who work in all of it. */
export const BOLIVIA: [[number, number], [number, number]] = [
  [-69.7, -22.95],
  [-57.4, -9.6],
];

/** A part of the country in the form of the map library. */
export const boundsOf = (box: MapBox | null): [[number, number], [number, number]] =>
  box
    ? [
        [box.west, box.south],
        [box.east, box.north],
      ]
    : BOLIVIA;

type Points<P> = FeatureCollection<Point, P>;

function collection<G extends Point | LineString | MultiPolygon, P>(
  features: Feature<G, P>[],
): FeatureCollection<G, P> {
  return { type: 'FeatureCollection', features };
}

function pointAt<P>(lon: number, lat: number, properties: P): Feature<Point, P> {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties };
}

/** Meridians and parallels every two degrees around Bolivia: the only ground when no boundaries are loaded. */
export function graticule(): FeatureCollection<LineString, { degrees: number }> {
  const lines: Feature<LineString, { degrees: number }>[] = [];
  const line = (degrees: number, coordinates: [number, number][]) =>
    lines.push({ type: 'Feature', geometry: { type: 'LineString', coordinates }, properties: { degrees } });
  for (let lon = -100; lon <= -26; lon += 2)
    line(lon, [
      [lon, -50],
      [lon, 20],
    ]);
  for (let lat = -50; lat <= 20; lat += 2)
    line(lat, [
      [-100, lat],
      [-26, lat],
    ]);
  return collection(lines);
}

/** One point per municipality with what the layers need. */
export function municipalityPoints(
  municipalities: readonly MapMunicipality[],
  counts: AllianceCounts,
): Points<MunicipalityProperties> {
  return collection(municipalities.map((m) => pointAt(m.lon, m.lat, propertiesOf(m, counts))));
}

export interface MunicipalityProperties {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly count: number;
}

function propertiesOf(m: MapMunicipality, counts: AllianceCounts): MunicipalityProperties {
  return { code: m.code, name: m.name, unit: m.unitCode, count: counts.byMunicipality.get(m.code) ?? 0 };
}

/** The departments among the shapes: their codes have two digits. */
export const departmentShapes = (
  shapes: FeatureCollection<MultiPolygon, { code: string }>,
): FeatureCollection<MultiPolygon, { code: string }> =>
  collection(shapes.features.filter((shape) => shape.properties.code.length === 2));

/** The loaded shapes with what the layers need; a shape whose code is not in the list is left out. */
export function municipalityShapes(
  shapes: FeatureCollection<MultiPolygon, { code: string }>,
  municipalities: readonly MapMunicipality[],
  counts: AllianceCounts,
): FeatureCollection<MultiPolygon, MunicipalityProperties> {
  const byCode = new Map(municipalities.map((m) => [m.code, m]));
  return collection(
    shapes.features.flatMap((shape) => {
      const municipality = byCode.get(shape.properties.code);
      return municipality ? [{ ...shape, properties: propertiesOf(municipality, counts) }] : [];
    }),
  );
}

/** Where the initials of each department are drawn: the middle of its municipalities' points. */
export function departmentLabels(
  departments: readonly Department[],
  municipalities: readonly MapMunicipality[],
): Points<{ initials: string; name: string }> {
  return collection(
    departments.flatMap((department) => {
      const own = municipalities.filter((m) => m.departmentCode === department.code);
      if (own.length === 0) return [];
      const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
      return [
        pointAt(middle(own.map((m) => m.lon)), middle(own.map((m) => m.lat)), {
          initials: department.initials,
          name: department.name,
        }),
      ];
    }),
  );
}

/** The alliances that have a position of their own. */
export function allianceDots(alliances: readonly AlliancePoint[]): Points<{ id: string; unit: string }> {
  return collection(
    alliances.flatMap((a) =>
      a.lon === null || a.lat === null ? [] : [pointAt(a.lon, a.lat, { id: a.id, unit: a.unitCode })],
    ),
  );
}

/** Places of things: `things` at each, and how many of them somebody has to act on. */
export type MarkFeatures = Points<{ readonly key: string; readonly things: number; readonly waiting: number }>;

export const markFeatures = (
  places: readonly { key: string; things: number; waiting: number; lon: number; lat: number }[],
): MarkFeatures => collection(places.map(({ lon, lat, ...properties }) => pointAt(lon, lat, properties)));
