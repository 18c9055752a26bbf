import { describe, expect, test } from 'vitest';
import { benefitCost, type FlowYear, internalRate, presentValue } from './finance.ts';

const flow = (...nets: number[]): FlowYear[] =>
  nets.map((value, year) => ({
    year,
    income: value > 0 ? value * 100 : 0,
    costs: 0,
    investment: value < 0 ? -value * 100 : 0,
  }));

describe('a cash flow is worth what published examples say', () => {
  // Wikipedia, "Internal rate of return": −123400, 36200, 54800, 48100 has r = 5.96 %.
  test('the rate of the example of the encyclopaedia', () => {
    expect(internalRate(flow(-123_400, 36_200, 54_800, 48_100))).toBeCloseTo(0.0596, 4);
  });
  // Microsoft's page of IRR: −70000, 12000, 15000, 18000, 21000, 26000: −2.1 % after four years, 8.7 % after five.
  test('the rates of the example of the spreadsheet', () => {
    expect(internalRate(flow(-70_000, 12_000, 15_000, 18_000, 21_000))).toBeCloseTo(-0.0212, 4);
    expect(internalRate(flow(-70_000, 12_000, 15_000, 18_000, 21_000, 26_000))).toBeCloseTo(0.0866, 4);
  });
  // Microsoft's page of NPV: 8 %, −40000 now, then 8000, 9200, 10000, 12000, 14500: 1,922.06; with −9000 after: −3,749.47.
  test('the values of the example of the spreadsheet', () => {
    expect(presentValue(flow(-40_000, 8_000, 9_200, 10_000, 12_000, 14_500), 0.08)).toBe(192_206);
    expect(presentValue(flow(-40_000, 8_000, 9_200, 10_000, 12_000, 14_500, -9_000), 0.08)).toBe(-374_947);
  });
  test('at its own rate a flow is worth nothing, and at none it is worth its sum', () => {
    const years = flow(-123_400, 36_200, 54_800, 48_100);
    expect(Math.abs(presentValue(years, internalRate(years) ?? 0))).toBeLessThanOrEqual(1);
    expect(presentValue(years, 0)).toBe((36_200 + 54_800 + 48_100 - 123_400) * 100);
  });
  test('income over what is spent, both brought to today', () => {
    const years: FlowYear[] = [
      { year: 0, income: 0, costs: 0, investment: 100_000 },
      { year: 1, income: 165_000, costs: 11_000, investment: 0 },
    ];
    expect(benefitCost(years, 0.1)).toBeCloseTo(150_000 / 110_000, 10);
    expect(benefitCost([], 0.1)).toBeNull();
  });
  test('there is no rate where nothing changes its sign once', () => {
    for (const nets of [[], [0, 0], [100, 100], [-100, -50], [-100, 230, -132]])
      expect(internalRate(flow(...nets))).toBeNull();
  });
});
