import { join } from 'node:path';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { MAX_FILE_BYTES, MAX_FILE_MB, receiveFile } from '../../domain/field/file.ts';
import { problem } from '../../domain/kernel/problem.ts';
import { can } from '../../domain/people/actor.ts';
import { type AppEnv, answerProblem, requireOperation } from '../http/answers.ts';
import type { Session } from '../identity/identity.ts';
import { thumbnail } from './fileContent.ts';
import { isFileHash, readableFile } from './fileReach.ts';
import { type PartialFiles, partialFilesIn } from './partialFiles.ts';
import { findFile, receiveBytes } from './receiveFile.ts';

const tooLarge = (c: Context) => answerProblem(c, problem('fileTooLarge', { maxMb: MAX_FILE_MB }));
const limited = bodyLimit({ maxSize: MAX_FILE_BYTES + 64 * 1024, onError: tooLarge });

export const fileRoutes = new Hono<AppEnv>();

const partials = new WeakMap<object, PartialFiles>();
function partialsOf(c: Context<AppEnv>): PartialFiles {
  const { files } = c.get('system');
  let own = partials.get(files);
  if (!own) {
    own = partialFilesIn(join(files.folder, 'partial'));
    partials.set(files, own);
  }
  return own;
}

const HOUR_MS = 3_600_000;
/** An unfinished upload without a new piece for this long is given up; the phone then starts that file again. */
const GIVEN_UP_MS = 14 * 24 * HOUR_MS;
const swept = new WeakMap<PartialFiles, number>();

/** Removes uploads that were given up, at most once an hour, when somebody begins to send. */
async function sweepNowAndThen(own: PartialFiles, nowMs: number): Promise<void> {
  if (nowMs - (swept.get(own) ?? 0) < HOUR_MS) return;
  swept.set(own, nowMs);
  await own.sweep(GIVEN_UP_MS, nowMs);
}

/** The session of somebody who may send files; judged before any byte is stored. */
async function sender(c: Context<AppEnv>): Promise<Session | Response> {
  const session = await requireOperation(c, receiveFile.kind);
  if (session instanceof Response) return session;
  return can(session.actor, receiveFile.by, { anywhere: true }, c.get('system').today()).may
    ? session
    : answerProblem(c, problem('notAllowed'));
}

/** A file in one piece, from a form (`file`) or as the whole body. Answers `{hash}`. */
fileRoutes.post('/api/files', limited, async (c) => {
  const session = await sender(c);
  if (session instanceof Response) return session;
  const form = (c.req.header('content-type') ?? '').startsWith('multipart/');
  const part = form ? (await c.req.parseBody().catch((): Record<string, unknown> => ({}))).file : null;
  if (form && !(part instanceof File)) return answerProblem(c, problem('malformed'));
  const bytes = new Uint8Array(part instanceof File ? await part.arrayBuffer() : await c.req.arrayBuffer());
  return c.json({ hash: await receiveBytes(c.get('system'), session.actor, bytes, {}) });
});

/**
 * How much of a file this person has sent: `{have, offset}`. `have`: the whole file is here, with its `number` in the
 * journal once sealed.
 */
fileRoutes.get('/api/files/:hash', async (c) => {
  const session = await sender(c);
  if (session instanceof Response) return session;
  const hash = c.req.param('hash');
  if (!isFileHash(hash)) return answerProblem(c, problem('notFound'));
  const found = await findFile(c.get('system'), session.actor, hash);
  if (found) return c.json({ have: true, offset: 0, number: found.number });
  return c.json({ have: false, offset: await partialsOf(c).size(session.userId, hash) });
});

/**
 * Takes a piece of a file: `?offset=` where it begins, `?total=` the size of the whole, `?original=` the hash before
 * shrinking. Answers `{have, offset}`: where to go on. Bytes are stored as they arrive, so a line that breaks within a
 * piece loses none of them; a piece that begins beyond what is held is not added.
 */
fileRoutes.put('/api/files/:hash', limited, async (c) => {
  const session = await sender(c);
  if (session instanceof Response) return session;
  const hash = c.req.param('hash');
  const offset = Number(c.req.query('offset') ?? 0);
  const total = Number(c.req.query('total') ?? Number.NaN);
  const original = c.req.query('original') ?? null;
  if (!isFileHash(hash) || !Number.isInteger(offset) || offset < 0 || !Number.isInteger(total) || total <= 0)
    return answerProblem(c, problem('malformed'));
  if (original !== null && !isFileHash(original)) return answerProblem(c, problem('malformed'));
  if (total > MAX_FILE_BYTES) return tooLarge(c);
  const own = partialsOf(c);
  await sweepNowAndThen(own, Date.now());
  const upload = { hash, total, original };
  await keepArriving(own, session.userId, upload, offset, c.req.raw.body);
  return own.inTurn(session.userId, hash, () => afterPiece(c, session, upload));
});

