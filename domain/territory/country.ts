import type { LonLat } from './distance.ts';

/** Degrees that hold Bolivia whole, with a tenth to spare. */
const BOLIVIA = { west: -69.75, south: -23.0, east: -57.35, north: -9.55 };

/** Whether a position can be in Bolivia at all, by the box around it. */
export function inCountry({ lon, lat }: LonLat): boolean {
  return lon >= BOLIVIA.west && lon <= BOLIVIA.east && lat >= BOLIVIA.south && lat <= BOLIVIA.north;
}
