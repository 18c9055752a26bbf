/** As much of the tar format (ustar) as a data folder needs: files and folders with short names. Others can open it with `tar`. */
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

const block = 512;
const sliceBytes = 1 << 20;
/** How many files wait for the disk at once; one after the other, each would wait for a commit of its own. */
const syncsAtOnce = 16;

function header(name: string, size: number, kind: '0' | '5'): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`name too long for the archive: ${name}`);
  const bytes = Buffer.alloc(block);
  const field = (text: string, at: number): void => void bytes.write(text, at, 'latin1');
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits - 1, '0')}\0`;
  bytes.write(name, 0, 'utf8');
  field(octal(kind === '5' ? 0o700 : 0o600, 8), 100);
  field(octal(0, 8), 108);
  field(octal(0, 8), 116);
  field(octal(size, 12), 124);
  field(octal(0, 12), 136);
  field('        ', 148);
  field(kind, 156);
  field('ustar\x0000', 257);
  let sum = 0;
  for (const byte of bytes) sum += byte;
  field(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return bytes;
}

const padding = (size: number): Buffer => Buffer.alloc((block - (size % block)) % block);

export function* tarFolder(name: string): Generator<Buffer> {
  yield header(`${name}/`, 0, '5');
}

export function* tarText(name: string, text: string): Generator<Buffer> {
  const bytes = Buffer.from(text);
  yield header(name, bytes.length, '0');
  yield bytes;
  yield padding(bytes.length);
}

/**
 * One file in slices. Its length is that at opening: what is written beyond it meanwhile is left out, and what is cut
 * off meanwhile reads as zeros. A file that is gone is skipped.
 */
export async function* tarFile(name: string, path: string): AsyncGenerator<Buffer> {
  const file = await open(path, constants.O_RDONLY).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return;
  try {
    const { size } = await file.stat();
    yield header(name, size, '0');
    for (let done = 0; done < size; ) {
      const slice = Buffer.alloc(Math.min(sliceBytes, size - done));
      await file.read(slice, 0, slice.length, done);
      done += slice.length;
      yield slice;
    }
    yield padding(size);
  } finally {
    await file.close();
  }
}

export function* tarEnd(): Generator<Buffer> {
  yield Buffer.alloc(2 * block);
}

/** Reads given numbers of bytes from a stream of pieces. */
class Reader {
  private readonly pieces: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.pieces = source[Symbol.asyncIterator]();
  }

  /** Up to `count` bytes; fewer only at the end. */
  async take(count: number): Promise<Buffer> {
    while (this.rest.length < count) {
      const { value, done } = await this.pieces.next();
      if (done) break;
      this.rest = this.rest.length === 0 ? value : Buffer.concat([this.rest, value]);
    }
    const taken = this.rest.subarray(0, count);
    this.rest = this.rest.subarray(taken.length);
    return taken;
  }

  /** Reads to the end, where a compressed source checks its checksum. Throws when there is anything but zeros. */
  async end(): Promise<void> {
    for (let bytes = await this.take(sliceBytes); bytes.length > 0; bytes = await this.take(sliceBytes)) {
      if (bytes.some((byte) => byte !== 0)) throw new Error('the archive is damaged');
    }
  }
}

const text = (bytes: Buffer, from: number, to: number): string => {
  const end = bytes.indexOf(0, from);
  return bytes.toString('utf8', from, end === -1 || end > to ? to : end);
};

/**
 * Reads an archive to its end and, with `into`, writes it there (synced to the disk if `durable`). Returns how many
 * files it holds. Throws when the archive is cut or altered, and on names that would leave the folder.
 */
export async function readTar(source: AsyncIterable<Buffer>, into?: string, durable = true): Promise<number> {
  const reader = new Reader(source);
  let files = 0;
  const syncs = new Set<Promise<void>>();
  try {
    for (;;) {
      const head = await reader.take(block);
      if (head.length < block) throw new Error('the archive ends too early');
      if (head.every((byte) => byte === 0)) {
        await reader.end();
        break;
      }
      const copy = Buffer.from(head);
      copy.fill(' ', 148, 156);
      if (copy.reduce((sum, byte) => sum + byte, 0) !== Number.parseInt(text(head, 148, 156), 8))
        throw new Error('the archive is damaged');
      const name = normalize(text(head, 0, 100)).replace(/\/$/, '');
      if (name.startsWith('..') || name.startsWith('/'))
        throw new Error(`the archive names a file outside its folder: ${name}`);
      const size = Number.parseInt(text(head, 124, 136), 8);
      if (head[156] === 0x35) {
        if (into !== undefined) await mkdir(join(into, name), { recursive: true, mode: 0o700 });
        continue;
      }
      files += 1;
      const file = await readBody(reader, size, into === undefined ? undefined : join(into, name));
      if (file) {
        const written = finish(file, durable);
        syncs.add(written);
        // A failure is thrown below; this only keeps it from being unhandled.
        written.then(
          () => syncs.delete(written),
          () => undefined,
        );
        if (syncs.size >= syncsAtOnce) await Promise.race(syncs);
      }
      await reader.take(padding(size).length);
    }
    await Promise.all(syncs);
    return files;
  } finally {
    await Promise.allSettled(syncs);
  }
}

async function finish(file: FileHandle, durable: boolean): Promise<void> {
  try {
    if (durable) await file.sync();
  } finally {
    await file.close();
  }
}

/** Reads one file of the archive; the file written is still open. */
async function readBody(reader: Reader, size: number, target: string | undefined): Promise<FileHandle | undefined> {
  if (target !== undefined) await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const file = target === undefined ? undefined : await open(target, 'wx', 0o600);
  try {
    for (let left = size; left > 0; ) {
      const bytes = await reader.take(Math.min(left, sliceBytes));
      if (bytes.length === 0) throw new Error('the archive ends too early');
      await file?.write(bytes);
      left -= bytes.length;
    }
    return file;
  } catch (thrown) {
    await file?.close();
    throw thrown;
  }
}
