import { beforeAll, describe, expect, test } from 'vitest';
import { stateNames } from '../../domain/alliance/states.ts';
import { grantableRoles } from '../../domain/people/roles.ts';
import { openWorld, type World } from '../../tests/helpers/world.ts';
import { sealAll } from '../commands/sequencer.ts';
import { prepareReference } from '../prepareReference.ts';
import { loadCatalogue } from '../stores/loadCatalogue.ts';
import { demoAtStart, demoLogins, demoStartsAt, loadDemo } from './load.ts';
import { loginLines } from './logins.ts';

const UNTIL = '2026-05-31';
const STATE_KEYS = `('demo', 'demoPortfolio', 'demoLoad')`;

let world: World;

/**
 * A database as npm start makes it, before the portfolio is loaded. The catalogues are loaded again, because the
 * emptying between tests keeps only reference tables.
 */
async function empty(): Promise<void> {
  world = await openWorld();
  const { db, system } = world;
  await loadCatalogue(db);
  await db.query(`delete from system_state where key in ${STATE_KEYS}`);
  await prepareReference(system, () => {}, demoStartsAt('small', UNTIL));
}

const head = async () => (await sealAll(world.db, world.system.now)).hash;

const one = async <T>(sql: string): Promise<T> => (await world.db.query<{ v: T }>(`select (${sql}) as v`))[0]?.v as T;

