import type { Instant } from '../../domain/kernel/dates.ts';
import { isId } from '../../domain/kernel/ids.ts';
import type { Executor } from '../db/database.ts';
import type { Session } from './identity.ts';

/**
 * Records that somebody was shown personal data (cards, account numbers): who, when, by which query, about how many
 * people. Ids in the question are recorded; texts that were searched for are not, because they may be personal
 * themselves. To be called before the answer is given, for downloads too.
 */
export async function logPersonalRead(
  db: Executor,
  session: Pick<Session, 'userId' | 'via'>,
  query: { readonly name: string },
  answer: unknown,
  params: Readonly<Record<string, string>>,
  at: Instant,
): Promise<void> {
  await db.query('insert into access_log (at, user_id, via, query, about, subjects) values ($1, $2, $3, $4, $5, $6)', [
    at,
    session.userId,
    session.via,
    query.name,
    aboutOf(params),
    subjectsOf(answer),
  ]);
}

/** How many people an answer is about: its rows, or one. */
function subjectsOf(answer: unknown): number {
  const rows = Array.isArray(answer) ? answer : (answer as { rows?: unknown } | null)?.rows;
  return Array.isArray(rows) ? rows.length : 1;
}

/** 'id=018f…', 'unit=LPZ text': the names of the filters, and those of their values that are ids, codes or days. */
function aboutOf(params: Readonly<Record<string, string>>): string | null {
  const said = Object.entries(params)
    .filter(([, value]) => value !== '')
    .map(([name, value]) =>
      isId(value) || /^[A-Z_]{2,20}$|^\d{4}-\d{2}-\d{2}$|^\d{1,6}$/.test(value) ? `${name}=${value}` : name,
    );
  return said.length ? said.sort().join(' ').slice(0, 500) : null;
}
