import type { Executor } from '../db/database.ts';
import type { FindingKind, Findings } from './findings.ts';

/** Each disagreement between what was answered and what was written, as a query over command ids. */
const disagreements: readonly (readonly [FindingKind, string])[] = [
  [
    'receiptWithoutEntry',
    `select r.command_id as id from receipt r where r.status in ('accepted', 'conflict') and not exists (select 1 from journal_entry e where e.id = r.command_id)`,
  ],
  [
    'entryWithoutReceipt',
    `select e.id from journal_entry e where not exists (select 1 from receipt r where r.command_id = e.id and r.status in ('accepted', 'conflict'))`,
  ],
  [
    'receiptAltered',
    `select e.id from journal_entry e join receipt r on r.command_id = e.id where r.envelope_hash <> e.body_hash or r.actor_id <> e.actor_id or r.subject_id <> e.subject_id`,
  ],
  [
    'heldWithoutCommand',
    `select r.command_id as id from receipt r where r.status = 'held' and not exists (select 1 from held_command h where h.command_id = r.command_id)`,
  ],
];

/** Receipts against the journal, both ways. Returns how many receipts there are. */
export async function verifyReceipts(tx: Executor, found: Findings): Promise<number> {
  for (const [kind, sql] of disagreements) {
    for (const { id } of await tx.query<{ id: string }>(`${sql} limit 1000`)) found.add(kind, `registro ${id}`);
  }
  const [row] = await tx.query<{ n: number }>('select count(*) as n from receipt');
  return row?.n ?? 0;
}
