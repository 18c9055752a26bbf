import { describe, expect, test } from 'vitest';
import type { Executor } from '../db/database.ts';
import { Conditions, orderBy, readPage } from './list.ts';

describe('conditions', () => {
  test('take their places in order, after the values that were there; what was not said asks nothing', () => {
    const where = new Conditions(['today']);
    expect(where.sql).toBe('true');
    where.on(undefined, (at) => `no = ${at}`);
    where.on('   ', (at) => `no = ${at}`);
    where.on('  café ', (at) => `name like ${at}`);
    where.add('open');
    where.on(false, (at) => `active = ${at}`);
    where.on(0, (at) => `n = ${at}`);
    expect([where.sql, where.values]).toEqual([
      'name like $2 and open and active = $3 and n = $4',
      ['today', 'café', false, 0],
    ]);
  });
});

describe('order', () => {
  const allowed = { name: 'a.name' };
  test('is only by what a list allows, then its own: no word of a request becomes SQL', () => {
    expect(orderBy('name', allowed, 'a.id')).toBe('a.name asc nulls last, a.id');
    expect(orderBy('-name', allowed, 'a.id')).toBe('a.name desc nulls last, a.id');
    for (const odd of [undefined, '', '-', 'id; drop table x', 'constructor', '--name', 'toString'])
      expect([odd, orderBy(odd, allowed, 'a.id')]).toEqual([odd, 'a.id']);
  });
});

describe('a page', () => {
  /** A database of so many rows that answers as PostgreSQL would: limit and offset are the last two values. */
  const holding = (n: number): { db: Executor; asked: string[] } => {
    const asked: string[] = [];
    const query = async (sql: string, values: readonly unknown[] = []) => {
      asked.push(sql);
      const [limit, offset] = sql.endsWith('limit 1') ? [1, 0] : (values.slice(-2) as [number, number]);
      return Array.from({ length: n }, (_, i) => ({ i, inAll: n })).slice(offset, offset + limit);
    };
    return { db: { query } as unknown as Executor, asked };
  };
  const list = { sql: 'select i', values: ['x'], order: 'i' };

  test('has its rows and how many there are in all, in one statement', async () => {
    const { db, asked } = holding(5);
    expect(await readPage(db, { page: 2, pageSize: 2 }, list)).toEqual({
      rows: [{ i: 2 }, { i: 3 }],
      total: 5,
      page: 2,
      pageSize: 2,
    });
    expect(asked).toEqual(['select i order by i limit $2 offset $3']);
  });

  test('past the end is empty and says how many there are; of nothing there is nothing', async () => {
    expect(await readPage(holding(5).db, { page: 9, pageSize: 2 }, list)).toEqual({
      rows: [],
      total: 5,
      page: 9,
      pageSize: 2,
    });
    const { db, asked } = holding(0);
    expect(await readPage(db, { page: 1, pageSize: 2 }, list)).toEqual({ rows: [], total: 0, page: 1, pageSize: 2 });
    expect(asked).toHaveLength(1);
  });
});
