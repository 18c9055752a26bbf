import { GENESIS } from '../../domain/kernel/journal.ts';
import type { Head } from '../commands/sequencer.ts';
import type { Executor } from '../db/database.ts';
import type { Findings } from './findings.ts';
import { type HeadLine, headText, readHeads } from './headFile.ts';
import { readHeadKey } from './headKey.ts';
import { signedBy } from './knownKeys.ts';
import { laterThan, pagesAfter } from './pages.ts';
import { recordedKeys } from './recordedKeys.ts';

const SLICE = 1000;

export interface HeadsCheck {
  readonly tx: Executor;
  readonly keysDir: string;
  /**
   * How many lines there were when the journal was in the state that `tx` reads; later lines are about later entries.
   */
  readonly known: number;
  /** The public keys that a person keeps outside this machine; null when none were given. */
  readonly knownKeys: ReadonlySet<string> | null;
  readonly head: Head;
  readonly found: Findings;
}

/**
 * Checks the journal against the heads kept outside the database, and these against the keys that may sign them: the
 * ones that a person keeps outside; without them, the first that the journal recorded; and before it recorded any, the
 * one in the folder. A journal without a key or without heads is a finding: somebody who deletes the proof must not
 * look like somebody who never had any. Returns how many heads were compared.
 */
export async function verifyHeads({ tx, keysDir, known, knownKeys, head, found }: HeadsCheck): Promise<number> {
  const own = (await readHeadKey(keysDir))?.publicKey ?? null;
  const recorded = await recordedKeys(tx);
  if (!knownKeys) found.advise('noKnownKeys');
  if (recorded.length === 0) found.advise('keyNotRecorded');
  const trusted = knownKeys ?? new Set(recorded.length > 0 ? recorded.slice(0, 1) : own === null ? [] : [own]);
  if (head.number > 0 && own === null) found.add('keyMissing', 'head-signing.pem');
  else if (own !== null && !trusted.has(own))
    found.add('keyUnknown', `la clave con que firma este servidor, ${shown(own)}`);
  if (knownKeys)
    for (const key of recorded.filter((k) => !knownKeys.has(k)))
      found.add('keyUnknown', `la clave que anotó la bitácora, ${shown(key)}`);
  const lines = new Set<string>();
  let compared: HeadLine[] = [];
  let count = 0;
  const flush = async (): Promise<void> => {
    await compare(tx, compared, head, found);
    compared = [];
  };
  let n = 0;
  const restores = await restorePoints(keysDir, trusted);
  if (restores.length > 0) found.advise('restored', restores.map((r) => `${r.at}, asiento ${r.number}`).join('; '));
  for await (const line of readHeads(keysDir)) {
    n += 1;
    if (!line || !signed(line)) {
      found.add('headLineAltered', `línea ${n} de heads.jsonl`);
      continue;
    }
    lines.add(line.signature);
    if (!trusted.has(line.publicKey)) {
      found.add('keyUnknown', `línea ${n} de heads.jsonl, ${shown(line.publicKey)}`);
      continue;
    }
    count += 1;
    if (n > known) continue;
    // A later intended restore went back before this head, so it no longer has to match.
    if (restores.some((r) => r.n > n && r.number < line.number)) continue;
    compared.push(line);
    if (compared.length >= SLICE) await flush();
  }
  await flush();
  const published = await verifyPublications(tx, { own, trusted, lines, head, found });
  if (head.number > 0 && count === 0)
    found.add('headsMissing', published === 0 ? 'ni en heads.jsonl ni en la base' : 'heads.jsonl');
  return count;
}

const shown = (publicKey: string): string => `…${publicKey.slice(-12)}`;

interface RestorePoint {
  readonly n: number;
  readonly number: number;
  readonly at: string;
}

async function restorePoints(keysDir: string, trusted: ReadonlySet<string>): Promise<RestorePoint[]> {
  const points: RestorePoint[] = [];
  let n = 0;
  for await (const line of readHeads(keysDir)) {
    n += 1;
    if (line?.kind === 'restore' && trusted.has(line.publicKey) && signed(line))
      points.push({ n, number: line.number, at: line.at });
  }
  return points;
}

function signed(line: HeadLine): boolean {
  return signedBy(line.publicKey, headText(line), line.signature);
}

type Place = Pick<HeadLine, 'number' | 'hash' | 'at'>;

async function compare(tx: Executor, lines: readonly Place[], head: Head, found: Findings): Promise<void> {
  const seals =
    lines.length === 0
      ? []
      : await tx.query<{ number: number; hash: string }>(
          'select number, hash from journal_seal where number = any($1::text[]::bigint[])',
          [[...new Set(lines.map((l) => l.number))]],
        );
  const hashes = new Map(seals.map((s) => [s.number, s.hash]));
  hashes.set(0, GENESIS);
  for (const line of lines) {
    if (line.number > head.number)
      found.add('tailCut', `el ${line.at} la bitácora llegaba al número ${line.number}; ahora llega al ${head.number}`);
    else if (hashes.get(line.number) !== line.hash)
      found.add('chainRecomputed', `número ${line.number}, publicado el ${line.at}`);
  }
}

interface PublishedRow extends Record<string, unknown> {
  readonly id: string;
  readonly number: number;
  readonly hash: string;
  readonly at: string;
  readonly epoch: string;
  readonly signature: string;
  readonly public_key: string;
}

interface Outside {
  readonly own: string | null;
  readonly trusted: ReadonlySet<string>;
  /** The signatures in the file. */
  readonly lines: ReadonlySet<string>;
  readonly head: Head;
  readonly found: Findings;
}

/**
 * Checks the heads that the portal shows: they must be signed by a permitted key, belong to this journal, and be in the
 * file too. Returns how many there are.
 */
async function verifyPublications(tx: Executor, { own, trusted, lines, head, found }: Outside): Promise<number> {
  const after = (id: string | null) =>
    tx.query<PublishedRow>(
      `select id, number, hash, published_at as at, epoch, signature, public_key from head_publication
        where ${laterThan(id, 'id', '$1::uuid')} order by id limit ${SLICE}`,
      [id],
    );
  let count = 0;
  for await (const rows of pagesAfter((r: PublishedRow) => r.id, after)) {
    count += rows.length;
    const good: PublishedRow[] = [];
    for (const row of rows) {
      const where = `número ${row.number}, publicado el ${row.at}`;
      if (!signedBy(row.public_key, headText({ ...row, kind: 'head' }), row.signature))
        found.add('headPublicationAltered', where);
      else if (!trusted.has(row.public_key)) found.add('keyUnknown', `${where}, ${shown(row.public_key)}`);
      else if (row.public_key === own && !lines.has(row.signature))
        found.add('headFileShort', `falta la huella del ${row.at}, número ${row.number}`);
      // A head that this server published was compared as a line of its file; heads of another server of this database
      // are in that server's file.
      else if (row.public_key !== own) good.push(row);
    }
    await compare(tx, good, head, found);
  }
  return count;
}
