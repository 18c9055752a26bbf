import type { Executor } from '../db/database.ts';
import { type MapDetail, mapShapes, tolerances } from './mapData.ts';

/**
 * The HTTP answer with the shapes of the municipalities, for those who may see the map: GeoJSON with its tag; 304 when
 * the browser has it already (it always asks, since boundaries may be loaded at any time); the areas of influence while
 * no boundaries are loaded. `detail` is country, department or municipality; anything else means country.
 */
export async function shapesAnswer(
  db: Executor,
  asked: { readonly ifNoneMatch: string | undefined; readonly detail: string | undefined },
): Promise<Response> {
  const detail: MapDetail =
    asked.detail !== undefined && Object.hasOwn(tolerances, asked.detail) ? (asked.detail as MapDetail) : 'country';
  const shapes = await mapShapes(db, detail);
  const headers = { ETag: shapes.etag, 'Cache-Control': 'private, no-cache' };
  const held = (asked.ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (held.includes(shapes.etag)) return new Response(null, { status: 304, headers });
  return new Response(shapes.body, { headers: { ...headers, 'Content-Type': 'application/geo+json; charset=utf-8' } });
}
