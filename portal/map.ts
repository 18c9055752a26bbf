import type { CountryShapes } from '../domain/territory/map.ts';
import type { PublicMunicipality } from './data.ts';

/** Bolivia in degrees, with a margin; the drawing is true to scale at its middle latitude. */
const BOX = { west: -69.9, east: -57.2, north: -9.4, south: -23.1 };
const STRETCH = 1 / Math.cos((16.3 * Math.PI) / 180);

/** The country on a drawing of some width, in the units of its viewBox. */
export interface Projection {
  readonly width: number;
  readonly height: number;
  readonly x: (lon: number) => number;
  readonly y: (lat: number) => number;
  /** The transformation for paths in degrees with y growing southwards. */
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

/** Places without alliances as one path of round dots: nine bytes for each place. */
export function dotsPath(to: Projection, places: readonly PublicMunicipality[], size: number): string {
  const dots = places.map((m) => `M${Math.round(to.x(m.lon))} ${Math.round(to.y(m.lat))}h0`).join('');
  return dots === '' ? '' : `<path class="without" stroke-width="${size}" d="${dots}"/>`;
}

/** The radius of a dot, whose area grows with the number of alliances. */
export const dotRadius = (alliances: number, smallest: number): string =>
  (smallest * (0.6 + 0.4 * Math.sqrt(alliances))).toFixed(1);

/** Text inside a drawing. */
export const escapeText = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** The departments as the ground of a map. */
export const land = (to: Projection, shapes: readonly { readonly path: string }[]): string =>
  shapes.length === 0
    ? ''
    : `<g class="land" transform="${to.matrix}">${shapes.map((s) => `<path d="${s.path}"/>`).join('')}</g>`;

/** How many depths of colour a map of figures has. */
const DEPTHS = 5;

interface Shaded {
  readonly code: string;
  /** From 0 to 1. */
  readonly depth: number;
  readonly title: string;
}

/** The areas of some municipalities, coloured by their figure. */
function shadedAreas(shaded: readonly Shaded[], { areas }: CountryShapes): string {
  const wanted = new Map(shaded.map((s) => [s.code, s]));
  return areas
    .flatMap(({ code, path }) => {
      const own = wanted.get(code);
      if (!own) return [];
      const step = Math.max(1, Math.ceil(Math.min(1, own.depth) * DEPTHS));
      return `<path class="area d${step}" d="${path}">${own.title ? `<title>${own.title}</title>` : ''}</path>`;
    })
    .join('');
}

const borders = (to: Projection, { outlines }: CountryShapes): string =>
  `<path class="border" transform="${to.matrix}" d="${outlines.map((o) => o.path).join('')}"/>`;

/**
 * The areas of municipalities coloured by their figure, under the outlines of the departments; the table beside the map
 * has the links.
 */
export function shadedMap(shaded: readonly Shaded[], shapes: CountryShapes, label: string): string {
  const to = projection(520);
  return (
    `<svg viewBox="0 0 ${to.width} ${to.height}" role="img" aria-label="${label}">` +
    `<g transform="${to.matrix}">${shadedAreas(shaded, shapes)}</g>${borders(to, shapes)}</svg>`
  );
}

/** The municipalities with alliances, highlighted in their departments, for the front page. */
export function smallMap(municipalities: readonly PublicMunicipality[], shapes: CountryShapes): string {
  const to = projection(300);
  const some = municipalities.filter((m) => m.alliances > 0);
  const most = Math.max(...some.map((m) => m.alliances));
  const label = `Bolivia: ${some.length} de ${municipalities.length} municipios tienen alianzas`;
  const lit = shadedAreas(
    some.map((m) => ({ code: m.code, depth: m.alliances / most, title: '' })),
    shapes,
  );
  return (
    `<svg viewBox="0 0 ${to.width} ${to.height}" role="img" aria-label="${label}">` +
    `<g transform="${to.matrix}">${lit}</g>${borders(to, shapes)}</svg>`
  );
}

/** The areas of the municipalities with alliances, all alike, as the ground of their dots. */
export const litAreas = (
  to: Projection,
  municipalities: readonly PublicMunicipality[],
  shapes: CountryShapes,
): string =>
  `<g transform="${to.matrix}">${shadedAreas(
    municipalities.filter((m) => m.alliances > 0).map((m) => ({ code: m.code, depth: 0, title: '' })),
    shapes,
  )}</g>`;
