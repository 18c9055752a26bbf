/**
 * What a cash flow is worth. Amounts in whole centavos; year 0 is not discounted, year t is divided by (1 + rate)^t, as
 * the textbooks and the NPV of a spreadsheet over years 1 to n plus year 0 have it.
 */
export interface FlowYear {
  readonly year: number;
  readonly income: number;
  readonly costs: number;
  readonly investment: number;
}

const net = (y: FlowYear): number => y.income - y.costs - y.investment;

/** Net present value (VAN) in centavos. @param rate of a year: 0.12 for 12 % */
export function presentValue(years: readonly FlowYear[], rate: number): number {
  return Math.round(years.reduce((sum, y) => sum + net(y) / (1 + rate) ** y.year, 0));
}

/**
 * Internal rate of return (TIR): the rate at which the net present value is zero. Null where none is well defined: the
 * flow does not change its sign exactly once, or the rate would lie outside −99 % to 100,000 %.
 */
export function internalRate(years: readonly FlowYear[]): number | null {
  const byYear = new Map<number, number>();
  for (const y of years) byYear.set(y.year, (byYear.get(y.year) ?? 0) + net(y));
  const flows = [...byYear].sort(([a], [b]) => a - b).filter(([, value]) => value !== 0);
  const turns = flows.filter(([, value], i) => i > 0 && Math.sign(value) !== Math.sign(flows[i - 1]?.[1] ?? 0)).length;
  if (turns !== 1) return null;
  const worth = (rate: number): number => flows.reduce((sum, [year, value]) => sum + value / (1 + rate) ** year, 0);
  let [low, high] = [-0.99, 1000];
  const rises = worth(low) < 0;
  if (Math.sign(worth(low)) === Math.sign(worth(high))) return null;
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (worth(middle) < 0 === rises) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Present value of the income over that of costs and investment; null when there is neither. */
export function benefitCost(years: readonly FlowYear[], rate: number): number | null {
  const at = (value: (y: FlowYear) => number): number =>
    years.reduce((sum, y) => sum + value(y) / (1 + rate) ** y.year, 0);
  const spent = at((y) => y.costs + y.investment);
  return spent === 0 ? null : at((y) => y.income) / spent;
}
