import {
  changesText,
  type EntryChange,
  entryText,
  GENESIS,
  type JournalEntry,
  knowsTexts,
  sealText,
} from '../../domain/kernel/journal.ts';
import { rowHash, sha256 } from '../commands/hash.ts';
import { camelNames } from '../commands/names.ts';
import type { Head } from '../commands/sequencer.ts';
import type { Executor } from '../db/database.ts';
import type { Findings } from './findings.ts';
import { groupsOf, laterThan, pagesAfter } from './pages.ts';
import { isoInstant } from './storedRow.ts';

interface EntryParts {
  readonly entry_id: string;
  readonly entry: Record<string, unknown> | null;
  /** The size of its body: one entry may be the review of hundreds of records. */
  readonly body_bytes: number;
  readonly changes: number;
}
const PARTS = (e: string, id: string) =>
  `to_jsonb(${e}) as entry, coalesce(octet_length(b.body), 0) as body_bytes,
    (select count(*) from journal_change c where c.entry_id = ${id}) as changes`;

interface SealRow extends EntryParts, Record<string, unknown> {
  readonly number: number;
  readonly digest: string;
  readonly hash: string;
  readonly text_version: number | null;
}

interface ChangeRow extends Record<string, unknown> {
  readonly entry_id: string;
  readonly noun: string;
  readonly row_id: string;
  readonly op: 'insert' | 'update';
  readonly row_hash: string;
  readonly ordinal: number;
  /** As text, so that only one of many rows is parsed at a time. */
  readonly after: string | null;
}

/** What all checks of the journal share. */
export interface JournalCheck {
  readonly tx: Executor;
  readonly found: Findings;
  /** How many rows are held at a time. */
  readonly page: number;
  /** Entries whose content may be empty (verifyErasures.ts). */
  readonly erased: ReadonlySet<string>;
}

/**
 * Checks the sealed chain from its first link: numbers, links, and the content of each entry. Returns the head that it
 * reached.
 */
export async function verifyChain(check: JournalCheck, onProgress: (done: number) => void): Promise<Head> {
  const { tx, found, page } = check;
  let head: Head = { number: 0, hash: GENESIS };
  let read = 0;
  const links = (after: number | null) =>
    tx.query<SealRow>(
      `select s.number, s.entry_id, s.digest, s.hash, s.text_version, ${PARTS('e', 's.entry_id')}
         from (select * from journal_seal where ${laterThan(after, 'number', '$1')} order by number limit $2) s
         left join journal_entry e on e.id = s.entry_id left join journal_body b on b.entry_id = s.entry_id
        order by s.number`,
      [after, page],
    );
  for await (const seals of pagesAfter((s: SealRow) => s.number, links)) {
    for (const seal of seals) {
      if (seal.number !== head.number + 1)
        found.add('numberGap', `del número ${head.number} se pasa al ${seal.number}`);
      if (!knowsTexts(seal.text_version)) found.add('textUnknown', `eslabón número ${seal.number}`);
      else if (sha256(sealText(seal.number, head.hash, seal.digest, seal.text_version)) !== seal.hash)
        found.add('brokenLink', `número ${seal.number}`);
      head = { number: seal.number, hash: seal.hash };
    }
    await verifyEntries(check, seals, new Map(seals.map((s) => [s.entry_id, s])));
    read += seals.length;
    onProgress(read);
  }
  return head;
}

type UnsealedRow = EntryParts & { readonly pending: boolean } & Record<string, unknown>;

/**
 * Entries outside the chain. Those that wait for their number are checked like the others; any further ones should not
 * exist.
 */
