import { dayOf } from '../../domain/kernel/dates.ts';
import { idOfText } from '../../domain/kernel/ids.ts';
import { systemActor } from '../../domain/people/actor.ts';
import { compose } from '../commands/compose.ts';
import { type Head, readHead } from '../commands/sequencer.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../ids.ts';
import { log, logError } from '../log.ts';
import { readState } from '../stores/systemState.ts';
import type { System } from '../system.ts';
import { appendHead, type HeadLine, lastHead, signHead } from './headFile.ts';
import { ensureHeadKey, type HeadKey, keysDirOf } from './headKey.ts';
import { RECORD_KEY, recordedKeys, SIGNING_KEY_ID } from './recordedKeys.ts';

const HOUR_MS = 3_600_000;

interface Publisher {
  readonly db: Database;
  readonly keysDir: string;
  readonly key: HeadKey;
  readonly now: () => string;
}

/**
 * Signs the head of the journal, adds it to heads.jsonl and then to the table that the portal shows. The file comes
 * first because it is the proof: a published head that is in no file would look like a forgery.
 */
export async function publishHead({ db, keysDir, key, now }: Publisher): Promise<HeadLine> {
  const head = await readHead(db);
  const last = await lastHead(keysDir);
  if (last && !(await follows(db, head, last)))
    log('journal-contradicts-published-head', { published: last.number, head: head.number });
  const line = signHead(key, {
    kind: 'head',
    number: head.number,
    hash: head.hash,
    at: now(),
    epoch: (await readState<string>(db, 'epoch')) ?? '',
  });
  await appendHead(keysDir, line);
  await db.query(
    'insert into head_publication (id, number, hash, published_at, epoch, signature, public_key) values ($1, $2, $3, $4, $5, $6, $7)',
    [newId(), line.number, line.hash, line.at, line.epoch, line.signature, line.publicKey],
  );
  return line;
}

/** Whether the journal still contains what was published last. */
async function follows(db: Database, head: Head, last: HeadLine): Promise<boolean> {
  if (last.number === 0) return true;
  if (last.number > head.number) return false;
  const [seal] = await db.query<{ hash: string }>('select hash from journal_seal where number = $1', [last.number]);
  return seal?.hash === last.hash;
}

/**
 * Records in heads.jsonl that a backup was restored on purpose: from here on, heads published beyond the restored one
 * are no contradiction. The restore calls it once the new epoch is in the database.
 */
export async function recordRestore(db: Database, keysDir: string, at: string): Promise<HeadLine> {
  const key = await ensureHeadKey(keysDir);
  const head = await readHead(db);
  const line = signHead(key, {
    kind: 'restore',
    number: head.number,
    hash: head.hash,
    at,
    epoch: (await readState<string>(db, 'epoch')) ?? '',
  });
  await appendHead(keysDir, line);
  return line;
}

export interface HeadPublishing {
  /** Publishes now; used when the server closes, and by tests. */
  readonly publish: () => Promise<HeadLine>;
  /** Publishes a last time if something changed, and stops. */
  readonly stop: () => Promise<void>;
}

/**
 * Records in the journal which key signs its heads, once for each key. Answers the key when it is the first of this
 * installation: this is the only moment to keep it outside. `verify` does not trust a later key until a person puts it
 * into the file of known keys: somebody who removes the key and lets the server make another must not look like the
 * owner.
 */
export async function recordKey(system: Pick<System, 'db' | 'config' | 'now' | 'execute'>): Promise<string | null> {
  const { publicKey } = await ensureHeadKey(keysDirOf(system.config.dataDir));
  const known = await recordedKeys(system.db);
  if (known.includes(publicKey)) return null;
  const at = system.now();
  const id = idOfText(`${RECORD_KEY} ${publicKey}`);
  await system.execute(systemActor, [
    compose({
      id,
      kind: RECORD_KEY,
      actor: systemActor,
      subjectId: SIGNING_KEY_ID,
      body: { publicKey },
      occurredOn: dayOf(at),
      at,
    }),
  ]);
  return known.length === 0 ? publicKey : null;
}

/**
 * Publishes at the start and then every hour. A failure is logged and tried again after an hour; it stops no other
 * work.
 */
export async function startHeadPublishing(
  system: Pick<System, 'db' | 'config' | 'now'>,
  everyMs = HOUR_MS,
): Promise<HeadPublishing> {
  const keysDir = keysDirOf(system.config.dataDir);
  const publisher = { db: system.db, keysDir, key: await ensureHeadKey(keysDir), now: system.now };
  let running: Promise<unknown> = Promise.resolve();
  let last: HeadLine | null = null;
  const publish = (): Promise<HeadLine> => {
    const next = running.then(async () => {
      last = await publishHead(publisher);
      return last;
    });
    running = next.catch(() => undefined);
    return next;
  };
  const attempt = () => publish().catch((error: unknown) => logError('head-publishing', error));
  await attempt();
  const timer = setInterval(() => void attempt(), everyMs);
  timer.unref();
  return {
    publish,
    stop: async () => {
      clearInterval(timer);
      await running;
      const head = await readHead(system.db).catch(() => null);
      if (head && head.number !== last?.number) await attempt();
    },
  };
}
