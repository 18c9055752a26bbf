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

/** The rows that the write path would leave for each command, made before any clock runs. Commands that only insert. */
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
      if (judged.decision.outcome !== 'accept') throw new Error(`a command of the workload is not accepted: ${JSON.stringify(judged.decision)}`);
      const flags = judged.decision.flags ?? [];
      const writes = emptyWrites();
      addEntry(writes, command, actor, { ...judged, changes: judged.decision.changes, flags }, receivedAt);
      addReceipt(writes, command, actor.id, receivedAt, { status: 'accepted', flags });
      all.push(writes);
    }
  }
  return all;
}

/** Bare transactions: begin, the rows of one command in one statement, commit; as many at a time as the server has clients. Returns seconds. */
export async function insertBare(db: Database, rows: readonly RowWrites[]): Promise<number> {
  const columns = await writableColumns(db);
  let next = 0;
  const work = async () => {
    for (let one = rows[next++]; one; one = rows[next++]) {
      const statement = writeStatement(columns, one);
      if (statement) await db.transaction((tx) => tx.query(statement.sql, statement.params));
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  return (performance.now() - from) / 1000;
}
