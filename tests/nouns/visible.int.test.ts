import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { isVisible, placementOfRow } from '../../domain/kernel/noun/decide.ts';
import type { AnyRow } from '../../domain/kernel/noun/noun.ts';
import { lives } from '../../domain/nouns.ts';
import { type Actor, can, type Grant, scopeOf } from '../../domain/people/actor.ts';
import { type Role, roles } from '../../domain/people/roles.ts';
import { reachSql } from '../../server/nouns/reach.ts';
import { openWorld, TODAY, type World } from '../helpers/world.ts';

/** Who may see a row of a noun is declared both for a row and as SQL: the two must agree for every person. */
let world: World;
beforeAll(async () => {
  world = await openWorld();
});

const IDS = ['00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000a2'] as const;
const UNITS = ['LPZ', 'SCZ'] as const;
const RUNS = 300;

test.each(lives.filter((l) => l.noun.visible).map((l) => [l.noun.name, l] as const))(
  '%s: row and SQL agree',
  async (_name, l) => {
    const { noun: n } = l;
    const value = (name: string): fc.Arbitrary<unknown> => {
      const facts = n.fields[name];
      if (facts?.kind === 'choice') return fc.constantFrom(null, ...Object.keys(facts.options.choices ?? {}));
      if (facts?.options.to === 'unit') return fc.constantFrom(null, ...UNITS);
      if (facts?.kind === 'reference' && facts.options.to === 'user') return fc.constantFrom(null, ...IDS);
      return fc.constant(null);
    };
    const row = fc.record({
      ...Object.fromEntries(Object.keys(n.fields).map((name) => [name, value(name)])),
      state: fc.constantFrom(...Object.keys(l.states)),
      recordedBy: fc.constantFrom(null, ...IDS),
    });
    const grant = fc.record({ role: fc.constantFrom(...n.reads), unit: fc.constantFrom(...UNITS) }).map(
      ({ role, unit }): Grant => ({
        id: IDS[0],
        role: role as Role,
        kind: roles[role as Role].scope,
        ids: roles[role as Role].scope === 'unit' ? [unit] : [],
        from: '2020-01-01',
        to: null,
      }),
    );
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(row, fc.array(grant, { minLength: 1, maxLength: 3 }), async (made, grants) => {
        const actor: Actor = { id: IDS[0], name: 'x', kind: 'person', grants };
        const scopes = scopeOf(actor, TODAY, n.reads);
        const reached = can(actor, n.reads, placementOfRow(n, made), TODAY).may;
        const byRow = reached && isVisible(n, made as unknown as AnyRow, actor, TODAY);
        const values: unknown[] = [];
        const where = reachSql(n, 't', scopes, actor.id, values);
        const json = JSON.stringify(
          Object.fromEntries(
            Object.entries(made).map(([k, v]) => [k.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), v]),
          ),
        );
        const at = values.push(json);
        const [answer] = await world.db.query<{ seen: boolean }>(
          `select coalesce(${where}, false) as seen from jsonb_populate_record(null::${n.table}, $${at}::text::jsonb) t`,
          values,
        );
        expect(answer?.seen, JSON.stringify({ made, grants })).toBe(byRow);
        seen += Number(byRow);
      }),
      { numRuns: RUNS },
    );
    console.log(`${n.name}: ${RUNS} rows and readers, ${seen} seen`);
    expect(seen).toBeGreaterThan(RUNS / 20);
  },
);
