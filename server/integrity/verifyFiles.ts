import { createHash } from 'node:crypto';
import type { Executor } from '../db/database.ts';
import type { FileStore } from '../files/fileStore.ts';
import type { Findings } from './findings.ts';

const SLICE = 500;
/** Files read at the same time: reading waits for the disk, hashing for the processor. */
const AT_ONCE = 4;

/** Every file that a record names, byte by byte. Returns how many there are. */
export async function verifyFiles(tx: Executor, files: Pick<FileStore, 'get'>, found: Findings, onProgress: (done: number) => void): Promise<number> {
  let after = '';
  let read = 0;
  for (;;) {
    const rows = await tx.query<{ hash: string; bytes: number }>(`select hash, bytes from stored_file where hash > $1 order by hash limit ${SLICE}`, [after]);
    if (rows.length === 0) return read;
    const queue = [...rows];
    const work = async () => {
      for (let file = queue.pop(); file; file = queue.pop()) await verifyFile(files, found, file);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    read += rows.length;
    after = rows[rows.length - 1]?.hash ?? after;
    onProgress(read);
  }
}

async function verifyFile(files: Pick<FileStore, 'get'>, found: Findings, { hash, bytes }: { hash: string; bytes: number }): Promise<void> {
  const content = await files.get(hash);
  if (content === null) found.add('fileMissing', `archivo ${hash}`);
  else if (content.byteLength !== bytes || createHash('sha256').update(content).digest('hex') !== hash) found.add('fileChanged', `archivo ${hash}`);
}
