import { type Day, dayOf } from '../../domain/kernel/dates.ts';
import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import { type Actor, type Scope, scopeOf, widestView } from '../../domain/people/actor.ts';
import { roleNames, roles, type View } from '../../domain/people/roles.ts';
import { CATALOGUE, type FeedKind, type FeedPage, type FeedSubject, type FeedTable } from '../../domain/sync/feed.ts';
import { sha256 } from '../commands/hash.ts';
import { sealAll } from '../commands/sequencer.ts';
import type { Database, Executor } from '../db/database.ts';
import { readServerPosition } from '../stores/serverPosition.ts';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import { catalogueKinds, kinds } from './kinds.ts';
import { readOwn } from './own.ts';

/**
 * Roles that work without signal: programme staff assigned to alliances by name, and the organisation's own people. A
 * buyer or a bank of an alliance gets no records on a phone.
 */
const fieldRoles = roleNames.filter(
  (role) => ['alliances', 'organisation'].includes(roles[role].scope) && roles[role].view === 'full',
);

/** The most new alliances in one page; further ones follow in the next (`more`). */
const NEW_PER_PAGE = 6;
/** How often a page is read again when entries were committed but not yet sealed while it was read. */
const SEAL_TRIES = 5;

export interface FeedRequest {
  readonly actor: Actor;
  readonly cursor: string | undefined;
  /** The device, to tell the numbers and gaps of its own commands; null when the phone does not give it. */
  readonly deviceId: string | null;
  /** Whether the app knows the subject of a person's own records. An older app would not store it. */
  readonly own?: boolean;
  /** Whether the app knows commitments. An alliance that was sent without them is sent whole again once it does. */
  readonly commitments?: boolean;
  readonly now: () => string;
}

/**
 * The next page of a person's feed. It is read in one snapshot and has only sealed entries: when the entry that wrote
 * one of its rows is not sealed yet, it is sealed and the page is read again.
 */
export async function readFeed(db: Database, request: FeedRequest): Promise<FeedPage> {
  for (let i = 0; i < SEAL_TRIES; i++) {
    const page = await db.transaction(async (tx) => {
      await tx.script('set transaction isolation level repeatable read');
      return readPage(tx, request);
    });
    if (page) return page;
    await sealAll(db, request.now);
  }
  throw new ProblemError(problem('busy'));
}

async function readPage(
  tx: Executor,
  { actor, cursor: text, deviceId, own: wantsOwn, commitments = false, now }: FeedRequest,
): Promise<FeedPage | null> {
  const at = now();
  const today = dayOf(at);
  const standing = await readServerPosition(tx);
  const read = readCursor(text);
  const cursor: Cursor =
    read && read.epoch === standing.epoch && read.actorId === actor.id && read.number <= standing.head
      ? read
      : { epoch: standing.epoch, actorId: actor.id, number: 0, held: {}, catalogue: null, own: '' };

  const reach = await reachOf(tx, actor, today, commitments);
  const lost = Object.keys(cursor.held).filter((id) => !reach.has(id));
  const changed = [...reach].filter(([id, { mark }]) => cursor.held[id] !== mark);
  const fresh = changed.slice(0, NEW_PER_PAGE).map(([id]) => id);
  const kept = [...reach.keys()].filter((id) => cursor.held[id] === reach.get(id)?.mark);

  const subjects: FeedSubject[] = [];
  const byView = Map.groupBy([...fresh, ...kept], (id) => reach.get(id)?.view ?? 'published');
  for (const [view, ids] of byView) {
    const rows = await readRows(tx, { ids, fresh: new Set(fresh), since: cursor.number, view, me: actor.id });
    if (rows === null) return null;
    subjects.push(...rows);
  }
  const catalogue = await readCatalogue(tx);
  if (catalogue.hash !== cursor.catalogue) subjects.push(catalogue.subject);
  const own = wantsOwn ? await readOwn(tx, actor, today) : null;
  if (wantsOwn && !own) return null;
  if (own && own.hash !== cursor.own) subjects.push(own.subject);

  const held = Object.fromEntries([...fresh, ...kept].map((id) => [id, reach.get(id)?.mark ?? ''] as const));
  return {
    ...standing,
    now: at,
    today,
    cursor: writeCursor({
      epoch: standing.epoch,
      actorId: actor.id,
      number: standing.head,
      held,
      catalogue: catalogue.hash,
      own: own?.hash ?? '',
    }),
    more: changed.length > fresh.length,
    subjects,
    lost,
    ...(await readDevice(tx, actor.id, deviceId, cursor.number)),
  };
}

interface Reached {
  readonly view: View;
  /**
   * The view, and the joined names of its organisation. When either changes, the alliance is sent whole, because its
   * members change with them.
   */
  readonly mark: string;
}

/**
 * The alliances that an actor gets on a phone today, each with its view. Reach over a whole unit or the nation works
 * only in the office.
 */
async function reachOf(tx: Executor, actor: Actor, today: Day, commitments: boolean): Promise<Map<string, Reached>> {
  const scopes = scopeOf(actor, today, fieldRoles).filter((s) => s.kind === 'alliances' || s.kind === 'organisation');
  const ids = (kind: Scope['kind']) => [...new Set(scopes.filter((s) => s.kind === kind).flatMap((s) => s.ids))];
  if (scopes.length === 0) return new Map();
  const rows = await tx.query<{ id: string; organisation_id: string; names: string[] }>(
    `select a.id, a.organisation_id,
      array(select n.id::text from organisation own
        join organisation n on coalesce(n.merged_into, n.id) = coalesce(own.merged_into, own.id)
         where own.id = a.organisation_id order by n.id) as names
       from alliance a where a.id = any($1::text[]::uuid[]) or a.organisation_id = any($2::text[]::uuid[]) order by a.id`,
    [ids('alliances'), ids('organisation')],
  );
  const reached = new Map<string, Reached>();
  for (const { id, organisation_id, names } of rows) {
    const view = widestView(scopes.filter((s) => s.ids.includes(s.kind === 'alliances' ? id : organisation_id)));
    if (view)
      reached.set(id, {
        view,
        mark: `${view}${commitments ? '*' : ''}${names.length > 1 ? `+${sha256(names.join()).slice(0, 8)}` : ''}`,
      });
  }
  return reached;
}

