import { idOfText } from '../../domain/kernel/ids.ts';
import type { Executor } from '../db/database.ts';

export const RECORD_KEY = 'signingKey.record';
/** The id under which the journal records everything about the key that signs heads. */
export const SIGNING_KEY_ID = idOfText('signingKey');

/**
 * The public keys recorded in the journal, in the order of its chain; entries that still wait for their number come
 * last.
 */
export async function recordedKeys(db: Executor): Promise<string[]> {
  const rows = await db.query<{ body: string | null }>(
    `select b.body from journal_entry e join journal_body b on b.entry_id = e.id left join journal_seal s on s.entry_id = e.id
      where e.subject_id = $1 and e.kind = $2 order by s.number nulls last, e.n`,
    [SIGNING_KEY_ID, RECORD_KEY],
  );
  return rows.flatMap(({ body }) => {
    const key = body === null ? undefined : keyIn(body);
    return key === undefined ? [] : [key];
  });
}

/** An altered body may contain anything; the alteration itself is found elsewhere. */
function keyIn(body: string): string | undefined {
  try {
    const key = (JSON.parse(body) as { body?: { publicKey?: unknown } }).body?.publicKey;
    return typeof key === 'string' ? key : undefined;
  } catch {
    return undefined;
  }
}
