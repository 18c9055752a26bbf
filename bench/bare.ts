import type { FactRequest } from '../domain/kernel/fact.ts';
import { systemActor } from '../domain/people/actor.ts';
import { addEntry, addReceipt } from '../server/commands/entry.ts';
import { judge } from '../server/commands/judge.ts';
import { loadFacts } from '../server/commands/loadFacts.ts';
import { parseCommand } from '../server/commands/parseCommand.ts';
import { emptyWrites, type RowWrites, writableColumns, writeStatement } from '../server/commands/writeRows.ts';
import type { Database } from '../server/db/database.ts';
import { loadActor } from '../server/stores/actors.ts';
import { CONNECTIONS } from './client.ts';
import type { Parcel } from './workload.ts';

/**
 * The rows that the write path would write for each command, made before the measuring begins. Only for commands that
 * insert.
 */
export async function prepareRows(db: Database, parcels: readonly Parcel[]): Promise<RowWrites[]> {
  const receivedAt = new Date().toISOString();
  const all: RowWrites[] = [];
  for (const { user, texts } of parcels) {
    const actor = (await loadActor(db, user.id)) ?? systemActor;
    for (const text of texts) {
      const command = parseCommand(text, receivedAt.slice(0, 10));
      if (!('definition' in command)) throw new Error('a command of the workload cannot be read');
      const requests = command.definition.facts(command.envelope) as Record<string, FactRequest>;
      const loaded = await loadFacts(db, [command.envelope.id], Object.values(requests));
      const facts = Object.fromEntries(Object.entries(requests).map(([name, request]) => [name, loaded.get(request)]));
      const judged = judge(command.definition, command.envelope, actor, facts, receivedAt);
      if (judged.decision.outcome !== 'accept')
        throw new Error(`a command of the workload is not accepted: ${JSON.stringify(judged.decision)}`);
      const flags = judged.decision.flags ?? [];
      const writes = emptyWrites();
      addEntry(writes, command, actor, { ...judged, changes: judged.decision.changes, flags }, receivedAt);
      addReceipt(writes, command, actor.id, receivedAt, { status: 'accepted', flags });
      all.push(writes);
    }
  }
  return all;
}

/** Runs one transaction for each job, as many at a time as the server has clients. Returns seconds. */
async function timed<T>(jobs: readonly T[], transaction: (job: T) => Promise<unknown>): Promise<number> {
  let next = 0;
  const work = async () => {
    for (let at = next++; at < jobs.length; at = next++) await transaction(jobs[at] as T);
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  return (performance.now() - from) / 1000;
}

interface Insert {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Names ('table.column') of the columns whose values are sent as JSON text. */
async function jsonColumns(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type in ('json', 'jsonb')`,
  );
  return new Set(rows.map((r) => r.name));
}

/** A plain insert of one row: its columns, and its values as parameters. */
function insertOf(table: string, row: Readonly<Record<string, unknown>>, json: ReadonlySet<string>): Insert {
  const names = Object.keys(row).filter((name) => row[name] !== null);
  const params = names.map((name) => (json.has(`${table}.${name}`) ? JSON.stringify(row[name]) : row[name]));
  return {
    sql: `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    params,
  };
}

/** Bare transactions as they are usually written: begin, an insert for each row, commit. */
export async function insertPlainly(db: Database, rows: readonly RowWrites[]): Promise<number> {
  const json = await jsonColumns(db);
  const jobs = rows.map(({ inserts }) => {
    const all = [...inserts].flatMap(([table, of]) => of.map((row) => insertOf(table, row, json)));
    const entryId = inserts.get('journal_entry')?.[0]?.id;
    return [
      ...all,
      {
        sql: 'insert into journal_pending (entry_id, n) select id, n from journal_entry where id = $1',
        params: [entryId],
      },
    ];
  });
  return timed(jobs, (inserts) =>
    db.transaction(async (tx) => {
      for (const { sql, params } of inserts) await tx.query(sql, params);
    }),
  );
}

/** The same rows as the write path writes them: all rows in one statement, which is sent together with the begin. */
export async function insertAtOnce(db: Database, rows: readonly RowWrites[]): Promise<number> {
  const columns = await writableColumns(db);
  return timed(rows, (writes) =>
    db.transaction(async (tx) => {
      const statement = writeStatement(columns, writes);
      if (statement) await tx.query(statement.sql, statement.params);
    }),
  );
}
