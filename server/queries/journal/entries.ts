import { commands } from '../../../domain/commands.ts';
import { dayOf } from '../../../domain/kernel/dates.ts';
import { isTold, tellValue } from '../../../domain/kernel/noun/record.ts';
import type { FieldChange, JournalEntryView } from '../../../domain/kernel/views.ts';
import { lives } from '../../../domain/nouns.ts';
import type { View } from '../../../domain/people/roles.ts';
import { isRole, roles } from '../../../domain/people/roles.ts';
import { fieldsOfTable, isKnownTable, oneOf } from '../../../domain/records.ts';
import { toCamelRow } from '../../commands/names.ts';
import type { Executor } from '../../db/database.ts';
import { type ReferentNames, readReferentNames } from '../../nouns/names.ts';

interface EntryRow extends Record<string, unknown> {
  id: string;
  kind: string;
  changes:
    | { noun: string; op: string; after: Record<string, unknown> | null; before: Record<string, unknown> | null }[]
    | null;
}

interface Change {
  readonly noun: string;
  readonly after: Record<string, unknown> | null;
  readonly before: Record<string, unknown> | null;
}

const changes = (row: EntryRow): Change[] =>
  (row.changes ?? []).map((c) => ({
    noun: c.noun,
    after: c.after && toCamelRow(c.after),
    before: c.before && toCamelRow(c.before),
  }));

/** The row that a correction in versions superseded, in the same entry. */
const supersededBy = (all: readonly Change[], { noun, after }: Change): Change['before'] =>
  all.find((c) => c.noun === noun && c.after?.standing === 'superseded' && c.after.recordId === after?.recordId)
    ?.after ?? null;

/** What was written, field by field: words, formats and who is told what are those that the fields of the table say. */
function fieldChanges(all: readonly Change[], view: View, names: ReferentNames): FieldChange[] {
  return all.flatMap((change): FieldChange[] => {
    const { noun, after } = change;
    if (!after || after.standing === 'superseded') return [];
    const before = change.before ?? supersededBy(all, change);
    return Object.entries(fieldsOfTable(noun)).flatMap(([field, facts]) => {
      // That something new is at its first level is no news.
      if (!isTold(facts, view) || (!before && field === 'level')) return [];
      const [old, now] = [before, after].map((row) => tellValue(facts, row?.[field], names(noun, field, row?.[field])));
      return old === now ? [] : [{ noun, field, label: facts.label, before: old ?? null, after: now ?? null }];
    });
  });
}

/**
 * Which entries `e` a reader sees. Without personal data, none that wrote a person, a family or a membership: counted
 * one by one, they would give the number of families that the figures hide (docs/decisions/small-numbers.md).
 */
export const entriesSeen = (view: View): string =>
  view === 'full'
    ? 'true'
    : `not exists (select 1 from journal_change pc where pc.entry_id = e.id and pc.noun in ('person', 'family', 'organisation_member'))`;

/** How many rows of an entry have their changes shown: more than any command about one record writes. */
const TOLD = 24;

/** Tables of nouns whose changes are shown only on their own file (`reserved`), as an SQL list. */
const RESERVED = lives.filter((l) => l.noun.reserved);
const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');
/**
 * Entries `e` about something that is shown only on its own file, and entries that would reveal it: those of a paper
 * that one of its steps names, and those of all files, because whoever sends a photo just before a reserved act has
 * sent it for that act (docs/decisions/complaints.md).
 */
export const reservedEntry = `(e.subject_noun in (${listed([...RESERVED.map((l) => l.noun.table), 'stored_file'])})
  or e.subject_noun = 'source_document'
  and exists (select from life_step ls where ls.document_id = e.subject_id and ls.noun in (${listed(RESERVED.map((l) => l.noun.name))})))`;

interface JournalPage {
  readonly limit: number;
  readonly offset: number;
  /** The columns of `e` that give the order, descending. */
  readonly order?: readonly string[];
  /**
   * A condition on the changes `c` to show, where not all are: the page of a record does not show others decided in the
   * same entry.
   */
  readonly changes?: string;
  /** True on the file of the subject itself, which the reader may see: reserved changes are shown only there. */
  readonly own?: boolean;
}

/**
 * The kind shown for a reserved entry or command outside its own file, because even the name of the step would reveal
 * something.
 */
export const RESERVED_KIND = { kind: 'reservado', title: 'acto reservado' } as const;