interface RowsRequest {
  readonly ids: readonly string[];
  readonly fresh: ReadonlySet<string>;
  readonly since: number;
  readonly view: View;
  readonly me: string;
}

interface FeedRow extends Record<string, unknown> {
  kind: FeedKind;
  subject: string;
  unsealed: boolean;
  keep: boolean;
  row: unknown[];
}

const statements = new Map<View, string>();

/** One statement for all kinds: the rows of new subjects, and those touched since the number of the cursor. */
function statementFor(view: View): string {
  let sql = statements.get(view);
  if (sql) return sql;
  sql = kinds
    .map((k) => {
      const fields = Object.values(k.fields).map((f) => (f.personal && view !== 'full' ? 'null' : f.sql));
      return `select '${k.kind}' as kind, ${k.subject}::text as subject, seal.unsealed, ${k.keep ?? 'true'} as keep,
        jsonb_build_array(${fields.join(', ')}) as row
        from ${k.from}
        cross join lateral (
          select max(coalesce(s.number, 0)) as number, bool_or(w.entry_id is not null) as unsealed
            from unnest(array[${k.entries.join(', ')}]) as e(id)
            left join journal_seal s on s.entry_id = e.id left join journal_pending w on w.entry_id = e.id
           where e.id is not null) seal
       where ${k.subject} = any($1::text[]::uuid[]) and (${k.where?.('$4') ?? 'true'})
         and (seal.unsealed or ((${k.keep ?? 'true'}) and ${k.subject} = any($2::text[]::uuid[]))
           or (not ${k.subject} = any($2::text[]::uuid[]) and seal.number > $3))`;
    })
    .join('\nunion all\n');
  statements.set(view, sql);
  return sql;
}

async function readRows(tx: Executor, { ids, fresh, since, view, me }: RowsRequest): Promise<FeedSubject[] | null> {
  const rows = await tx.query<FeedRow>(statementFor(view), [ids, ids.filter((id) => fresh.has(id)), since, me]);
  if (rows.some((r) => r.unsealed)) return null;
  const bySubject = Map.groupBy(rows, (r) => r.subject);
  const out: FeedSubject[] = [];
  for (const id of ids) {
    const own = bySubject.get(id) ?? [];
    const whole = fresh.has(id);
    if (!whole && own.length === 0) continue;
    const gone = own.filter((r) => !r.keep).map((r) => [r.kind, String(r.row[0])] as const);
    out.push({ id, whole, tables: tablesOf(own.filter((r) => r.keep)), gone });
  }
  return out;
}

function tablesOf(rows: readonly FeedRow[]): Partial<Record<FeedKind, FeedTable>> {
  const tables: Partial<Record<FeedKind, FeedTable>> = {};
  for (const [kind, own] of Map.groupBy(rows, (r) => r.kind)) {
    const definition = kinds.find((k) => k.kind === kind);
    if (definition) tables[kind] = { fields: Object.keys(definition.fields), rows: own.map((r) => r.row) };
  }
  return tables;
}

async function readCatalogue(tx: Executor): Promise<{ hash: string; subject: FeedSubject }> {
  const sql = catalogueKinds
    .map(({ kind, sql: own }) => `select '${kind}' as kind, x.row, x.k from (${own}) x`)
    .join(' union all ');
  const rows = await tx.query<{ kind: FeedKind; row: unknown[]; k: string }>(
    `select kind, row from (${sql}) all_rows order by kind, k`,
  );
  const tables: Partial<Record<FeedKind, FeedTable>> = {};
  for (const { kind, fields } of catalogueKinds) {
    const own = rows.filter((r) => r.kind === kind);
    if (own.length > 0) tables[kind] = { fields, rows: own.map((r) => r.row) };
  }
  return {
    hash: sha256(JSON.stringify(tables)).slice(0, 16),
    subject: { id: CATALOGUE, whole: true, tables, gone: [] },
  };
}

const MOST_GAPS = 50;

/**
 * What the journal has of a device's commands: their numbers in the journal since the cursor, and which of the device's
 * numbers never came.
 */
async function readDevice(
  tx: Executor,
  actorId: string,
  deviceId: string | null,
  since: number,
): Promise<Pick<FeedPage, 'sealed' | 'missing'>> {
  if (!deviceId) return { sealed: [], missing: [] };
  const sealed = await tx.query<{ id: string; number: number }>(
    `select e.id, s.number from journal_entry e join journal_seal s on s.entry_id = e.id
      where e.device_id = $1::text::uuid and e.actor_id = $2::text::uuid and s.number > $3 order by s.number`,
    [deviceId, actorId, since],
  );
  const gaps = await tx.query<{ from: number; to: number }>(
    `select last + 1 as "from", device_seq - 1 as "to" from (
       select device_seq, lag(device_seq, 1, 0::bigint) over (order by device_seq) as last
         from (select distinct device_seq from receipt where device_id = $1::text::uuid) d) g
      where device_seq - last > 1 order by 1 limit ${MOST_GAPS}`,
    [deviceId],
  );
  return { sealed: sealed.map((r) => [r.id, r.number] as const), missing: gaps.map((g) => [g.from, g.to] as const) };
}
