import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Written {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** Makes what happened in a folder (a rename, a new name) survive a power cut. */
export async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a stream to another name, syncs it, renames it and syncs the folder, so that under its name there is never
 * half a file.
 */
export async function writeDurably(file: string, source: Readable, ...through: Transform[]): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const aside = `${file}.${process.pid}.part`;
  try {
    await pipeline([source, ...through, measure, createWriteStream(aside, { flush: true, mode: 0o600 })]);
    await rename(aside, file);
  } catch (thrown) {
    await rm(aside, { force: true });
    throw thrown;
  }
  await syncFolder(dirname(file));
  return { bytes, sha256: hash.digest('hex') };
}

/** SHA-256 and length of a file as it is on disk. */
export async function hashFile(file: string): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
