import type { FeatureCollection, MultiPolygon } from 'geojson';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { resetDatabase, testDatabase } from '../../tests/helpers/database.ts';
import type { Database } from '../db/database.ts';
import { readBoundaryFile } from '../geo/boundaryFile.ts';
import { countryShapes, drawnBoundaries } from '../geo/countryShapes.ts';
import { loadBoundaries } from '../geo/loadBoundaries.ts';
import { loadReference } from '../geo/loadReference.ts';
import { shapesAnswer } from '../geo/shapesAnswer.ts';
import { keepShapes } from './countryShapes.ts';

let db: Database;
const empty = async () => {
  await resetDatabase(db, ['municipality_boundary', 'boundary_version']);
  await db.script('truncate open_data.department_shape, open_data.municipality_shape');
};
beforeAll(async () => {
  db = await testDatabase();
  await loadReference(db);
});
beforeEach(empty);
afterAll(empty);

/** Each municipality as a square of so many degrees at its place. */
async function load(side: number, squares: Readonly<Record<string, readonly [number, number]>>): Promise<void> {
  const features = Object.entries(squares).map(([code, [x, y]]) => {
    const ring = [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ];
    return { type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [ring] } };
  });
  const file = readBoundaryFile(new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features })));
  await loadBoundaries(db, file, { source: 'prueba', datedOn: '2022-04-04', marginM: 0 });
}
const kept = () =>
  db.query<{ code: string; path: string; at: string }>(
    'select code, path, ctid::text as at from open_data.department_shape order by code',
  );

test('without boundaries there are no outlines', async () => {
  await keepShapes(db);
  expect(await kept()).toEqual([]);
});

test('each department is drawn once from the boundaries in use, and again when others are', async () => {
  await load(0.5, { '010101': [-65.5, -19], '010102': [-65, -19], '020101': [-68, -16] });
  await keepShapes(db);
  const first = await kept();
  expect(first.map((s) => s.code)).toEqual(['01', '02']);
  // Sucre and Yotala side by side are one outline, a degree wide and half a degree high.
  expect(first[0]?.path.match(/M/g)).toHaveLength(1);
  await keepShapes(db);
  expect(await kept()).toEqual(first);
  await load(0.25, { '010101': [-65.5, -19] });
  await keepShapes(db);
  const second = await kept();
  expect(second.map((s) => s.code)).toEqual(['01']);
  expect(second[0]?.path).not.toBe(first[0]?.path);
});

test('maps draw the municipalities of the boundaries in use, and areas of influence for those that these lack', async () => {
  expect(await countryShapes(db)).toMatchObject({ official: false, influence: true });
  expect(await drawnBoundaries(db)).toBeNull();
  await load(0.5, { '010101': [-65.5, -19], '010102': [-65, -19] });
  await keepShapes(db);
  const drawn = await countryShapes(db);
  expect(drawn).toMatchObject({ official: true, influence: true });
  expect([drawn.areas.length, drawn.outlines.length]).toEqual([339, 9]);
  // What is official lies over what is not.
  expect(drawn.areas.slice(-2)).toEqual([
    { code: '010101', path: expect.stringMatching(/^M -65\.5 19 l/) },
    { code: '010102', path: expect.stringMatching(/^M -65 19 l/) },
  ]);
  expect(await drawnBoundaries(db)).toMatchObject({ source: 'prueba', datedOn: '2022-04-04' });
  // The map of alliances has the department too, of both squares, closed and north up.
  const features = (
    (await (await shapesAnswer(db, { ifNoneMatch: undefined, detail: undefined })).json()) as FeatureCollection<
      MultiPolygon,
      { code: string }
    >
  ).features;
  expect(features.map((f) => f.properties.code)).toEqual(['010101', '010102', '01']);
  const ring = features.at(-1)?.geometry.coordinates[0]?.[0] ?? [];
  expect(ring.at(-1)).toEqual(ring[0]);
  const span = (axis: 0 | 1) => [
    Math.min(...ring.map((p) => p[axis] ?? 0)),
    Math.max(...ring.map((p) => p[axis] ?? 0)),
  ];
  expect([span(0), span(1)]).toEqual([
    [-65.5, -64.5],
    [-19, -18.5],
  ]);
  // Other boundaries come into use: what was drawn of the former ones goes.
  await load(0.25, { '010101': [-65.5, -19] });
  await keepShapes(db);
  const codes = await db.query<{ code: string }>('select code from open_data.municipality_shape');
  expect(codes).toEqual([{ code: '010101' }]);
});
