import * as z from 'zod/mini';
import { commands } from '../../../domain/commands.ts';
import { daySchema, idSchema } from '../../../domain/kernel/envelope.ts';
import { hasWords, searchWords } from '../../../domain/kernel/search.ts';
import type { JournalListView } from '../../../domain/kernel/views.ts';
import type { View } from '../../../domain/people/roles.ts';
import type { Executor } from '../../db/database.ts';
import { ALLIANCE_SCOPE } from '../alliance/reach.ts';
import { Conditions, searchedPage } from '../list.ts';
import { countedUpTo, defineQuery, pageParams, type Reading, scopeSql } from '../query.ts';
import { RECORD_READERS } from '../readers.ts';
import type { Likeness } from '../search.ts';
import { journalColumns } from './columns.ts';
import { entriesSeen, journalEntries, reservedEntry } from './entries.ts';

const listParams = {
  ...pageParams,
  text: z.optional(z.string().check(z.maxLength(120))),
  kind: z.optional(z.string().check(z.maxLength(60))),
  actorId: z.optional(idSchema),
  unit: z.optional(z.string().check(z.maxLength(20))),
  allianceId: z.optional(idSchema),
  subjectId: z.optional(idSchema),
  from: z.optional(daySchema),
  to: z.optional(daySchema),
};
interface ListParams {
  page: number;
  pageSize: number;
  text?: string | undefined;
  kind?: string | undefined;
  actorId?: string | undefined;
  unit?: string | undefined;
  allianceId?: string | undefined;
  subjectId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/**
 * The people, kinds and alliances that a text names, by a part of their names. They are found first, so that the
 * entries are then found by their own indexes. Readers who may not see names may not search for them either.
 */
async function namedBy(
  db: Executor,
  text: string,
  view: View,
  how: Likeness,
): Promise<{ actors: string[]; kinds: string[]; alliances: string[] }> {
  const named = async (from: string, keys: readonly string[]) => {
    const where = new Conditions();
    where.words(text, how, keys);
    if (where.values.length === 0) return [];
    return db.query<{ id: string }>(`select x.id from ${from} where ${where.sql}`, where.values);
  };
  const actors = view === 'full' ? await named('user_account x', ['x.name']) : [];
  const alliances = await named('alliance x', ['x.name', 'x.code']);
  const words = searchWords(text);
  const kinds = [...commands]
    .filter(([kind, { title }]) => kind.includes(text.toLowerCase()) || hasWords(title, words))
    .map(([kind]) => kind);
  return { actors: actors.map((a) => a.id), kinds, alliances: alliances.map((a) => a.id) };
}

/**
 * The filters over entries `e`. A text is a number of the chain, or a part of the name of an actor, a kind or an
 * alliance.
 */
async function journalWhere(
  db: Executor,
  p: ListParams,
  view: View,
  values: unknown[],
  how: Likeness,
): Promise<string> {
  const parts: string[] = [];
  const add = (sql: (at: string) => string, value: unknown) => {
    values.push(value);
    parts.push(sql(`$${values.length}`));
  };
  // Filtering by a person, a unit, an alliance or words must not reveal whom a reserved entry concerns, so reserved
  // entries are then left out.
  if (p.kind || p.actorId || p.unit || p.allianceId || p.subjectId || p.text?.trim())
    parts.push(`not (${reservedEntry})`);
  if (p.kind) add((at) => `e.kind = ${at}`, p.kind);
  if (p.actorId) add((at) => `e.actor_id = ${at}::uuid`, p.actorId);
  if (p.unit) add((at) => `e.unit_id = ${at}`, p.unit);
  if (p.allianceId) add((at) => `e.alliance_id = ${at}::uuid`, p.allianceId);
  if (p.subjectId) add((at) => `e.subject_id = ${at}::uuid`, p.subjectId);
  if (p.from) add((at) => `e.received_at >= (${at}::date)::timestamp at time zone 'America/La_Paz'`, p.from);
  if (p.to) add((at) => `e.received_at < (${at}::date + 1)::timestamp at time zone 'America/La_Paz'`, p.to);
  const text = p.text?.trim();
  if (text && /^\d{1,15}$/.test(text)) add((at) => `s.number = ${at}::bigint`, text);
  else if (text) {
    const { actors, kinds, alliances } = await namedBy(db, text, view, how);
    const at = values.push(actors, kinds, alliances);
    parts.push(
      `(e.actor_id = any($${at - 2}::text[]::uuid[]) or e.kind = any($${at - 1}::text[]) or e.alliance_id = any($${at}::text[]::uuid[]))`,
    );
  }
  return parts.length ? parts.join(' and ') : 'true';
}

const SCOPE = { unit: 'e.unit_id', alliance: 'e.alliance_id', organisation: 'e.organisation_id' } as const;

const page = ({ db, scopes, view, params }: Reading<ListParams>): Promise<JournalListView> =>
  searchedPage(params.text, async (how) => {
    const values: unknown[] = [];
    // Reserved entries are shown only in the journal of the whole country: in that of a unit, each would reveal that it
    // belongs to the unit.
    const whole = scopes.some((s) => s.kind === 'national') ? 'true' : `not ${reservedEntry}`;
    const where =
      `${scopeSql(scopes, SCOPE, values)} and ${whole} and ${await journalWhere(db, params, view, values, how)} ` +
      `and ${entriesSeen(view)}`;
    const [count] = await db.query<{ n: number }>(
      countedUpTo(
        `journal_entry e ${where.includes('s.number') ? 'left join journal_seal s on s.entry_id = e.id' : ''} where ${where}`,
      ),
      values,
    );
    // With a first or last day, entries are found by the index of the day, and the order within it is that of the
    // journal.
    const order = params.from || params.to ? ['e.received_at', 'e.n'] : ['e.n'];
    const rows = await journalEntries(
      db,
      where,
      values,
      { limit: params.pageSize, offset: (params.page - 1) * params.pageSize, order },
      view,
    );
    return { rows, total: count?.n ?? 0, page: params.page, pageSize: params.pageSize };
  });

/** The journal, newest first: for those who audit it. */
export const journalList = defineQuery({
  name: 'journal.list',
  title: 'consultar la bitácora',
  by: ['AUDITOR', 'UCN_ME', 'UCN_COORD', 'UOD_OPERADOR'],
  params: z.object(listParams) as unknown as z.ZodMiniType<ListParams>,
  columns: journalColumns,
  run: page,
});

/** What happened to one alliance, for everybody who may read the alliance, limited to their view. */
export const allianceJournal = defineQuery({
  name: 'alliance.journal',
  title: 'ver la historia de una alianza',
  by: RECORD_READERS,
  params: z.object({ ...listParams, allianceId: idSchema }) as unknown as z.ZodMiniType<ListParams>,
  columns: journalColumns,
  run: async (reading: Reading<ListParams>): Promise<JournalListView> => {
    const values: unknown[] = [reading.params.allianceId];
    const [alliance] = await reading.db.query(
      `select 1 from alliance a join alliance_profile p on p.record_id = a.id and p.standing = 'current' where a.id = $1::uuid and
       ${scopeSql(reading.scopes, ALLIANCE_SCOPE, values)}`,
      values,
    );
    if (!alliance) return { rows: [], total: 0, page: reading.params.page, pageSize: reading.params.pageSize };
    return page({ ...reading, scopes: [{ kind: 'national', ids: [], view: reading.view, role: 'UCN_ME' }] });
  },
});
