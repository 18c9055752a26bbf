import { createHmac, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { type Day, isDay } from '../../domain/kernel/dates.ts';
import { isPhrase, normalPhrase, weekOf, weeksAround } from '../../domain/participation/recoveryPhrase.ts';
import { atMost } from '../files/atMost.ts';
import { ensureSessionKey } from '../identity/sessionKey.ts';
import { keysDirOf } from '../integrity/headKey.ts';
import type { System } from '../system.ts';

/** As slow as the hash of a password (better-auth: scrypt of 32 MB). */
const SLOW = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const slowly = promisify<string, Buffer, number, object, Buffer>(scrypt);
/** Each takes 32 MB and a processor core for a while. */
const inTurn = atMost(2);
/** After this many weeks a phrase finds nothing any more. */
const REMEMBERED = 104;

/**
 * The key under which a phrase is found. Its salt comes from the municipality and the week, so that a search costs the
 * same whether nobody or a thousand people complained there; and from a key that is not in the database, so that
 * whoever steals only the database cannot try phrases.
 */
async function keyOf(system: System, municipality: string, week: number, phrase: string): Promise<string> {
  const secret = await ensureSessionKey(keysDirOf(system.config.dataDir));
  const salt = createHmac('sha256', secret).update(`complaint recovery\n${municipality}\n${week}`).digest();
  return inTurn(async () => (await slowly(normalPhrase(phrase), salt, 32, SLOW)).toString('hex'));
}

/** Stores the phrase of an accepted complaint; the first phrase stays. */
export async function rememberPhrase(
  system: System,
  complaintId: string,
  municipality: string | null,
  day: Day,
  phrase: string,
): Promise<void> {
  const week = weekOf(day);
  const key = await keyOf(system, municipality ?? '', week, phrase);
  await system.db.query(
    'insert into complaint_recovery (complaint_id, key, week) values ($1, $2, $3) on conflict do nothing',
    [complaintId, key, week],
  );
  await system.db.query('delete from complaint_recovery where week < $1', [week - REMEMBERED]);
}

/**
 * The code of the complaint that somebody made in a municipality around a day with a phrase. Null for everything else,
 * also when two people chose the same phrase: neither is told the other's code.
 */
export async function codeByPhrase(
  system: System,
  said: { municipality: string; day: string; phrase: string },
): Promise<string | null> {
  if (!isDay(said.day) || !isPhrase(said.phrase)) return null;
  const keys: string[] = [];
  for (const week of weeksAround(said.day)) keys.push(await keyOf(system, said.municipality, week, said.phrase));
  const found = await system.db.query<{ code: string }>(
    'select c.code from complaint_recovery r join complaint c on c.id = r.complaint_id where r.key = any($1::text[]) limit 2',
    [keys],
  );
  return found.length === 1 ? (found[0]?.code ?? null) : null;
}
