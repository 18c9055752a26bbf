import type { Executor } from '../db/database.ts';

/** Identities of the alliances of a programme, always in one order. */
export async function programmeAlliances(db: Executor, programme: string): Promise<string[]> {
  return (await db.query<{ id: string }>('select id from alliance where programme_id = $1 order by id', [programme])).map((row) => row.id);
}
