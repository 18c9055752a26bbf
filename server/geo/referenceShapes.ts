import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FeatureCollection, MultiPolygon } from 'geojson';
import type { DrawnShape } from '../../domain/territory/map.ts';
import { TERRITORY_FOLDER } from './readReference.ts';

/** Shapes of a file of `reference/territory`, as paths in degrees with y growing southwards. */
function drawn(file: string): DrawnShape[] {
  const { features } = JSON.parse(readFileSync(path.join(TERRITORY_FOLDER, file), 'utf8')) as FeatureCollection<MultiPolygon, { code: string }>;
  return features.map(({ properties, geometry }) => ({ code: properties.code, path: geometry.coordinates.flat().map(ringPath).join('') }));
}

const ringPath = (ring: readonly (readonly number[])[]): string => `M${ring.map(([lon = 0, lat = 0]) => `${lon} ${-lat}`).join('L')}Z`;

let outlines: DrawnShape[] | undefined;
let areas: DrawnShape[] | undefined;

/** Outlines of the nine departments (Natural Earth, public domain), coarse: to find one's way, not boundaries. */
export const departmentOutlines = (): readonly DrawnShape[] => (outlines ??= drawn('outlines.json'));

/** What lies nearer to the centre of each municipality than to any other of its department: areas of influence, not boundaries. */
export const influenceAreas = (): readonly DrawnShape[] => (areas ??= drawn('areas.json'));
