import type { Head } from '../commands/sequencer.ts';
import type { Database, Transaction } from '../db/database.ts';
import type { FileStore } from '../files/fileStore.ts';
import { type FindingGroup, Findings } from './findings.ts';
import { countHeads } from './headFile.ts';
import { PAGE } from './pages.ts';
import { officialTables } from './storedRow.ts';
import { verifyChain, verifyUnsealed } from './verifyChain.ts';
import { comparePublished, verifyDerived } from './verifyDerived.ts';
import { erasedEntries } from './verifyErasures.ts';
import { verifyFiles } from './verifyFiles.ts';
import { verifyHeads } from './verifyHeads.ts';
import { verifyReceipts } from './verifyReceipts.ts';
import { verifyReference } from './verifyReference.ts';
import { verifyRights } from './verifyRights.ts';
import { verifyRemoved, verifyTable } from './verifyRows.ts';
import { verifySchema } from './verifySchema.ts';

export interface VerifyInput {
  readonly db: Database;
  readonly files: Pick<FileStore, 'get'>;
  /** Folder of the signing key and of heads.jsonl. */
  readonly keysDir: string;
  /**
   * How many lines heads.jsonl had when the database was in the state that is read. Needed when `db` is an earlier
   * copy, because heads published since lie beyond it. Counted now by default.
   */
  readonly headLines?: number;
  /** The public keys that a person keeps outside this machine (readKnownKeys); null when there is no such file. */
  readonly knownKeys?: ReadonlySet<string> | null;
  /** Whether what is computed from records is computed again and compared, which takes as long as all figures do. */
  readonly full?: boolean;
  /** How many rows are held at a time. */
  readonly page?: number;
  readonly onProgress?: (line: string) => void;
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly findings: readonly FindingGroup[];
  /** Sentences that are no findings: what an older installation lacks, what a person should look at. */
  readonly advice: readonly string[];
  readonly head: Head;
  /** How much was checked. */
  readonly counts: {
    readonly sealed: number;
    readonly waiting: number;
    readonly tables: number;
    readonly rows: number;
    readonly receipts: number;
    readonly files: number;
    readonly heads: number;
    /** How many objects of the structure were compared. */
    readonly objects: number;
  };
}

/**
 * Recomputes everything that the system claims: the chain, every entry, every row of every official table, receipts,
 * files, and the heads kept outside the database. It reads one snapshot page by page, so that a server may go on
 * working and memory does not grow with the database; it writes nothing. The embedded engine has one connection, so
 * there a copy is read (scripts/verify.ts).
 */
export async function verify(input: VerifyInput): Promise<VerifyReport> {
  const headLines = input.headLines ?? (await countHeads(input.keysDir));
  const found = new Findings();
  const read = await input.db.transaction(
    async (tx) => {
      await tx.script('set transaction isolation level repeatable read, read only');
      return verifyIn(tx, { ...input, headLines }, found);
    },
    { statementTimeoutMs: 0 },
  );
  if (!input.full) return read;
  await input.db.transaction((tx) => comparePublished(tx, found, read.head, input.db.engine), {
    statementTimeoutMs: 0,
  });
  return { ...read, ok: found.total === 0, findings: found.list(), advice: found.advice };
}

/** The same within a transaction that the caller began. */
export async function verifyIn(
  tx: Transaction,
  input: Omit<VerifyInput, 'db'>,
  found = new Findings(),
): Promise<VerifyReport> {
  const { files, keysDir, knownKeys = null, full = false, page = PAGE, onProgress = () => undefined } = input;
  const headLines = input.headLines ?? (await countHeads(keysDir));
  const { head, ...counts } = await readAll(tx, {
    files,
    keysDir,
    headLines,
    knownKeys,
    full,
    page,
    onProgress,
    found,
  });
  return { ok: found.total === 0, findings: found.list(), advice: found.advice, head, counts };
}

type Reading = Omit<Required<VerifyInput>, 'db'> & { found: Findings };

async function readAll(
  tx: Transaction,
  { files, keysDir, headLines, knownKeys, full, page, onProgress, found }: Reading,
) {
  const check = { tx, found, page, erased: await erasedEntries(tx, found) };
  onProgress('Estructura de la base');
  const objects = await verifySchema(tx, found);
  await verifyRights(tx, found);
  onProgress('Bitácora: recorriendo la cadena');
  const head = await verifyChain(check, (n) => onProgress(`Bitácora: ${n} asientos`));
  const waiting = await verifyUnsealed(check);
  onProgress('Datos de referencia');
  const reference = await verifyReference(tx, found, page);
  const tables = await officialTables(tx);
  let rows = 0;
  for (const table of tables) {
    rows += await verifyTable(check, table, (n) => onProgress(`Tabla ${table.name}: ${n} filas`));
  }
  onProgress('Filas que faltan');
  await verifyRemoved(check, tables);
  onProgress('Respuestas dadas');
  const receipts = await verifyReceipts(tx, found, page);
  const fileCount = await verifyFiles(tx, files, found, (n) => onProgress(`Archivos: ${n}`));
  onProgress('Huellas guardadas fuera de la base');
  const heads = await verifyHeads({ tx, keysDir, known: headLines, knownKeys, head, found });
  await verifyDerived(tx, found, head, full);
  const [sealed] = await tx.query<{ n: number }>('select count(*) as n from journal_seal');
  return {
    head,
    sealed: sealed?.n ?? 0,
    waiting,
    tables: tables.length,
    rows: rows + reference,
    receipts,
    files: fileCount,
    heads,
    objects,
  };
}
