import { describe, expect, test } from 'vitest';
import { stateNames } from '../../domain/alliance/states.ts';
import { asksRural } from '../../domain/territory/coverage.ts';
import { expandCoverage, serviceOn } from '../../domain/territory/unit.ts';
import { readTerritory, TERRITORY_FOLDER } from '../geo/readReference.ts';
import { recordsOfMonth } from './field.ts';
import { demoPicture } from './pictures.ts';
import { type DemoPlan, planDemo } from './plan.ts';
import type { DemoMunicipality } from './portfolio.ts';
import { randomOf } from './random.ts';
import { type DemoSizeName, demoSizes } from './sizes.ts';

const UNTIL = '2026-05-31';
const territory = await readTerritory(TERRITORY_FOLDER);
const rural: DemoMunicipality[] = territory.municipalities
  .filter((m) => !asksRural(m.code))
  .map((m) => ({
    code: m.code,
    name: m.name,
    lon: m.lon,
    lat: m.lat,
    unitId: serviceOn(expandCoverage(territory.coverage, m.code), UNTIL)?.unitCode ?? '',
  }));

const planOf = (size: DemoSizeName, seed = '1'): DemoPlan =>
  planDemo({ size: demoSizes[size], seed, until: UNTIL }, rural);

/** Indexes of the alliances of each acompañante, by the acompañante's number. */
function byAccompanist(plan: DemoPlan): number[][] {
  return plan.accompanists.map((_, n) => plan.alliances.filter((a) => a.accompanist === n).map((a) => a.index));
}

describe('chance', () => {
  test('is the same for the same name, another for another, and covers what it should', () => {
    const draw = (...name: string[]) => Array.from({ length: 5 }, randomOf(...name).next);
    expect(draw('a', 'b')).toEqual(draw('a', 'b'));
    expect(draw('a', 'b')).not.toEqual(draw('ab'));
    const dice = randomOf('dice');
    const seen = new Set(Array.from({ length: 500 }, () => dice.int(1, 6)));
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('the plan of a portfolio', () => {
  test('par2: 1,100 alliances, 27,825 families, two years of visits, no acompañante with more than six', {
    timeout: 60_000,
  }, () => {
    const plan = planOf('par2');
    expect(plan.alliances).toHaveLength(1100);
    expect(plan.alliances.reduce((sum, a) => sum + a.families, 0)).toBe(27_825);
    expect(Math.min(...plan.alliances.map((a) => a.families))).toBeGreaterThanOrEqual(15);
    expect(new Set(plan.alliances.map((a) => a.state))).toEqual(new Set(stateNames));
    const served = byAccompanist(plan);
    expect(Math.max(...served.map((s) => s.length))).toBeLessThanOrEqual(6);
    let visits = 0;
    for (let monthsAgo = plan.seed.size.months - 1; monthsAgo >= 0; monthsAgo--) {
      for (const records of recordsOfMonth(plan, monthsAgo).values())
        visits += records.filter((r) => r.kind === 'visit.register').length;
    }
    console.log(`par2: ${visits} visits by ${plan.accompanists.length} acompañantes`);
    expect(visits).toBeGreaterThan(24_000);
    expect(visits).toBeLessThan(27_000);
  });

  test('each acompañante works in one zone, and nothing happens after the last day or before its alliance was there', {
    timeout: 60_000,
  }, () => {
    const plan = planOf('par2', 'zones');
    for (const indexes of byAccompanist(plan))
      expect(new Set(indexes.map((i) => plan.alliances[i]?.municipality.code)).size).toBe(1);
    for (const records of recordsOfMonth(plan, 0).values()) {
      for (const r of records)
        expect(r.occurredOn <= UNTIL && r.occurredOn > (plan.alliances[r.allianceIndex]?.adoptedOn ?? '')).toBe(true);
    }
  });

  test('another seed is another portfolio; the same seed is the same', () => {
    const names = (seed: string) => planOf('small', seed).alliances.map((a) => a.organisation.name);
    expect(names('1')).toEqual(names('1'));
    expect(names('1')).not.toEqual(names('2'));
  });

  test('x10: ids, codes and cards of 11,000 alliances do not repeat', { timeout: 60_000 }, () => {
    const plan = planOf('x10');
    for (const key of ['id', 'organisationId', 'agreementId', 'code'] as const)
      expect(new Set(plan.alliances.map((a) => a[key])).size).toBe(11_000);
    for (const key of ['id', 'username', 'ci', 'deviceId'] as const)
      expect(new Set(plan.accounts.map((a) => a[key])).size).toBe(plan.accounts.length);
  });
});

test('pictures are the same bytes for the same key, and their likeness tells them apart', () => {
  const one = demoPicture('field', 96, 'a', 1);
  expect(demoPicture('field', 96, 'a', 1)).toEqual(one);
  expect(demoPicture('field', 96, 'a', 2).perceptualHash).not.toBe(one.perceptualHash);
  expect([...one.bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
});
