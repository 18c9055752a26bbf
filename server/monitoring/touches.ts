import type { Database, Executor } from '../db/database.ts';
import { type Touched, touchedAlliances, touchedWithin } from './touched.ts';
import { KNOWN } from './touchKinds.ts';

/** With more new entries than this, finding their alliances costs more than computing everything again. */
const MOST_ENTRIES = 20_000;

/** Only one process at a time records what was touched. */
const TOUCH_LOCK = 7_412_002n;

export interface Touches extends Record<string, unknown> {
  /** The number of the last sealed entry that was checked. */
  readonly sealed_number: number;
  /** The number of the last sealed entry that may have changed every figure. */
  readonly everything: number;
}

const STATE = 'select sealed_number, everything from touch_state where id = 1';

/**
 * Brings `alliance_touch` up to the last sealed entry and answers how far that is. Whatever was computed while the
 * number of an alliance was lower must be computed again. Any server may do this at any time; the numbers only grow.
 */
export async function bringTouches(db: Database): Promise<Touches> {
  const [state] = await db.query<Touches>(STATE);
  const [head] = await db.query<{ n: number | null }>('select max(number) as n from journal_seal');
  const sealedNumber = head?.n ?? 0;
  if (state && state.sealed_number >= sealedNumber) return state;
  const unknown = !state || sealedNumber - state.sealed_number > MOST_ENTRIES;
  const everything = unknown
    ? sealedNumber
    : Math.max(state.everything, await lastOfEverything(db, state.sealed_number, sealedNumber));
  const touched: Touched = unknown ? [] : await touchedAlliances(db, state.sealed_number, sealedNumber);
  return db.transaction(
    async (tx) => {
      if (touched.length > 0)
        await tx.query(
          `insert into alliance_touch (alliance_id, noun, sealed_number) select id, noun, $3 from unnest($1::uuid[], $2::text[]) t(id, noun)
           on conflict (alliance_id, noun) do update set sealed_number = greatest(alliance_touch.sealed_number, excluded.sealed_number)`,
          [touched.map((t) => t.id), touched.map((t) => t.noun), sealedNumber],
        );
      await tx.query(
        `insert into touch_state (id, sealed_number, everything) values (1, $1, $2)
         on conflict (id) do update set sealed_number = greatest(touch_state.sealed_number, excluded.sealed_number),
           everything = greatest(touch_state.everything, excluded.everything)`,
        [sealedNumber, everything],
      );
      const [now] = await tx.query<Touches>(STATE);
      return now as Touches;
    },
    { locks: [TOUCH_LOCK] },
  );
}

/** A touch of an alliance by an entry, as it is recorded. */
interface Touch extends Record<string, unknown> {
  readonly id: string;
  readonly noun: string;
  readonly n: number;
}

/**
 * What was touched up to a sealed entry, as `bringTouches` would record it, without writing anything: for each alliance
 * the last entry that may have changed what it counts, and the last entry that may have changed all. Null when there is
 * so much new that everything would be computed again.
 */
export async function readTouches(
  tx: Executor,
  upTo: number,
): Promise<{ everything: number; alliances: readonly Touch[] } | null> {
  const [state] = await tx.query<Touches>(STATE);
  if (!state || upTo - state.sealed_number > MOST_ENTRIES) return null;
  const known = await tx.query<Touch>('select alliance_id as id, noun, sealed_number as n from alliance_touch');
  const since = await touchedWithin(tx, state.sealed_number, upTo);
  return {
    everything: Math.max(state.everything, await lastOfEverything(tx, state.sealed_number, upTo)),
    alliances: [...known, ...since.map((touched) => ({ ...touched, n: upTo }))],
  };
}

/** The last entry, after one seal up to another, that changed a noun which touches everything; 0 when there is none. */
async function lastOfEverything(db: Executor, after: number, upTo: number): Promise<number> {
  const [row] = await db.query<{ n: number | null }>(
    `select max(s.number) as n
       from journal_seal s join journal_entry e on e.id = s.entry_id left join journal_change c on c.entry_id = e.id
      where s.number > $1 and s.number <= $2 and coalesce(c.noun, e.subject_noun) <> all($3::text[])`,
    [after, upTo, KNOWN],
  );
  return row?.n ?? 0;
}
