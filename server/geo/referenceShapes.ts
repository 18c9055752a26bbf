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

/** Outlines of the nine departments (Natural Earth, public domain), coarse: to find one's way, not boundaries. */
export const departmentOutlines = (): readonly DrawnShape[] => (outlines ??= drawn('outlines.json'));

/** What lies nearer to the centre of each municipality than to any other of its department: areas of influence, not boundaries. */
export const influenceAreas = (): readonly DrawnShape[] => (areas ??= drawn('areas.json'));
