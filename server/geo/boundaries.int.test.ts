import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MeasuredPoint } from '../../domain/territory/place.ts';
import { resetDatabase, testDatabase } from '../../tests/helpers/database.ts';
import type { Database } from '../db/database.ts';
import { currentBoundaries, municipalities } from '../stores/territory.ts';
import { BoundaryFileError, readBoundaryFile } from './boundaryFile.ts';
import { type BoundaryLoad, type BoundaryOptions, loadBoundaries } from './loadBoundaries.ts';
import { loadReference } from './loadReference.ts';
import { alliancePoints, municipalityShapes } from './mapData.ts';
import { placeSuggestion } from './placeSuggestion.ts';
import { shapesAnswer } from './shapesAnswer.ts';

let db: Database;
const empty = () => resetDatabase(db, ['municipality_boundary', 'boundary_version']);
beforeAll(async () => {
  db = await testDatabase();
  await loadReference(db);
});
beforeEach(empty);
afterAll(empty);

const options: BoundaryOptions = { source: 'prueba', datedOn: '2022-04-04', marginM: 0 };
const at = (lon: number, lat: number, accuracyM: number | null = 10): MeasuredPoint => ({ lon, lat, accuracyM });
const file = (shapes: Record<string, [number, number][]>) =>
  readBoundaryFile(
    new TextEncoder().encode(
      JSON.stringify({
        type: 'FeatureCollection',
        features: Object.entries(shapes).map(([code, ring]) => ({
          type: 'Feature',
          properties: { code },
          geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
        })),
      }),
    ),
  );
const square = (west: number, south: number, side: number): [number, number][] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
];
/** Sucre to the west and Yotala to the east of the meridian 65° W, between 19° and 18.9° S: a border that can be measured on paper. */
const two = file({ '010101': square(-65.1, -19, 0.1), '010102': square(-65, -19, 0.1) });
/** A metre in degrees of longitude at 18.95° S. */
const METRE = 1 / (111_320 * Math.cos((18.95 * Math.PI) / 180));

describe('without boundaries', () => {
  it('offers the five nearest for a person to choose', async () => {
    const suggestion = await placeSuggestion(db, at(-65.2619, -19.0333));
    expect(suggestion).toMatchObject({ how: 'nearest', proposed: null, boundaryVersionId: null });
    expect(suggestion.candidates).toHaveLength(5);
    expect(suggestion.candidates.map((c) => c.to)).toEqual(Array(5).fill('point'));
  });

  it('has no shapes for the map', async () => {
    expect(await municipalityShapes(db)).toBeNull();
  });
});

describe('loading boundaries', () => {
  it('keeps a version, tells what the file lacks, and the same file again changes nothing', async () => {
    const told: BoundaryLoad[] = [];
    const first = await loadBoundaries(db, two, { ...options, onLoaded: async (load) => void told.push(load) });
    expect(first).toMatchObject({ status: 'loaded', municipalities: 2, repaired: 0, unknown: [] });
    expect(first.missing).toHaveLength(337);
    expect(await currentBoundaries(db)).toMatchObject({
      id: first.versionId,
      source: 'prueba',
      datedOn: '2022-04-04',
      municipalities: 2,
      complete: false,
    });
    const again = await loadBoundaries(db, two, {
      ...options,
      source: 'otra',
      onLoaded: async (load) => void told.push(load),
    });
    expect(again).toMatchObject({ status: 'already', versionId: first.versionId });
    expect(told.map((load) => load.status)).toEqual(['loaded']);
    expect(await db.query('select 1 as one from municipality_boundary')).toHaveLength(2);
  });

  it('repairs a crossed outline, leaves out codes that do not exist, and tells shapes far from their municipality', async () => {
    const crossed: [number, number][] = [
      [-65.2, -18.95],
      [-65.1, -18.85],
      [-65.1, -18.95],
      [-65.2, -18.85],
    ];
    const load = await loadBoundaries(
      db,
      file({ '010101': crossed, '019999': square(-65, -19, 0.1), '080101': square(-68, -21, 0.1) }),
      options,
    );
    expect(load).toMatchObject({ municipalities: 2, repaired: 1, unknown: ['019999'] });
    expect(load.farFromPoint).toEqual([{ code: '080101', name: 'Trinidad' }]);
    const rows = await db.query<{ valid: boolean; kind: string }>(
      'select ST_IsValid(shape) as valid, GeometryType(shape) as kind from municipality_boundary',
    );
    expect(rows).toEqual([
      { valid: true, kind: 'MULTIPOLYGON' },
      { valid: true, kind: 'MULTIPOLYGON' },
    ]);
  });

  it('refuses a file without a known code or with a shape that encloses nothing, and keeps nothing of it', async () => {
    await expect(loadBoundaries(db, file({ '019999': square(-65, -19, 0.1) }), options)).rejects.toThrow(
      BoundaryFileError,
    );
    const line: [number, number][] = [
      [-65.1, -19],
      [-65, -19],
      [-65.05, -19],
    ];
    await expect(loadBoundaries(db, file({ '010101': line }), options)).rejects.toThrow(/010101 no encierra/);
    expect(await currentBoundaries(db)).toBeNull();
  });
});

