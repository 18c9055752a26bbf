import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSolver } from '../../server/publishing/highs.ts';
import { boundsBySolving, boundsByTrying, isFew, type Knowledge, type Secret } from '../../tests/helpers/attacker.ts';
import {
  type Counts,
  cellOf,
  type Disclosure,
  History,
  type Layout,
  nextDisclosure,
  type Part,
  sumsOf,
} from './disclosure.ts';
import { follows } from './suppression.ts';

let solver: Awaited<ReturnType<typeof loadSolver>>;
beforeAll(async () => {
  solver = await loadSolver();
});

/** 'unit.municipality.F': in three tables. */
const layout: Layout = {
  margins: (family) => ['total|', `unit|${family.split('.')[0]}`, `municipality|${family.split('.')[1]}`],
  women: (family) => family.endsWith('F'),
};

const published = (...editions: Counts[]): Disclosure => {
  let state: Disclosure | null = null;
  for (const counts of editions) state = nextDisclosure(state, counts, layout, solver);
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
    for (const margin of ['total|', 'unit|LPZ', 'municipality|Laja'])
      expect(seen(state, 'all', margin), margin).not.toBe(21);
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
    const shown = [0, 2, 4, 6].map((n) =>
      seen(published(...[0, 2, 4, 6].filter((x) => x <= n).map(step)), 'all', 'total|'),
    );
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
    expect(nextDisclosure(state, { ...first, 'LPZ.Laja.F': 1, 'LPZ.Laja.M': 2 }, layout, solver)).toBe(state);
  });

  test('another minimum holds from then on: more is too few, and what was public is not taken back', () => {
    const higher = nextDisclosure(published(first), { ...first, 'LPZ.Laja.F': 16 }, layout, solver, 7);
    expect(seen(higher, 'all', 'municipality|Laja')).toBe(20);
    expect(
      seen(
        nextDisclosure(published(first), { ...first, 'LPZ.Laja.F': 17 }, layout, solver, 7),
        'all',
        'municipality|Laja',
      ),
    ).toBe(27);
    expect(seen(nextDisclosure(null, first, layout, solver, 21), 'all', 'municipality|Laja')).toBe('hidden');
  });

  test('property: who keeps every publication works out no small count and no small change', () => {
    const change = fc.record({
      unit: fc.nat(2),
      municipality: fc.nat(3),
      sex: fc.constantFrom('F', 'M'),
      n: fc.integer({ min: 1, max: 12 }),
    });
    let looked = 0;
    let moved = 0;
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 5 }),
        (story) => {
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
            state = nextDisclosure(state, counts, layout, solver);
            for (const [key, at] of Object.entries(state.cells)) {
              const [part = '', ...margin] = key.split('|');
              if (at !== state.edition) continue;
              told.push({ part: part as Part, margin: margin.join('|'), at: at - 1 });
              moved += 1;
            }
          }
          const history = new History(editions, layout);
          const known = told.flatMap((p) => [
            history.cell('', p.part, p.margin, p.at),
            ...(p.part === 'women' ? [history.cell('', 'all', p.margin, p.at)] : []),
          ]);
          return history.sensitive().every((c) => {
            looked += 1;
            return !follows(c, known);
          });
        },
      ),
      { numRuns: 300 },
    );
    console.log(`disclosure: ${looked} small counts and changes looked at, ${moved} cells shown`);
    expect(looked).toBeGreaterThan(500);
    expect(moved).toBeGreaterThan(500);
  });
});

/** 'department.municipality.product.F': in four tables, municipalities within departments and products across them. */
const country: Layout = {
  margins: (family) => {
    const [department, municipality, product] = family.split('.');
    return ['total|', `department|${department}`, `municipality|${department}.${municipality}`, `product|${product}`];
  },
  women: (family) => family.endsWith('F'),
};

const PARTS = ['all', 'women', 'others'] as const;

/**
 * All that a reader of a whole story knows, and what of it was not to be known. The reader even knows which rows were
 * left as they were told.
 */