/** What is shown of a reserved entry elsewhere: that it exists, its number in the chain, and when it came in. */
const masked = {
  ...RESERVED_KIND,
  type: 'act',
  subjectNoun: '',
  actorId: '',
  actorName: 'Reservado',
  role: '',
  delegatedByName: null,
  deviceName: null,
  place: null,
  flags: [],
  unitId: null,
  subjectId: '',
  subjectLabel: 'reservado',
  allianceId: null,
  changes: [],
  more: 0,
} as const;

/**
 * Entries of the journal, newest first unless `order` says otherwise.
 * @param where over `e` (journal_entry) and `s` (its seal, absent while it waits)
 */
export async function journalEntries(
  db: Executor,
  where: string,
  values: readonly unknown[],
  page: JournalPage,
  view: View,
): Promise<JournalEntryView[]> {
  const own = page.changes ?? 'true';
  const newestFirst = (page.order ?? ['e.n']).map((column) => `${column} desc`).join(', ');
  const rows = await db.query<EntryRow & Record<keyof Omit<JournalEntryView, 'changes' | 'title'>, never>>(
    `select e.id, s.number, s.hash, e.kind, e.type, e.actor_id as "actorId",
      coalesce(u.name, case when e.role = 'PUBLICO' then 'Público' else 'Sistema' end) as "actorName", e.role,
       du.name as "delegatedByName", coalesce(dv.name, 'Clave «' || tk.name || '»') as "deviceName",
         e.occurred_on as "occurredOn", e.captured_at as "capturedAt",
       e.received_at as "receivedAt", e.place, e.flags, e.unit_id as "unitId", e.subject_noun as "subjectNoun",
         e.subject_id as "subjectId", ${page.own ? 'false' : reservedEntry} as reserved,
       coalesce(a.code || ' · ' || a.name, o.name) as "subjectLabel", e.alliance_id as "allianceId",
       (select jsonb_agg(jsonb_build_object('noun', c.noun, 'op', c.op, 'after', c.after, 'before', (
            select b.after from journal_change b join journal_entry be on be.id = b.entry_id
             where c.op = 'update' and b.row_id = c.row_id and b.noun = c.noun and be.n < e.n order by be.n desc
               limit 1))
               order by c.ordinal)
          from (select * from journal_change c where c.entry_id = e.id and ${own} order by c.ordinal limit ${TOLD}) c) as changes,
       (select greatest(count(*) - ${TOLD}, 0) from journal_change c where c.entry_id = e.id and ${own}) as more
     from (select e.* from journal_entry e left join journal_seal s on s.entry_id = e.id
       where ${where} and ${entriesSeen(view)} order by ${newestFirst} limit ${page.limit} offset ${page.offset}) e
     left join journal_seal s on s.entry_id = e.id
     left join user_account u on u.id = e.actor_id
     left join user_account du on du.id = e.delegated_by
     left join device dv on dv.id = e.device_id
     left join api_token tk on tk.id = e.device_id
     left join alliance a on a.id = coalesce(e.alliance_id, case when e.subject_noun = 'alliance' then e.subject_id end)
     left join organisation o on o.id = e.subject_id
     order by ${newestFirst}`,
    values,
  );
  const changesOf = new Map(rows.map((row) => [row.id, changes(row)]));
  const names = await readReferentNames(db, [...changesOf.values()].flat());
  return rows.map((row) => {
    const {
      changes: _changes,
      reserved,
      ...entry
    } = row as unknown as Omit<JournalEntryView, 'title'> & { changes: unknown; reserved: boolean };
    const hidden = view !== 'full';
    return {
      ...entry,
      title: commands.get(entry.kind)?.title ?? entry.kind,
      actorName: hidden ? (isRole(entry.role) ? roles[entry.role].name : 'Sistema') : entry.actorName,
      delegatedByName: hidden ? null : entry.delegatedByName,
      deviceName: hidden ? null : entry.deviceName,
      place: hidden ? null : entry.place,
      subjectLabel: entry.subjectLabel ?? (isKnownTable(entry.subjectNoun) ? oneOf(entry.subjectNoun) : null),
      changes: fieldChanges(changesOf.get(row.id) ?? [], view, names),
      ...(reserved ? { ...masked, occurredOn: dayOf(entry.receivedAt), capturedAt: entry.receivedAt } : {}),
    };
  });
}
