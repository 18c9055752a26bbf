import type { Day } from '../../domain/kernel/dates.ts';
import { kindOf } from '../../domain/kernel/noun/kinds.ts';
import { columnOf, type Noun } from '../../domain/kernel/noun/noun.ts';
import { lives } from '../../domain/nouns.ts';
import { type Actor, scopeOf } from '../../domain/people/actor.ts';
import { reachSql } from './reach.ts';
import { sourceOf } from './source.ts';

/** The conditions under which a row `t` of a noun carries a file `f`. */
const carriesSql = (n: Noun): string[] =>
  Object.entries(n.fields).flatMap(([name, facts]) => {
    const { files } = kindOf(facts);
    if (!files) return [];
    return files === 'many' ? `t.${columnOf(name)} @> array[f.hash]` : `t.${columnOf(name)} = f.hash`;
  });

/**
 * Whether a row of a noun that the actor may open carries a file: one predicate for each noun with photos or
 * recordings. `brought`: that who has an id, said in SQL, has had the file in hand; only a file of somebody who wrote
 * in the row is shown by it.
 * @param values parameters of the statement, appended to
 */
export function nounFileSql(actor: Actor, today: Day, brought: (actorId: string) => string, values: unknown[]): string {
  const parts = lives.flatMap(({ noun: n }) => {
    const scopes = scopeOf(actor, today, n.reads).filter((s) => s.view === 'full');
    const carries = carriesSql(n);
    if (scopes.length === 0 || carries.length === 0) return [];
    const writers = `any(array(select w.actor_id from journal_entry w where w.subject_id = t.id))`;
    return [
      `exists (select 1 from ${sourceOf(n)} t
        where (${carries.join(' or ')}) and ${reachSql(n, 't', scopes, actor.id, values)} and ${brought(writers)})`,
    ];
  });
  return parts.length > 0 ? `(${parts.join(' or ')})` : 'false';
}

/**
 * Whether a reserved thing that the actor wrote in, and may no longer know of, carries a file `f`: then it is not
 * theirs to open, though they took it. What somebody else wrote into theirs, by its hash, takes it from nobody.
 */
export function carriedOutOfSight(actor: Actor, today: Day, values: unknown[]): string {
  const parts = lives.flatMap(({ noun: n }) => {
    const carries = n.reserved ? carriesSql(n) : [];
    if (carries.length === 0) return [];
    const own = `$${values.push(actor.id)}::uuid`;
    const known = [`(t.recorded_by = ${own} and ${n.visible?.sql('t', { id: own, roles: [] }) ?? 'true'})`];
    const scopes = scopeOf(actor, today, n.reads).filter((s) => s.view === 'full');
    if (scopes.length > 0) known.push(reachSql(n, 't', scopes, actor.id, values));
    const wrote = `exists (select 1 from journal_entry w where w.subject_id = t.id and w.actor_id = ${own})`;
    return [
      `exists (select 1 from ${sourceOf(n)} t where (${carries.join(' or ')}) and ${wrote} and not (${known.join(' or ')}))`,
    ];
  });
  return parts.length > 0 ? `(${parts.join(' or ')})` : 'false';
}
