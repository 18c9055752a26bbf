import { describe, expect, it } from 'vitest';
import { placed } from './placed.ts';
import { phaseNames } from './portfolio.ts';
import { stateNames } from './states.ts';

const municipality = (code: string, name: string) => ({
  code,
  name,
  departmentCode: code.slice(0, 2),
  unitCode: 'LPZ',
  lon: -68,
  lat: -16,
});
const alliance = (state: string, municipalityCode: string | null, i = 0) => ({
  id: `${state}-${i}`,
  code: state,
  name: state,
  state,
  unitCode: 'LPZ',
  municipalityCode,
  lon: null,
  lat: null,
});

describe('alliances by municipality and part of the cycle', () => {
  it('lists first where there are most; those without a municipality come last and are put in none', () => {
    const list = [
      alliance('EN_OPERACION', '020102'),
      alliance('CERRADA', '020101'),
      alliance('EN_OPERACION', '020101', 1),
      alliance('CERRADA', null, 1),
      alliance('CERRADA', null, 2),
      alliance('CERRADA', null, 3),
    ];
    const rows = placed(list, [
      municipality('020101', 'La Paz'),
      municipality('020102', 'Palca'),
      municipality('020103', 'Mecapaca'),
    ]);
    expect(rows.map((r) => [r.name, r.count.all, r.count.operation])).toEqual([
      ['La Paz', 2, 2],
      ['Palca', 1, 1],
      [null, 3, 3],
    ]);
  });
  it('counts each state in one part of the cycle and only one', () => {
    const [row] = placed(
      stateNames.map((s) => alliance(s, '020101')),
      [municipality('020101', 'La Paz')],
    );
    const parts = (Object.keys(phaseNames) as (keyof typeof phaseNames)[]).map((phase) => row?.count[phase] ?? 0);
    expect(parts.reduce((a, b) => a + b, 0)).toBe(stateNames.length);
    expect(row?.count.all).toBe(stateNames.length);
    expect(parts.every((n) => n > 0)).toBe(true);
  });
});