describe('the small demonstration portfolio', () => {
  let first: string;
  beforeAll(async () => {
    await empty();
    await loadDemo(world.system, 'small', () => {}, { until: UNTIL });
    first = await head();
  }, 300_000);

  test('has an alliance in every state there is, thirty in all, every unit with something', async () => {
    expect(await one<string[]>('select array_agg(distinct state order by state) from alliance')).toEqual(
      [...stateNames].sort(),
    );
    expect(await one('select count(*)::int from alliance')).toBe(30);
    expect(
      await one(
        `select count(*)::int from operating_unit u
          where u.kind <> 'UCN' and not exists (select 1 from alliance a where a.unit_id = u.code)`,
      ),
    ).toBe(0);
  });

  test('is marked as a demonstration everywhere', async () => {
    const marked = await one<string[]>(
      `select array_agg(c.table_name::text order by 1) from information_schema.columns c
        join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and c.column_name = 'demo' and t.table_type = 'BASE TABLE'`,
    );
    expect(marked.length).toBeGreaterThanOrEqual(7);
    for (const table of marked) {
      expect([table, await one(`select count(*)::int from ${table} where not demo`)]).toEqual([table, 0]);
    }
    expect(await one(`select count(*)::int from organisation where name not like '%(demostración)'`)).toBe(0);
    expect(await one(`select count(*)::int from user_account where name not like '%(demostración)'`)).toBe(0);
  });

  test('tells what does not go smoothly: observed, disputed, held, suspended, doubled, flagged, waiting, gaps', async () => {
    expect(await one('select count(*)::int from sale where level = 0 and standing = $$current$$')).toBe(1);
    expect(await one(`select count(*)::int from conflict where status = 'open'`)).toBe(1);
    expect(await one('select count(*)::int from held_command')).toBe(1);
    expect(await one('select count(*)::int from alliance where suspended_on is not null')).toBe(1);
    expect(
      await one(`select count(*)::int from duplicate_question where status = 'open' and noun = 'organisation'`),
    ).toBe(1);
    expect(await one<string[]>('select array_agg(distinct f order by f) from receipt, unnest(flags) f')).toEqual([
      'alianza suspendida',
      'fecha dudosa',
      'fuera de asignación',
    ]);
    expect(await one(`select count(*)::int from role_grant where status = 'proposed'`)).toBe(1);
    expect(await one<number>('select count(*)::int from alliance_profile where cardinality(gaps) > 0')).toBeGreaterThan(
      3,
    );
  });

  test('records stand at every level, and no one person wrote, verified and validated the same', async () => {
    for (const table of ['visit', 'sale']) {
      expect([
        table,
        await one(`select array_agg(distinct level order by level) from ${table} where level > 0`),
      ]).toEqual([table, [1, 2, 3]]);
      expect(
        await one(`select count(*)::int from ${table} r join review a on a.version_id = r.id and a.action = 'verified'
          join review b on b.version_id = r.id and b.action = 'validated'
        where a.reviewed_by = b.reviewed_by or a.reviewed_by = r.author_id or b.reviewed_by = r.author_id`),
      ).toBe(0);
    }
  });

  test('no acompañante serves more than six, and every picture named has arrived', async () => {
    expect(
      await one<number>(
        'select max(n)::int from (select count(*) as n from assignment where role = $$ACOMPANANTE$$ group by user_id) x',
      ),
    ).toBeLessThanOrEqual(6);
    expect(
      await one(
        `select count(*)::int from (select unnest(photos) as hash from visit union select unnest(photos) from sale) p
          where not exists (select 1 from stored_file f where f.hash = p.hash)`,
      ),
    ).toBe(0);
    expect(await one<number>('select count(*)::int from stored_file')).toBeGreaterThan(200);
  });

  test('has one account per role, with a log-in', async () => {
    expect(
      await one<string[]>(
        `select array_agg(distinct g.role order by g.role) from role_grant g
          join auth_account a on a.user_id = g.user_id where g.status = 'granted'`,
      ),
    ).toEqual([...grantableRoles].sort());
    const names = (lines: readonly string[]) => lines.flatMap((line) => /\bdemo\.[\w.]+/.exec(line)?.[0] ?? []);
    const all = names(loginLines());
    expect(all).toHaveLength(grantableRoles.length);
    const first = await demoLogins(world.system);
    expect(names(first)).toHaveLength(5);
    expect(first.join('\n')).toMatch(
      /demo\.acompanante .*\(LPZ\).*visitas[\s\S]*demo\.operador .*\(LPZ\).*verifica[\s\S]*demo\.me .*valida/,
    );
    for (const name of [...names(first), ...all])
      expect(await one(`select count(*)::int from user_account where username = '${name}'`)).toBe(1);
  });

  test('is left alone when it is loaded again', async () => {
    const before = await one('select count(*)::int from receipt');
    await loadDemo(world.system, 'small');
    expect(await one('select count(*)::int from receipt')).toBe(before);
    await expect(loadDemo(world.system, 'par2')).rejects.toThrow('ya tiene la cartera');
  });

  test('a start finishes what was cut off, leaves the rest alone, and gives PostgreSQL nothing by itself', async () => {
    const { system } = world;
    const receipts = await one('select count(*)::int from receipt');
    expect(await demoAtStart(system, true, () => {})).toBe(true);
    expect(await one('select count(*)::int from receipt')).toBe(receipts);
    await empty();
    const unwanted = await demoAtStart(world.system, false, () => {});
    expect([unwanted, await demoAtStart(world.system, true, () => {})]).toEqual([false, false]);
    expect(await one('select count(*)::int from user_account')).toBe(0);
  });

  test('cut off in the middle, it goes on and comes out the same; the same seed gives the same journal', {
    timeout: 300_000,
  }, async () => {
    await empty();
    const { db, system } = world;
    let transactions = 0;
    const cut = new Proxy(db, {
      get: (target, key, self) => {
        if (key !== 'transaction') return Reflect.get(target, key, self) as unknown;
        return (...args: Parameters<typeof target.transaction>) => {
          transactions += 1;
          if (transactions > 400) throw new Error('killed');
          return target.transaction(...args);
        };
      },
    });
    // A command that was interrupted is answered as a failure of the server.
    await expect(
      loadDemo({ ...system, db: cut, context: { ...system.context, db: cut } }, 'small', () => {}, { until: UNTIL }),
    ).rejects.toThrow(/killed|retry SIGG-900/);
    await loadDemo(system, 'small', () => {}, { until: '2026-06-01' });
    expect(await head()).toBe(first);
  });
});
