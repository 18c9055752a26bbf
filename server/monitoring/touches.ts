import { measures } from '../../domain/monitoring/indicators.ts';
import { lives } from '../../domain/nouns.ts';
import type { Database, Executor } from '../db/database.ts';
import { touchedAlliances, touchedWithin } from './touched.ts';

/** Nouns whose changes touch the alliances that they lead to: touched.ts follows each. */
const BY_ALLIANCE = [
  'agreement',
  'alliance',
  'alliance_profile',
  'alliance_stage',
  'alliance_transfer',
  'commercial_agreement',
  'family',
  'organisation',
  'organisation_member',
  'person',
  'sale',
  'visit',
];

/** Nouns that no measure reads: nothing is computed again for them. A measure that comes to read one moves it up (touches.int.test.ts). */
const NOTHING = [
  'access_reset',
  'api_token',
  'assignment',
  'buyer',
  'community',
  'conflict',
  'delegation',
  'device',
  'duplicate_question',
  'erasure',
  'review',
  'role_grant',
  'signing_key',
  'source_document',
  'stored_file',
  'user_account',
  'verification_batch',
];
/** Nouns that are declared, with their steps, while no measure reads one of them. */
const read = new Set(measures.flatMap((m) => m.reads));
const declared = lives.some(({ noun }) => read.has(noun.name) || read.has(noun.table))
  ? []
  : [...lives.flatMap(({ noun }) => [noun.name, noun.table]), 'life_step'];
/** Every other noun touches all there is: parameters, catalogues, and what is not known here yet. */
const KNOWN = [...BY_ALLIANCE, ...NOTHING, ...declared];

/** Beyond so many new entries, telling their alliances apart costs more than computing everything again. */
const MOST_ENTRIES = 20_000;

/** Writing down what was touched is for one at a time. */
const TOUCH_LOCK = 7_412_002n;

export interface Touches extends Record<string, unknown> {
  /** The last sealed entry that was looked at. */
  readonly sealed_number: number;
  /** The last sealed entry that may have changed every figure. */
  readonly everything: number;
}

const STATE = 'select sealed_number, everything from touch_state where id = 1';

/**
 * Brings `alliance_touch` up to the last sealed entry, and says how far that is. Whoever computed something when an alliance's number was
 * lower must compute it again. Any server may do it at any time; numbers only grow.
 */
export async function bringTouches(db: Database): Promise<Touches> {
  const [state] = await db.query<Touches>(STATE);
  const [head] = await db.query<{ n: number | null }>('select max(number) as n from journal_seal');
  const sealedNumber = head?.n ?? 0;
  if (state && state.sealed_number >= sealedNumber) return state;
  const unknown = !state || sealedNumber - state.sealed_number > MOST_ENTRIES;
  const everything = unknown ? sealedNumber : Math.max(state.everything, await lastOfEverything(db, state.sealed_number, sealedNumber));
  const touched = unknown ? [] : await touchedAlliances(db, state.sealed_number, sealedNumber);
  return db.transaction(
    async (tx) => {
      if (touched.length > 0)
        await tx.query(
          `insert into alliance_touch (alliance_id, sealed_number) select unnest($1::uuid[]), $2
           on conflict (alliance_id) do update set sealed_number = greatest(alliance_touch.sealed_number, excluded.sealed_number)`,
          [touched, sealedNumber],
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

/**
 * What was touched up to a sealed entry, as `bringTouches` would say it, without writing anything: for each alliance the last entry that may
 * have changed what it counts, where that is after the ones of old; and the last that may have changed all. Null where so much is new that
 * everything would be computed again.
 */
export async function readTouches(tx: Executor, upTo: number): Promise<{ everything: number; alliances: ReadonlyMap<string, number> } | null> {
  const [state] = await tx.query<Touches>(STATE);
  if (!state || upTo - state.sealed_number > MOST_ENTRIES) return null;
  const known = await tx.query<{ id: string; n: number }>('select alliance_id as id, sealed_number as n from alliance_touch');
  const alliances = new Map(known.map(({ id, n }) => [id, n]));
  for (const id of await touchedWithin(tx, state.sealed_number, upTo)) alliances.set(id, upTo);
  return { everything: Math.max(state.everything, await lastOfEverything(tx, state.sealed_number, upTo)), alliances };
}

/** The last of the entries after one seal and up to another that changed something of no known noun; 0 where none did. */
async function lastOfEverything(db: Executor, after: number, upTo: number): Promise<number> {
  const [row] = await db.query<{ n: number | null }>(
    `select max(s.number) as n
       from journal_seal s join journal_entry e on e.id = s.entry_id left join journal_change c on c.entry_id = e.id
      where s.number > $1 and s.number <= $2 and coalesce(c.noun, e.subject_noun) <> all($3::text[])`,
    [after, upTo, KNOWN],
  );
  return row?.n ?? 0;
}

/** How a noun touches figures. */
export function touchOf(noun: string): 'alliances' | 'nothing' | 'everything' {
  return BY_ALLIANCE.includes(noun) ? 'alliances' : KNOWN.includes(noun) ? 'nothing' : 'everything';
}
