import { neverErased } from '../../domain/people/erasure.ts';
import type { Executor } from '../db/database.ts';
import type { Findings } from './findings.ts';

interface Target extends Record<string, unknown> {
  readonly id: string;
  readonly kind: string;
  /** Whether it still has content. */
  readonly holds: boolean;
}

/**
 * The entries that may be without content: those whose erasure two persons decided. The row that says so is official
 * and is proved like any other; entries that are never erased may not be empty, whatever a row says. An erasure that
 * was confirmed and not carried out yet is reported.
 */
export async function erasedEntries(tx: Executor, found: Findings): Promise<ReadonlySet<string>> {
  const targets = await tx.query<Target>(
    `select e.id, e.kind, exists (select from journal_body b where b.entry_id = e.id and b.body is not null)
        or exists (select from journal_change c where c.entry_id = e.id and c.after is not null) as holds
       from journal_entry e where e.id in (select x.target_id from erasure x where x.status = 'confirmed')`,
  );
  const allowed = targets.filter((t) => !neverErased(t.kind));
  const waiting = allowed.filter((t) => t.holds).length;
  if (waiting > 0) found.advise('erasurePending', String(waiting));
  return new Set(allowed.map((t) => t.id));
}
