import type { Day } from '../../domain/kernel/dates.ts';
import { kindOf } from '../../domain/kernel/noun/kinds.ts';
import { columnOf, type Noun } from '../../domain/kernel/noun/noun.ts';
import { lives } from '../../domain/nouns.ts';
import { type Actor, scopeOf } from '../../domain/people/actor.ts';
import { reachSql } from './reach.ts';
import { sourceOf } from './source.ts';

/** The conditions under which a row `t` of a noun has a file `f`. */
const carriesSql = (n: Noun): string[] =>
  Object.entries(n.fields).flatMap(([name, facts]) => {
    const { files } = kindOf(facts);
    if (!files) return [];
    return files === 'many' ? `t.${columnOf(name)} @> array[f.hash]` : `t.${columnOf(name)} = f.hash`;
  });

/**
 * Whether some row that the actor may open has a file, as one predicate for all nouns with photos or recordings. A row
 * shows only files that one of its writers has had in hand; `brought` says that in SQL for the writer with an id.
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
 * Whether a file `f` belongs to a reserved row that the actor wrote but may no longer know of. Then they may not open
 * it, even if they took it themselves. A row into which somebody else only wrote the hash of the file takes it from
 * nobody.
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
