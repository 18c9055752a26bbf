import type { Day } from '../../../domain/kernel/dates.ts';
import type { Scope } from '../../../domain/people/actor.ts';
import type { MapBox } from '../../../domain/territory/map.ts';
import type { Executor } from '../../db/database.ts';
import { areaBoxes } from '../../geo/referenceShapes.ts';
import { scopeSql } from '../query.ts';

/** The margin, in degrees, around the part on which a map opens. */
const MARGIN = 0.15;

/**
 * The part on which a reader's map opens: the municipalities of the unit that was asked for, or of the units in which
 * they work, as they are served on a day. Null (the whole country) for readers who work in all of it and ask for no
 * unit.
 */
export async function openingBox(
  db: Executor,
  day: Day,
  scopes: readonly Scope[],
  unit: string | undefined,
): Promise<MapBox | null> {
  if (!unit && scopes.some((s) => s.kind === 'national')) return null;
  const params: unknown[] = [day];
  const own = unit
    ? `um.unit_code = $${params.push(unit)}`
    : scopeSql(
        scopes,
        {
          unit: 'um.unit_code',
          municipality: 'um.municipality_code',
          alliance: 'a.id',
          organisation: 'a.organisation_id',
        },
        params,
      );
  const served = await db.query<{ code: string }>(
    `select distinct um.municipality_code as code from municipality_unit um left join alliance a on a.unit_id = um.unit_code
      where um.valid_from <= $1::date and (um.valid_to is null or um.valid_to >= $1::date) and ${own}`,
    params,
  );
  const boxes = served.flatMap(({ code }) => areaBoxes().get(code) ?? []);
  if (boxes.length === 0) return null;
  return {
    west: Math.min(...boxes.map((b) => b.west)) - MARGIN,
    south: Math.min(...boxes.map((b) => b.south)) - MARGIN,
    east: Math.max(...boxes.map((b) => b.east)) + MARGIN,
    north: Math.max(...boxes.map((b) => b.north)) + MARGIN,
  };
}
