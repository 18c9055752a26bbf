import { describe, expect, it } from 'vitest';
import { distanceKm, distanceM, writtenKm } from './distance.ts';
import type { Municipality } from './municipality.ts';
import { nearestMunicipalities, suggestByPoints } from './place.ts';

const at = (code: string, name: string, lon: number, lat: number): Municipality => ({
  code,
  provinceCode: code.slice(0, 4),
  departmentCode: code.slice(0, 2),
  name,
  officialName: null,
  lon,
  lat,
});
const some = [
  at('020101', 'La Paz', -68.0907, -16.1774),
  at('020105', 'El Alto', -68.2, -16.4),
  at('030101', 'Cochabamba', -66.15, -17.35),
  at('040101', 'Oruro', -67.1, -17.95),
  at('050101', 'Potosí', -65.75, -19.58),
  at('010101', 'Sucre', -65.17, -18.89),
];
const here = { lon: -68.15, lat: -16.35, accuracyM: 12 };

describe('distance', () => {
  it('agrees with a degree of latitude (111.195 km on the mean sphere) and of longitude at 20° S', () => {
    expect(distanceKm({ lon: -65, lat: -18 }, { lon: -65, lat: -19 })).toBeCloseTo(111.195, 2);
    expect(distanceKm({ lon: -65, lat: -20 }, { lon: -66, lat: -20 })).toBeCloseTo(104.49, 1);
    expect(distanceM({ lon: -65, lat: -18 }, { lon: -65, lat: -18 })).toBe(0);
  });

  it('is written as people read it', () => {
    expect([0.0449, 0.853, 3.42, 26.8].map(writtenKm)).toEqual(['40 m', '850 m', '3,4 km', '27 km']);
  });
});

describe('a position without boundaries', () => {
  it('offers the five nearest with their kilometres, closest first', () => {
    const offered = nearestMunicipalities(here, some);
    expect(offered).toHaveLength(5);
    expect(offered.map((c) => c.code).slice(0, 2)).toEqual(['020105', '020101']);
    expect(offered.map((c) => c.distanceKm)).toEqual([...offered.map((c) => c.distanceKm)].sort((a, b) => a - b));
    expect(suggestByPoints(here, some)).toMatchObject({ how: 'nearest', proposed: null, boundaryVersionId: null });
  });

  it('says so when the position cannot be in Bolivia', () => {
    expect(suggestByPoints({ lon: -77.03, lat: -12.05, accuracyM: 10 }, some).how).toBe('outside');
    expect(suggestByPoints({ lon: 0, lat: 0, accuracyM: null }, some).how).toBe('outside');
  });
});
