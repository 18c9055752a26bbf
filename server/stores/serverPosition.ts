import type { Database, Executor } from '../db/database.ts';

/**
 * The position of the server: its epoch (which changes at a restore), the last sealed entry, and the last entry in a
 * verified backup.
 */
export interface ServerPosition {
  readonly epoch: string;
  readonly head: number;
  readonly durable: number;
}

/** Read with every answer to a device (architecture 6). One round trip. */
export async function readServerPosition(db: Executor): Promise<ServerPosition> {
  const rows = await db.query<{ epoch: string | null; head: number | null; durable: number | null }>(
    `select (select value #>> '{}' from system_state where key = 'epoch') as epoch,
            (select max(number) from journal_seal) as head,
            (select (value #>> '{}')::bigint from system_state where key = 'durable') as durable`,
  );
  const row = rows[0];
  return { epoch: row?.epoch ?? '', head: row?.head ?? 0, durable: row?.durable ?? 0 };
}

const RECENT_MS = 1000;
const recent = new WeakMap<Database, { at: number; position: Promise<ServerPosition> }>();

/**
 * The position as of at most a second ago, for the answer to every batch of commands. Head and durable only grow, the
 * epoch cannot change under a running server, and a thousand phones at once share one reading.
 */
export function recentServerPosition(db: Database): Promise<ServerPosition> {
  const known = recent.get(db);
  if (known && performance.now() - known.at < RECENT_MS) return known.position;
  const position = readServerPosition(db);
  recent.set(db, { at: performance.now(), position });
  position.catch(() => recent.delete(db));
  return position;
}
