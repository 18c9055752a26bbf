import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Counts, cellOf, type Disclosure, History, type Layout, nextDisclosure, type Part, sumsOf } from './disclosure.ts';
import { follows } from './suppression.ts';

/** 'unit.municipality.F': in three tables. */
const layout: Layout = {
  margins: (family) => ['total|', `unit|${family.split('.')[0]}`, `municipality|${family.split('.')[1]}`],
  women: (family) => family.endsWith('F'),
};

const published = (...editions: Counts[]): Disclosure => {
  let state: Disclosure | null = null;
  for (const counts of editions) state = nextDisclosure(state, counts, layout);
  if (!state) throw new Error('no edition');
  return state;
};
const seen = (state: Disclosure, part: Part, margin: string) => {
  const at = state.cells[cellOf(part, margin)];
  return at === undefined ? 'hidden' : (sumsOf(state.counts[at] ?? {}, layout).get(cellOf(part, margin)) ?? 0);
};

describe('one publication after another', () => {
  const first = { 'LPZ.Laja.F': 10, 'LPZ.Laja.M': 10, 'ORU.Curahuara.F': 12, 'ORU.Curahuara.M': 8 };

  test('one family more, and no figure that tells of it moves', () => {
    const state = published(first, { ...first, 'LPZ.Laja.F': 11 });
    for (const margin of ['total|', 'unit|LPZ', 'municipality|Laja']) expect(seen(state, 'all', margin), margin).not.toBe(21);
    expect(seen(state, 'all', 'municipality|Laja')).toBe(20);
    expect(seen(state, 'all', 'total|')).toBe(40);
  });

  test('five families of a kind more, and they are shown', () => {
    const state = published(first, { ...first, 'LPZ.Laja.F': 15 });
    expect(seen(state, 'all', 'municipality|Laja')).toBe(25);
    expect(seen(state, 'all', 'total|')).toBe(45);
  });

  test('changes of a few add up over publications until they are enough', () => {
    const step = (n: number) => ({ ...first, 'LPZ.Laja.F': 10 + n });
    const shown = [0, 2, 4, 6].map((n) => seen(published(...[0, 2, 4, 6].filter((x) => x <= n).map(step)), 'all', 'total|'));
    expect(shown).toEqual([40, 40, 40, 46]);
  });

  test('a small change does not follow from a total that moves for another reason', () => {
    // Curahuara grows by ten and Laja by two: total − Curahuara would tell of the two.
    const state = published(first, { ...first, 'ORU.Curahuara.M': 18, 'LPZ.Laja.F': 12 });
    expect(seen(state, 'all', 'municipality|Laja')).toBe(20);
    expect([seen(state, 'all', 'total|'), seen(state, 'all', 'municipality|Curahuara')]).not.toEqual([52, 30]);
  });

  test('what becomes small is hidden, and nothing new changes nothing', () => {
    const state = published(first, { ...first, 'LPZ.Laja.F': 1, 'LPZ.Laja.M': 2 });
    expect(seen(state, 'all', 'municipality|Laja')).toBe('hidden');
    expect(nextDisclosure(state, { ...first, 'LPZ.Laja.F': 1, 'LPZ.Laja.M': 2 }, layout)).toBe(state);
  });

  test('another minimum holds from then on: more is too few, and what was public is not taken back', () => {
    const higher = nextDisclosure(published(first), { ...first, 'LPZ.Laja.F': 16 }, layout, 7);
    expect(seen(higher, 'all', 'municipality|Laja')).toBe(20);
    expect(seen(nextDisclosure(published(first), { ...first, 'LPZ.Laja.F': 17 }, layout, 7), 'all', 'municipality|Laja')).toBe(27);
    expect(seen(nextDisclosure(null, first, layout, 21), 'all', 'municipality|Laja')).toBe('hidden');
  });

  test('property: who keeps every publication works out no small count and no small change', () => {
    const change = fc.record({ unit: fc.nat(2), municipality: fc.nat(3), sex: fc.constantFrom('F', 'M'), n: fc.integer({ min: 1, max: 12 }) });
    let looked = 0;
    let moved = 0;
    fc.assert(
      fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 5 }), (story) => {
        const editions: Record<string, number>[] = [];
        const told: { part: Part; margin: string; at: number }[] = [];
        let state: Disclosure | null = null;
        for (const changes of story) {
          const counts = { ...editions.at(-1) };
          // A municipality lies in one unit, as in the country.
          for (const c of changes) {
            const family = `${c.municipality % 3}.${c.municipality}.${c.sex}`;
            counts[family] = (counts[family] ?? 0) + c.n;
          }
          editions.push(counts);
          state = nextDisclosure(state, counts, layout);
          for (const [key, at] of Object.entries(state.cells)) {
            const [part = '', ...margin] = key.split('|');
            if (at !== state.edition) continue;
            told.push({ part: part as Part, margin: margin.join('|'), at: at - 1 });
            moved += 1;
          }
        }
        const history = new History(editions, layout);
        const known = told.flatMap((p) => [history.cell('', p.part, p.margin, p.at), ...(p.part === 'women' ? [history.cell('', 'all', p.margin, p.at)] : [])]);
        return history.sensitive().every((c) => {
          looked += 1;
          return !follows(c, known);
        });
      }),
      { numRuns: 600 },
    );
    console.log(`disclosure: ${looked} small counts and changes looked at, ${moved} cells shown`);
    expect(looked).toBeGreaterThan(1000);
    expect(moved).toBeGreaterThan(1000);
  });
});
