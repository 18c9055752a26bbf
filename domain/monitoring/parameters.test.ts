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

describe('parameters', () => {
  it('uses the value in force on the day of the fact', () => {
    const list = [row(6, '2017-01-01', '2026-05-31'), row(4, '2026-06-01', null), row(9, '2017-01-01', null, 'PAR1')];
    expect([
      parameterOn(list, 'allianceCap', '2026-05-31'),
      parameterOn(list, 'allianceCap', '2026-06-01'),
      parameterOn(list, 'allianceCap', '2026-06-01', 'PAR1'),
    ]).toEqual([6, 4, 9]);
  });
  it('without a recorded value, or with a useless one, uses the listed value, with its source', () => {
    expect([
      parameterOn([], 'allianceCap', '2026-01-01'),
      parameterOn(null, 'allianceCap', '2026-01-01'),
      parameterOn([row('seis', '2017-01-01', null)], 'allianceCap', '2026-01-01'),
    ]).toEqual([6, 6, 6]);
  });
  it('each says where it comes from, and its initial value is valid', () => {
    for (const key of parameterKeys) {
      expect(parameters[key].schema.safeParse(parameters[key].initial).success).toBe(true);
      expect(parameters[key].source.startsWith('Supuesto: ')).toBe(parameters[key].assumption);
    }
  });
});
