import type { ConflictSummary } from '../../../domain/alliance/views.ts';
import { sees } from '../../../domain/kernel/noun/field.ts';
import { tellValue } from '../../../domain/kernel/noun/record.ts';
import type { View } from '../../../domain/people/roles.ts';
import { fieldsOfTable } from '../../../domain/records.ts';
import { toCamelRow } from '../../commands/names.ts';
import type { Executor } from '../../db/database.ts';

/**
 * Tables whose versions can be in conflict. A noun that comes from outside is looked up here and never put into SQL
 * directly.
 */
export const versionedNouns = [
  'alliance_profile',
  'agreement',
  'organisation_member',
  'commercial_agreement',
  'visit',
  'sale',
] as const;

/** Tables whose rows point to a buyer. */
const WITH_BUYER: ReadonlySet<string> = new Set(['sale', 'commercial_agreement']);
const BUYER_NAME = ` || jsonb_build_object('buyer_name', (select b.name from buyer b where b.id = vt.buyer_id))`;

/** The JSON of a row of any versioned table, by noun and version id, with the name of the buyer to which it points. */
export const versionJson = (noun: string, id: string) =>
  `(case ${noun} ${versionedNouns
    .map(
      (t) =>
        `when '${t}' then (select to_jsonb(vt)${WITH_BUYER.has(t) ? BUYER_NAME : ''} from ${t} vt where vt.id = ${id})`,
    )
    .join(' ')} end)`;

/** The original author of a version: the author of the entry that inserted the row. */
export const writtenBy = (noun: string, id: string, column = 'u.name') =>
  `(select ${column} from journal_change wc join journal_entry we on we.id = wc.entry_id join user_account u on u.id = we.actor_id
     where wc.row_id = ${id} and wc.noun = ${noun} and wc.op = 'insert' limit 1)`;

/** The disputed fields of a conflict, both values in words; null members for a reader whose view does not see the field. */
export function disputed(
  noun: string,
  fields: readonly string[],
  current: Record<string, unknown> | null,
  proposed: Record<string, unknown> | null,
  view: View,
) {
  const known = fieldsOfTable(noun);
  const [now, other] = [current, proposed].map((row) => (row ? toCamelRow(row) : {}));
  return fields.flatMap((field) => {
    const facts = known[field];
    if (!facts || facts.worked) return [];
    const said = (row: Record<string, unknown> | undefined) =>
      sees(view, facts)
        ? tellValue(facts, row?.[field], field === 'buyerId' ? ((row?.buyerName as string | null) ?? null) : null)
        : null;
    return [{ field, label: facts.label, current: said(now), proposed: said(other) }];
  });
}

interface ConflictRow extends Record<string, unknown> {
  id: string;
  noun: string;
  fields: string[];
  current: Record<string, unknown> | null;
  proposed: Record<string, unknown> | null;
  currentBy: string | null;
  proposedBy: string | null;
  since: string;
}

/** Open conflicts of an alliance, with both values. */
export async function conflictsOfAlliance(db: Executor, allianceId: string, view: View): Promise<ConflictSummary[]> {
  const rows = await db.query<ConflictRow>(
    `select c.id, c.noun, c.fields, ${versionJson('c.noun', 'c.current_id')} as current,
      ${versionJson('c.noun', 'c.proposed_id')} as proposed,
       ${writtenBy('c.noun', 'c.current_id')} as "currentBy", ${writtenBy('c.noun', 'c.proposed_id')} as "proposedBy",
         e.occurred_on as since
     from conflict c join journal_entry e on e.id = c.entry_id where c.alliance_id = $1 and c.status = 'open' order by e.n`,
    [allianceId],
  );
  return rows.map((r) => ({
    id: r.id,
    noun: r.noun,
    fields: disputed(r.noun, r.fields, r.current, r.proposed, view),
    currentBy: view === 'full' ? (r.currentBy ?? 's/d') : 's/d',
    proposedBy: view === 'full' ? (r.proposedBy ?? 's/d') : 's/d',
    since: r.since,
  }));
}
