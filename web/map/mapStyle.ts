import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { type MapInk, unitColour } from './palette.ts';

/** What the map shows: who serves whom, how many alliances each municipality has, or where each alliance is. */
export const mapViews = {
  units: 'Unidades',
  counts: 'Alianzas por municipio',
  alliances: 'Lugar de cada alianza',
} as const;
export type MapView = keyof typeof mapViews;

/** The layers that react to a pointer, the topmost first. */
export const POINTED = [
  'mark-dot',
  'mark-cluster',
  'alliance-cluster',
  'alliance-dot',
  'count-circle',
  'municipality-dot',
  'municipality-fill',
];

export interface StyleInput {
  readonly view: MapView | 'marks';
  readonly ink: MapInk;
  readonly theme: 'light' | 'dark';
  readonly unitCodes: readonly string[];
  readonly selectedCode: string | null;
  readonly graticule: FeatureCollection;
  readonly departments: FeatureCollection;
  readonly points: FeatureCollection;
  /** Null when they did not arrive: points are then drawn for the municipalities. */
  readonly shapes: FeatureCollection | null;
  readonly outlines: FeatureCollection | null;
  readonly alliances: FeatureCollection;
  /** Drawn instead of alliances; null where none are. */
  readonly marks: FeatureCollection | null;
}

/** Names of fonts on the person's machine: the map asks no server for glyphs. */
const FONT = ['Atkinson Hyperlegible Next Variable', 'sans-serif'];
/** The area of a circle grows with the number of alliances, so that twice as many look twice as large. */
const countRadius = (one: number): ExpressionSpecification => ['min', 8 * one, ['*', one, ['sqrt', ['get', 'count']]]];
const COUNT_RADIUS: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['zoom'],
  3.5,
  countRadius(2.6),
  5,
  countRadius(4.5),
  9,
  countRadius(7),
];

/** The whole style, made only of our own data: no tile, glyph or sprite is fetched from anywhere. */
export function mapStyle(input: StyleInput): StyleSpecification {
  return {
    version: 8,
    sources: {
      graticule: data(input.graticule),
      departments: data(input.departments),
      points: data(input.points),
      ...(input.shapes ? { shapes: data(input.shapes) } : {}),
      ...(input.outlines ? { outlines: data(input.outlines) } : {}),
      ...(input.marks
        ? {
            marks: {
              ...data(input.marks),
              cluster: true,
              clusterRadius: 40,
              clusterMaxZoom: 12,
              clusterProperties: { things: ['+', ['get', 'things']], waiting: ['+', ['get', 'waiting']] },
            },
          }
        : {}),
      alliances: { ...data(input.alliances), cluster: true, clusterRadius: 44, clusterMaxZoom: 12 },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': input.ink.ground } },
      { id: 'graticule', type: 'line', source: 'graticule', paint: { 'line-color': input.ink.line, 'line-width': 1 } },
      ...(input.shapes ? shapeLayers(input) : dotLayers(input)),
      ...labelLayers(input),
      ...(input.view === 'counts' ? countLayers(input) : []),
      ...(input.view === 'alliances' ? allianceLayers(input) : []),
      ...(input.marks ? markLayers(input) : []),
    ],
  };
}

function data(features: FeatureCollection): Extract<SourceSpecification, { type: 'geojson' }> {
  return { type: 'geojson', data: features };
}

function byUnit({ unitCodes, theme }: StyleInput): ExpressionSpecification | string {
  const pairs = unitCodes.flatMap((code) => [code, unitColour(code, theme)]);
  if (pairs.length === 0) return unitColour('', theme);
  return ['match', ['get', 'unit'], ...pairs, unitColour('', theme)] as unknown as ExpressionSpecification;
}

const chosen = (code: string | null): ExpressionSpecification => ['==', ['get', 'code'], code ?? ''];

function shapeLayers(input: StyleInput): LayerSpecification[] {
  const { ink, view, selectedCode } = input;
  return [
    {
      id: 'municipality-fill',
      type: 'fill',
      source: 'shapes',
      paint: { 'fill-color': view === 'units' ? byUnit(input) : ink.land, 'fill-opacity': view === 'units' ? 0.72 : 1 },
    },
    {
      id: 'municipality-line',
      type: 'line',
      source: 'shapes',
      paint: {
        'line-color': view === 'units' ? ink.land : ink.line,
        'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.6, 9, 1.6],
      },
    },
    ...(input.outlines ? [outlineLayer(input)] : []),
    {
      id: 'municipality-chosen',
      type: 'line',
      source: 'shapes',
      filter: chosen(selectedCode),
      paint: { 'line-color': ink.focus, 'line-width': 3.5 },
    },
  ];
}

/** The departments over their municipalities; they are coarse, so they are hidden when the map is near. */
function outlineLayer({ ink }: StyleInput): LayerSpecification {
  return {
    id: 'department-line',
    type: 'line',
    source: 'outlines',
    maxzoom: 9,
    paint: { 'line-color': ink.edge, 'line-width': 1.4 },
  };
}

