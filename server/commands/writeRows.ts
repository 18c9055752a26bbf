import type { Database, Transaction } from '../db/database.ts';

/** Rows to write, by table: whole rows in snake_case. */
export interface RowWrites {
  readonly inserts: Map<string, Record<string, unknown>[]>;
  readonly updates: Map<string, Record<string, unknown>[]>;
}

export function emptyWrites(): RowWrites {
  return { inserts: new Map(), updates: new Map() };
}

export function addRow(to: Map<string, Record<string, unknown>[]>, table: string, row: Record<string, unknown>): void {
  const rows = to.get(table);
  if (rows) rows.push(row);
  else to.set(table, [row]);
}

const catalogues = new WeakMap<Database, Map<string, readonly string[]>>();

/** Columns that may be written, by table: neither generated nor identity. Read once per database. */
export async function writableColumns(db: Database): Promise<Map<string, readonly string[]>> {
  const known = catalogues.get(db);
  if (known) return known;
  const rows = await db.query<{ t: string; cols: string[] }>(
    `select table_name::text as t, array_agg(column_name::text order by ordinal_position) as cols
       from information_schema.columns
      where table_schema = 'public' and is_generated = 'NEVER' and is_identity = 'NO'
      group by table_name`,
  );
  const map = new Map(rows.map((r) => [r.t, r.cols] as const));
  catalogues.set(db, map);
  return map;
}

/**
 * Writes all rows in one statement, the last of its transaction: updates first (so that a superseded version makes way
 * for the current one), then inserts. New journal entries also join the queue of the sequencer. Only a receipt that was
 * 'held' may be answered again; no other insert overwrites anything.
 */
export async function writeRows(
  tx: Transaction,
  columns: Map<string, readonly string[]>,
  writes: RowWrites,
): Promise<void> {
  const statement = writeStatement(columns, writes);
  if (statement) await tx.last(statement.sql, statement.params);
}

/** The statement that writes all the rows; null when there are none. */
export function writeStatement(
  columns: Map<string, readonly string[]>,
  writes: RowWrites,
): { sql: string; params: string[] } | null {
  const parts: string[] = [];
  const guards: string[] = [];
  const params: string[] = [];
  let entries: string | null = null;
  for (const [table, rows] of [...writes.updates].sort(byTable)) {
    const cols = columnsOf(columns, table, rows).filter((c) => c !== 'id');
    params.push(JSON.stringify(rows));
    const name = `u${parts.length}`;
    parts.push(
      `${name} as (update ${quoted(table)} t set ${cols.map((c) => `${quoted(c)} = r.${quoted(c)}`).join(', ')}
         from jsonb_populate_recordset(null::${quoted(table)}, $${params.length}::text::jsonb) r where t.id = r.id returning 1)`,
    );
    guards.push(`(select count(*) from ${name}) >= 0`);
  }
  const guard = guards.length ? ` where ${guards.join(' and ')}` : '';
  for (const [table, rows] of [...writes.inserts].sort(byTable)) {
    const cols = columnsOf(columns, table, rows).map(quoted).join(', ');
    params.push(JSON.stringify(rows));
    const name = `i${parts.length}`;
    if (table === 'journal_entry') entries = name;
    parts.push(
      `${name} as (insert into ${quoted(table)} (${cols})
         select ${cols} from jsonb_populate_recordset(null::${quoted(table)},
           $${params.length}::text::jsonb)${guard}${table === 'receipt' ? REANSWER_HELD : ''}
             returning ${table === 'journal_entry' ? 'id, n' : '1'})`,
    );
  }
  if (parts.length === 0) return null;
  // A held command that now has its final answer is removed: its receipt keeps the answer.
  const answered = (writes.inserts.get('receipt') ?? []).filter((r) => r.status !== 'held').map((r) => r.command_id);
  if (answered.length > 0) {
    params.push(JSON.stringify(answered));
    parts.push(
      `h as (delete from held_command
        where command_id in (select jsonb_array_elements_text($${params.length}::text::jsonb)::uuid) returning 1)`,
    );
  }
  if (entries) parts.push(`q as (insert into journal_pending (entry_id, n) select id, n from ${entries} returning 1)`);
  return { sql: `with ${parts.join(',\n')} select 1`, params };
}

const REANSWER_HELD = ` on conflict (command_id) do update set status = excluded.status, problem = excluded.problem, flags = excluded.flags
         where receipt.status = 'held'`;

function byTable(a: [string, unknown], b: [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1;
}

/**
 * The columns of a table. A row with any other column is a mistake in its command: the value would be hashed but not
 * stored.
 */
function columnsOf(
  columns: Map<string, readonly string[]>,
  table: string,
  rows: readonly Record<string, unknown>[],
): readonly string[] {
  const cols = columns.get(table);
  if (!cols) throw new Error(`no table ${table}`);
  for (const row of rows)
    for (const name in row) if (!cols.includes(name)) throw new Error(`table ${table} has no column ${name}`);
  return cols;
}

function quoted(name: string): string {
  return `"${name}"`;
}
