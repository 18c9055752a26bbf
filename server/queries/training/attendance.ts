import * as z from 'zod/mini';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { event, eventReaders } from '../../../domain/training/event.ts';
import type { EventAttendanceView } from '../../../domain/training/views.ts';
import { reachSql } from '../../nouns/reach.ts';
import { defineQuery, type Reading } from '../query.ts';

interface Params {
  id: string;
}

const nobody: EventAttendanceView = { persons: 0, women: 0, men: 0, unknown: 0, repeated: 0 };

/**
 * How many persons came to an event by its list, and how many of them are women: each person once, by card or, without
 * one, by name and organisation; written once as a woman and once as a man, of unknown sex. Of an event out of reach,
 * nobody.
 */
export const eventAttendance = defineQuery({
  name: 'event.attendance',
  title: 'contar la asistencia a un evento',
  by: eventReaders,
  params: z.object({ id: idSchema }) as unknown as z.ZodMiniType<Params>,
  run: async ({ db, scopes, actor, params }: Reading<Params>): Promise<EventAttendanceView> => {
    const values: unknown[] = [params.id];
    const within = reachSql(event, 'e', scopes, actor.id, values);
    const [row] = await db.query<EventAttendanceView & Record<string, unknown>>(
      `select count(*)::int as persons, (count(*) filter (where p.sex = 'F'))::int as women,
          (count(*) filter (where p.sex = 'M'))::int as men, (count(*) filter (where p.sex is null))::int as unknown,
          coalesce(sum(p.lines - 1), 0)::int as repeated
         from (select attendance_key(a) as who, case when min(a.sex) = max(a.sex) then min(a.sex) end as sex, count(*) as lines
                 from event_attendance a join event e on e.id = a.event_id
                where e.id = $1::uuid and a.state = 'VIGENTE' and ${within} group by 1) p`,
      values,
    );
    return row ?? nobody;
  },
});
