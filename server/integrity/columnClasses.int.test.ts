import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../tests/helpers/database.ts';
import { columnsOf, officialTableNames, tableClasses } from './columnClasses.ts';
import { officialTables } from './storedRow.ts';

let stored: Map<string, string[]>;
let official: string[];

beforeAll(async () => {
  const db = await testDatabase();
  const rows = await db.query<{ name: string; columns: string[] }>(
    `select case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname as name,
       array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname in ('public', 'open_data') and c.relkind in ('r', 'p')
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      group by n.nspname, c.relname order by 1`,
  );
  stored = new Map(rows.map((r) => [r.name, r.columns]));
  official = (await officialTables(db)).map((t) => t.name);
});

const WHERE = 'server/integrity/columnClasses.ts';

test('every column of every table stands in a class, and says what proves it or why nothing does', () => {
  const missing: string[] = [];
  let count = 0;
  for (const [table, columns] of stored) {
    count += columns.length;
    if (official.includes(table)) {
      if (!officialTableNames.includes(table))
        missing.push(`${table} is official (entry_id, row_hash): add its name to officialTableNames in ${WHERE}`);
      continue;
    }
    const declared = tableClasses[table];
    if (!declared) {
      missing.push(
        `table ${table} has no class: add it to tableClasses in ${WHERE} with all its columns and what ` +
          'verifies them (see the classes there)',
      );
      continue;
    }
    for (const column of columns.filter((c) => !columnsOf(declared).includes(c)))
      missing.push(
        `column ${table}.${column} has no class: add «${column}» to the columns of ${table} in ${WHERE}, and ` +
          `make its check read it (${declared.of.class})`,
      );
  }
  console.log(`columns in a class: ${count} of ${stored.size} tables`);
  expect(missing).toEqual([]);
});

test('no class speaks of a table or column that is not there', () => {
  const stale = Object.entries(tableClasses).flatMap(([table, declared]) => {
    const columns = stored.get(table);
    if (!columns || official.includes(table))
      return [`${table} is no table beside the official ones: remove it from ${WHERE}`];
    return [...columnsOf(declared), ...Object.keys(declared.but ?? {})]
      .filter((c) => !columns.includes(c))
      .map((c) => `${table}.${c} does not exist: remove it`);
  });
  expect([
    ...stale,
    ...officialTableNames.filter((t) => !official.includes(t)).map((t) => `${t} is not official`),
  ]).toEqual([]);
});
