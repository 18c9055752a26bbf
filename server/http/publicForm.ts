import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, statfs } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';

/** A file sent with a form, stored on the disk until the request is answered. */
interface SentFile {
  /** The name of its question in the form. */
  readonly name: string;
  readonly read: () => Promise<Uint8Array>;
}

/** What somebody sent with a form of the public pages. */
export interface PublicForm {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: readonly SentFile[];
  /**
   * Why what was sent is incomplete: too large a file, more parts than any page asks for, no room for files now, or a
   * broken transfer.
   */
  readonly trouble: 'fileTooLarge' | 'tooMuch' | 'noRoom' | 'broken' | null;
  /** Deletes the files; called when the request is answered, whatever the outcome. */
  readonly discard: () => Promise<void>;
}

const MB = 1024 * 1024;
export const MAX_PUBLIC_FILE_MB = 8;
/**
 * The most bytes read of one request. What a person sends too much by mistake is read to its end, so that they get an
 * answer instead of a broken connection.
 */
const MAX_REQUEST = 64 * MB;
/** The most bytes of all texts of a form together: many times the longest one. */
const MAX_TEXT = 64 * 1024;
const LIMITS = {
  fields: 20,
  files: 8,
  parts: 24,
  fieldNameSize: 40,
  fieldSize: MAX_TEXT,
  fileSize: MAX_PUBLIC_FILE_MB * MB,
  headerPairs: 20,
  headerSize: 8 * 1024,
};
/**
 * The most bytes on the disk for files of all current requests. Beyond it only text is accepted, so that a flood of
 * files fills nothing.
 */
const MAX_ASIDE = 512 * MB;
/**
 * How much of the disk files of the public must leave free, so that a flood of them does not stop what the programme
 * records.
 */
const LEFT_FREE = 2048 * MB;
/** After this time, files that a killed server left are deleted. */
const LEFT_MS = 3_600_000;

let aside = 0;

/** Reads the text fields and files of a request, with a limit on everything; only the text is ever held in memory. */
export async function readPublicForm(request: Request, folder: string, leftFree = LEFT_FREE): Promise<PublicForm> {
  const headers: IncomingHttpHeaders = Object.fromEntries(request.headers);
  const type = headers['content-type'] ?? '';
  const fields = new Map<string, string>();
  const kept: { name: string; path: string; bytes: number }[] = [];
  let trouble: PublicForm['trouble'] = null;
  const discard = async () => {
    for (const file of kept.splice(0)) {
      aside -= file.bytes;
      await rm(file.path, { force: true });
    }
  };
  const answer = (): PublicForm => ({
    fields,
    files: kept.map(({ name, path }) => ({ name, read: async () => new Uint8Array(await readFile(path)) })),
    trouble,
    discard,
  });
  if (!request.body || !/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) return answer();

  let text = 0;
  const writing: Promise<void>[] = [];
  const keep = async (name: string, from: BusboyFileStream) => {
    const file = { name, path: join(folder, randomUUID()), bytes: 0 };
    kept.push(file);
    if (await isFull(folder, leftFree)) trouble ??= 'noRoom';
    const counted = async function* () {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        if (aside + chunk.length > MAX_ASIDE) trouble ??= 'noRoom';
        // Read to its end all the same, because the answer comes after it.
        if (trouble !== null) continue;
        file.bytes += chunk.length;
        aside += chunk.length;
        yield chunk;
      }
      if (from.truncated) trouble ??= 'fileTooLarge';
    };
    await pipeline(counted, createWriteStream(file.path, { mode: 0o600 }));
  };
  const form = busboyFor({ ...headers, 'content-type': type });
  if (!form) {
    trouble = 'broken';
    return answer();
  }
  form.on('field', (name, value, nameCut, cut) => {
    text += value.length;
    if (nameCut || cut || text > MAX_TEXT) trouble ??= 'tooMuch';
    else if (!fields.has(name)) fields.set(name, value);
  });
  form.on('file', (name, from) => {
    // Listened to from the beginning: a form that breaks off raises an error for the reader of the file, even before
    // anybody reads.
    from.on('error', () => {
      trouble ??= 'broken';
    });
    writing.push(
      keep(name, from).catch(() => {
        trouble ??= 'broken';
        from.resume();
      }),
    );
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    form.on(limit, () => {
      trouble ??= 'tooMuch';
    });
  let read = 0;
  const within = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      read += chunk.length;
      if (read > MAX_REQUEST) trouble ??= 'tooMuch';
      if (read > MAX_REQUEST) return;
      yield chunk;
    }
  };
  await makeFolder(folder);
  await pipeline(Readable.fromWeb(request.body as never), within, form).catch(() => {
    trouble ??= 'broken';
  });
  await Promise.all(writing);
  // An unanswered question for a file arrives as a file without bytes.
  for (const file of kept.filter((one) => one.bytes === 0)) {
    kept.splice(kept.indexOf(file), 1);
    await rm(file.path, { force: true });
  }
  return answer();
}

async function isFull(folder: string, leftFree: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < leftFree;
}

/** The parser of a form; null when the headers already make no sense. */
function busboyFor(headers: IncomingHttpHeaders & { 'content-type': string }): BusboyInstance | null {
  try {
    return new Busboy({ headers, limits: LIMITS });
  } catch {
    return null;
  }
}

const swept = new Set<string>();

/**
 * Makes the folder for current requests; at the first request it removes what an earlier run of the server left there.
 */
async function makeFolder(folder: string): Promise<void> {
  if (swept.has(folder)) return;
  swept.add(folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > LEFT_MS) await rm(join(folder, name), { force: true });
  }
}
