import type { CountryShapes, DrawnShape, MapBoundaries } from '../../domain/territory/map.ts';
import type { Executor } from '../db/database.ts';
import { departmentOutlines, influenceAreas } from './referenceShapes.ts';

const drawnIn = (db: Executor, table: 'department_shape' | 'municipality_shape') =>
  db.query<DrawnShape & Record<string, unknown>>(`select code, path from open_data.${table} order by code`);

/**
 * The shapes of the country for every map of figures: departments and municipalities of the boundaries in use, drawn
 * when these came into use. Where they lack one, or while none are loaded: the coarse outlines and the areas of
 * influence of the municipal centres.
 */
export async function countryShapes(db: Executor): Promise<CountryShapes> {
  const [official, outlines] = [await drawnIn(db, 'municipality_shape'), await drawnIn(db, 'department_shape')];
  const known = new Set(official.map((s) => s.code));
  const influence = influenceAreas().filter((s) => !known.has(s.code));
  const whole = new Set(outlines.map((s) => s.code));
  return {
    outlines: [...departmentOutlines().filter((s) => !whole.has(s.code)), ...outlines],
    // Official shapes are drawn over the others.
    areas: [...influence, ...official],
    official: official.length > 0,
    influence: influence.length > 0,
  };
}

/** Which boundaries the shapes were drawn from; null while all of them are areas of influence. */
export async function drawnBoundaries(db: Executor): Promise<MapBoundaries | null> {
  const [version] = await db.query<MapBoundaries & Record<string, unknown>>(
    `select v.id as "versionId", v.source, v.dated_on as "datedOn" from boundary_version v
      where exists (select from open_data.municipality_shape s where s.boundary_version_id = v.id) limit 1`,
  );
  return version ?? null;
}
