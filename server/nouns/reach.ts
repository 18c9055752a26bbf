import { columnOf, type Noun } from '../../domain/kernel/noun/noun.ts';
import type { Scope } from '../../domain/people/actor.ts';
import { scopeSql } from '../queries/query.ts';

const at = (t: string, field: string | undefined): string | null =>
  field === undefined ? null : `${t}.${columnOf(field)}`;

/**
 * The predicate for the rows of a noun that an actor may know of: within reach and, where the noun limits it further,
 * allowed by one of the roles that reach the row. Each role is judged apart: a role that sees much in one unit gives no
 * sight into another.
 * @param t alias of the table
 * @param values parameters of the statement, appended to
 */
export function reachSql(n: Noun, t: string, scopes: readonly Scope[], actorId: string, values: unknown[]): string {
  const columns = {
    unit: at(t, n.place.unit),
    municipality: at(t, n.place.municipality),
    alliance: at(t, n.place.alliance),
    session: at(t, n.place.session),
  };
  const within = (some: readonly Scope[]): string =>
    n.place.anywhere ? String(some.length > 0) : scopeSql(some, columns, values);
  if (!n.visible) return within(scopes);
  const id = `$${values.push(actorId)}::uuid`;
  const { sql } = n.visible;
  const parts = scopes.map((scope) => `(${within([scope])} and ${sql(t, { id, roles: [scope.role] })})`);
  return parts.length > 0 ? `(${parts.join(' or ')})` : 'false';
}
