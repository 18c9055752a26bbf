import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '../server/db/database.ts';
import { generateTypes } from '../server/db/generateTypes.ts';
import { ledger, readMigrations } from '../server/db/migrate.ts';
import { readSchema, schemaText } from '../server/integrity/schemaText.ts';
import { SCHEMA_FILE } from '../server/integrity/verifySchema.ts';
import { migrationsDir, testDatabase } from './helpers/database.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});

/** Leaves out objects of extensions, which are not ours to name or comment. */
const notOfExtension = (catalogue: string, oid: string): string =>
  `not exists (select from pg_depend e where e.classid = '${catalogue}'::regclass and e.objid = ${oid} and e.deptype = 'e')`;

test('every foreign key has an index that starts with its columns', async () => {
  const rows = await db.query<{ statement: string | null; name: string }>(`
    select con.conname as name,
      case when not exists (
        select from pg_index i where i.indrelid = con.conrelid and i.indisvalid
          and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\(?\\w+ IS NOT NULL\\)?$')
          and (i.indkey::int2[])[0:cardinality(con.conkey) - 1] @> con.conkey
      ) then format('create index %I on %s (%s);',
        con.conrelid::regclass::text || '_' || (select string_agg(a.attname, '_' order by k.n)
          from unnest(con.conkey) with ordinality k(num, n)
          join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.num) || '_idx',
        con.conrelid::regclass,
        (select string_agg(quote_ident(a.attname), ', ' order by k.n) from unnest(con.conkey) with ordinality k(num, n)
          join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.num)) end as statement
    from pg_constraint con
    where con.contype = 'f' and con.connamespace in ('public'::regnamespace, 'open_data'::regnamespace)
    order by 1`);
  console.log(`foreign keys: ${rows.length}`);
  expect(rows.flatMap(({ statement }) => statement ?? [])).toEqual([]);
});

/**
 * By convention a constraint begins with the name of its table (in open_data 'open_' may precede it) and ends with its
 * kind. Its name is written in the migration and never left to PostgreSQL.
 */
const endings: Readonly<Record<string, string>> = { p: '_pkey', u: '_key', f: '_fkey', c: '_check', x: '_excl' };

test('every constraint is named in its migration, by convention', async () => {
  const rows = await db.query<{ name: string; table: string; type: string }>(`
    select con.conname as name, c.relname as table, con.contype as type
    from pg_constraint con join pg_class c on c.oid = con.conrelid
    where con.contype in ('p', 'u', 'f', 'c', 'x')
      and con.connamespace in ('public'::regnamespace, 'open_data'::regnamespace)
      and ${notOfExtension('pg_class', 'con.conrelid')} order by 2, 1`);
  console.log(`constraints: ${rows.length}`);
  const migrations = await readMigrations(migrationsDir);
  const written = new Set(
    [ledger, ...migrations.map(({ sql }) => sql)].flatMap((sql) =>
      [...sql.matchAll(/\bconstraint\s+(\w+)/gi)].map(([, name]) => name),
    ),
  );
  expect(
    rows
      .filter(({ name }) => !written.has(name))
      .map(({ table, name }) => `${table}: ${name} is not named in a migration`),
  ).toEqual([]);
  expect(
    rows
      .filter(
        ({ table, name, type }) =>
          !(name.startsWith(`${table}_`) || name.startsWith(`open_${table}_`)) || !name.endsWith(endings[type] ?? ''),
      )
      .map(({ table, name, type }) => `${table}: ${name} should be ${table}_…${endings[type]}`),
  ).toEqual([]);
});

test('every table and view has a comment', async () => {
  const rows = await db.query<{ name: string; commented: boolean }>(`
    select c.oid::regclass::text as name, coalesce(obj_description(c.oid, 'pg_class'), '') <> '' as commented from pg_class c
    where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace in ('public'::regnamespace, 'open_data'::regnamespace)
      and ${notOfExtension('pg_class', 'c.oid')}
    order by 1`);
  console.log(`tables and views: ${rows.length}`);
  expect(rows.filter(({ commented }) => !commented).map(({ name }) => `comment on table ${name} is '…';`)).toEqual([]);
});

test('the structure that verify expects is that of the migrations, on this engine as on the other (npm run types)', async () => {
  expect(schemaText(await readSchema(db))).toBe(await readFile(SCHEMA_FILE, 'utf8'));
});

test('the generated row types are those of the migrations (npm run types)', async () => {
  expect(await readFile(new URL('../server/db/types.gen.ts', import.meta.url), 'utf8')).toBe(await generateTypes(db));
});
