import { describe, expect, it } from 'vitest';
import { boundaryReport } from './boundaryReport.ts';
import type { BoundaryLoad } from './loadBoundaries.ts';

const load: BoundaryLoad = {
  status: 'loaded',
  versionId: 'v',
  fileHash: 'a'.repeat(64),
  municipalities: 339,
  repaired: 0,
  unknown: [],
  missing: [],
  farFromPoint: [],
};

describe('the report of a load of boundaries', () => {
  it('is two lines when nothing needs attention', () => {
    expect(boundaryReport(load)).toEqual(['Límites cargados: 339 municipios.', 'Versión v (SHA-256 aaaaaaaaaaaa…).']);
  });

  it('names what was left out, what is missing and what looks wrong, and counts what does not fit', () => {
    const told = boundaryReport({
      ...load,
      municipalities: 1,
      repaired: 1,
      unknown: ['019999'],
      missing: Array.from({ length: 14 }, (_, i) => ({ code: String(10101 + i).padStart(6, '0'), name: `M${i}` })),
      farFromPoint: [{ code: '080101', name: 'Trinidad' }],
    }).join('\n');
    expect(told).toContain('1 municipio, 1 contorno reparado.');
    expect(told).toContain('sin cargar: 019999.');
    expect(told).toContain('no trae (14): M0 (010101)');
    expect(told).toContain('y 2 más.');
    expect(told).toContain('lejos de su municipio: Trinidad (080101).');
  });

  it('says that a file was loaded before', () => {
    expect(boundaryReport({ ...load, status: 'already' })[0]).toBe(
      'Este archivo ya estaba cargado: no se cambió nada.',
    );
  });
});
