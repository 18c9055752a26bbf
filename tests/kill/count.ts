import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../server/db/database.ts';
import type { Item, Outbox } from './outbox.ts';

/** The query that counts the rows written by each kind of command. */
const rowsOfKind: Readonly<Record<string, string>> = {
  'visit.register': 'select count(*)::int as n from visit where record_id = $1 and version = 1',
  'visit.correct': 'select count(*)::int as n from visit where record_id = $1 and version = 2',
  'sale.register': 'select count(*)::int as n from sale where record_id = $1 and version = 1',
  'document.record': 'select count(*)::int as n from source_document where id = $1',
  'alliance.adopt': 'select count(*)::int as n from alliance where id = $1',
};

const one = async (db: Database, sql: string, params: unknown[] = []): Promise<number> =>
  Number((await db.query(sql, params))[0]?.n ?? 0);

/**
 * Counts in plain SQL everything that the clients know they sent, one by one, and returns every difference. It uses
 * none of the program's own reading code. `baseline`: entries and receipts from before the clients began.
 */
export async function differences(
  db: Database,
  outboxes: readonly Outbox[],
  baseline: Baseline,
  filesFolder: string,
): Promise<string[]> {
  const found: string[] = [];
  const items = outboxes.flatMap((o) => o.items);
  for (const item of items) found.push(...(await ofCommand(db, item)));
  const sent = items.filter((i) => i.sent > 0);
  const files = outboxes.flatMap((o) => o.uploads).filter((u) => u.sent > 0);
  const equal = (what: string, counted: number, expected: number) => {
    if (counted !== expected) found.push(`${what}: ${counted}, expected ${expected}`);
  };
  const entries = sent.filter((i) => i.answers.at(-1) !== 'refused').length + files.length + baseline.entries;
  equal(
    'receipts',
    await one(db, `select count(*) as n from receipt where kind <> 'file.receive'`),
    sent.length + baseline.receipts,
  );
  equal('journal entries', await one(db, 'select count(*) as n from journal_entry'), entries);
  equal('sealed entries', await one(db, 'select count(*) as n from journal_seal'), entries);
  equal('highest number', await one(db, 'select coalesce(max(number), 0) as n from journal_seal'), entries);
  equal('bodies', await one(db, 'select count(*) as n from journal_body'), entries);
  equal('entries waiting', await one(db, 'select count(*) as n from journal_pending'), 0);
  equal('held commands', await one(db, 'select count(*) as n from held_command'), 0);
  equal('files registered', await one(db, 'select count(*) as n from stored_file'), files.length);
  for (const { hash } of files) found.push(...(await ofFile(db, hash, filesFolder)));
  return found;
}

export interface Baseline {
  readonly entries: number;
  readonly receipts: number;
}

export async function baselineOf(db: Pick<Database, 'query'>): Promise<Baseline> {
  const [row] = await db.query<{ entries: number; receipts: number }>(
    'select (select count(*) from journal_entry) as entries, (select count(*) from receipt) as receipts',
  );
  return { entries: row?.entries ?? 0, receipts: row?.receipts ?? 0 };
}

async function ofCommand(db: Database, item: Item): Promise<string[]> {
  const found: string[] = [];
  const what = `${item.kind} ${item.id}`;
  const last = item.answers.at(-1);
  if (item.sent === 0) return found;
  if (last === undefined) found.push(`${what}: never answered`);
  const finals = new Set(item.answers.filter((a) => a !== 'held' && a !== 'retry'));
  if (finals.size > 1) found.push(`${what}: answered ${[...finals].join(' and ')}`);
  if (last !== undefined && last !== 'accepted') found.push(`${what}: ended as ${last}`);
  const receipts = await db.query<{ status: string }>('select status from receipt where command_id = $1', [item.id]);
  if (receipts.length !== 1 || receipts[0]?.status !== last)
    found.push(`${what}: answered ${last}, receipt says ${receipts.map((r) => r.status).join() || 'nothing'}`);
  if ((await one(db, 'select count(*) as n from journal_entry where id = $1', [item.id])) !== 1)
    found.push(`${what}: not once in the journal`);
  if ((await one(db, 'select count(*) as n from journal_seal where entry_id = $1', [item.id])) !== 1)
    found.push(`${what}: not once in the chain`);
  const rows = await one(db, rowsOfKind[item.kind] ?? '', [item.subjectId]);
  if (rows !== 1) found.push(`${what}: ${rows} rows`);
  return found;
}

async function ofFile(db: Database, hash: string, folder: string): Promise<string[]> {
  const rows = await one(db, 'select count(*) as n from stored_file where hash = $1', [hash]);
  const bytes = await readFile(join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)).catch(() => null);
  const right = bytes !== null && createHash('sha256').update(bytes).digest('hex') === hash;
  return [
    ...(rows === 1 ? [] : [`file ${hash}: ${rows} rows`]),
    ...(right ? [] : [`file ${hash}: ${bytes ? 'other bytes' : 'not'} on disk`]),
  ];
}
