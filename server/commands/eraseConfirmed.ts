import type { Executor } from '../db/database.ts';

/**
 * Empties the entries whose erasure was confirmed and that still hold something, by the database's own function: the application's role
 * cannot touch the journal. Safe to run again and on several servers. Answers how many entries were emptied.
 */
export async function eraseConfirmed(db: Executor): Promise<number> {
  const rows = await db.query<{ emptied: number }>(
    `select erase_entry(x.target_id) as emptied from (
       select distinct e.target_id from erasure e where e.status = 'confirmed'
          and (exists (select from journal_body b where b.entry_id = e.target_id and b.body is not null)
            or exists (select from journal_change c where c.entry_id = e.target_id and c.after is not null)) limit 100) x`,
  );
  return rows.length;
}
