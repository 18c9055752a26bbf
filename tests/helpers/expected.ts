import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * A reviewed table of tests/expected: each row as a map by column, and the rows by their first column. Lines that begin
 * with # are remarks.
 */
export function expectedTable(file: string): {
  readonly columns: readonly string[];
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, string>>;
} {
  const text = readFileSync(fileURLToPath(new URL(`../expected/${file}`, import.meta.url)), 'utf8');
  const [head = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const columns = head.split(',').map((c) => c.trim());
  const rows = new Map<string, ReadonlyMap<string, string>>();
  for (const line of lines) {
    const cells = line.split(',').map((c) => c.trim());
    const key = cells[0] ?? '';
    if (rows.has(key)) throw new Error(`${file}: ${key} stands twice`);
    if (cells.length !== columns.length)
      throw new Error(`${file}: ${key} has ${cells.length} columns, the head has ${columns.length}`);
    rows.set(key, new Map(columns.map((c, i) => [c, cells[i] ?? ''])));
  }
  return { columns, rows };
}
