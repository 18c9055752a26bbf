import type { Executor } from '../db/database.ts';

/** One value of the system's own state; null when it was never set. */
export async function readState<T>(db: Executor, key: string): Promise<T | null> {
  const rows = await db.query<{ value: T }>('select value from system_state where key = $1', [key]);
  return rows[0]?.value ?? null;
}

export async function writeState(db: Executor, key: string, value: unknown): Promise<void> {
  await db.query(
    'insert into system_state (key, value) values ($1, $2::text::jsonb) on conflict (key) do update set value = excluded.value',
    [key, JSON.stringify(value)],
  );
}

/** Whether this database was created with demonstration data. */
export async function readDemo(db: Executor): Promise<boolean> {
  return (await readState<boolean>(db, 'demo')) === true;
}