describe('with boundaries', () => {
  it('proposes the municipality that contains the position', async () => {
    const { versionId } = await loadBoundaries(db, two, options);
    expect(await placeSuggestion(db, at(-65.05, -18.95))).toMatchObject({
      how: 'inside',
      proposed: '010101',
      boundaryVersionId: versionId,
      candidates: [{ code: '010101', distanceKm: 0 }],
    });
  });

  it('asks within its accuracy of a border, and not beyond it', async () => {
    await loadBoundaries(db, two, options);
    const asked = await placeSuggestion(db, at(-65 - 30 * METRE, -18.95, 40));
    expect(asked).toMatchObject({ how: 'border', proposed: null });
    expect(asked.candidates.map((c) => c.code)).toEqual(['010101', '010102']);
    expect(asked.candidates[1]?.distanceKm).toBeCloseTo(0.03, 3);
    expect(await placeSuggestion(db, at(-65 - 30 * METRE, -18.95, 20))).toMatchObject({
      how: 'inside',
      proposed: '010101',
    });
    // A device that tells no accuracy is believed to 100 m.
    expect((await placeSuggestion(db, at(-65 - 30 * METRE, -18.95, null))).how).toBe('border');
  });

  it('adds the doubt of the drawn lines to that of the position', async () => {
    await loadBoundaries(db, two, { ...options, marginM: 50 });
    expect((await placeSuggestion(db, at(-65 - 30 * METRE, -18.95, 5))).how).toBe('border');
  });

  it('offers the nearest outside every shape while municipalities are missing from the file', async () => {
    const { versionId } = await loadBoundaries(db, two, options);
    expect(await placeSuggestion(db, at(-68.1, -16.5))).toMatchObject({ how: 'nearest', boundaryVersionId: versionId });
  });

  it('says outside Bolivia, with the nearest and their distance, when the file is complete', async () => {
    const all = await municipalities(db);
    await loadBoundaries(
      db,
      file(Object.fromEntries(all.map((m) => [m.code, square(m.lon - 0.005, m.lat - 0.005, 0.01)]))),
      options,
    );
    const lima = await placeSuggestion(db, at(-77.03, -12.05));
    expect(lima).toMatchObject({ how: 'outside', proposed: null });
    expect(lima.candidates).toHaveLength(5);
    expect(lima.candidates[0]?.distanceKm).toBeGreaterThan(700);
  });
});

