import { columnOf, type Noun } from '../../domain/kernel/noun/noun.ts';
import type { Scope } from '../../domain/people/actor.ts';
import { scopeSql } from '../queries/query.ts';

const at = (t: string, field: string | undefined): string | null =>
  field === undefined ? null : `${t}.${columnOf(field)}`;

/** Whether one of the scopes reaches an alliance of an organisation, under any of its joined names. */
function byAlliance(organisation: string, scopes: readonly Scope[], values: unknown[]): string {
  const reached = scopeSql(scopes, { alliance: 'oa.id', unit: 'oa.unit_id' }, values);
  return `exists (select 1 from alliance oa join organisation oo on oo.id = oa.organisation_id
    where ${organisation} in (oo.id, oo.merged_into) and ${reached})`;
}

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
    organisation: at(t, n.place.organisation),
  };
  const within = (some: readonly Scope[]): string => {
    if (n.place.anywhere) return String(some.length > 0);
    const own = scopeSql(some, columns, values);
    return columns.organisation === null || own === 'true'
      ? own
      : `(${own} or ${byAlliance(columns.organisation, some, values)})`;
  };
  if (!n.visible) return within(scopes);
  const id = `$${values.push(actorId)}::uuid`;
  const { sql } = n.visible;
  const parts = scopes.map((scope) => `(${within([scope])} and ${sql(t, { id, roles: [scope.role] })})`);
  return parts.length > 0 ? `(${parts.join(' or ')})` : 'false';
}
