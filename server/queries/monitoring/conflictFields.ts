import type { ConflictSummary } from '../../../domain/alliance/views.ts';
import { sees } from '../../../domain/kernel/noun/field.ts';
import { tellValue } from '../../../domain/kernel/noun/record.ts';
import { versionedNames } from '../../../domain/monitoring/versioned.ts';
import type { View } from '../../../domain/people/roles.ts';
import { fieldsOfTable } from '../../../domain/records.ts';
import { toCamelRow } from '../../commands/names.ts';
import type { Executor } from '../../db/database.ts';
import { readReferentNames } from '../../nouns/names.ts';

/** The JSON of a row of any versioned table, by noun and version id. */
export const versionJson = (noun: string, id: string) =>
  `(case ${noun} ${versionedNames
    .map((t) => `when '${t}' then (select to_jsonb(vt) from ${t} vt where vt.id = ${id})`)
    .join(' ')} end)`;

/** The original author of a version: the author of the entry that inserted the row. */
export const writtenBy = (noun: string, id: string, column = 'u.name') =>
  `(select ${column} from journal_change wc join journal_entry we on we.id = wc.entry_id join user_account u on u.id = we.actor_id
     where wc.row_id = ${id} and wc.noun = ${noun} and wc.op = 'insert' limit 1)`;

/** Both versions of a conflict, as their tables hold them. */
export interface Disputed {
  readonly noun: string;
  readonly fields: readonly string[];
  readonly current: Record<string, unknown> | null;
  readonly proposed: Record<string, unknown> | null;
}

/**
 * The disputed fields of some conflicts, in their order, both values in words; null members for a reader whose view does
 * not see the field.
 */
export async function disputedFields(
  db: Executor,
  conflicts: readonly Disputed[],
  view: View,
): Promise<ConflictSummary['fields'][]> {
  const sides = conflicts.map(({ noun, current, proposed }) => ({
    noun,
    before: current && toCamelRow(current),
    after: proposed && toCamelRow(proposed),
  }));
  const names = await readReferentNames(db, sides);
  return conflicts.map(({ noun, fields }, i) =>
    fields.flatMap((field) => {
      const facts = fieldsOfTable(noun)[field];
      if (!facts || facts.worked) return [];
      const said = (row: Readonly<Record<string, unknown>> | null | undefined) =>
        sees(view, facts) ? tellValue(facts, row?.[field], names(noun, field, row?.[field])) : null;
      return [{ field, label: facts.label, current: said(sides[i]?.before), proposed: said(sides[i]?.after) }];
    }),
  );
}

interface ConflictRow extends Disputed, Record<string, unknown> {
  id: string;
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
  const fields = await disputedFields(db, rows, view);
  return rows.map((r, i) => ({
    id: r.id,
    noun: r.noun,
    fields: fields[i] ?? [],
    currentBy: view === 'full' ? (r.currentBy ?? 's/d') : 's/d',
    proposedBy: view === 'full' ? (r.proposedBy ?? 's/d') : 's/d',
    since: r.since,
  }));
}
