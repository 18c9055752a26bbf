import { createHash } from 'node:crypto';
import type { Executor } from '../db/database.ts';
import type { FileStore } from '../files/fileStore.ts';
import type { Findings } from './findings.ts';
import { laterThan, pagesAfter } from './pages.ts';

const SLICE = 500;
/** How many files are read at the same time: reading waits for the disk, hashing for the processor. */
const AT_ONCE = 4;

interface FileRow extends Record<string, unknown> {
  readonly hash: string;
  readonly bytes: number;
  readonly withdrawn: boolean;
  /** The copy that replaces it, when it was withdrawn. */
  readonly copyHash: string | null;
}

/** Checks every file that a record names, byte by byte. Returns how many there are. */
export async function verifyFiles(
  tx: Executor,
  files: Pick<FileStore, 'get'>,
  found: Findings,
  onProgress: (done: number) => void,
): Promise<number> {
  let read = 0;
  const after = (hash: string | null) =>
    tx.query<FileRow>(
      `select hash, bytes, withdrawn_on is not null as withdrawn, copy_hash as "copyHash" from stored_file
        where ${laterThan(hash, 'hash', '$1')} order by hash limit ${SLICE}`,
      [hash],
    );
  for await (const rows of pagesAfter((f: FileRow) => f.hash, after)) {
    const queue = [...rows];
    const work = async () => {
      for (let file = queue.pop(); file; file = queue.pop()) await verifyFile(files, found, file);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    read += rows.length;
    onProgress(read);
  }
  return read;
}

async function verifyFile(
  files: Pick<FileStore, 'get'>,
  found: Findings,
  { hash, bytes, withdrawn, copyHash }: FileRow,
): Promise<void> {
  if (withdrawn) {
    if (await files.get(hash)) found.advise('withdrawnThere', `archivo ${hash}`);
    const copy = copyHash === null ? null : await files.get(copyHash);
    if (copyHash !== null && copy === null) found.add('fileMissing', `copia ${copyHash} del archivo ${hash}`);
    else if (copy && createHash('sha256').update(copy).digest('hex') !== copyHash)
      found.add('fileChanged', `copia ${copyHash} del archivo ${hash}`);
    return;
  }
  // A name that is no hash belongs to no file of ours, and might lead out of the folder.
  const content = /^[0-9a-f]{64}$/.test(hash) ? await files.get(hash) : null;
  if (content === null) found.add('fileMissing', `archivo ${hash}`);
  else if (content.byteLength !== bytes || createHash('sha256').update(content).digest('hex') !== hash)
    found.add('fileChanged', `archivo ${hash}`);
}
