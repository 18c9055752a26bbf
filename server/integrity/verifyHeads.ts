import type { Head } from '../commands/sequencer.ts';
import type { Executor } from '../db/database.ts';
import type { Findings } from './findings.ts';
import { type HeadLine, headText, readHeads } from './headFile.ts';
import { type HeadKey, readHeadKey } from './headKey.ts';
import { FIRST_ID, pagesAfter } from './pages.ts';

const SLICE = 1000;

/**
 * The journal against the heads kept outside the database. Returns how many lines were compared; without a key file there is
 * nothing to compare with, and the count is 0.
 * @param known lines that there were when the journal was as `tx` reads it; those after it speak of entries that came since
 */
export async function verifyHeads(tx: Executor, keysDir: string, known: number, head: Head, found: Findings): Promise<number> {
  const key = await readHeadKey(keysDir);
  const lines = new Set<string>();
  let compared: HeadLine[] = [];
  let count = 0;
  const flush = async (): Promise<void> => {
    await compare(tx, compared, head, found);
    compared = [];
  };
  let n = 0;
  const restores = await restorePoints(keysDir, key);
  for await (const line of readHeads(keysDir)) {
    n += 1;
    if (!line || !signed(line, key)) {
      found.add('headLineAltered', `línea ${n} de heads.jsonl`);
      continue;
    }
    count += 1;
    lines.add(line.signature);
    if (n > known) continue;
    // A later restore on purpose went back before this head: it binds no more.
    if (restores.some((r) => r.n > n && r.number < line.number)) continue;
    compared.push(line);
    if (compared.length >= SLICE) await flush();
  }
  await flush();
  if (key) await verifyPublications(tx, key, lines, found);
  return count;
}

async function restorePoints(keysDir: string, key: HeadKey | null): Promise<{ n: number; number: number }[]> {
  const points: { n: number; number: number }[] = [];
  let n = 0;
  for await (const line of readHeads(keysDir)) {
    n += 1;
    if (line?.kind === 'restore' && signed(line, key)) points.push({ n, number: line.number });
  }
  return points;
}

function signed(line: HeadLine, key: HeadKey | null): boolean {
  return key !== null && key.publicKey === line.publicKey && key.check(headText(line), line.signature);
}

async function compare(tx: Executor, lines: readonly HeadLine[], head: Head, found: Findings): Promise<void> {
  const wanted = lines.filter((l) => l.number > 0);
  if (wanted.length === 0) return;
  const seals = await tx.query<{ number: number; hash: string }>('select number, hash from journal_seal where number = any($1::text[]::bigint[])', [
    [...new Set(wanted.map((l) => l.number))],
  ]);
  const hashes = new Map(seals.map((s) => [s.number, s.hash]));
  for (const line of wanted) {
    if (line.number > head.number) found.add('tailCut', `el ${line.at} la bitácora llegaba al número ${line.number}; ahora llega al ${head.number}`);
    else if (hashes.get(line.number) !== line.hash) found.add('chainRecomputed', `número ${line.number}, publicado el ${line.at}`);
  }
}

interface PublishedRow extends Record<string, unknown> {
  readonly id: string;
  readonly number: number;
  readonly hash: string;
  readonly at: string;
  readonly epoch: string;
  readonly signature: string;
}

/** What the portal shows against what was signed. Heads of other servers on this database have other keys and other files. */
async function verifyPublications(tx: Executor, key: HeadKey, lines: ReadonlySet<string>, found: Findings): Promise<void> {
  const after = (id: string) =>
    tx.query<PublishedRow>(
      `select id, number, hash, published_at as at, epoch, signature from head_publication where public_key = $1 and id > $2::uuid order by id limit ${SLICE}`,
      [key.publicKey, id],
    );
  for await (const rows of pagesAfter(FIRST_ID, (r: PublishedRow) => r.id, after))
    for (const row of rows) {
      if (!key.check(headText({ ...row, kind: 'head' }), row.signature)) found.add('headPublicationAltered', `número ${row.number}, publicado el ${row.at}`);
      else if (!lines.has(row.signature)) found.add('headFileShort', `falta la huella del ${row.at}, número ${row.number}`);
    }
}
