import { createHash } from 'node:crypto';
import type { Day } from '../../domain/kernel/dates.ts';
import type { AlliancePoint, MapBox, MapMunicipality, TerritoryMapData } from '../../domain/territory/map.ts';
import type { Executor } from '../db/database.ts';
import { currentBoundaries, departments, units } from '../stores/territory.ts';
import { referenceFeatures } from './referenceShapes.ts';

/** A GeoJSON answer as text, with a tag that changes with it, and the words of its source. */
export interface MapShapes {
  readonly body: string;
  readonly etag: string;
  readonly source: string;
}

/** The steps of simplification in degrees, by how much is shown: the whole country, a department, a municipality. */
export const tolerances = { country: 0.005, department: 0.002, municipality: 0.0005 } as const;
export type MapDetail = keyof typeof tolerances;

/** The areas of influence with the outlines of the departments, which maps draw while no boundaries are loaded. */
function influenceShapes(): MapShapes {
  const body = referenceFeatures();
  return { body, etag: `"areas-${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`, source: '' };
}

/** The municipalities for a map: those of the boundaries in use or, while none are loaded, the areas of influence. */
export const mapShapes = async (db: Executor, detail?: MapDetail): Promise<MapShapes> =>
  (await municipalityShapes(db, detail)) ?? influenceShapes();

/** The shapes of a version and a detail never change, so a server draws each once; it keeps those of one version. */
const drawn = new Map<string, MapShapes>();

/**
 * The departments of a version as GeoJSON, once they were drawn (they are with each publication): rings of absolute SVG
 * paths, turned north up.
 */
async function departmentFeatures(db: Executor, version: string): Promise<string[]> {
  const rows = await db.query<{ code: string; path: string }>(
    'select code, path from open_data.department_shape where boundary_version_id = $1 order by code',
    [version],
  );
  return rows.map(({ code, path }) => {
    const polygons = path
      .split('M')
      .slice(1)
      .map((ring) => {
        const numbers = (ring.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
        const points = numbers.flatMap((lon, i) => (i % 2 === 0 ? [[lon, 0 - (numbers[i + 1] ?? 0)]] : []));
        return [[...points, ...points.slice(0, 1)]];
      });
    return JSON.stringify({
      type: 'Feature',
      properties: { code },
      geometry: { type: 'MultiPolygon', coordinates: polygons },
    });
  });
}

/**
 * The municipalities of the boundaries in use, simplified, and its departments; null when none are loaded. Each feature
 * has only `code` (and `id`, the same): names and units come from elsewhere, because they change by date. `etag`
 * changes with the version and the detail; a caller answers 304 for an equal one without calling the database again.
 */
export async function municipalityShapes(db: Executor, detail: MapDetail = 'country'): Promise<MapShapes | null> {
  const version = await currentBoundaries(db);
  if (!version) return null;
  const [outlined] = await db.query<{ n: number }>(
    'select count(*)::int as n from open_data.department_shape where boundary_version_id = $1',
    [version.id],
  );
  const etag = `"limites-${version.id}-${detail}-${outlined?.n ?? 0}-2"`;
  const kept = drawn.get(etag);
  if (kept) return kept;
  const tolerance = tolerances[detail];
  const digits = tolerance >= 0.002 ? 3 : 4;
  const rows = await db.query<{ code: string; shape: string }>(
    `select municipality_code as code, ST_AsGeoJSON(ST_Multi(ST_SimplifyPreserveTopology(shape, $2)), ${digits}) as shape
     from municipality_boundary where boundary_version_id = $1 order by municipality_code`,
    [version.id, tolerance],
  );
  const outlines = await departmentFeatures(db, version.id);
  const features = rows.map(
    (row) => `{"type":"Feature","id":"${row.code}","properties":{"code":"${row.code}"},"geometry":${row.shape}}`,
  );
  const shapes = {
    body: `{"type":"FeatureCollection","features":[${[...features, ...outlines].join(',')}]}`,
    etag,
    source: version.source,
  };
  for (const key of drawn.keys()) if (!key.startsWith(`"limites-${version.id}-`)) drawn.delete(key);
  drawn.set(etag, shapes);
  return shapes;
}

/** A select that gives the alliances an actor may see, with its parameters ($1 …), as the scope of the caller made it. */
export interface ScopedSelect {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * The alliances of a scope for the map. `scoped` selects `id, code, name, state, unit_code, municipality_code, lon, lat`, already narrowed
 * to what the actor may see: this function adds no alliance and knows no table.
 */
export async function alliancePoints(db: Executor, scoped: ScopedSelect): Promise<AlliancePoint[]> {
  return db.query<AlliancePoint & Record<string, unknown>>(
    `select a.id, a.code, a.name, a.state, a.unit_code as "unitCode", a.municipality_code as "municipalityCode", a.lon, a.lat
     from (${scoped.sql}) a order by a.code`,
    scoped.params,
  );
}

/**
 * Everything the map needs but the shapes, for a day: divisions, units, who serves whom, the alliances of the caller's scope (none where
 * null is given), and which boundaries are in use. `opensOn`: the part of the country that the caller's map opens on.
 */
export async function territoryMap(
  db: Executor,
  day: Day,
  scoped: ScopedSelect | null,
  opensOn: MapBox | null = null,
): Promise<TerritoryMapData> {
  const version = await currentBoundaries(db);
  return {
    departments: await departments(db),
    units: await units(db),
    municipalities: await db.query<MapMunicipality & Record<string, unknown>>(
      `select m.code, m.name, m.department_code as "departmentCode", um.unit_code as "unitCode", m.lon, m.lat
       from municipality m join municipality_unit um on um.municipality_code = m.code
       where um.valid_from <= $1::date and (um.valid_to is null or um.valid_to >= $1::date) order by m.code`,
      [day],
    ),
    alliances: scoped ? await alliancePoints(db, scoped) : [],
    boundaries: version && { versionId: version.id, source: version.source, datedOn: version.datedOn },
    opensOn,
  };
}
