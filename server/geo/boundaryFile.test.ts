import { describe, expect, it } from 'vitest';
import { BoundaryFileError, readBoundaryFile } from './boundaryFile.ts';

const square = {
  type: 'Polygon',
  coordinates: [
    [
      [-65, -19],
      [-64, -19],
      [-64, -18],
      [-65, -18],
      [-65, -19],
    ],
  ],
};
const feature = (properties: object, geometry: unknown = square, id?: string) => ({
  type: 'Feature',
  id,
  properties,
  geometry,
});
const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const file = (...features: unknown[]) => bytes({ type: 'FeatureCollection', features });

function sentences(input: Uint8Array): readonly string[] {
  try {
    readBoundaryFile(input);
  } catch (error) {
    if (error instanceof BoundaryFileError) return error.sentences;
    throw error;
  }
  return [];
}

describe('a boundary file', () => {
  it('of too many elements, too many points or too many bytes is refused before it is looked at', () => {
    expect(sentences(file(...Array.from({ length: 5001 }, () => null)))).toEqual([expect.stringContaining('5000')]);
    const ring = `[${'[-65,-19],'.repeat(3_000_001)}[-65,-19]]`;
    expect(
      sentences(
        bytes(`{"type":"FeatureCollection","features":[{"geometry":{"type":"Polygon","coordinates":[${ring}]}}]}`),
      ),
    ).toEqual([expect.stringContaining('3000000')]);
    expect(sentences(new Uint8Array(64 * 1024 * 1024 + 1))).toEqual([expect.stringContaining('64 MB')]);
  });

  it.each([
    ['code', { code: '010101' }],
    ['COD_INE', { COD_INE: '010101' }],
    ['a number that lost its zero', { codigo: 10101 }],
    ['a p-code', { ADM3_PCODE: 'BO010101' }],
  ])('gives its code as %s', (_as, properties) => {
    expect(readBoundaryFile(file(feature(properties))).features).toMatchObject([{ code: '010101' }]);
  });

  it('takes the feature id when no property holds a code', () => {
    expect(readBoundaryFile(file(feature({ name: 'Sucre' }, square, '010101'))).features[0]?.code).toBe('010101');
  });

  it('has the same hash only for the same bytes', () => {
    const a = file(feature({ code: '010101' }));
    expect(readBoundaryFile(a).hash).toBe(readBoundaryFile(new Uint8Array(a)).hash);
    expect(readBoundaryFile(a).hash).not.toBe(readBoundaryFile(file(feature({ code: '010102' }))).hash);
  });

  it.each([
    ['not JSON', bytes('{'), /no es GeoJSON/],
    ['TopoJSON', bytes({ type: 'Topology', objects: {} }), /FeatureCollection/],
    ['empty', file(), /ningún municipio/],
    ['no code', file(feature({ name: 'Sucre' })), /Elemento 1: no tiene un código INE/],
    ['twice the same code', file(feature({ code: '010101' }), feature({ code: '010101' })), /repetido/],
    ['points', file(feature({ code: '010101' }, { type: 'Point', coordinates: [-65, -19] })), /polígono/],
    [
      'metres',
      file(
        feature(
          { code: '010101' },
          {
            type: 'Polygon',
            coordinates: [
              [
                [5e5, 8e6],
                [5.1e5, 8e6],
                [5.1e5, 8.1e6],
                [5e5, 8e6],
              ],
            ],
          },
        ),
      ),
      /WGS84/,
    ],
    [
      'open ring',
      file(
        feature(
          { code: '010101' },
          {
            type: 'Polygon',
            coordinates: [
              [
                [-65, -19],
                [-64, -19],
              ],
            ],
          },
        ),
      ),
      /cuatro puntos/,
    ],
  ])('is refused in Spanish when it is %s', (_what, input, words) => {
    expect(sentences(input).join(' ')).toMatch(words);
  });

  it('tells the first problems and how many more there are', () => {
    const told = sentences(file(...Array.from({ length: 8 }, () => feature({}))));
    expect(told).toHaveLength(6);
    expect(told.at(-1)).toBe('… y 3 problemas más.');
  });
});
