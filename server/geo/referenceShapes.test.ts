import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FeatureCollection, MultiPolygon } from 'geojson';
import { expect, test } from 'vitest';
import { readTerritory, TERRITORY_FOLDER } from './readReference.ts';
import { departmentOutlines, influenceAreas } from './referenceShapes.ts';

const shapesOf = (file: string) =>
  (
    JSON.parse(readFileSync(path.join(TERRITORY_FOLDER, file), 'utf8')) as FeatureCollection<
      MultiPolygon,
      { code: string }
    >
  ).features;

/** Whether a point lies in one of some rings: a line from it crosses them an odd number of times. */
function inside([x, y]: readonly [number, number], rings: readonly (readonly (readonly number[])[])[]): boolean {
  let odd = false;
  for (const ring of rings)
    for (const [i, b] of ring.entries()) {
      const a = ring[(i || ring.length) - 1] as readonly number[];
      const [ax = 0, ay = 0, bx = 0, by = 0] = [...a, ...b];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
    }
  return odd;
}

test('every department has its outline and every municipality its area, small enough for a page', async () => {
  const { departments, municipalities } = await readTerritory();
  expect(departmentOutlines().map((o) => o.code)).toEqual(departments.map((d) => d.code));
  expect(influenceAreas().map((a) => a.code)).toEqual(municipalities.map((m) => m.code));
  for (const shape of [...departmentOutlines(), ...influenceAreas()])
    expect(shape.path).toMatch(/^(M-?[\d.]+ -?[\d.]+l[\d .-]+z)+$/);
  const bytes = [...departmentOutlines(), ...influenceAreas()].reduce((sum, s) => sum + s.path.length, 0);
  console.log(`reference shapes: ${Math.round(bytes / 1024)} KB of paths`);
  expect(bytes).toBeLessThan(100_000);
});

test('a municipal centre lies in its own area, within its department, and in no other', async () => {
  const { municipalities } = await readTerritory();
  const areas = shapesOf('areas.json');
  const outlines = new Map(shapesOf('outlines.json').map((f) => [f.properties.code, f.geometry.coordinates.flat()]));
  // The outlines are coarse: a few centres by the border lie outside them.
  const drawn = municipalities.filter((m) => inside([m.lon, m.lat], outlines.get(m.departmentCode) ?? []));
  console.log(
    `areas: ${municipalities.length - drawn.length} of ${municipalities.length} centres lie outside the coarse outline of their department`,
  );
  expect(drawn.length).toBeGreaterThan(320);
  const wrong = drawn.filter((m) => {
    const found = areas
      .filter((f) => inside([m.lon, m.lat], f.geometry.coordinates.flat()))
      .map((f) => f.properties.code);
    return found.length !== 1 || found[0] !== m.code;
  });
  expect(wrong.map((m) => m.code)).toEqual([]);
});
