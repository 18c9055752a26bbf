import { describe, expect, it } from 'vitest';
import { ruralCoverage } from './coverage.ts';

const sucre = { name: 'Sucre', city: 'capital' } as const;
const elAlto = { name: 'El Alto', city: 'city' } as const;
const tarabuco = { name: 'Tarabuco', city: null };

describe('BR-01: rural communities of every municipality', () => {
  it.each([
    [tarabuco, null, 'covered'],
    [tarabuco, false, 'covered'],
    [tarabuco, true, 'excluded'],
    [sucre, null, 'confirm'],
    [sucre, false, 'covered'],
    [sucre, true, 'excluded'],
    [elAlto, null, 'confirm'],
  ] as const)('%o, urban %s: %s', (municipality, urban, outcome) => {
    expect(ruralCoverage(municipality, urban).outcome).toBe(outcome);
  });

  it('says why in a sentence that names the place', () => {
    expect(ruralCoverage(sucre, null)).toMatchObject({ sentence: expect.stringContaining('Sucre es ciudad capital') });
    expect(ruralCoverage(tarabuco, true)).toMatchObject({ sentence: expect.stringContaining('Tarabuco') });
  });
});