export async function verifyUnsealed(check: JournalCheck): Promise<number> {
  const { tx, found, page } = check;
  let waiting = 0;
  const outside = (after: string | null) =>
    tx.query<UnsealedRow>(
      `select e.id as entry_id, ${PARTS('e', 'e.id')}, p.entry_id is not null as pending
         from journal_entry e left join journal_body b on b.entry_id = e.id left join journal_pending p on p.entry_id = e.id
        where ${laterThan(after, 'e.id', '$1::uuid')}
          and not exists (select 1 from journal_seal s where s.entry_id = e.id)
          order by e.id limit $2`,
      [after, page],
    );
  for await (const rows of pagesAfter((r: UnsealedRow) => r.entry_id, outside)) {
    for (const row of rows) if (!row.pending) found.add('entryUnsealed', described(row));
    await verifyEntries(check, rows, new Map());
    waiting += rows.filter((r) => r.pending).length;
  }
  const leftovers = await tx.query<{ id: string }>(
    `select p.entry_id as id from journal_pending p
      where not exists (select 1 from journal_entry e where e.id = p.entry_id)
        or exists (select 1 from journal_seal s where s.entry_id = p.entry_id) limit 100`,
  );
  for (const { id } of leftovers) found.add('pendingLeftover', `asiento ${id}`);
  const orphans = await tx.query<{ part: string; id: string }>(
    `select 'cambios' as part, c.entry_id as id from (select distinct entry_id from journal_change) c
      where not exists (select 1 from journal_entry e where e.id = c.entry_id)
     union all select 'contenido', b.entry_id from journal_body b
       where not exists (select 1 from journal_entry e where e.id = b.entry_id) limit 100`,
  );
  for (const { part, id } of orphans) found.add('orphan', `${part} del asiento ${id}`);
  await verifyOrder(check);
  return waiting;
}

/**
 * Checks the order column `n`, which the chain does not cover: the entries of one subject were sealed in the order in
 * which they were applied, each has its own number, those that wait carry the number of their entry, and the counter is
 * not behind the numbers given.
 */
async function verifyOrder({ tx, found }: JournalCheck): Promise<void> {
  const wrong = await tx.query<{ id: string }>(
    `select id from (
       select e.id, e.n, s.number, lag(e.n) over (partition by e.subject_id order by s.number) as before
         from journal_entry e join journal_seal s on s.entry_id = e.id
     ) x where before >= n
     union all select p.entry_id from journal_pending p join journal_entry e on e.id = p.entry_id where p.n <> e.n
     union all select (array_agg(id))[1] from journal_entry group by n having count(*) > 1 limit 1000`,
  );
  for (const { id } of wrong) found.add('orderAltered', `asiento ${id}`);
  const counters = await tx.query<{ name: string; behind: boolean }>(
    `select 'journal_entry.n' as name,
      coalesce(pg_sequence_last_value(pg_get_serial_sequence('journal_entry', 'n')::regclass), 0) < coalesce(max(n),
        0) as behind
        from journal_entry
     union all select 'access_log.n',
       coalesce(pg_sequence_last_value(pg_get_serial_sequence('access_log', 'n')::regclass), 0) < coalesce(max(n), 0)
         from access_log`,
  );
  for (const { name } of counters.filter((c) => c.behind)) found.add('counterBehind', name);
}

