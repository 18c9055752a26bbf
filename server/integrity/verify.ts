import type { Head } from '../commands/sequencer.ts';
import type { Database, Transaction } from '../db/database.ts';
import type { FileStore } from '../files/fileStore.ts';
import { type FindingGroup, Findings } from './findings.ts';
import { countHeads } from './headFile.ts';
import { PAGE } from './pages.ts';
import { officialTables } from './storedRow.ts';
import { verifyChain, verifyUnsealed } from './verifyChain.ts';
import { verifyFiles } from './verifyFiles.ts';
import { verifyHeads } from './verifyHeads.ts';
import { verifyReceipts } from './verifyReceipts.ts';
import { verifyRemoved, verifyTable } from './verifyRows.ts';

export interface VerifyInput {
  readonly db: Database;
  readonly files: Pick<FileStore, 'get'>;
  /** Folder of the signing key and of heads.jsonl. */
  readonly keysDir: string;
  /**
   * Lines that heads.jsonl had when the database was as it is read, where `db` is a copy made before: heads published since lie
   * beyond the copy. Counted now when not said.
   */
  readonly headLines?: number;
  /** Rows held at a time. */
  readonly page?: number;
  readonly onProgress?: (line: string) => void;
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly findings: readonly FindingGroup[];
  readonly head: Head;
  /** How much was looked at. */
  readonly counts: {
    readonly sealed: number;
    readonly waiting: number;
    readonly tables: number;
    readonly rows: number;
    readonly receipts: number;
    readonly files: number;
    readonly heads: number;
  };
}

/**
 * Recomputes everything that the system claims: the chain, every entry, every row of every official table, receipts, files,
 * and the heads kept outside the database. Reads one snapshot a page at a time, so a server may go on working and memory
 * does not grow with the database; writes nothing. The embedded engine has one connection, so there a copy is read (scripts/verify.ts).
 */
export async function verify({ db, files, keysDir, headLines, page = PAGE, onProgress = () => undefined }: VerifyInput): Promise<VerifyReport> {
  const found = new Findings();
  const known = headLines ?? (await countHeads(keysDir));
  const counts = await db.transaction(
    async (tx) => {
      await tx.script('set transaction isolation level repeatable read, read only');
      return readAll(tx, { files, keysDir, headLines: known, page, onProgress, found });
    },
    { statementTimeoutMs: 0 },
  );
  const { head, ...rest } = counts;
  return { ok: found.total === 0, findings: found.list(), head, counts: rest };
}

type Reading = Omit<Required<VerifyInput>, 'db'> & { found: Findings };

async function readAll(tx: Transaction, { files, keysDir, headLines, page, onProgress, found }: Reading) {
  const check = { tx, found, page };
  onProgress('Bitácora: recorriendo la cadena');
  const head = await verifyChain(check, (n) => onProgress(`Bitácora: ${n} asientos`));
  const waiting = await verifyUnsealed(check);
  const tables = await officialTables(tx);
  let rows = 0;
  for (const table of tables) {
    rows += await verifyTable(check, table, (n) => onProgress(`Tabla ${table.name}: ${n} filas`));
  }
  onProgress('Filas que faltan');
  await verifyRemoved(check, tables);
  onProgress('Respuestas dadas');
  const receipts = await verifyReceipts(tx, found);
  const fileCount = await verifyFiles(tx, files, found, (n) => onProgress(`Archivos: ${n}`));
  onProgress('Huellas guardadas fuera de la base');
  const heads = await verifyHeads(tx, keysDir, headLines, head, found);
  const [sealed] = await tx.query<{ n: number }>('select count(*) as n from journal_seal');
  return { head, sealed: sealed?.n ?? 0, waiting, tables: tables.length, rows, receipts, files: fileCount, heads };
}
