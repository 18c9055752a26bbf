/** The median of a sample; NaN for an empty one. */
export const median = (sample: readonly number[]): number => quantile(sample, 0.5);

/** The value below which the given share of the sample lies. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** The lines of a table: name, median per second, minimum and maximum, a remark. */
export function table(rows: readonly (readonly [string, readonly number[], string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  const line = (...cells: string[]) =>
    `| ${(cells[0] ?? '').padEnd(width)} | ${(cells[1] ?? '').padStart(8)} | ${(cells[2] ?? '').padStart(13)} | ${cells[3] ?? ''}`;
  return [
    line('', 'median/s', 'least–most', ''),
    ...rows.map(([name, sample, remark]) =>
      line(
        name,
        median(sample).toFixed(0),
        `${Math.min(...sample).toFixed(0)}–${Math.max(...sample).toFixed(0)}`,
        remark,
      ),
    ),
  ];
}

/** Whether a value reaches its target, and a sentence about it. */
export function atLeast(name: string, value: number, target: number): { ok: boolean; sentence: string } {
  const ok = value >= target;
  return { ok, sentence: `${ok ? 'reached' : 'MISSED '}: ${name} ${value.toFixed(2)}, at least ${target.toFixed(2)}` };
}
