import type { Database, Executor } from '../../server/db/database.ts';

/** The most rows in one statement of a dump. */
const ROWS = 100;

interface Table extends Record<string, unknown> {
  readonly schema: string;
  readonly name: string;
  /** The columns that are written, without those that PostgreSQL computes. */
  readonly columns: string[];
  /** The column whose numbers come from a sequence; null when there is none. */
  readonly counted: string | null;
  readonly key: string[];
}

/** Every table of our schemas, without those of extensions. */
function ownTables(db: Executor): Promise<Table[]> {
  return db.query<Table>(`
    select n.nspname::text as schema, c.relname::text as name,
      array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns,
      max(a.attname::text) filter (where a.attidentity <> '') as counted,
      coalesce((select array_agg(k.attname::text order by array_position(i.indkey::int2[], k.attnum))
         from pg_index i join pg_attribute k on k.attrelid = c.oid and k.attnum = any(i.indkey::int2[])
         where i.indrelid = c.oid and i.indisprimary), '{}') as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname in ('public', 'open_data') and c.relkind = 'r' and c.relname <> 'spatial_ref_sys'
    group by n.nspname, c.oid, c.relname order by n.nspname desc, c.relname`);
}

const quoted = (name: string): string => `"${name}"`;
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/**
 * All rows of all our tables as SQL that both engines can read. The tables themselves come from the migrations, which
 * never change. Values are written as text, so that no number loses a digit.
 */
export async function dumpRows(db: Database): Promise<string> {
  const statements: string[] = [];
  for (const { schema, name, columns, counted, key } of await ownTables(db)) {
    const table = `${quoted(schema)}.${quoted(name)}`;
    const list = columns.map(quoted).join(', ');
    const order = key.length > 0 ? key.map((column) => `t.${quoted(column)}`).join(', ') : 't::text';
    const rows = await db.query<{ row: string }>(
      `select to_jsonb(t)::text as row from (select ${list} from ${table}) t order by ${order}`,
    );
    for (let from = 0; from < rows.length; from += ROWS) {
      const some = rows.slice(from, from + ROWS).map(({ row }) => row);
      statements.push(
        `insert into ${table} (${list}) overriding system value\n` +
          `select ${list} from jsonb_populate_recordset(null::${table}, ${text(`[${some.join(',\n')}]`)}::jsonb);`,
      );
    }
    if (counted && rows.length > 0)
      statements.push(
        `select setval(pg_get_serial_sequence('${schema}.${name}', '${counted}'), (select max(${quoted(counted)}) from ${table}));`,
      );
  }
  return `${statements.join('\n')}\n`;
}

/** Replaces the rows of all tables by those of a dump, bypassing triggers and foreign keys, as a restore does. */
export async function loadRows(db: Database, sql: string): Promise<void> {
  const tables = (await ownTables(db)).map(({ schema, name }) => `${quoted(schema)}.${quoted(name)}`);
  await db.transaction(
    async (tx) => {
      await tx.script(
        `set local session_replication_role = replica; truncate ${tables.join(', ')} restart identity cascade`,
      );
      await tx.script(sql);
    },
    { statementTimeoutMs: 0 },
  );
}
