import type { Instant } from '../../domain/kernel/dates.ts';
import { type ExecuteContext, executeCommands } from './executeCommands.ts';

interface Held extends Record<string, unknown> {
  command_id: string;
  envelope: string;
  actor_id: string;
}

/** Runs the commands that were waiting for the ones just answered, for their own authors, in the order they came. */
export async function releaseHeld(context: ExecuteContext, answered: readonly string[], receivedAt: Instant): Promise<void> {
  const held = await context.db.query<Held>(
    'select command_id, envelope, actor_id from held_command where waits_for && $1::text[]::uuid[] order by received_at, command_id',
    [answered],
  );
  await release(context, held, receivedAt);
}

/**
 * Runs every held command whose predecessors have all been answered: the background sweep that makes up for a predecessor
 * and its follower committing at the same moment, or for a server that stopped in between.
 */
export async function sweepHeld(context: ExecuteContext, receivedAt: Instant): Promise<void> {
  const held = await context.db.query<Held>(
    `select h.command_id, h.envelope, h.actor_id from held_command h
      where not exists (select 1 from unnest(h.waits_for) w(id) left join receipt r on r.command_id = w.id where r.status is null or r.status = 'held')
         or exists (select 1 from unnest(h.waits_for) w(id) join receipt r on r.command_id = w.id where r.status = 'refused')
      order by h.received_at, h.command_id`,
  );
  await release(context, held, receivedAt);
}

async function release(context: ExecuteContext, held: readonly Held[], receivedAt: Instant): Promise<void> {
  for (const item of held) {
    const actor = await context.actorOf(item.actor_id);
    if (!actor) continue;
    const [result] = await executeCommands(context, { texts: [item.envelope], actor, receivedAt });
    if (result && result.status !== 'held' && result.status !== 'retry') {
      await context.db.query('delete from held_command where command_id = $1', [item.command_id]);
    }
  }
}
