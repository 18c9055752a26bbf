import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/helpers/database.ts';
import type { Database } from './database.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});

const uuid = '0199f1c2-7a4b-7def-8123-456789abcdef';
const bytes = Uint8Array.from([0, 1, 92, 255]);

/** SQL type, parameter sent, value read back: the same table for both engines. */
const cases: readonly [type: string, sent: unknown, read: unknown][] = [
  ['date', '2026-11-23', '2026-11-23'],
  ['date', '0099-01-01', '0099-01-01'],
  ['timestamptz', '2026-11-23T03:00:00.000-04:00', '2026-11-23T07:00:00.000Z'],
  ['timestamptz', '2026-11-23T07:00:00.1Z', '2026-11-23T07:00:00.100Z'],
  ['timestamptz', '2026-11-23T07:00:00.123999Z', '2026-11-23T07:00:00.123Z'],
  ['timestamptz', 'infinity', 'infinity'],
  ['timestamp', '2026-11-23 23:59:59', '2026-11-23T23:59:59.000'],
  ['time', '07:05', '07:05:00'],
  ['interval', '1 day 02:00', '1 day 02:00:00'],
  ['int2', 7, 7],
  ['int4', -7, -7],
  ['int8', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  ['int8', 12n, 12],
  ['float8', 0.1, 0.1],
  ['float4', 1.5, 1.5],
  ['numeric', '12345678901234567890.10', '12345678901234567890.10'],
  ['bool', true, true],
  ['bool', false, false],
  ['text', 'ñandú "x" \\ {a,b} NULL', 'ñandú "x" \\ {a,b} NULL'],
  ['text', '', ''],
  ['text', null, null],
  ['uuid', uuid, uuid],
  ['jsonb', { b: [1, 'dos', null], a: { c: true } }, { b: [1, 'dos', null], a: { c: true } }],
  ['json', JSON.stringify([1, 2]), [1, 2]],
  ['jsonb', JSON.stringify('palabra'), 'palabra'],
  ['bytea', bytes, bytes],
  ['bytea', new Uint8Array(0), new Uint8Array(0)],
  ['text[]', ['a', 'b c', null, '', 'NULL', 'q"\\,{}'], ['a', 'b c', null, '', 'NULL', 'q"\\,{}']],
  ['int4[]', [], []],
  [
    'int4[]',
    [
      [1, 2],
      [3, 4],
    ],
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ['int8[]', [1, 2], [1, 2]],
  ['numeric[]', ['1.0', '2.50'], ['1.0', '2.50']],
  ['bool[]', [true, null, false], [true, null, false]],
  ['date[]', ['2026-11-23'], ['2026-11-23']],
  ['timestamptz[]', ['2026-11-23T07:00:00Z', null], ['2026-11-23T07:00:00.000Z', null]],
  ['uuid[]', [uuid], [uuid]],
  ['bytea[]', [bytes, new Uint8Array(0)], [bytes, new Uint8Array(0)]],
  ['jsonb[]', [{ a: 1 }], [{ a: 1 }]],
];

describe('values', () => {
  test.each(cases)('%s %o', async (type, sent, read) => {
    const [row] = await db.query(`select $1::${type} as value`, [sent]);
    expect(row).toStrictEqual({ value: read });
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return;
    expect(Object.getPrototypeOf((row as { value: object }).value)).toBe(Object.getPrototypeOf(read));
  });

  test('the same through Kysely, which also takes a Date', async () => {
    const { rows } = await db.transaction(async (tx) => {
      await tx.script('create temporary table moment (at timestamptz, day date, total int8) on commit drop');
      await tx.query('insert into moment values ($1, $2, $3)', ['2026-11-23T07:00:00Z', '2026-11-23', 5]);
      const { sql } = await import('kysely');
      return sql<{
        at: string;
        day: string;
        total: number;
      }>`select at, day, total from moment where at = ${new Date('2026-11-23T07:00:00Z')}`.execute(tx.kysely);
    });
    expect(rows).toEqual([{ at: '2026-11-23T07:00:00.000Z', day: '2026-11-23', total: 5 }]);
  });

  test('an int8 beyond 2^53 is refused, never rounded', async () => {
    await expect(db.query('select 9007199254740993::int8 as value')).rejects.toThrow(/9007199254740993/);
    expect(await db.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a Date is refused as a parameter', async () => {
    await expect(db.query('select $1::date', [new Date()])).rejects.toThrow(/ISO string/);
  });

  test('an array with its own bounds is read', async () => {
    expect(await db.query(`select '[0:1]={a,b}'::text[] as value`)).toEqual([{ value: ['a', 'b'] }]);
  });
});

test('session settings are the same on both engines', async () => {
  const names = [
    'TimeZone',
    'search_path',
    'default_transaction_isolation',
    'DateStyle',
    'IntervalStyle',
    'bytea_output',
    'application_name',
    'statement_timeout',
  ];
  const rows = await db.query<{ name: string; value: string }>(
    'select name, current_setting(name) as value from unnest($1::text[]) name',
    [names],
  );
  expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toEqual({
    TimeZone: 'UTC',
    search_path: 'public',
    default_transaction_isolation: 'read committed',
    DateStyle: 'ISO, YMD',
    IntervalStyle: 'postgres',
    bytea_output: 'hex',
    application_name: 'sigg',
    statement_timeout: '30s',
  });
});
