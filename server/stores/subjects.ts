import type { Subject } from '../../domain/monitoring/indicators.ts';
import type { Executor } from '../db/database.ts';

const OF: Readonly<Record<Subject, string>> = {
  alliance: 'select id from alliance where programme_id = $1 order by id',
  complaint: 'select id from complaint where programme_id = $1 order by id',
  provider: 'select id from service_provider where programme_id = $1 order by id',
  event: 'select id from event where programme_id = $1 order by id',
};

/**
 * The ids of a programme's subjects of one kind, always in the same order, for reading and rebuilding evidence in
 * slices.
 */
export async function subjectsOf(db: Executor, subject: Subject, programme: string): Promise<string[]> {
  return (await db.query<{ id: string }>(OF[subject], [programme])).map((row) => row.id);
}