interface Upload {
  readonly hash: string;
  readonly total: number;
  readonly original: string | null;
}

/**
 * Stores the bytes as they arrive, each at its own place. When a piece comes again, or overlaps one that is still
 * arriving, only bytes not held yet are added. A connection that ends early is no error.
 */
async function keepArriving(
  own: PartialFiles,
  userId: string,
  { hash, total }: Upload,
  offset: number,
  body: ReadableStream<Uint8Array> | null,
): Promise<void> {
  if (!body) return;
  let at = offset;
  const reader = body.getReader();
  for (;;) {
    // A broken line ends the piece: what was added stays, and the phone asks where to go on. A full disk is reported.
    const next = await reader.read().catch(() => null);
    if (!next || next.done) return;
    const { value } = next;
    const from = at;
    at += value.length;
    await own.inTurn(userId, hash, async () => {
      const held = await own.size(userId, hash);
      // One byte more than the announced size is stored, as the sign that these are other bytes than announced.
      const part = value.subarray(Math.max(0, held - from), Math.max(0, total + 1 - from));
      if (from <= held && part.length > 0) await own.append(userId, hash, part);
    });
  }
}

/** The answer after a piece: where to go on, or the whole file, which is then recorded by the one write path. */
async function afterPiece(c: Context<AppEnv>, session: Session, { hash, total, original }: Upload): Promise<Response> {
  const system = c.get('system');
  const own = partialsOf(c);
  if (await findFile(system, session.actor, hash)) {
    await own.drop(session.userId, hash);
    return c.json({ have: true, offset: total });
  }
  const size = await own.size(session.userId, hash);
  if (size < total) return c.json({ have: false, offset: size });
  try {
    if (size > total) return answerProblem(c, problem('fileHash'));
    await receiveBytes(system, session.actor, await own.read(session.userId, hash), { hash, originalHash: original });
  } finally {
    // Whatever the outcome, an upload that cannot be completed is removed.
    await own.drop(session.userId, hash);
  }
  return c.json({ have: true, offset: total });
}

const WIDTHS = new Set(['160', '320', '640']);

/**
 * The bytes of a file, only through a record that the reader may see. `?w=` gives a small, newly encoded picture; the
 * original goes as an attachment, which no browser opens as a page.
 */
fileRoutes.get('/files/:hash', async (c) => {
  const session = await requireOperation(c, 'file.get');
  if (session instanceof Response) return session;
  const system = c.get('system');
  const hash = c.req.param('hash');
  const file = await readableFile(system, session.actor, hash);
  if (!file) return answerProblem(c, problem('notFound'));
  const { bytes } = file;
  const width = c.req.query('w');
  const wanted = width !== undefined && WIDTHS.has(width) && file.mediaType.startsWith('image/');
  // What cannot be drawn small is sent as it is.
  const small = wanted ? await thumbnail(bytes, Number(width)).catch(() => null) : null;
  // Listeners jump within a recording, and some browsers play none that they cannot request in parts.
  const part = file.mediaType.startsWith('audio/') ? partOf(c.req.header('range'), bytes.length) : null;
  if (part) c.header('Content-Range', `bytes ${part.from}-${part.to}/${bytes.length}`);
  return c.body(new Uint8Array(small ?? (part ? bytes.subarray(part.from, part.to + 1) : bytes)), part ? 206 : 200, {
    ...(file.mediaType.startsWith('audio/') ? { 'Accept-Ranges': 'bytes' } : {}),
    'Content-Type': small ? 'image/jpeg' : file.mediaType,
    'Content-Disposition': small
      ? 'inline'
      : `attachment; filename="${hash.slice(0, 12)}.${extensionOf(file.mediaType)}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'private, max-age=3600',
  });
});

/** The single part that a browser requests; null for the whole, also when the request makes no sense. */
function partOf(range: string | undefined, length: number): { from: number; to: number } | null {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? '');
  if (!asked) return null;
  const from = Number(asked[1]);
  const to = Math.min(asked[2] ? Number(asked[2]) : length - 1, length - 1);
  return from <= to ? { from, to } : null;
}

function extensionOf(mediaType: string): string {
  const last = mediaType.split('/')[1] ?? 'bin';
  return last === 'jpeg' ? 'jpg' : last === 'mpeg' ? 'mp3' : last.endsWith('sheet') ? 'xlsx' : last;
}