/** Checks digest, body and changes of some entries against each other, and against the digest that was sealed. */
async function verifyEntries(
  check: JournalCheck,
  parts: readonly EntryParts[],
  sealed: ReadonlyMap<string, { number: number; digest: string }>,
): Promise<void> {
  const { tx, found, page } = check;
  for (const group of groupsOf(parts, page, (p) => ({ rows: p.changes, bytes: p.body_bytes }))) {
    const places = new Map(group.map((part) => [part.entry_id, placeOf(part, sealed.get(part.entry_id))]));
    const bodies = await tx.query<{ entry_id: string; body: string | null }>(
      'select entry_id, body from journal_body where entry_id = any($1::text[]::uuid[])',
      [[...places.keys()]],
    );
    const bodyOf = new Map(bodies.map((b) => [b.entry_id, b.body]));
    const changes = await verifyChanges(check, group, places);
    for (const part of group) {
      const seal = sealed.get(part.entry_id);
      const where = places.get(part.entry_id) ?? '';
      if (!part.entry) {
        found.add('sealWithoutEntry', `número ${seal?.number ?? '?'}, asiento ${part.entry_id}`);
        continue;
      }
      const { entry, digest } = entryOf(part.entry);
      if (!knowsTexts(entry.textVersion)) {
        found.add('textUnknown', where);
        continue;
      }
      const computed = sha256(entryText(entry));
      if (computed !== digest || (seal && computed !== seal.digest)) found.add('entryAltered', where);
      const body = bodyOf.get(part.entry_id) ?? null;
      if (body === null) {
        // It was emptied by a confirmed erasure; its row stays.
        if (!bodyOf.has(part.entry_id) || !check.erased.has(part.entry_id)) found.add('bodyMissing', where);
      } else if (sha256(body) !== entry.bodyHash) found.add('bodyAltered', where);
      if (sha256(changesText(changes.get(part.entry_id) ?? [], entry.textVersion)) !== entry.changesHash)
        found.add('changesAltered', where);
    }
  }
}

/**
 * Checks the copies of rows stored with some entries, each against its hash. Returns, by entry and in order, what the
 * entries' own hashes are taken over.
 */
async function verifyChanges(
  { tx, found, page, erased }: JournalCheck,
  group: readonly EntryParts[],
  places: ReadonlyMap<string, string>,
): Promise<Map<string, EntryChange[]>> {
  const known = new Set(group.filter((p) => p.entry).map((p) => p.entry_id));
  const byEntry = new Map<string, EntryChange[]>();
  for await (const rows of changePages(tx, group, page)) {
    for (const { entry_id: id, noun, row_id: rowId, op, row_hash: hash, after } of rows) {
      const where = () => `${places.get(id)}, tabla ${noun}, fila ${rowId}`;
      if (known.has(id) && after === null && !erased.has(id)) found.add('changeCopyMissing', where());
      if (known.has(id) && after !== null && rowHash(JSON.parse(after)) !== hash)
        found.add('changeCopyAltered', where());
      const list = byEntry.get(id);
      const change = { noun, rowId, op, rowHash: hash };
      if (list) list.push(change);
      else byEntry.set(id, [change]);
    }
  }
  return byEntry;
}

const CHANGES = 'select entry_id, ordinal, noun, row_id, op, row_hash, after::text as after from journal_change';

/** The changes of a group of entries in order: together when they are few, page by page for an entry with many. */
async function* changePages(
  tx: Executor,
  group: readonly EntryParts[],
  page: number,
): AsyncGenerator<readonly ChangeRow[]> {
  const [first] = group;
  if (first && first.changes > page) {
    const next = (after: number | null) =>
      tx.query<ChangeRow>(
        `${CHANGES} where entry_id = $1::uuid and ${laterThan(after, 'ordinal', '$2')} order by ordinal limit $3`,
        [first.entry_id, after, page],
      );
    yield* pagesAfter((c: ChangeRow) => c.ordinal, next);
  } else
    yield await tx.query<ChangeRow>(`${CHANGES} where entry_id = any($1::text[]::uuid[]) order by entry_id, ordinal`, [
      group.map((p) => p.entry_id),
    ]);
}

/** The entry as it was when its digest was taken, without `n` and the digest itself. */
function entryOf(row: Readonly<Record<string, unknown>>): { entry: JournalEntry; digest: unknown } {
  const { n: _order, digest, ...content } = row;
  const written = { ...content, captured_at: isoInstant(row.captured_at), received_at: isoInstant(row.received_at) };
  return { entry: camelNames(written) as unknown as JournalEntry, digest };
}

function placeOf(part: EntryParts, seal: { number: number } | undefined): string {
  return seal ? `número ${seal.number}, ${described(part)}` : described(part);
}

/** The kind and the id of an entry; nothing personal. */
function described(part: EntryParts): string {
  return `asiento ${part.entry_id} (${String(part.entry?.kind ?? '?')})`;
}