describe('for the map', () => {
  it('gives shapes as GeoJSON with a tag that follows version and detail', async () => {
    await loadBoundaries(db, two, options);
    const country = await municipalityShapes(db);
    expect(JSON.parse(country?.body ?? '')).toMatchObject({
      type: 'FeatureCollection',
      features: [{ id: '010101', properties: { code: '010101' }, geometry: { type: 'MultiPolygon' } }, {}],
    });
    expect((await municipalityShapes(db))?.etag).toBe(country?.etag);
    expect((await municipalityShapes(db, 'municipality'))?.etag).not.toBe(country?.etag);
    await loadBoundaries(db, file({ '010101': square(-65.1, -19, 0.2) }), options);
    expect((await municipalityShapes(db))?.etag).not.toBe(country?.etag);
  });

  it('answers over HTTP: the shapes once, 304 while they stay the same; areas of influence when there are none', async () => {
    const areas = await shapesAnswer(db, { ifNoneMatch: undefined, detail: undefined });
    const drawn = ((await areas.json()) as { features: { properties: { code: string } }[] }).features.map(
      (f) => f.properties.code,
    );
    expect([6, 2].map((digits) => drawn.filter((code) => code.length === digits).length)).toEqual([339, 9]);
    const kept = areas.headers.get('ETag') ?? '';
    expect((await shapesAnswer(db, { ifNoneMatch: kept, detail: undefined })).status).toBe(304);
    await loadBoundaries(db, two, options);
    const first = await shapesAnswer(db, { ifNoneMatch: undefined, detail: 'toString' });
    expect(first.status).toBe(200);
    expect(first.headers.get('ETag')).not.toBe(kept);
    expect(first.headers.get('Content-Type')).toMatch(/geo\+json/);
    const tag = first.headers.get('ETag') ?? '';
    expect((await shapesAnswer(db, { ifNoneMatch: `"otro", W/${tag}`, detail: undefined })).status).toBe(304);
    expect((await shapesAnswer(db, { ifNoneMatch: tag, detail: 'municipality' })).status).toBe(200);
  });

  it('gives alliances of the scope that the caller made, with a position or without', async () => {
    const scoped = {
      sql: `select * from (values
        ('a1', 'X-1', 'Una', 'S', 'CHU', '010101', -65.05::double precision, -18.95::double precision),
        ('a2', 'X-2', 'Otra', 'S', 'POT', null, null, null))
        as v(id, code, name, state, unit_code, municipality_code, lon, lat) where unit_code = any($1::text[])`,
      params: [['CHU', 'POT']],
    };
    const points = await alliancePoints(db, scoped);
    expect(points.map((p) => p.id)).toEqual(['a1', 'a2']);
    expect(await alliancePoints(db, { ...scoped, params: [['SCZ']] })).toEqual([]);
  });
});

const REAL = path.join(import.meta.dirname, '../../../shared/data/geo/municipios.geojson');
describe.skipIf(!existsSync(REAL))(
  'with the real map of 2022 (shared/data/geo/municipios.geojson; not run where it is absent)',
  () => {
    it('loads 339 municipalities, finds each by its own point, asks at a border and knows what is abroad', async () => {
      const bytes = await readFile(REAL);
      const began = performance.now();
      const load = await loadBoundaries(db, readBoundaryFile(bytes), options);
      const loadedIn = performance.now() - began;
      expect(load).toMatchObject({ status: 'loaded', municipalities: 339, unknown: [], missing: [], farFromPoint: [] });

      const all = await municipalities(db);
      const asked = performance.now();
      for (const m of all)
        expect(await placeSuggestion(db, at(m.lon, m.lat, 1)), m.name).toMatchObject({
          how: 'inside',
          proposed: m.code,
        });
      const each = (performance.now() - asked) / all.length;

      expect((await placeSuggestion(db, at(-77.03, -12.05))).how).toBe('outside');
      // On the Peruvian side of Desaguadero: a place just abroad is not taken for ours.
      expect((await placeSuggestion(db, at(-69.06, -16.52))).how).toBe('outside');
      const wide = await placeSuggestion(db, at(-65.2619, -19.0333, 25_000));
      expect(wide.how).toBe('border');
      expect(wide.candidates.length).toBeGreaterThan(2);

      const drawing = performance.now();
      const shapes = await municipalityShapes(db);
      const drawnIn = performance.now() - drawing;
      expect(JSON.parse(shapes?.body ?? '').features).toHaveLength(339);
      expect(shapes?.body.length).toBeLessThan(600_000);
      console.log(
        `real boundaries on ${db.engine}: loaded in ${Math.round(loadedIn)} ms, a suggestion in ` +
          `${each.toFixed(1)} ms, shapes of ${Math.round((shapes?.body.length ?? 0) / 1000)} kB drawn in ` +
          `${Math.round(drawnIn)} ms`,
      );
      expect(loadedIn).toBeLessThan(20_000);
    });
  },
);
