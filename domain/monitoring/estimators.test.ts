import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EvidenceParts, estimate, percent } from './estimators.ts';

const row = fc.record({
  due: fc.boolean(),
  n: fc.nat(1_000_000),
  d: fc.nat(1000),
  n0: fc.nat(1_000_000),
  d0: fc.nat(1000),
});
const estimators = ['sum', 'ratio', 'change', 'increase'] as const;

describe('estimators', () => {
  it('a figure is over what is due, and never 0 for want of a denominator', () => {
    const later: EvidenceParts = { due: false, n: 7, d: 7, n0: 7, d0: 7 };
    expect(estimators.map((e) => estimate(e, [later]).value)).toEqual([null, null, null, null]);
    expect(estimators.map((e) => estimate(e, []).status)).toEqual(['value', 'noData', 'noData', 'noData']);
    expect(estimators.map((e) => estimate(e, [later]).status)).toEqual(['notDue', 'notDue', 'notDue', 'notDue']);
  });

  it('what nobody knows is no 0: a sum of unknown things alone, and a share of them', () => {
    const known: EvidenceParts = { due: true, n: 0, d: 1, n0: 0, d0: 0 };
    const unknown: EvidenceParts = { ...known, n0: 1 };
    const counted: EvidenceParts = { ...known, n: 1 };
    const of = (estimator: 'sum' | 'ratio', ...rows: EvidenceParts[]) => estimate(estimator, rows).value;
    expect([of('sum', unknown), of('sum', unknown, known), of('sum', unknown, counted), of('sum', known)]).toEqual([
      null,
      null,
      1,
      0,
    ]);
    expect([
      of('ratio', unknown),
      of('ratio', unknown, known),
      of('ratio', unknown, counted),
      of('ratio', known),
    ]).toEqual([null, 0, 0.5, 0]);
    expect(estimate('sum', [unknown]).status).toBe('noData');
  });

  it('an increase is in bolivianos, and has a value where before there was nothing', () => {
    const sold = (n: number, n0: number): EvidenceParts => ({ due: true, n, d: 1, n0, d0: 1 });
    expect(estimate('increase', [sold(1_500, 0), sold(500, 1_000)]).value).toBe(10);
    expect(estimate('increase', [sold(0, 1_250)]).value).toBe(-12.5);
  });

  it('rows added in any groups give the figure of the rows: percentages are never averaged', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 30 }),
        fc.array(fc.nat(4), { maxLength: 30 }),
        fc.constantFrom(...estimators),
        (rows, groupOf, estimator) => {
          const groups = Map.groupBy(rows.entries(), ([i, r]) => `${groupOf[i] ?? 0} ${r.due}`);
          const sums = [...groups.values()].map((group) =>
            group.reduce((a, [, r]) => ({ due: r.due, n: a.n + r.n, d: a.d + r.d, n0: a.n0 + r.n0, d0: a.d0 + r.d0 }), {
              due: true,
              n: 0,
              d: 0,
              n0: 0,
              d0: 0,
            }),
          );
          const [whole, added] = [estimate(estimator, rows), estimate(estimator, sums)];
          expect([added.value, added.n, added.d, added.n0, added.d0, added.status]).toEqual([
            whole.value,
            whole.n,
            whole.d,
            whole.n0,
            whole.d0,
            whole.status,
          ]);
        },
      ),
    );
  });

  it('is rounded half up to one decimal on the screen', () => {
    expect([0.3145, 0.31449, 1 / 3, 0.2865, 0.0005, 0, -0.0005, -0.25, 1].map(percent)).toEqual([
      31.5, 31.4, 33.3, 28.7, 0.1, 0, -0.1, -25, 100,
    ]);
  });
});
