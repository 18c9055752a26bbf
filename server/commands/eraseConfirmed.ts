import { eraseImported, removeWithdrawn } from '../import/eraseImported.ts';
import type { ImportSystem } from '../import/run.ts';
import { erasuresBeforeSheets } from '../stores/importErasure.ts';

/**
 * Empties the entries whose erasure was confirmed and that still hold something, with what imports keep of the same
 * data. First the sheets and their rows, which are found by what the entry says; then the entry itself, through the
 * database's own function, because the application's role cannot touch the journal. Safe to run again and on several
 * servers. Answers how many entries were emptied.
 */
export async function eraseConfirmed(system: ImportSystem): Promise<number> {
  await removeWithdrawn(system);
  const waiting = await system.db.query<{ id: string; targetId: string }>(
    `select distinct on (e.target_id) e.id, e.target_id as "targetId" from erasure e where e.status = 'confirmed'
        and (exists (select from journal_body b where b.entry_id = e.target_id and b.body is not null)
          or exists (select from journal_change c where c.entry_id = e.target_id and c.after is not null)) order by e.target_id limit 100`,
  );
  let emptied = 0;
  const troubles: unknown[] = [];
  for (const erasure of waiting) {
    try {
      if (!(await eraseImported(system, erasure))) continue;
      await system.db.query('select erase_entry($1::uuid)', [erasure.targetId]);
      emptied += 1;
    } catch (trouble) {
      // One that fails does not stop the others; it is tried again later.
      troubles.push(trouble);
    }
  }
  if (troubles.length > 0) throw troubles[0];
  return emptied;
}

/**
 * Carries erasures confirmed before they reached imports into the rows that their entries came in from. What the entry
 * said is gone, so other sheets that speak of the same people cannot be found any more. Safe to run again; false while
 * an import is at work: then it is asked again.
 */
export async function eraseEarlierRows(system: ImportSystem): Promise<boolean> {
  for (const erasure of await erasuresBeforeSheets(system.db))
    if (!(await eraseImported(system, erasure))) return false;
  return true;
}