function story(
  editions: readonly Counts[],
  states: readonly Disclosure[],
  minimum: number,
): { knowledge: Knowledge; secrets: Secret[] } {
  const things = new Map<string, number>();
  const families = [...new Set(editions.flatMap((counts) => Object.keys(counts)))];
  /** A class at an edition; the same thing as before where its count did not change, and nothing while it never had anybody. */
  const thingsOf = (edition: number, of: (family: string) => boolean): number[] =>
    families.filter(of).flatMap((family) => {
      const count = (e: number) => editions[e]?.[family] ?? 0;
      let since = edition;
      while (since >= 0 && count(since) === count(edition)) since -= 1;
      if (since < 0 && count(edition) === 0) return [];
      const name = `${family}@${since}`;
      if (!things.has(name)) things.set(name, things.size);
      return [things.get(name) as number];
    });
  const inRow = (margin: string, part: (typeof PARTS)[number]) => (family: string) =>
    country.margins(family).includes(margin) && (part === 'all' || country.women(family) === (part === 'women'));
  const sum = (edition: number, of: (family: string) => boolean) =>
    families.filter(of).reduce((a, family) => a + (editions[edition]?.[family] ?? 0), 0);
  const margins = [...new Set(families.flatMap((family) => country.margins(family)))];
  const seen = new Map<string, Knowledge['seen'][number]>();
  const secrets: Secret[] = [];
  const peopled = editions.flatMap((_, e) =>
    margins.filter((m) => sum(e, inRow(m, 'all')) > 0).map((m) => thingsOf(e, inRow(m, 'all'))),
  );
  const few = (n: number) => n !== 0 && Math.abs(n) < minimum;
  const ask = (name: string, e: number, of: (family: string) => boolean) => {
    if (few(sum(e, of))) secrets.push({ name: `${name} at ${e}`, plus: thingsOf(e, of), minus: [] });
    for (let from = 0; from < e; from++)
      if (few(sum(e, of) - sum(from, of)))
        secrets.push({ name: `${name} from ${from} to ${e}`, plus: thingsOf(e, of), minus: thingsOf(from, of) });
  };
  states.forEach((state, e) => {
    // An edition is counted from one.
    for (const [key, at] of Object.entries(state.cells)) {
      const [part, ...rest] = key.split('|') as [Part, ...string[]];
      const of = inRow(rest.join('|'), part);
      seen.set(`${key}@${at}`, { things: thingsOf(at - 1, of), is: sum(at - 1, of) });
    }
    for (const part of PARTS) {
      for (const margin of margins) ask(`${part} of ${margin}`, e, inRow(margin, part));
      const told = (margin: string) =>
        (part === 'all' ? ['all'] : ['all', 'women']).every((p) => state.cells[`${p}|${margin}`] === e + 1);
      for (const whole of margins.filter((m) => m.startsWith('total') || m.startsWith('department'))) {
        for (const table of ['department', 'municipality', 'product']) {
          const rows = margins.filter(
            (m) => m.startsWith(table) && families.some((f) => inRow(m, 'all')(f) && inRow(whole, 'all')(f)),
          );
          if (!told(whole) || rows.some((m) => families.some((f) => inRow(m, 'all')(f) && !inRow(whole, 'all')(f))))
            continue;
          const rest = rows.filter((m) => !told(m));
          ask(`${part} left of ${whole} by ${table}`, e, (family) => rest.some((m) => inRow(m, part)(family)));
        }
      }
    }
  });
  return {
    knowledge: {
      things: things.size,
      seen: [...seen.values()],
      peopled,
      ceiling: 2 * minimum + Math.max(0, ...[...seen.values()].map((x) => x.is)),
    },
    secrets,
  };
}

