import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import type { SheetLimits } from './limits.ts';

/** The parts of a zip file by name. Each is opened while it is read, never whole. */
export class ZipParts {
  private readonly zip: ZipFile;
  private readonly entries: ReadonlyMap<string, Entry>;
  private left: number;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, openedBytes: number) {
    this.zip = zip;
    this.entries = entries;
    this.left = openedBytes;
  }

  /**
   * Reads the directory of a zip file. Throws ProblemError when the file is no zip file, is protected by a password, or
   * has too many parts.
   */
  static async of(bytes: Uint8Array, limits: SheetLimits): Promise<ZipParts> {
    const entries = new Map<string, Entry>();
    try {
      const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
        lazyEntries: true,
      });
      if (zip.entryCount > limits.parts) throw new ProblemError(problem('importTooManyParts', { max: limits.parts }));
      for await (const entry of zip.eachEntry()) {
        // When two parts have the same name, programs disagree about which one counts.
        if (entries.has(entry.fileName)) throw new ProblemError(problem('importUnreadable'));
        entries.set(entry.fileName, entry);
      }
      return new ZipParts(zip, entries, limits.openedBytes);
    } catch (error) {
      throw error instanceof ProblemError ? error : new ProblemError(problem('importUnreadable'));
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** A part as text, in pieces. Everything read of the file together counts against the limit of opened bytes. */
  async *text(name: string): AsyncGenerator<string> {
    const entry = this.entries.get(name);
    if (!entry) return;
    const decoder = new TextDecoder();
    let stream: Readable | null = null;
    try {
      stream = await this.zip.openReadStreamPromise(entry);
      for await (const piece of stream as AsyncIterable<Buffer>) {
        this.left -= piece.length;
        if (this.left < 0) throw new ProblemError(problem('importOpensTooLarge'));
        yield decoder.decode(piece, { stream: true });
      }
      yield decoder.decode();
    } catch (error) {
      throw error instanceof ProblemError ? error : new ProblemError(problem('importUnreadable'));
    } finally {
      stream?.destroy();
    }
  }
}
