import './country.css';
import type { ReactNode } from 'react';
import type { CountryShapes, MapBox } from '../../domain/territory/map.ts';

/** Bolivia in degrees, with a margin, at its middle latitude. */
const BOX = { west: -69.9, east: -57.2, north: -9.4, south: -23.1 };
const WIDTH = 400;
const SCALE = WIDTH / (BOX.east - BOX.west);
const STRETCH = 1 / Math.cos((16.3 * Math.PI) / 180);
const HEIGHT = Math.round((BOX.north - BOX.south) * SCALE * STRETCH);
const x = (lon: number) => (lon - BOX.west) * SCALE;
const y = (lat: number) => (BOX.north - lat) * SCALE * STRETCH;
const MATRIX = `matrix(${SCALE} 0 0 ${SCALE * STRETCH} ${-BOX.west * SCALE} ${BOX.north * SCALE * STRETCH})`;
/** A part of the country smaller than this, in degrees, is shown with its surroundings. */
const LEAST = 2.5;
const atLeast = (from: number, to: number): [number, number] => {
  const more = Math.max(0, LEAST - (to - from)) / 2;
  return [from - more, to + more];
};

/** The viewBox for a part of the country, or for all of it. */
function viewOf(box: MapBox | null): string {
  if (!box) return `0 0 ${WIDTH} ${HEIGHT}`;
  const [west, east] = atLeast(box.west, box.east);
  const [south, north] = atLeast(box.south, box.north);
  return [x(west), y(north), x(east) - x(west), y(south) - y(north)].map((n) => n.toFixed(1)).join(' ');
}
/** The lightest shade, so that small values can still be seen. */
const PALEST = 0.12;

/** How dark an area is, by its share of the largest value. */
export const depthOf = (value: number | null, most: number): number =>
  value === null ? 0 : Math.max(PALEST, Math.min(1, Math.abs(value) / (most || 1)));

/**
 * The country without tiles: the outlines of the departments, with the given content over the land. `box`: the part
 * that is shown.
 */
export function CountryDrawing({
  outlines,
  box,
  label,
  children,
}: Pick<CountryShapes, 'outlines'> & { box: MapBox | null; label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing that holds links is no fieldset
    <svg className="country-drawing" viewBox={viewOf(box)} role="group" aria-label={label}>
      <g transform={MATRIX}>
        {outlines.map((o) => (
          <path key={o.code} className="land" d={o.path} />
        ))}
        {children}
        {outlines.map((o) => (
          <path key={o.code} className="outline" d={o.path} />
        ))}
      </g>
    </svg>
  );
}
