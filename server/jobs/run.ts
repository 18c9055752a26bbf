import type { Day, Instant } from '../../domain/kernel/dates.ts';
import { systemActor } from '../../domain/people/actor.ts';
import { compose } from '../commands/compose.ts';
import { type ExecuteContext, executeCommands } from '../commands/executeCommands.ts';

interface Due extends Record<string, unknown> {
  id: string;
  kind: string;
  subject_id: string;
  act_for: Day;
  attempts: number;
}

const AT_ONCE = 50;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;

/**
 * Does what is due: each act once, as *sistema*, for the day on which it was due, however late it runs. The id of its
 * command is that of the job, so a second server, or one that was killed after the commit, finds it done. A refusal is
 * an answer (the row has changed meanwhile). After an error it is tried again, each time later, without end, and it
 * appears in *Estado del sistema*. Returns how many were done.
 */
export async function runJobs(context: ExecuteContext, now: Instant, today: Day): Promise<number> {
  const due = await context.db.query<Due>(
    `select id, kind, subject_id, act_for, attempts from job
      where state = 'waiting' and act_for <= $1::date and try_after <= $2::timestamptz
      order by act_for, id limit ${AT_ONCE}`,
    [today, now],
  );
  let done = 0;
  for (const job of due) {
    const text = compose({
      kind: job.kind,
      actor: systemActor,
      subjectId: job.subject_id,
      body: {},
      occurredOn: job.act_for,
      // A fixed instant, so that the bytes are the same at every try: a command that was saved before the server died
      // is then recognised, not refused.
      at: `${job.act_for}T12:00:00.000Z`,
      id: job.id,
    });
    const problem = await attempt(context, text, now);
    if (problem === null || problem.final) {
      await context.db.query(
        `update job set state = 'done', ended_at = $2::timestamptz, problem = $3, attempts = attempts + 1 where id = $1::uuid`,
        [job.id, now, problem?.sentence ?? null],
      );
      done += 1;
    } else {
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(job.attempts, 10));
      await context.db.query(
        `update job set attempts = attempts + 1, problem = $2, try_after = $3::timestamptz where id = $1::uuid`,
        [job.id, problem.sentence, new Date(Date.parse(now) + pause).toISOString()],
      );
    }
  }
  return done;
}

/** Null when it was done; otherwise why not, and whether that is an answer. */
async function attempt(
  context: ExecuteContext,
  text: string,
  now: Instant,
): Promise<{ sentence: string; final: boolean } | null> {
  try {
    const [result] = await executeCommands(context, { texts: [text], actor: systemActor, receivedAt: now });
    if (result?.status === 'accepted') return null;
    return { sentence: result?.problem?.message ?? 'sin respuesta', final: result?.status === 'refused' };
  } catch (error) {
    return { sentence: error instanceof Error ? error.message.slice(0, 300) : 'error', final: false };
  }
}
