import type { LonLat } from '../../domain/territory/distance.ts';
import {
  type MeasuredPoint,
  OFFERED,
  type PlaceCandidate,
  type PlaceSuggestion,
  suggestByPoints,
} from '../../domain/territory/place.ts';
import type { Executor } from '../db/database.ts';
import { type BoundaryVersion, currentBoundaries, municipalities } from '../stores/territory.ts';

/** A position without an accuracy is taken as accurate to this many metres. */
const UNKNOWN_ACCURACY_M = 100;
/**
 * Within this distance of the border nobody is told that they are outside Bolivia: drawn borders are not that exact.
 */
const OUTSIDE_BEYOND_M = 500;
/**
 * The metres of one degree of longitude at 23° S, the southern end, so that a box computed with it is never too small.
 */
const METRES_PER_DEGREE = 102_000;

/**
 * In which municipality a position is. `lon`, `lat` in WGS84 degrees, `accuracyM` in metres (null: unknown). Without
 * boundaries it offers the five nearest. With boundaries it proposes one or, within the position's accuracy (and the
 * margin of the boundaries) of a border, offers all in which it may be. Outside Bolivia it says so, with the nearest. A
 * person sees the answer, and that person's choice is stored.
 */
export async function placeSuggestion(db: Executor, point: MeasuredPoint): Promise<PlaceSuggestion> {
  const version = await currentBoundaries(db);
  if (!version) return suggestByPoints(point, await municipalities(db));

  const reach = (point.accuracyM ?? UNKNOWN_ACCURACY_M) + version.marginM;
  const within = await shapesWithin(db, version, point, reach);
  const only = within.length === 1 ? within[0] : undefined;
  const shared = { point, boundaryVersionId: version.id };
  if (only && only.distanceKm === 0) return { ...shared, how: 'inside', proposed: only.code, candidates: within };
  if (within.length > 0) return { ...shared, how: 'border', proposed: null, candidates: within };

  // A file may lack municipalities; then a position in none of its shapes need not be abroad.
  if (!version.complete) return suggestByPoints(point, await municipalities(db), version.id);
  const closest = await closestShapes(db, version, point);
  const how = (closest[0]?.distanceKm ?? Number.POSITIVE_INFINITY) * 1000 <= OUTSIDE_BEYOND_M ? 'border' : 'outside';
  return { ...shared, how, proposed: null, candidates: closest };
}

interface Shape extends Record<string, unknown> {
  readonly code: string;
  readonly name: string;
  readonly departmentCode: string;
  readonly metres: number;
}

const SELECT = `select m.code, m.name, m.department_code as "departmentCode", ST_Distance(b.shape::geography, p.g::geography) as metres
  from municipality_boundary b join municipality m on m.code = b.municipality_code,
    (select ST_SetSRID(ST_MakePoint($2, $3), 4326) as g) p
  where b.boundary_version_id = $1`;

/** The shapes that a circle of `reach` metres around the position touches, closest first (0 inside). */
async function shapesWithin(
  db: Executor,
  version: BoundaryVersion,
  at: LonLat,
  reach: number,
): Promise<PlaceCandidate[]> {
  const rows = await db.query<Shape>(
    `${SELECT} and b.shape && ST_Expand(p.g, $4) and ST_DWithin(b.shape::geography, p.g::geography, $5) order by metres, m.code`,
    [version.id, at.lon, at.lat, reach / METRES_PER_DEGREE, reach],
  );
  return rows.map(candidate);
}

/** The closest shapes; the index orders by degrees, then true distance orders the few it gave. */
async function closestShapes(db: Executor, version: BoundaryVersion, at: LonLat): Promise<PlaceCandidate[]> {
  const rows = await db.query<Shape>(
    `select * from (${SELECT} order by b.shape <-> p.g limit ${2 * OFFERED}) near order by metres, code limit ${OFFERED}`,
    [version.id, at.lon, at.lat],
  );
  return rows.map(candidate);
}

function candidate(row: Shape): PlaceCandidate {
  return {
    code: row.code,
    name: row.name,
    departmentCode: row.departmentCode,
    distanceKm: row.metres / 1000,
    to: 'shape',
  };
}
