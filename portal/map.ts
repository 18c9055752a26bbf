import type { DrawnShape } from '../domain/territory/map.ts';
import type { PublicMunicipality } from './data.ts';

/** Bolivia in degrees, with a margin; the drawing keeps shapes at its middle latitude. */
const BOX = { west: -69.9, east: -57.2, north: -9.4, south: -23.1 };
const STRETCH = 1 / Math.cos((16.3 * Math.PI) / 180);

/** The country on a drawing of some width, in the units of its viewBox. */
export interface Projection {
  readonly width: number;
  readonly height: number;
  readonly x: (lon: number) => number;
  readonly y: (lat: number) => number;
  /** For paths in degrees with y growing southwards. */
  readonly matrix: string;
}

export function projection(width: number): Projection {
  const scale = width / (BOX.east - BOX.west);
  const tall = scale * STRETCH;
  const round = (n: number) => Math.round(n * 10) / 10;
  return {
    width,
    height: Math.round((BOX.north - BOX.south) * tall),
    x: (lon) => round((lon - BOX.west) * scale),
    y: (lat) => round((BOX.north - lat) * tall),
    matrix: `matrix(${scale.toFixed(3)} 0 0 ${tall.toFixed(3)} ${(-BOX.west * scale).toFixed(2)} ${(BOX.north * tall).toFixed(2)})`,
  };
}

/** Places without alliances as one path of round dots: nine bytes a place. */
export function dotsPath(to: Projection, places: readonly PublicMunicipality[], size: number): string {
  const dots = places.map((m) => `M${Math.round(to.x(m.lon))} ${Math.round(to.y(m.lat))}h0`).join('');
  return dots === '' ? '' : `<path class="without" stroke-width="${size}" d="${dots}"/>`;
}

/** The area of a dot grows with the alliances. */
export const dotRadius = (alliances: number, smallest: number): string => (smallest * (0.6 + 0.4 * Math.sqrt(alliances))).toFixed(1);

/** Text inside a drawing. */
export const escapeText = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** The departments as ground. */
export const land = (to: Projection, shapes: readonly { readonly path: string }[]): string =>
  shapes.length === 0 ? '' : `<g class="land" transform="${to.matrix}">${shapes.map((s) => `<path d="${s.path}"/>`).join('')}</g>`;

/** The country in dots, the municipalities with alliances lit; for the front page. */
export function smallMap(municipalities: readonly PublicMunicipality[]): string {
  const to = projection(300);
  const lit = municipalities
    .filter((m) => m.alliances > 0)
    .map((m) => `<circle class="has" cx="${to.x(m.lon)}" cy="${to.y(m.lat)}" r="${dotRadius(m.alliances, 5)}"/>`)
    .join('');
  const label = `Bolivia en puntos: ${municipalities.filter((m) => m.alliances > 0).length} de ${municipalities.length} municipios tienen alianzas`;
  const without = dotsPath(
    to,
    municipalities.filter((m) => m.alliances === 0),
    4,
  );
  return `<svg viewBox="0 0 ${to.width} ${to.height}" role="img" aria-label="${label}">${without}${lit}</svg>`;
}

/** How many depths of colour a map of figures has. */
const DEPTHS = 5;

interface Shaded {
  readonly code: string;
  /** From 0 to 1. */
  readonly depth: number;
  readonly title: string;
}

/** Municipal areas as deep in colour as their figure, under the outlines of the departments; the links stand in the table beside. */
export function shadedMap(shaded: readonly Shaded[], areas: readonly DrawnShape[], outlines: readonly DrawnShape[], label: string): string {
  const to = projection(520);
  const paths = new Map(areas.map((a) => [a.code, a.path]));
  const drawn = shaded.flatMap(({ code, depth, title }) => {
    const path = paths.get(code);
    const step = Math.max(1, Math.ceil(Math.min(1, depth) * DEPTHS));
    return path ? [`<path class="area d${step}" d="${path}"><title>${title}</title></path>`] : [];
  });
  const borders = `<path class="border" transform="${to.matrix}" d="${outlines.map((o) => o.path).join('')}"/>`;
  return `<svg viewBox="0 0 ${to.width} ${to.height}" role="img" aria-label="${label}"><g transform="${to.matrix}">${drawn.join('')}</g>${borders}</svg>`;
}
