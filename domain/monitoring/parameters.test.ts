import { describe, expect, it } from 'vitest';
import { parameterKeys, parameterOn, parameters } from './parameters.ts';

const row = (value: unknown, validFrom: string, validTo: string | null, programmeId = 'PAR2FA') => ({
  id: 'x',
  programmeId,
  key: 'allianceCap',
  value,
  validFrom,
  validTo,
  source: 's',
  assumption: false,
  version: 1,
});

describe('parámetros', () => {
  it('rige el valor del día del hecho', () => {
    const list = [row(6, '2017-01-01', '2026-05-31'), row(4, '2026-06-01', null), row(9, '2017-01-01', null, 'PAR1')];
    expect([
      parameterOn(list, 'allianceCap', '2026-05-31'),
      parameterOn(list, 'allianceCap', '2026-06-01'),
      parameterOn(list, 'allianceCap', '2026-06-01', 'PAR1'),
    ]).toEqual([6, 4, 9]);
  });
  it('sin valor registrado, o con uno que no sirve, rige el de la lista, con su fuente', () => {
    expect([
      parameterOn([], 'allianceCap', '2026-01-01'),
      parameterOn(null, 'allianceCap', '2026-01-01'),
      parameterOn([row('seis', '2017-01-01', null)], 'allianceCap', '2026-01-01'),
    ]).toEqual([6, 6, 6]);
  });
  it('cada uno dice de dónde sale, y su valor inicial es válido', () => {
    for (const key of parameterKeys) {
      expect(parameters[key].schema.safeParse(parameters[key].initial).success).toBe(true);
      expect(parameters[key].source.startsWith('Supuesto: ')).toBe(parameters[key].assumption);
    }
  });
});
