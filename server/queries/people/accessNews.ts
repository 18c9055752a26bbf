import { addDays, type Day, writtenDay } from '../../../domain/kernel/dates.ts';
import { type Role, roles } from '../../../domain/people/roles.ts';
import type { Executor } from '../../db/database.ts';
import { delegationsWhere } from './fragments.ts';

interface News {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly since: Day;
}

/** What changed recently in what a person may do: roles that begin, and delegated roles until they end. */
export async function accessNews(db: Executor, userId: string, today: Day, days: number): Promise<News[]> {
  const lent = await delegationsWhere(db, `d.to_user_id = $1 and d.status = 'given' and d.valid_to >= $2::date`, [
    userId,
    today,
  ]);
  const begun = await db.query<{ id: string; role: Role; from: Day }>(
    `select id, role, valid_from as "from" from role_grant
      where user_id = $1 and status = 'granted' and proposed_by <> $1 and valid_from > $2::date
       and (valid_to is null or valid_to >= valid_from) order by valid_from, id`,
    [userId, addDays(today, -days)],
  );
  return [
    ...lent.map((d) => ({
      id: `lent:${d.id}`,
      title: `${d.fromName} le delegó el rol ${roles[d.role].name}`,
      detail: `Del ${writtenDay(d.from)} al ${writtenDay(d.to)}: ${d.reason}`,
      since: d.from,
    })),
    ...begun.map((g) => ({
      id: `role:${g.id}`,
      title: `Rol nuevo: ${roles[g.role].name}`,
      detail: `Rige desde el ${writtenDay(g.from)}`,
      since: g.from,
    })),
  ];
}
