import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, testEngine } from '../../tests/helpers/database.ts';
import type { Database } from './database.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
  await db.script('create table thing (id integer constraint thing_pk primary key, note text)');
});
afterAll(() => db.close());

const insert = 'insert into thing (id, note) values ($1, $2)';
const ids = async () => (await db.query<{ id: number }>('select id from thing order by id')).map((r) => r.id);

describe('statements that nobody waits for', () => {
  test('the last one is there when the transaction is', async () => {
    await db.transaction(async (tx) => {
      await tx.query(insert, [1, 'a']);
      await tx.last(insert, [2, 'b']);
    });
    expect(await ids()).toEqual([1, 2]);
  });

  test('when it fails the transaction fails, with its error, and leaves nothing', async () => {
    const failed = db.transaction(async (tx) => {
      await tx.query(insert, [3, 'c']);
      await tx.last(insert, [1, 'again']);
    });
    await expect(failed).rejects.toMatchObject({ code: '23505', constraint: 'thing_pk' });
    expect(await ids()).toEqual([1, 2]);
    // The connection serves on.
    await db.transaction((tx) => tx.last(insert, [3, 'c']));
    expect(await ids()).toEqual([1, 2, 3]);
  });

  test('a prepared one that fails again and again does no harm to those after it', async () => {
    for (let i = 0; i < 5; i += 1) {
      await expect(db.transaction((tx) => tx.last(insert, [1, 'again']))).rejects.toMatchObject({ code: '23505' });
      await db.transaction((tx) => tx.last(insert, [10 + i, 'new']));
    }
    expect(await ids()).toEqual([1, 2, 3, 10, 11, 12, 13, 14]);
  });

  test('transactions at once, half of them failing, each get their own answers', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        db
          .transaction(
            async (tx) => {
              const [row] = await tx.query<{ mine: number }>('select $1::int as mine', [i]);
              await tx.last(insert, [i % 2 === 0 ? 100 + i : 1, `n${i}`]);
              return row?.mine;
            },
            { locks: [BigInt(i % 4)], byKey: true },
          )
          .catch((error: { code: string }) => error.code),
      ),
    );
    expect(outcomes).toEqual(outcomes.map((_, i) => (i % 2 === 0 ? i : '23505')));
    expect((await ids()).filter((id) => id >= 100)).toHaveLength(20);
  });

  // The embedded engine has one connection: nobody else can hold a lock.
  test.runIf(testEngine === 'postgres')(
    'a lock that is not had in time fails the transaction, and what followed it wrote nothing',
    async () => {
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      let had: () => void = () => undefined;
      const hasIt = new Promise<void>((resolve) => {
        had = resolve;
      });
      const holder = db.transaction(
        async (tx) => {
          await tx.query('select 1');
          had();
          await held;
        },
        { locks: [77n] },
      );
      await hasIt;
      const waiter = db.transaction((tx) => tx.query(insert, [500, 'late']), { locks: [77n], statementTimeoutMs: 200 });
      await expect(waiter).rejects.toMatchObject({ code: '57014' });
      release();
      await holder;
      expect(await ids()).not.toContain(500);
    },
  );

  test('work that throws leaves nothing, also when its last statement was sent', async () => {
    const failed = db.transaction(async (tx) => {
      await tx.last(insert, [600, 'x']);
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(await ids()).not.toContain(600);
  });
});
