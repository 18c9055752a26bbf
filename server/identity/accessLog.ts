import type { Instant } from '../../domain/kernel/dates.ts';
import { isId } from '../../domain/kernel/ids.ts';
import type { Executor } from '../db/database.ts';
import type { Session } from './identity.ts';

/**
 * Writes that somebody was shown personal data itself (cards, account numbers): who, when, which query, about how many people.
 * Ids that were asked for are kept, texts that were searched for are not: they may be personal themselves. Call it before the answer
 * is given, also for exports.
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

/** 'id=018f…', 'unit=LPZ text' : names of the filters, and the values that are ids, codes or days. */
function aboutOf(params: Readonly<Record<string, string>>): string | null {
  const said = Object.entries(params)
    .filter(([, value]) => value !== '')
    .map(([name, value]) =>
      isId(value) || /^[A-Z_]{2,20}$|^\d{4}-\d{2}-\d{2}$|^\d{1,6}$/.test(value) ? `${name}=${value}` : name,
    );
  return said.length ? said.sort().join(' ').slice(0, 500) : null;
}
