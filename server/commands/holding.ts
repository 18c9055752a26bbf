import type { Executor } from '../db/database.ts';

/** A command that came before one it needs, as its device made it. */
export interface Held extends Record<string, unknown> {
  command_id: string;
  envelope: string;
  actor_id: string;
}

/** The commands that wait for any of these, in the order they came. */
export function waitingFor(db: Executor, answered: readonly string[]): Promise<Held[]> {
  return db.query<Held>('select command_id, envelope, actor_id from held_command where waits_for && $1::text[]::uuid[] order by received_at, command_id', [
    answered,
  ]);
}

/** The held commands that have nothing left to wait for: their predecessors have all been answered, or one was refused. */
export function waitingForNothing(db: Executor): Promise<Held[]> {
  return db.query<Held>(
    `select h.command_id, h.envelope, h.actor_id from held_command h
      where not exists (select 1 from unnest(h.waits_for) w(id) left join receipt r on r.command_id = w.id where r.status is null or r.status = 'held')
         or exists (select 1 from unnest(h.waits_for) w(id) join receipt r on r.command_id = w.id where r.status = 'refused')
      order by h.received_at, h.command_id`,
  );
}

/** A held command has its final answer: the receipt says it from now on. */
export async function letGo(db: Executor, commandId: string): Promise<void> {
  await db.query('delete from held_command where command_id = $1', [commandId]);
}
