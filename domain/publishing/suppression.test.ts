import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, follows, isSmall, protect } from './suppression.ts';

const cell = (key: string, count: number, atoms: number[], publishable = true): Cell => ({
  key,
  count,
  atoms,
  publishable,
});

/** Keys of the publishable cells that may be shown, where nothing is known before. */
const shownOf = (cells: readonly Cell[]): Set<string> => {
  const sensitive = cells.filter((c) => isSmall(c.count));
  const candidates = cells.filter((c) => c.publishable && !isSmall(c.count));
  return new Set(protect([], candidates, sensitive).map((c) => c.key));
};

describe('hiding of small cells', () => {
  test('a single small part takes another one with it, or the total would give it away', () => {
    // Total 23 = 3 + 8 + 12: hiding only the 3 is no hiding at all (23 − 8 − 12).
    const shown = shownOf([cell('total', 23, [0, 1, 2]), cell('a', 3, [0]), cell('b', 8, [1]), cell('c', 12, [2])]);
    expect([...shown].sort()).toEqual(['c', 'total']);
  });

  test('men are not published, but all and women together would give a small number of men away', () => {
    // 20 families, 18 women: two men.
    const shown = shownOf([cell('all', 20, [0, 1]), cell('women', 18, [0]), cell('men', 2, [1], false)]);
    expect([...shown]).toEqual(['all']);
  });

  test('two tables of the same people: the unit that covers the same municipalities as a department is hidden with it', () => {
    const cells = [
      cell('total', 40, [0, 1, 2]),
      cell('dep1', 3, [0]),
      cell('dep2', 17, [1]),
      cell('dep3', 20, [2]),
      cell('unitA', 20, [0, 1]),
      cell('unitB', 20, [2]),
    ];
    const shown = shownOf(cells);
    expect(shown.has('dep1')).toBe(false);
    expect(shown.has('dep2') && shown.has('unitA')).toBe(false);
  });

  test('property: no hidden small cell follows from what is shown, and nothing is hidden without need of any', () => {
    const portfolio = fc.array(
      fc.record({
        unit: fc.nat(3),
        department: fc.nat(4),
        municipality: fc.nat(9),
        model: fc.nat(2),
        sex: fc.nat(1),
        count: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 14 },
    );
    let hidden = 0;
    fc.assert(
      fc.property(portfolio, (rows) => {
        const cells: Cell[] = [];
        const margin = (prefix: string, of: (r: (typeof rows)[number]) => unknown) => {
          for (const value of new Set(rows.map(of))) {
            const atoms = rows.flatMap((r, i) => (of(r) === value ? [i] : []));
            const women = atoms.filter((i) => rows[i]?.sex === 1);
            const men = atoms.filter((i) => rows[i]?.sex === 0);
            const sum = (list: number[]) => list.reduce((a, i) => a + (rows[i]?.count ?? 0), 0);
            cells.push(
              cell(`${prefix}${value}`, sum(atoms), atoms),
              cell(`${prefix}${value}F`, sum(women), women),
              cell(`${prefix}${value}M`, sum(men), men, false),
            );
          }
        };
        margin('t', () => 'all');
        margin('u', (r) => r.unit);
        margin('d', (r) => r.department);
        margin('m', (r) => `${r.department}.${r.municipality}`);
        margin('o', (r) => r.model);
        const shown = shownOf(cells);
        const published = cells.filter((c) => shown.has(c.key));
        for (const c of cells) {
          if (c.count > 0 && c.count < 5) {
            hidden += 1;
            if (shown.has(c.key) || follows(c, published)) return false;
          }
        }
        const small = cells.some((c) => c.count > 0 && c.count < 5);
        return small || cells.filter((c) => c.publishable).every((c) => shown.has(c.key));
      }),
      { numRuns: 200 },
    );
    console.log(`suppression: ${hidden} small cells looked at`);
    expect(hidden).toBeGreaterThan(500);
  });
});

test('few is from one to four, also as a difference; nobody is not few', () => {
  expect([-6, -5, -4, -1, 0, 1, 4, 5, 6].filter((n) => isSmall(n))).toEqual([-4, -1, 1, 4]);
  expect([-3, -2, 2, 3].filter((n) => isSmall(n, 3))).toEqual([-2, 2]);
});
