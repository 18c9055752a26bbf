import { columnOf, type Noun, PROGRAMME } from '../../domain/kernel/noun/noun.ts';

/**
 * What the rows of a noun are read from: its table. Rows of a noun with `formerRows` that have no head yet get it
 * here: the state they are read in, and the day and the hand of the entry that wrote them.
 */
export function sourceOf(n: Noun): string {
  if (!n.formerRows) return n.table;
  const fields = Object.keys(n.fields).map((name) => `r.${columnOf(name)}`);
  return `(select r.id, r.version, r.demo, r.entry_id, r.row_hash, ${fields.join(', ')},
      coalesce(r.programme_id, '${PROGRAMME}') as programme_id, coalesce(r.state, '${n.formerRows.state}') as state,
      coalesce(r.state_since, (e.received_at at time zone 'America/La_Paz')::date) as state_since,
      case when r.state is null then e.actor_id else r.recorded_by end as recorded_by
    from ${n.table} r left join journal_entry e on r.state is null and e.id = r.entry_id)`;
}
