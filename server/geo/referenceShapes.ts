import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FeatureCollection, MultiPolygon } from 'geojson';
import type { DrawnShape, MapBox } from '../../domain/territory/map.ts';
import { TERRITORY_FOLDER } from './readReference.ts';

type Shapes = FeatureCollection<MultiPolygon, { code: string }>;

const read = (file: string): Shapes => JSON.parse(readFileSync(path.join(TERRITORY_FOLDER, file), 'utf8')) as Shapes;

/** Shapes of a file of `reference/territory`, as paths in degrees with y growing southwards. */
function drawn(file: string): DrawnShape[] {
  return read(file).features.map(({ properties, geometry }) => ({
    code: properties.code,
    path: geometry.coordinates.flat().map(ringPath).join(''),
  }));
}

/** Points nearer than this to the one before, in hundredths of a degree, are left out: about a pixel of a map of the country. */
const NEAR = 3;

/** A ring as one path: a start and steps of hundredths of a degree, as short as SVG lets them be written. */
function ringPath(ring: readonly (readonly number[])[]): string {
  const kept: (readonly [number, number])[] = [];
  for (const [lon = 0, lat = 0] of ring) {
    const [x, y] = [Math.round(lon * 100), Math.round(-lat * 100)];
    const last = kept.at(-1);
    if (!last || Math.abs(x - last[0]) > NEAR || Math.abs(y - last[1]) > NEAR) kept.push([x, y]);
  }
  const short = (n: number) => String(n / 100).replace(/^(-?)0\./, '$1.');
  const steps = kept.slice(1).map(([x, y], i) => [x - (kept[i]?.[0] ?? 0), y - (kept[i]?.[1] ?? 0)] as const);
  const [x = 0, y = 0] = kept[0] ?? [];
  return `M${short(x)} ${short(y)}l${steps.map(([dx, dy]) => `${short(dx)}${dy < 0 ? '' : ' '}${short(dy)}`).join(' ')}z`;
}

let outlines: DrawnShape[] | undefined;
let areas: DrawnShape[] | undefined;
let boxes: ReadonlyMap<string, MapBox> | undefined;
let features: string | undefined;

/**
 * Outlines of the nine departments (Natural Earth, public domain). They are coarse, for orientation, and no boundaries.
 */
export const departmentOutlines = (): readonly DrawnShape[] => (outlines ??= drawn('outlines.json'));

/**
 * For each municipality, the area nearer to its centre than to any other in its department: areas of influence, not
 * boundaries.
 */
export const influenceAreas = (): readonly DrawnShape[] => (areas ??= drawn('areas.json'));

/** The box around each municipality, by code: for opening a map on some of them, whatever shapes it draws. */
export const areaBoxes = (): ReadonlyMap<string, MapBox> =>
  (boxes ??= new Map(
    read('areas.json').features.map(({ properties, geometry }) => {
      const points = geometry.coordinates.flat(2);
      const [lons, lats] = [points.map(([lon = 0]) => lon), points.map(([, lat = 0]) => lat)];
      return [
        properties.code,
        { west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) },
      ];
    }),
  ));

/**
 * The areas of influence and the outlines of the departments, as GeoJSON; the code of a municipality has six digits, of
 * a department two.
 */
export const referenceFeatures = (): string =>
  (features ??= JSON.stringify({
    type: 'FeatureCollection',
    features: [...read('areas.json').features, ...read('outlines.json').features],
  }));
