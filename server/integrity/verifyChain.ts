import { changesText, entryText, GENESIS, type JournalEntry, sealText } from '../../domain/kernel/journal.ts';
import { rowHash, sha256 } from '../commands/hash.ts';
import { camelNames } from '../commands/names.ts';
import type { Head } from '../commands/sequencer.ts';
import type { Executor } from '../db/database.ts';
import type { Findings } from './findings.ts';
import { isoInstant } from './storedRow.ts';

/** Entries read at a time: a few megabytes whatever the size of the journal. */
const SLICE = 2000;

interface EntryParts {
  readonly entry_id: string;
  readonly entry: Record<string, unknown> | null;
  readonly body: string | null;
}

interface SealRow extends EntryParts, Record<string, unknown> {
  readonly number: number;
  readonly digest: string;
  readonly hash: string;
}

interface ChangeRow extends Record<string, unknown> {
  readonly entry_id: string;
  readonly noun: string;
  readonly row_id: string;
  readonly op: 'insert' | 'update';
  readonly row_hash: string;
  readonly after: Record<string, unknown> | null;
}

/** Walks the sealed chain from its first link: numbers, links, and what each entry says. Returns the head it reached. */
export async function verifyChain(tx: Executor, found: Findings, onProgress: (done: number) => void): Promise<Head> {
  let head: Head = { number: 0, hash: GENESIS };
  let read = 0;
  for (;;) {
    const seals = await tx.query<SealRow>(
      `select s.number, s.entry_id, s.digest, s.hash, to_jsonb(e) as entry, b.body
         from (select * from journal_seal where number > $1 order by number limit ${SLICE}) s
         left join journal_entry e on e.id = s.entry_id left join journal_body b on b.entry_id = s.entry_id
        order by s.number`,
      [head.number],
    );
    if (seals.length === 0) return head;
    for (const seal of seals) {
      if (seal.number !== head.number + 1) found.add('numberGap', `del número ${head.number} se pasa al ${seal.number}`);
      if (sha256(sealText(seal.number, head.hash, seal.digest)) !== seal.hash) found.add('brokenLink', `número ${seal.number}`);
      head = { number: seal.number, hash: seal.hash };
    }
    await verifyEntries(tx, found, seals, new Map(seals.map((s) => [s.entry_id, s])));
    read += seals.length;
    onProgress(read);
  }
}

/** Entries outside the chain: those that wait for their number are checked like the rest, the others should not exist. */
export async function verifyUnsealed(tx: Executor, found: Findings): Promise<number> {
  let after = '00000000-0000-0000-0000-000000000000';
  let waiting = 0;
  for (;;) {
    const rows = await tx.query<EntryParts & { pending: boolean } & Record<string, unknown>>(
      `select e.id as entry_id, to_jsonb(e) as entry, b.body, p.entry_id is not null as pending
         from journal_entry e left join journal_body b on b.entry_id = e.id left join journal_pending p on p.entry_id = e.id
        where e.id > $1::uuid and not exists (select 1 from journal_seal s where s.entry_id = e.id) order by e.id limit ${SLICE}`,
      [after],
    );
    if (rows.length === 0) break;
    for (const row of rows) if (!row.pending) found.add('entryUnsealed', described(row));
    await verifyEntries(tx, found, rows, new Map());
    waiting += rows.filter((r) => r.pending).length;
    after = rows[rows.length - 1]?.entry_id ?? after;
  }
  const leftovers = await tx.query<{ id: string }>(
    `select p.entry_id as id from journal_pending p
      where not exists (select 1 from journal_entry e where e.id = p.entry_id) or exists (select 1 from journal_seal s where s.entry_id = p.entry_id) limit 100`,
  );
  for (const { id } of leftovers) found.add('pendingLeftover', `asiento ${id}`);
  const orphans = await tx.query<{ part: string; id: string }>(
    `select 'cambios' as part, c.entry_id as id from (select distinct entry_id from journal_change) c where not exists (select 1 from journal_entry e where e.id = c.entry_id)
     union all select 'contenido', b.entry_id from journal_body b where not exists (select 1 from journal_entry e where e.id = b.entry_id) limit 100`,
  );
  for (const { part, id } of orphans) found.add('orphan', `${part} del asiento ${id}`);
  return waiting;
}

/** Digest, body and changes of a slice of entries against each other, and against the digest that was sealed. */
async function verifyEntries(
  tx: Executor,
  found: Findings,
  parts: readonly EntryParts[],
  sealed: ReadonlyMap<string, { number: number; digest: string }>,
): Promise<void> {
  const changes = await changesOf(
    tx,
    parts.map((p) => p.entry_id),
  );
  for (const part of parts) {
    const seal = sealed.get(part.entry_id);
    if (!part.entry) {
      found.add('sealWithoutEntry', `número ${seal?.number ?? '?'}, asiento ${part.entry_id}`);
      continue;
    }
    const where = seal ? `número ${seal.number}, ${described(part)}` : described(part);
    const { entry, digest } = entryOf(part.entry);
    const computed = sha256(entryText(entry));
    if (computed !== digest || (seal && computed !== seal.digest)) found.add('entryAltered', where);
    if (part.body === null) found.add('bodyMissing', where);
    else if (sha256(part.body) !== entry.bodyHash) found.add('bodyAltered', where);
    const done = changes.get(part.entry_id) ?? [];
    if (sha256(changesText(done.map((c) => ({ noun: c.noun, rowId: c.row_id, op: c.op, rowHash: c.row_hash })))) !== entry.changesHash)
      found.add('changesAltered', where);
    for (const change of done) {
      if (change.after !== null && rowHash(change.after) !== change.row_hash)
        found.add('changeCopyAltered', `${where}, tabla ${change.noun}, fila ${change.row_id}`);
    }
  }
}

/** The entry as it was when its digest was taken: `n` and the digest itself are not part of it. */
function entryOf(row: Readonly<Record<string, unknown>>): { entry: JournalEntry; digest: unknown } {
  const { n: _order, digest, ...content } = row;
  const written = { ...content, captured_at: isoInstant(row.captured_at), received_at: isoInstant(row.received_at) };
  return { entry: camelNames(written) as unknown as JournalEntry, digest };
}

async function changesOf(tx: Executor, entryIds: readonly string[]): Promise<Map<string, ChangeRow[]>> {
  const rows = await tx.query<ChangeRow>(
    'select entry_id, noun, row_id, op, row_hash, after from journal_change where entry_id = any($1::text[]::uuid[]) order by entry_id, ordinal',
    [entryIds],
  );
  const byEntry = new Map<string, ChangeRow[]>();
  for (const row of rows) {
    const list = byEntry.get(row.entry_id);
    if (list) list.push(row);
    else byEntry.set(row.entry_id, [row]);
  }
  return byEntry;
}

/** Kind and id, nothing personal. */
function described(part: EntryParts): string {
  return `asiento ${part.entry_id} (${String(part.entry?.kind ?? '?')})`;
}
