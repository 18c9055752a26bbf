import { GENESIS, sealText } from '../../domain/kernel/journal.ts';
import type { Database } from '../db/database.ts';
import { sha256 } from './hash.ts';
import { lockKey } from './lockKey.ts';

/** Only one sequencer seals at a time, in any process. */
const SEQUENCER_LOCK = lockKey('00000000-0000-7000-8000-0000005ea1e5');
const BATCH = 2000;

export interface Head {
  readonly number: number;
  readonly hash: string;
}

/**
 * Gives committed entries their gapless number and chained hash, in the order of application. An entry is visible only
 * once it is committed, and two entries of one subject commit in the order of their `n` (the lock of the subject is
 * held while `n` is taken); so the entries of a subject are sealed in the order in which they were applied. Returns the
 * new head, or null when nothing waited.
 */
async function sealPending(db: Database, now: () => string): Promise<Head | null> {
  return db.transaction(
    async (tx) => {
      const pending = await tx.query<{ id: string; digest: string }>(
        `select e.id, e.digest from journal_pending p join journal_entry e on e.id = p.entry_id order by p.n limit ${BATCH}`,
      );
      if (pending.length === 0) return null;
      const last = await readHead(tx);
      let { number, hash } = last;
      const seals = pending.map(({ id, digest }) => {
        number += 1;
        hash = sha256(sealText(number, hash, digest));
        return { number, entry_id: id, digest, hash, sealed_at: now() };
      });
      await tx.query(
        `with gone as (delete from journal_pending
          where entry_id in (select (x->>'entry_id')::uuid from jsonb_array_elements($1::text::jsonb) x))
         insert into journal_seal (number, entry_id, digest, hash, sealed_at)
         select number, entry_id, digest, hash, sealed_at from jsonb_populate_recordset(null::journal_seal, $1::text::jsonb)`,
        [JSON.stringify(seals)],
      );
      return { number, hash };
    },
    { locks: [SEQUENCER_LOCK] },
  );
}

/** The last link of the chain; number 0 and the genesis hash when there is no link. */
export async function readHead(db: { query: Database['query'] }): Promise<Head> {
  const rows = await db.query<{ number: number; hash: string }>(
    'select number, hash from journal_seal order by number desc limit 1',
  );
  return rows[0] ?? { number: 0, hash: GENESIS };
}

/** Seals until nothing is left. */
export async function sealAll(db: Database, now: () => string): Promise<Head> {
  let head: Head | null = null;
  for (;;) {
    const next = await sealPending(db, now);
    if (!next) return head ?? (await readHead(db));
    head = next;
  }
}

/** Seals in the background: soon after `wake`, and every second, because another process may have committed. */
export function startSequencer(
  db: Database,
  now: () => string,
  onError: (error: unknown) => void,
  onSealed: (head: Head) => void = () => {},
) {
  let stopped = false;
  let running: Promise<void> | null = null;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = sealAll(db, now)
      .then((head) => onSealed(head), onError)
      .finally(() => {
        running = null;
        if (again) {
          again = false;
          schedule(50);
        } else schedule(1000);
      });
  };
  const schedule = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(run, ms);
  };
  schedule(0);
  return {
    wake: () => schedule(50),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
