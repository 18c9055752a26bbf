import type { Envelope } from '../../domain/kernel/envelope.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import type { Executor } from '../db/database.ts';
import { lockKey } from './lockKey.ts';

/** Commands that came before one they need, as their devices made them. */
export interface Held extends Record<string, unknown> {
  command_id: string;
  envelope: string;
  actor_id: string;
  received_at: string;
}

/** How many commands of one person may wait at a time, and how many bytes of them: what is beyond stays on its device and is sent again. */
export const HELD_PER_ACTOR = 2_000;
const HELD_BYTES_PER_ACTOR = 16_000_000;
/**
 * How many commands are looked at behind one that others wait for, before it is left on its device. A phone that sends in order
 * never needs any; the limit is for commands made to keep the server busy.
 */
const HELD_DEPTH = 500;

/** One command at a time begins to wait, in any process: two that wait for each other cannot both slip in. */
export const HOLDING_LOCK = lockKey('00000000-0000-7000-8000-00000000e57a');

/**
 * Nothing left to wait for: every one it needs has its answer, or one was refused. Each link is looked up by its key, never by a
 * join: a join may be planned as a reading of every receipt there is, at every sweep.
 */
const READY = `(select count(*) filter (where s.status is null or s.status = 'held') = 0 or count(*) filter (where s.status = 'refused') > 0
         from (select (select r.status from receipt r where r.command_id = w.id) as status from unnest(h.waits_for) w(id)) s)`;

/** The held commands that waited for one of these and now have nothing left to wait for, in the order they came; at most `limit`. */
export function readyAfterAnswers(db: Executor, answered: readonly string[], limit: number): Promise<Held[]> {
  return db.query<Held>(
    `select h.command_id, h.envelope, h.actor_id, h.received_at from held_command h
      where h.waits_for && $1::text[]::uuid[] and ${READY} order by h.received_at, h.command_id limit $2`,
    [answered, limit],
  );
}

/** A page of all that have nothing left to wait for, in the order they came, after the last one of the page before. */
export function readyPage(db: Executor, after: Held | null, limit: number): Promise<Held[]> {
  return db.query<Held>(
    `select h.command_id, h.envelope, h.actor_id, h.received_at from held_command h
      where ($1::timestamptz is null or (h.received_at, h.command_id) > ($1::timestamptz, $2::uuid)) and ${READY}
      order by h.received_at, h.command_id limit $3`,
    [after?.received_at ?? null, after?.command_id ?? null, limit],
  );
}

/** Lets go of what has its final answer and still stands here: left by versions that answered and let go in two steps. */
export async function forgetAnswered(db: Executor): Promise<void> {
  await db.query(
    `delete from held_command h where (select r.status from receipt r where r.command_id = h.command_id) <> 'held'`,
  );
}

/**
 * Why a command may not begin to wait; null when it may. One that closes a circle would wait for ever: that is told to its
 * author. A person who has too many waiting, or one behind too long a chain, keeps it and sends it again: nothing is lost.
 * @param followed whether something waits for this command: only then can it close a circle
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
