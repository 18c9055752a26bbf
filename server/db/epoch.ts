import { randomUUID } from 'node:crypto';
import type { Executor } from './database.ts';

/**
 * Gives the database a new epoch: after a restore, and for a new installation made from a template.
 * A phone that knew another epoch starts its feed again and sends what this database lacks.
 */
export async function newEpoch(db: Executor): Promise<string> {
  const epoch = randomUUID();
  await db.query(
    "insert into system_state (key, value) values ('epoch', to_jsonb($1::text)) on conflict (key) do update set value = excluded.value",
    [epoch],
  );
  return epoch;
}