function dotLayers(input: StyleInput): LayerSpecification[] {
  const { ink, view, selectedCode } = input;
  const radius: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 4, 3, 6, 4.5, 9, 9];
  const quiet = view !== 'units';
  return [
    {
      id: 'municipality-dot',
      type: 'circle',
      source: 'points',
      paint: {
        'circle-radius': quiet ? 2.5 : radius,
        'circle-color': quiet ? ink.edge : byUnit(input),
        'circle-stroke-color': ink.land,
        'circle-stroke-width': quiet ? 0 : 1,
      },
    },
    {
      id: 'municipality-chosen',
      type: 'circle',
      source: 'points',
      filter: chosen(selectedCode),
      paint: {
        'circle-radius': 11,
        'circle-color': 'transparent',
        'circle-stroke-color': ink.focus,
        'circle-stroke-width': 3,
      },
    },
  ];
}

function labelLayers({ ink, shapes, view }: StyleInput): LayerSpecification[] {
  return [
    {
      id: 'department-label',
      type: 'symbol',
      source: 'departments',
      maxzoom: 8,
      layout: {
        'text-field': ['step', ['zoom'], ['get', 'initials'], 6.2, ['get', 'name']],
        'text-font': FONT,
        'text-size': 17,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': ink.ink, 'text-halo-color': ink.land, 'text-halo-width': 2 },
    },
    {
      id: 'municipality-label',
      type: 'symbol',
      source: 'points',
      minzoom: 8,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': 13,
        'text-anchor': 'top',
        'text-offset': [0, shapes && view === 'units' ? 0 : 0.9],
        'text-max-width': 8,
      },
      paint: { 'text-color': ink.ink, 'text-halo-color': ink.land, 'text-halo-width': 1.6 },
    },
  ];
}

function countLayers({ ink }: StyleInput): LayerSpecification[] {
  const some: ExpressionSpecification = ['>', ['get', 'count'], 0];
  return [
    {
      id: 'count-circle',
      type: 'circle',
      source: 'points',
      filter: some,
      layout: { 'circle-sort-key': ['-', 0, ['get', 'count']] },
      paint: {
        'circle-radius': COUNT_RADIUS,
        'circle-color': ink.accent,
        'circle-opacity': 0.82,
        'circle-stroke-color': ink.land,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'count-text',
      type: 'symbol',
      source: 'points',
      minzoom: 4.5,
      filter: ['>=', ['get', 'count'], 4],
      layout: {
        'text-field': ['to-string', ['get', 'count']],
        'text-font': FONT,
        'text-size': 12,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': ink.accentText },
    },
  ];
}

function allianceLayers(input: StyleInput): LayerSpecification[] {
  const { ink } = input;
  const clustered: ExpressionSpecification = ['has', 'point_count'];
  return [
    {
      id: 'alliance-cluster',
      type: 'circle',
      source: 'alliances',
      filter: clustered,
      paint: {
        'circle-radius': ['min', 32, ['+', 9, ['*', 2, ['sqrt', ['get', 'point_count']]]]],
        'circle-color': ink.accent,
        'circle-stroke-color': ink.land,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'alliance-cluster-text',
      type: 'symbol',
      source: 'alliances',
      filter: clustered,
      layout: {
        'text-field': ['to-string', ['get', 'point_count']],
        'text-font': FONT,
        'text-size': 13,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': ink.accentText },
    },
    {
      id: 'alliance-dot',
      type: 'circle',
      source: 'alliances',
      filter: ['!', clustered],
      paint: {
        'circle-radius': 7,
        'circle-color': byUnit(input),
        'circle-stroke-color': ink.land,
        'circle-stroke-width': 2,
      },
    },
  ];
}

/**
 * A place with things, and several that are near each other as one: as large as there are many, and quiet where nothing
 * waits for anybody.
 */
function markLayers({ ink }: StyleInput): LayerSpecification[] {
  const together: ExpressionSpecification = ['has', 'point_count'];
  const waits: ExpressionSpecification = ['>', ['get', 'waiting'], 0];
  const circle = {
    'circle-radius': ['min', 32, ['+', 6, ['*', 3, ['sqrt', ['get', 'things']]]]] as ExpressionSpecification,
    'circle-color': ['case', waits, ink.accent, ink.ink2] as ExpressionSpecification,
    'circle-stroke-color': ink.land,
    'circle-stroke-width': 2,
  };
  const layout = {
    'text-field': ['to-string', ['get', 'things']] as ExpressionSpecification,
    'text-font': FONT,
    'text-size': 13,
    'text-allow-overlap': true,
  };
  return [
    { id: 'mark-cluster', type: 'circle', source: 'marks', filter: together, paint: circle },
    { id: 'mark-dot', type: 'circle', source: 'marks', filter: ['!', together], paint: circle },
    {
      id: 'mark-text',
      type: 'symbol',
      source: 'marks',
      filter: ['>', ['get', 'things'], 1],
      layout,
      paint: { 'text-color': ['case', waits, ink.accentText, ink.land] },
    },
  ];
}
