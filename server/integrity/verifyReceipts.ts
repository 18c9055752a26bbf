import { sha256 } from '../commands/hash.ts';
import type { Executor } from '../db/database.ts';
import type { FindingKind, Findings } from './findings.ts';
import { laterThan, pagesAfter } from './pages.ts';

/** The possible disagreements between what was answered and what was written, each as a query for ids of commands. */
const disagreements: readonly (readonly [FindingKind, string])[] = [
  [
    'receiptWithoutEntry',
    `select r.command_id as id from receipt r
      where r.status in ('accepted', 'conflict')
        and not exists (select 1 from journal_entry e where e.id = r.command_id)`,
  ],
  [
    'entryWithoutReceipt',
    `select e.id from journal_entry e
      where not exists (select 1 from receipt r where r.command_id = e.id and r.status in ('accepted', 'conflict'))`,
  ],
  [
    // A command that had been held keeps the moment of its first arrival, which is before that of its entry. Until
    // November 2026 a request that came in a moment earlier could run it, with its own moment: such entries stand.
    'receiptAltered',
    `select e.id from journal_entry e join receipt r on r.command_id = e.id where r.status in ('accepted', 'conflict') and (
       r.envelope_hash <> e.body_hash or r.actor_id <> e.actor_id or r.subject_id <> e.subject_id or r.kind <> e.kind
         or r.device_id <> e.device_id
       or r.device_seq <> e.device_seq or r.flags <> e.flags or r.problem is not null
       or r.received_at > e.received_at + interval '1 minute')`,
  ],
  [
    // The answer is «en conflicto» exactly when a conflict was recorded.
    'receiptAltered',
    `select r.command_id as id from receipt r where r.status = 'conflict'
       and not exists (select 1 from journal_change c where c.entry_id = r.command_id and c.noun = 'conflict' and c.op = 'insert')
     union all select c.entry_id from journal_change c join receipt r on r.command_id = c.entry_id and r.status = 'accepted'
      where c.noun = 'conflict' and c.op = 'insert'`,
  ],
  [
    'heldWithoutCommand',
    `select r.command_id as id from receipt r
      where r.status = 'held' and not exists (select 1 from held_command h where h.command_id = r.command_id)`,
  ],
  [
    'heldUnanswered',
    `select h.command_id as id from held_command h where not exists (select 1 from receipt r where r.command_id = h.command_id)`,
  ],
];

/**
 * Checks receipts against the journal in both directions, and held commands against what was answered. Returns how many
 * receipts there are.
 */
export async function verifyReceipts(tx: Executor, found: Findings, page: number): Promise<number> {
  for (const [kind, sql] of disagreements) {
    for (const { id } of await tx.query<{ id: string }>(`${sql} limit 1000`)) found.add(kind, `registro ${id}`);
  }
  await verifyHeld(tx, found, page);
  const [row] = await tx.query<{ n: number }>('select count(*) as n from receipt');
  return row?.n ?? 0;
}

interface WaitingRow extends Record<string, unknown> {
  readonly id: string;
  readonly envelope: string;
  readonly waits_for: string[];
  readonly agrees: boolean;
  readonly envelope_hash: string;
}

/** Checks that a held command is the one that arrived: its bytes, its author, its moment, and what it waits for. */
async function verifyHeld(tx: Executor, found: Findings, page: number): Promise<void> {
  const after = (id: string | null) =>
    tx.query<WaitingRow>(
      `select h.command_id as id, h.envelope, h.waits_for, r.envelope_hash,
        h.actor_id = r.actor_id and h.received_at = r.received_at as agrees
         from held_command h join receipt r on r.command_id = h.command_id
           where ${laterThan(id, 'h.command_id', '$1::uuid')} order by h.command_id limit $2`,
      [id, page],
    );
  for await (const rows of pagesAfter((r: WaitingRow) => r.id, after))
    for (const row of rows)
      if (!row.agrees || sha256(row.envelope) !== row.envelope_hash || !sameWaits(row))
        found.add('heldAltered', `registro ${row.id}`);
}

function sameWaits({ envelope, waits_for: waits }: WaitingRow): boolean {
  try {
    const { after } = JSON.parse(envelope) as { after: string[] };
    return after.length === waits.length && after.every((id) => waits.includes(id));
  } catch {
    return false;
  }
}
