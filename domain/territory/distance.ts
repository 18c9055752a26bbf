/** A position in WGS84 degrees. */
export interface LonLat {
  readonly lon: number;
  readonly lat: number;
}

/**
 * Mean radius of the Earth in kilometres. The sphere is wrong by at most 0.5 %, far less than the point of a
 * municipality is uncertain.
 */
const EARTH_KM = 6371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres (haversine). */
export function distanceKm(a: LonLat, b: LonLat): number {
  const half = Math.sin(radians(b.lat - a.lat) / 2) ** 2;
  const across = Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  const h = half + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * across;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Great-circle distance in metres. */
export function distanceM(a: LonLat, b: LonLat): number {
  return distanceKm(a, b) * 1000;
}

/** Kilometres as people read them: '850 m', '3,4 km', '27 km'. */
export function writtenKm(km: number): string {
  if (km < 0.995) return `${Math.round(km * 100) * 10} m`;
  if (km < 9.95) return `${km.toFixed(1).replace('.', ',')} km`;
  return `${Math.round(km)} km`;
}
