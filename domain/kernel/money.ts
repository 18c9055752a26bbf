/** Bolivianos in whole centavos. */
export type Centavos = number;
/** Quantities in 1/10,000 of their unit; prices in 1/10,000 Bs per unit. */
export type TenThousandths = number;

const SCALE = 10_000;

/**
 * Quantity × unit price as centavos, multiplied exactly and rounded half up once (architecture 5).
 * @param quantity 1/10,000 of the unit @param price 1/10,000 Bs per unit
 */
export function lineTotal(quantity: TenThousandths, price: TenThousandths): Centavos {
  const exact = BigInt(quantity) * BigInt(price) * 100n;
  const unit = BigInt(SCALE) * BigInt(SCALE);
  return Number((exact + unit / 2n) / unit);
}

/** What one unit of a product is worth in its base unit. */
export interface Conversion {
  readonly productCode: string;
  readonly unitCode: string;
  /** Base units in one unit, in 1/10,000. */
  readonly factor: number;
}

/** Quantity in the base unit of the product, rounded half up to 1/10,000; null when the conversion is not known. */
export function inBaseUnit(quantity: TenThousandths, conversion: Conversion | null): TenThousandths | null {
  return conversion ? Number((BigInt(quantity) * BigInt(conversion.factor) + 5_000n) / 10_000n) : null;
}

/** Splits an amount by weights so that the parts add up to it (largest remainder; ties to the first). */
export function splitByLargestRemainder(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) return weights.map(() => 0);
  const exact = weights.map((w) => (total * w) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((a, b) => a + b, 0);
  const order = exact.map((x, i) => ({ i, r: x - Math.floor(x) })).sort((a, b) => b.r - a.r || a.i - b.i);
  for (let k = 0; k < left; k++) {
    const i = order[k % order.length]?.i ?? 0;
    parts[i] = (parts[i] ?? 0) + 1;
  }
  return parts;
}

/** 'Bs 1.234,50'. With `writtenPrice` and `writtenWholeBs` the only way money is written, on every screen and public page. */
export function writtenBs(centavos: Centavos): string {
  return `Bs ${writtenNumber(centavos / 100, 2)}`;
}

/** An amount in a heading, where the centavos stand in the table below it: 'Bs 1.235'. */
export function writtenWholeBs(centavos: Centavos): string {
  return `Bs ${writtenNumber(Math.round(centavos / 100))}`;
}

/**
 * A price: always with centavos, and with finer digits only where there are any: 249_000 → 'Bs 24,90', 249_050 → 'Bs
 * 24,905'.
 */
export function writtenPrice(price: TenThousandths): string {
  return `Bs ${writtenNumber(price / SCALE, 4).replace(/0{1,2}$/, '')}`;
}

/** A quantity of 1/10,000 units without trailing zeros: 120000 → '12', 125000 → '12,5'. */
export function writtenQuantity(q: TenThousandths): string {
  const text = writtenNumber(q / SCALE, 4);
  return text.replace(/,?0+$/, (zeros) => (zeros.startsWith(',') || text.includes(',') ? '' : zeros));
}

/** Number with '.' between thousands and ',' before decimals, as written in Bolivia. */
export function writtenNumber(n: number, decimals = 0): string {
  const [whole = '0', fraction] = Math.abs(n).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '.');
  return `${n < 0 ? '−' : ''}${grouped}${fraction ? `,${fraction}` : ''}`;
}
