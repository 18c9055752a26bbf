import type { Envelope } from '../../domain/kernel/envelope.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import type { Executor } from '../db/database.ts';
import { lockKey } from './lockKey.ts';

/** A command that arrived before one that it needs, as its device made it. */
export interface Held extends Record<string, unknown> {
  command_id: string;
  envelope: string;
  actor_id: string;
  received_at: string;
}

/**
 * How many commands of one person may wait at the same time, and how many bytes of them. Any beyond that stay on their
 * device and are sent again.
 */
export const HELD_PER_ACTOR = 2_000;
const HELD_BYTES_PER_ACTOR = 16_000_000;
/**
 * How long a chain of waiting commands may be before a further one is left on its device. A phone that sends in order
 * makes no chains; the limit is against commands made to keep the server busy.
 */
const HELD_DEPTH = 500;

/**
 * Only one command at a time, in any process, begins to wait, so that two that wait for each other cannot both get in.
 */
export const HOLDING_LOCK = lockKey('00000000-0000-7000-8000-00000000e57a');

/**
 * True when a held command has nothing left to wait for: every command that it needs has its answer, or one of them was
 * refused. Each is looked up by its key and never by a join, because the database may plan a join as a reading of all
 * receipts at every sweep.
 */
const READY = `(select count(*) filter (where s.status is null or s.status = 'held') = 0 or count(*) filter (where s.status = 'refused') > 0
         from (select (select r.status from receipt r where r.command_id = w.id) as status from unnest(h.waits_for) w(id)) s)`;

/**
 * Held commands that waited for one of `answered` and now have nothing left to wait for, in order of arrival; at most
 * `limit`.
 */
export function readyAfterAnswers(db: Executor, answered: readonly string[], limit: number): Promise<Held[]> {
  return db.query<Held>(
    `select h.command_id, h.envelope, h.actor_id, h.received_at from held_command h
      where h.waits_for && $1::text[]::uuid[] and ${READY} order by h.received_at, h.command_id limit $2`,
    [answered, limit],
  );
}

/**
 * A page of all held commands that have nothing left to wait for, in order of arrival, after the last one of the
 * previous page.
 */
export function readyPage(db: Executor, after: Held | null, limit: number): Promise<Held[]> {
  return db.query<Held>(
    `select h.command_id, h.envelope, h.actor_id, h.received_at from held_command h
      where ($1::timestamptz is null or (h.received_at, h.command_id) > ($1::timestamptz, $2::uuid)) and ${READY}
      order by h.received_at, h.command_id limit $3`,
    [after?.received_at ?? null, after?.command_id ?? null, limit],
  );
}

/**
 * Removes held commands that already have their final answer: earlier versions of the program answered and removed in
 * two steps.
 */
export async function forgetAnswered(db: Executor): Promise<void> {
  await db.query(
    `delete from held_command h where (select r.status from receipt r where r.command_id = h.command_id) <> 'held'`,
  );
}

/**
 * Why a command may not begin to wait; null when it may. One that would close a circle would wait for ever, so its
 * author is told. One of a person with too many waiting commands, or behind too long a chain, stays on its device and
 * is sent again: nothing is lost.
 * @param followed whether another command waits for this one: only then can it close a circle
 */
export async function whyNotHeld(
  tx: Executor,
  envelope: Envelope,
  text: string,
  actorId: string,
  followed: boolean,
): Promise<Problem | null> {
  const [mine] = await tx.query<{ n: number; bytes: number }>(
    'select count(*)::int as n, coalesce(sum(octet_length(envelope)), 0)::int as bytes from held_command where actor_id = $1',
    [actorId],
  );
  if ((mine?.n ?? 0) >= HELD_PER_ACTOR || (mine?.bytes ?? 0) + Buffer.byteLength(text) > HELD_BYTES_PER_ACTOR)
    return problem('tooManyHeld', { max: HELD_PER_ACTOR });
  if (!followed) return null;
  const [walk] = await tx.query<{ n: number; closes: boolean | null }>(
    `with recursive back(id) as (
       select unnest($2::text[]::uuid[])
       union
       select w.id from back b join held_command h on h.command_id = b.id cross join lateral unnest(h.waits_for) w(id))
     select count(*)::int as n, bool_or(x.id = $1::uuid) as closes from (select id from back limit $3) x`,
    [envelope.id, envelope.after, HELD_DEPTH],
  );
  if (walk?.closes) return problem('waitsInCircle');
  return (walk?.n ?? 0) >= HELD_DEPTH ? problem('tooManyHeld', { max: HELD_PER_ACTOR }) : null;
}