/** What a reader who keeps every publication of a story bounds to few. */
function attack(
  editions: readonly Counts[],
  minimum = 5,
  bounds: typeof boundsByTrying = (k, s) => boundsBySolving(k, s, solver),
): string[] {
  const states: Disclosure[] = [];
  for (const counts of editions) states.push(nextDisclosure(states.at(-1) ?? null, counts, country, solver, minimum));
  const { knowledge, secrets } = story(editions, states, minimum);
  const found = bounds(knowledge, secrets);
  return secrets.flatMap((secret, i) =>
    isFew(found[i] ?? { least: 0, most: 0 }, minimum)
      ? [`${secret.name}: ${found[i]?.least} to ${found[i]?.most}`]
      : [],
  );
}

describe('a reader who knows that families are whole and never below zero', () => {
  test('two municipalities left with two families between them: one each, and both women', () => {
    const counts = { 'LP.A.Q.F': 8, 'LP.A.Q.M': 9, 'LP.B.Q.F': 1, 'LP.C.Q.F': 1, 'LP.D.Q.F': 7, 'LP.D.Q.M': 6 };
    expect(attack([counts])).toEqual([]);
  });

  test('hidden in one publication, then bounded from the next', () => {
    const first = { 'LP.A.Q.F': 12, 'LP.A.Q.M': 9, 'LP.B.Q.F': 2, 'LP.C.Q.M': 3, 'OR.D.Q.F': 9, 'OR.D.P.M': 8 };
    expect(attack([first, { ...first, 'LP.B.Q.F': 7 }, { ...first, 'LP.B.Q.F': 7, 'OR.D.P.M': 14 }])).toEqual([]);
  });

  test('a change of two that no publication told when it came, told apart by the one after it', () => {
    const women = { 'OR.D.P.F': 5 };
    const editions = [
      women,
      { 'OR.D.P.F': 6 },
      { 'OR.D.P.F': 6, 'LP.A.Q.F': 1, 'LP.A.Q.M': 5 },
      { 'OR.D.P.F': 6, 'LP.A.Q.F': 6, 'LP.A.Q.M': 5 },
    ];
    expect(attack(editions)).toEqual([]);
  });

  const change = (most: number) =>
    fc.record({
      d: fc.nat(1),
      m: fc.nat(2),
      p: fc.nat(1),
      s: fc.constantFrom('F', 'M'),
      n: fc.integer({ min: -2, max: most }),
    });
  const grow = (steps: readonly (readonly { d: number; m: number; p: number; s: string; n: number }[])[]) => {
    const editions: Record<string, number>[] = [];
    for (const step of steps) {
      const counts = { ...editions.at(-1) };
      for (const c of step) {
        const family = `${c.d}.${c.m}.${c.p}.${c.s}`;
        counts[family] = Math.max(0, (counts[family] ?? 0) + c.n);
      }
      for (const [family, n] of Object.entries(counts)) if (n === 0) delete counts[family];
      // An edition is a state of the counts: the same again is none.
      if (JSON.stringify(counts) !== JSON.stringify(editions.at(-1) ?? {})) editions.push(counts);
    }
    return editions;
  };
  /** Stories; each takes some tenths of a second. */
  const RUNS = Number(process.env.SIGG_FUZZ_RUNS ?? 40);
  const LONGEST = 60_000 + 3000 * RUNS;

  test(
    'property: of one publication or of several, nothing is bounded to few (by whole-number programming)',
    () => {
      const steps = fc.array(fc.array(change(9), { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 4 });
      let shown = 0;
      fc.assert(
        fc.property(steps, (list) => {
          const editions = grow(list);
          shown += Object.keys(nextDisclosure(null, editions[0] ?? {}, country, solver).cells).length;
          expect(attack(editions)).toEqual([]);
        }),
        { numRuns: RUNS },
      );
      expect(shown).toBeGreaterThan(100);
    },
    LONGEST,
  );

  test(
    'property: the same by trying every world, and both ways of attack agree',
    () => {
      const steps = fc.array(fc.array(change(3), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 });
      fc.assert(
        fc.property(steps, (list) => {
          const editions = grow(list);
          expect(attack(editions, 3, boundsByTrying)).toEqual(attack(editions, 3));
          expect(attack(editions, 3, boundsByTrying)).toEqual([]);
        }),
        { numRuns: RUNS },
      );
    },
    LONGEST,
  );
});
