import type { ProblemView } from '../../domain/kernel/views.ts';
import { type FeedPage, type PackRow, rowKey } from '../../domain/sync/feed.ts';
import { afterRestore, mayLeave, readWhole, type WholeAnswer } from '../../domain/sync/outbox.ts';
import { sealJson } from './crypto.ts';
import type { LocalRow, MetaRow, PhoneDatabase } from './database.ts';
import { rowLabel } from './pack.ts';
import { type Person, storing } from './person.ts';

/** The result of asking for a page. 'done': no page is left; 'more': ask again at once. */
export type PullOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'more' }
  | { readonly kind: 'failed'; readonly answer: WholeAnswer; readonly status: number };

/** Asks for the next page of the feed and applies it. */
export async function pull(person: Person): Promise<PullOutcome> {
  const meta = await metaOf(person);
  // Another tab of this phone was faster: what it wrote is read before this page is applied.
  if (meta.cursor !== person.pack.cursor) await person.pack.reload(person.db, person.key, person.owner);
  const search = new URLSearchParams({ device: person.deviceId, actor: person.owner, own: '2' });
  if (meta.cursor) search.set('cursor', meta.cursor);
  let status = 0;
  let json: unknown = null;
  try {
    ({ status, json } = await person.ports.call('GET', `/api/sync?${search}`));
  } catch {
    return { kind: 'failed', answer: { kind: 'again' }, status: 0 };
  }
  if (status !== 200) {
    const said = problemIn(json);
    // The session belongs to another person, so this one has to log in.
    const answer: WholeAnswer = said?.code === 'SIGG-203' ? { kind: 'pause', problem: said } : readWhole(status, said);
    return { kind: 'failed', answer, status };
  }
  const page = json as FeedPage;
  const applied = await applyPage(person, page, meta);
  return page.more || !applied ? { kind: 'more' } : { kind: 'done' };
}

export async function metaOf(person: Pick<Person, 'db' | 'owner'>): Promise<MetaRow> {
  const meta = await person.db.meta.get(person.owner);
  if (!meta) throw new Error('no meta for this person');
  return meta;
}

export function problemIn(json: unknown): ProblemView | null {
  const said = (json as { problem?: ProblemView } | null)?.problem;
  return typeof said?.code === 'string' ? said : null;
}

/**
 * Applies a page with its cursor in one transaction: either all of it is stored, or nothing, and the same page comes
 * again. Everything is sealed before the transaction opens. False when the cursor moved meanwhile, because another tab
 * was faster.
 */
async function applyPage(person: Person, page: FeedPage, asked: MetaRow): Promise<boolean> {
  const restored = asked.epoch !== null && asked.epoch !== page.epoch;
  const changes = person.ports.rules.changesOf(page);
  const rows = await Promise.all(changes.put.map((row) => sealRow(person, row, page.head)));
  const offsetMs = person.clock.contact(page.now);
  const done = await storing(() =>
    writePage(
      person,
      page,
      asked,
      { clear: restored ? null : changes.clear, remove: changes.remove, rows },
      offsetMs,
      restored,
    ),
  );
  if (!done) return false;
  if (restored) person.pack.clear();
  person.pack.apply(changes, page.cursor);
  person.changed();
  return true;
}

interface SealedChanges {
  /** Subjects to empty; null for everything (the server was restored). */
  readonly clear: readonly string[] | null;
  readonly remove: readonly string[];
  readonly rows: readonly LocalRow[];
}

function writePage(
  person: Person,
  page: FeedPage,
  asked: MetaRow,
  { clear, remove, rows }: SealedChanges,
  offsetMs: number,
  restored: boolean,
): Promise<boolean> {
  const { db, owner } = person;
  return db.transaction('rw', [db.rows, db.meta, db.outbox, db.files], async () => {
    const meta = await metaOf(person);
    if (meta.cursor !== asked.cursor || meta.epoch !== asked.epoch) return false;
    if (clear === null) await db.rows.where('owner').equals(owner).delete();
    else for (const subjectId of clear) await db.rows.where('[owner+subjectId]').equals([owner, subjectId]).delete();
    await db.rows.bulkDelete(remove.map((key) => `${owner}|${key}`));
    await db.rows.bulkPut([...rows]);
    if (restored) await sendAgain(db, owner);
    for (const [id, number] of page.sealed) await db.outbox.where('id').equals(id).modify({ number });
    await letGo(db, owner, page.durable);
    await db.meta.put({
      ...meta,
      cursor: page.cursor,
      epoch: page.epoch,
      head: page.head,
      durable: page.durable,
      offsetMs,
      syncedAt: person.ports.now(),
      missing: page.missing,
    });
    return true;
  });
}

/** After the server was restored, everything still here is sent again; the server recognises what it has. */
async function sendAgain(db: PhoneDatabase, owner: string): Promise<void> {
  await db.outbox
    .where('owner')
    .equals(owner)
    .modify((item) => {
      Object.assign(item, afterRestore(item) ?? {});
    });
  await db.files
    .where('owner')
    .equals(owner)
    .filter((f) => f.state === 'sent')
    .modify({ state: 'pending', number: null, nextTryAt: 0 });
}

/** The only place where something sent leaves the phone: a verified backup of the server holds it. */
async function letGo(db: PhoneDatabase, owner: string, durable: number): Promise<void> {
  const items = await db.outbox.where('owner').equals(owner).toArray();
  const leaving = items.filter((o) => mayLeave(o, durable)).map((o) => o.id);
  await db.outbox.bulkDelete(leaving);
  const kept = new Set(items.filter((o) => o.state !== 'withdrawn' && !leaving.includes(o.id)).map((o) => o.id));
  await db.files
    .where('owner')
    .equals(owner)
    .filter(
      (f) => f.state === 'sent' && f.number !== null && f.number <= durable && !f.usedBy.some((id) => kept.has(id)),
    )
    .delete();
}

async function sealRow({ owner, key }: Person, row: PackRow, seq: number): Promise<LocalRow> {
  const place = rowKey(row);
  const due = row.data.nextVisitOn ?? row.data.occurredOn ?? row.data.validTo ?? null;
  return {
    key: `${owner}|${place}`,
    owner,
    id: row.id,
    subjectId: row.subjectId,
    kind: row.kind,
    dueOn: typeof due === 'string' ? due : null,
    // The state of a person's own record must not be readable by whoever finds the phone, so it is only in the sealed
    // part.
    state: row.kind !== 'thing' && typeof row.data.state === 'string' ? row.data.state : null,
    seq,
    ...(await sealJson(key, rowLabel(owner, place), row.data)),
  };
}
