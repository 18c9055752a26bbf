import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, testEngine } from '../../tests/helpers/database.ts';
import type { Database } from './database.ts';
import { DatabaseError } from './errors.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  await db.script(`drop table if exists probe; create table probe (
    id int constraint probe_pkey primary key, note text constraint probe_note_uk unique, size int constraint probe_size_ck check (size > 0),
    parent int constraint probe_parent_fk references probe (id), at timestamptz not null default now())`);
});
afterAll(() => db.script('drop table if exists probe'));

const count = async (): Promise<number> =>
  Number((await db.query<{ n: number }>('select count(*) as n from probe'))[0]?.n);

describe('transaction', () => {
  test('commits what the work did and returns its answer', async () => {
    const before = await count();
    const answer = await db.transaction(
      async (tx) => {
        await tx.query('insert into probe (id) values ($1)', [1]);
        await tx.kysely.executeQuery(sql`insert into probe (id) values (2)`.compile(tx.kysely));
        return 'listo';
      },
      { locks: [9n, 3n, 9n, -5n, 2n ** 63n] },
    );
    expect(answer).toBe('listo');
    expect(await count()).toBe(before + 2);
  });

  test('rolls back when the work throws, and passes its error on', async () => {
    const before = await count();
    await expect(
      db.transaction(async (tx) => {
        await tx.query('insert into probe (id) values (10)');
        throw new Error('no se pudo');
      }),
    ).rejects.toThrow('no se pudo');
    expect(await count()).toBe(before);
  });

  test('a failure swallowed by the work is not taken for a commit', async () => {
    await expect(
      db.transaction(async (tx) => {
        await tx.query('insert into probe (id) values (11)');
        await tx.query('select 1/0').catch(() => undefined);
      }),
    ).rejects.toMatchObject({ code: '25P02' });
    expect(await db.query('select 1 from probe where id = 11')).toEqual([]);
  });

  test('the outer database is refused inside, since it would wait for itself', async () => {
    await expect(db.transaction(() => db.query('select 1'))).rejects.toThrow(/past the open transaction/);
    await expect(db.transaction(() => db.transaction(async () => 1))).rejects.toThrow(/past the open transaction/);
    await expect(db.transaction(() => sql`select 1`.execute(db.kysely))).rejects.toThrow(/past the open transaction/);
    // Work left behind by a transaction that has ended may use the database again.
    let later: Promise<unknown> = Promise.resolve();
    await db.transaction(async () => {
      later = new Promise((resolve) => setTimeout(resolve, 20)).then(() => db.query('select 1 as one'));
    });
    expect(await later).toEqual([{ one: 1 }]);
  });

  test('a transaction that has ended is refused', async () => {
    const kept = await db.transaction(async (tx) => tx);
    await expect(kept.query('select 1')).rejects.toThrow(/ended/);
  });

  test('many at once: none is lost, those with one lock do not overlap', async () => {
    await db.query('insert into probe (id, size) values (500, 1)');
    await Promise.all(
      Array.from({ length: 40 }, () =>
        db.transaction(
          async (tx) => {
            const [row] = await tx.query<{ size: number }>('select size from probe where id = 500');
            await tx.query('update probe set size = $1 where id = 500', [Number(row?.size) + 1]);
          },
          { locks: [77n] },
        ),
      ),
    );
    expect(await db.query('select size from probe where id = 500')).toEqual([{ size: 41 }]);
  });

  test('Kysely opens its own', async () => {
    await expect(
      db.kysely.transaction().execute(async (tx) => {
        await sql`insert into probe (id) values (600)`.execute(tx);
        throw new Error('atrás');
      }),
    ).rejects.toThrow('atrás');
    await db.kysely.transaction().execute((tx) => sql`insert into probe (id) values (601)`.execute(tx));
    expect(await db.query('select id from probe where id in (600, 601)')).toEqual([{ id: 601 }]);
    const { numAffectedRows } = await sql`update probe set size = 9 where id = 601`.execute(db.kysely);
    expect(numAffectedRows).toBe(1n);
  });
});

describe('errors', () => {
  const failing: readonly [what: string, statement: string, expected: Partial<DatabaseError>][] = [
    [
      'unique',
      "insert into probe (id, note) values (901, 'x'), (902, 'x')",
      { code: '23505', constraint: 'probe_note_uk', table: 'probe' },
    ],
    [
      'foreign key',
      'insert into probe (id, parent) values (903, 999)',
      { code: '23503', constraint: 'probe_parent_fk', table: 'probe' },
    ],
    [
      'check',
      'insert into probe (id, size) values (904, -1)',
      { code: '23514', constraint: 'probe_size_ck', table: 'probe' },
    ],
    ['syntax', 'selec 1', { code: '42601' }],
    ['no such table', 'select * from nowhere', { code: '42P01' }],
    ['division', 'select 1/0', { code: '22012' }],
  ];
  test.each(failing)('%s', async (_what, statement, expected) => {
    const error = await db.query(statement).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject(expected);
    expect((error as DatabaseError).message.length).toBeLessThan(310);
    expect(((error as DatabaseError).stack ?? '').length).toBeLessThan(5000);
    await expect(db.script(statement)).rejects.toMatchObject(expected);
  });
});

test('one statement many times, with a name from the second on, and many texts once', async () => {
  for (let i = 0; i < 20; i += 1) expect(await db.query('select $1::int + 1 as next', [i])).toEqual([{ next: i + 1 }]);
  for (let i = 0; i < 50; i += 1)
    expect(await db.query(`select $1::int + ${i} as next`, [i])).toEqual([{ next: 2 * i }]);
});

test('a table that changes under a statement with a name is read again', async () => {
  await db.script('drop table if exists changing; create table changing (id int); insert into changing values (1)');
  for (let i = 0; i < 3; i += 1) await db.query('select * from changing where id = $1', [1]);
  await db.script("alter table changing add column note text default 'nueva'");
  for (let i = 0; i < 20; i += 1)
    expect(await db.query('select * from changing where id = $1', [1])).toEqual([{ id: 1, note: 'nueva' }]);
  await db.script("alter table changing add column more text default 'otra'");
  // In a transaction it fails once, where it has a name; other tests of this process may have used them all up (connection.test.ts).
  await db
    .transaction((tx) => tx.query('select * from changing where id = $1', [1]))
    .catch((thrown) => expect(thrown).toMatchObject({ code: '0A000' }));
  expect(await db.transaction((tx) => tx.query('select * from changing where id = $1', [1]))).toEqual([
    { id: 1, note: 'nueva', more: 'otra' },
  ]);
  await db.script('drop table changing');
});

test('a long text and many rows come through whole', async () => {
  const long = 'ñ'.repeat(3_000_000);
  expect(
    (await db.query<{ size: number; text: string }>('select length($1) as size, $1::text as text', [long]))[0],
  ).toEqual({ size: 3_000_000, text: long });
  const rows = await db.query<{ n: number }>('select n from generate_series(1, 100000) n');
  expect(rows.length).toBe(100_000);
  expect(rows.at(-1)).toEqual({ n: 100_000 });
});

test.runIf(testEngine === 'postgres')('a connection cut by the server fails its transaction alone', async () => {
  let pid = 0;
  const cut = db.transaction(async (tx) => {
    const [own] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
    pid = own?.pid ?? 0;
    await tx.query('select pg_sleep(30)');
  });
  const outcome = expect(cut).rejects.toMatchObject({ name: 'DatabaseError', code: '57P01' });
  while (pid === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await db.query('select pg_terminate_backend($1)', [pid]);
  await outcome;
  // One that is cut while nobody uses it is replaced.
  await db.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await db.query('select 1 as one')).toEqual([{ one: 1 }]);
});

// In memory the embedded engine lets it end: see pglite.ts, and embedded.int.test.ts for the folder.
test.runIf(testEngine === 'postgres')('a statement over its limit fails with 57014', async () => {
  await expect(
    db.transaction((tx) => tx.query('select pg_sleep(5)'), { statementTimeoutMs: 50 }),
  ).rejects.toMatchObject({ code: '57014' });
});
