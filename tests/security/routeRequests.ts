import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { readBoundaryFile } from '../../server/geo/boundaryFile.ts';
import { loadBoundaries } from '../../server/geo/loadBoundaries.ts';
import { visitBody } from '../helpers/bodies.ts';
import { envelopeOf, type HttpWorld } from './httpWorld.ts';

/** A request to a route: its address with parameters filled in, and its content. */
export interface RouteRequest {
  readonly path: string;
  readonly init?: RequestInit;
}

const json = (body: unknown): RequestInit => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A small photo, different for every number. */
export async function photo(n: number): Promise<Uint8Array> {
  const picture = sharp({
    create: { width: 32, height: 24, channels: 3, background: { r: n % 256, g: (n * 7) % 256, b: (n * 13) % 256 } },
  });
  return new Uint8Array(await picture.jpeg().toBuffer());
}

/** Rows that requests name and that must exist first. */
export interface RouteThings {
  /** A photo of a visit to the alliance that `people` serve. */
  readonly photoHash: string;
  readonly importId: string;
}

/** Boundaries of one municipality, so that there is a map to ask for. */
const BOUNDARIES = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { code: '010101' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [-65.3, -19.1],
            [-65.2, -19.1],
            [-65.2, -19],
            [-65.3, -19],
            [-65.3, -19.1],
          ],
        ],
      },
    },
  ],
};

export async function makeThings(http: HttpWorld): Promise<RouteThings> {
  const bytes = await photo(1);
  const photoHash = sha256(bytes);
  await http.ask(http.people.ACOMPANANTE, '/api/files', { method: 'POST', body: bytes as BodyInit });
  const visit = visitBody(http.mine.alliance, { photos: [photoHash] });
  const [visited] = await http.system.execute(http.people.ACOMPANANTE, [
    JSON.stringify(envelopeOf(http.people.ACOMPANANTE, 'visit.register', visit)),
  ]);
  if (visited?.status !== 'accepted') throw new Error(JSON.stringify(visited));
  await loadBoundaries(http.world.db, readBoundaryFile(new TextEncoder().encode(JSON.stringify(BOUNDARIES))), {
    source: 'prueba',
    datedOn: null,
    marginM: 0,
  });
  const table = new TextEncoder().encode('codigo;nombre;unidad;estado\nX-1;Alianza;LPZ;En operación\n');
  await http.ask(http.people.UCN_ME, '/api/files', { method: 'POST', body: table as BodyInit });
  const opened = await http.ask(http.people.UCN_ME, '/api/imports', {
    method: 'POST',
    ...json({ file: sha256(table), filename: 'a.csv' }),
  });
  return { photoHash, importId: ((await opened.json()) as { id: string }).id };
}

/** The request to each route by the person `who`; routes not listed here are asked without content. */
export async function requestFor(
  http: HttpWorld,
  things: RouteThings,
  route: string,
  who: { readonly id: string },
  n: number,
): Promise<RouteRequest> {
  const bytes = await photo(100 + n);
  const table = new TextEncoder().encode('codigo;nombre\nX-1;Alianza\n');
  const visit = visitBody(http.mine.alliance);
  const path = route.slice(route.indexOf(' ') + 1);
  switch (route) {
    case 'POST /api/commands':
      return { path, init: json({ commands: [JSON.stringify(envelopeOf(who, 'visit.register', visit))] }) };
    case 'POST /api/first-administrator':
      return {
        path,
        init: json({ token: 'x', username: 'ana', name: 'Ana', ci: '1234567', password: 'una frase larga 9' }),
      };
    case 'GET /api/q/:name':
      return { path: '/api/q/access.list' };
    case 'GET /api/sync/device/:id':
      return { path: `/api/sync/device/${http.mine.ids.device}` };
    case 'POST /api/sync/key':
      return { path, init: json({ deviceId: http.mine.ids.device }) };
    case 'POST /api/files':
      return { path, init: { body: bytes as BodyInit } };
    case 'GET /api/files/:hash':
      return { path: `/api/files/${things.photoHash}` };
    case 'PUT /api/files/:hash':
      return { path: `/api/files/${sha256(bytes)}?total=${bytes.length}`, init: { body: bytes as BodyInit } };
    case 'GET /files/:hash':
      return { path: `/files/${things.photoHash}` };
    case 'POST /api/imports':
      return {
        path,
        init: json({
          file: sha256(new TextEncoder().encode('codigo;nombre;unidad;estado\nX-1;Alianza;LPZ;En operación\n')),
          filename: 'b.csv',
          n: table.length,
        }),
      };
    case 'POST /api/imports/:id/importable':
      return {
        path: `/api/imports/${things.importId}/importable`,
        init: json({ id: things.importId, importable: 'alliances' }),
      };
    case 'POST /api/imports/:id/mapping':
      return {
        path: `/api/imports/${things.importId}/mapping`,
        init: json({ sheets: [{ id: things.importId, importable: 'alliances', mapping: {} }] }),
      };
    case 'POST /api/imports/:id/run':
      return { path: `/api/imports/${things.importId}/run` };
    case 'GET /indicadores/:measure':
      return { path: '/indicadores/R5' };
    case 'GET /municipios/:code':
      return { path: `/municipios/${http.mine.municipality}` };
    default:
      return { path: path.replace(/\*$/, 'x').replaceAll(/:\w+/g, 'x') };
  }
}
