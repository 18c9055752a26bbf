import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathsOf, scaleOf, shortPeriod } from './chart.ts';

describe('a small line', () => {
  it('holds every value between its ends, with zero in the picture and few ticks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: -2_000, max: 30_000_000 }).map((n) => n / 1000)), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.constantFrom('ratio' as const, 'sum' as const, 'change' as const),
        (values, estimator) => {
          const { min, max, ticks } = scaleOf(values, estimator);
          const known = values.filter((v) => v !== null);
          expect(known.every((v) => v >= min - 1e-6 && v <= max + 1e-6)).toBe(true);
          expect(min <= 0 && max >= 0 && max > min).toBe(true);
          expect(ticks.length >= 2 && ticks.length <= 7).toBe(true);
          expect(ticks.at(-1)).toBeCloseTo(max, 6);
        },
      ),
    );
  });

  it('shares go from nothing to the whole; counts to the next round number', () => {
    expect(scaleOf([0.2, 0.4], 'ratio')).toMatchObject({ min: 0, max: 1 });
    expect(scaleOf([2, 0], 'sum').ticks).toEqual([0, 1, 2]);
    expect(scaleOf([242], 'sum').ticks).toEqual([0, 100, 200, 300]);
    expect(scaleOf([-0.25, 0.1], 'change').min).toBeLessThanOrEqual(-0.25);
  });

  it('is broken where there is no figure', () => {
    const at = (n: number) => n;
    expect(pathsOf([1, 2, null, 3], at, at)).toEqual(['M0.0 1.0L1.0 2.0', 'M3.0 3.0']);
    expect(pathsOf([null, null], at, at)).toEqual([]);
  });

  it('periods have short names', () => {
    expect(['2026-M06', '2026-Q2', '2026-S1', '2026'].map(shortPeriod)).toEqual(['jun 26', 'T2 26', 'S1 26', '2026']);
  });
});
