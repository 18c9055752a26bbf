import type { Day } from '../../domain/kernel/dates.ts';
import { columnOf } from '../../domain/kernel/noun/noun.ts';
import { lives } from '../../domain/nouns.ts';
import { type Actor, scopeOf } from '../../domain/people/actor.ts';
import { reachSql } from './reach.ts';

/**
 * Whether a row of a noun that the actor may open carries a file: one predicate for each noun with photos or recordings. `brought`: that who
 * has an id, said in SQL, has had the file in hand; only a file of somebody who wrote in the row is shown by it.
 * @param values parameters of the statement, appended to
 */
export function nounFileSql(actor: Actor, today: Day, brought: (actorId: string) => string, values: unknown[]): string {
  const parts = lives.flatMap(({ noun: n }) => {
    const scopes = scopeOf(actor, today, n.reads).filter((s) => s.view === 'full');
    const fields = Object.entries(n.fields).filter(([, f]) => f.kind === 'photos' || f.kind === 'sound');
    if (scopes.length === 0 || fields.length === 0) return [];
    const carries = fields.map(([name, f]) => (f.kind === 'photos' ? `t.${columnOf(name)} @> array[f.hash]` : `t.${columnOf(name)} = f.hash`));
    const writers = `any(array(select w.actor_id from journal_entry w where w.subject_id = t.id))`;
    return [`exists (select 1 from ${n.table} t where (${carries.join(' or ')}) and ${reachSql(n, 't', scopes, actor.id, values)} and ${brought(writers)})`];
  });
  return parts.length > 0 ? `(${parts.join(' or ')})` : 'false';
}
