import { pieceBytes } from '../../domain/sync/line.ts';
import { backOff, readWhole, stillWaits, type WholeAnswer } from '../../domain/sync/outbox.ts';
import { differenceHash } from '../../domain/sync/perceptualHash.ts';
import { sealLabels } from '../../domain/sync/unsent.ts';
import { openBytes, sealBytes, sha256Hex } from './crypto.ts';
import type { FileRow } from './database.ts';
import { problemIn } from './feed.ts';
import { type Person, storing } from './person.ts';

/** A photo as the camera gave it, made small. */
export interface ShrunkPhoto {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly original: Uint8Array<ArrayBuffer>;
  /** A grey image of 9×8 points for the perceptual hash; null when the device could not open the picture. */
  readonly grey: readonly number[] | null;
}

const fileLabel = sealLabels.file;

/**
 * Stores a photo, encrypted, before the screen shows it as added. Answers its hash. Throws ProblemError when the phone
 * is full.
 */
export async function keepPhoto(person: Person, photo: ShrunkPhoto): Promise<string> {
  const { db, owner, key } = person;
  const hash = await sha256Hex(photo.bytes);
  const original = await sha256Hex(photo.original);
  const sealed = await sealBytes(key, fileLabel(owner, hash), photo.bytes);
  const row: FileRow = {
    key: `${owner}|${hash}`,
    owner,
    hash,
    originalHash: original === hash ? null : original,
    perceptualHash: photo.grey ? differenceHash(photo.grey) : null,
    mediaType: photo.mediaType,
    bytes: photo.bytes.length,
    state: 'draft',
    tries: 0,
    nextTryAt: 0,
    problemCode: null,
    usedBy: [],
    number: null,
    ...sealed,
  };
  await storing(() =>
    db.transaction('rw', db.files, async () => {
      if (!(await db.files.get(row.key))) await db.files.put(row);
    }),
  );
  person.changed();
  return hash;
}

/** The bytes of a photo that is still on this phone, or null. */
export async function photoBytes(
  person: Person,
  hash: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; mediaType: string } | null> {
  const row = await person.db.files.get(`${person.owner}|${hash}`);
  return row
    ? { bytes: await openBytes(person.key, fileLabel(person.owner, hash), row), mediaType: row.mediaType }
    : null;
}

/** Removes photos that belong to nothing any more, because the person threw their draft away. */
export async function dropLoosePhotos(person: Person, hashes: readonly string[]): Promise<void> {
  await person.db.files
    .where('key')
    .anyOf(hashes.map((h) => `${person.owner}|${h}`))
    .filter((f) => f.state === 'draft' && f.usedBy.length === 0)
    .delete();
}

export type UploadOutcome =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly answer: WholeAnswer; readonly status: number };

/** Sends the next photo, from where the server says it stopped, or learns the journal number of one already sent. */
export async function uploadNext(person: Person): Promise<UploadOutcome> {
  const { db, owner, ports } = person;
  const waiting = await db.files
    .where('[owner+state]')
    .equals([owner, 'pending'])
    .filter((f) => !stillWaits(f.nextTryAt, ports.now()))
    .toArray();
  const next = waiting.sort((a, b) => a.tries - b.tries || a.bytes - b.bytes)[0];
  if (!next) return { kind: 'idle' };
  await db.files.update(next.key, { tries: next.tries + 1 });
  let status = 0;
  let json: unknown = null;
  try {
    ({ status, json } = await sendFile(person, next));
  } catch {
    return later(person, next, 0);
  }
  if (status === 200) {
    await db.files.update(next.key, { state: 'sent', nextTryAt: 0, problemCode: null });
    person.changed();
    return { kind: 'sent' };
  }
  const said = problemIn(json);
  const answer = readWhole(status, said);
  if (answer.kind === 'pause' || answer.kind === 'revoked') return { kind: 'failed', answer, status };
  // Too large, or of another type: sending it again cannot help. An incomplete one is sent again from the beginning.
  if (said?.retry === 'never' && (status === 413 || status === 415 || status === 422)) {
    await db.files.update(next.key, { state: 'refused', problemCode: said.code });
    person.changed();
    return { kind: 'failed', answer: { kind: 'ask', problem: said }, status };
  }
  return later(person, next, status);
}

async function later({ db, ports, changed }: Person, file: FileRow, status: number): Promise<UploadOutcome> {
  await db.files.update(file.key, { nextTryAt: ports.now() + backOff(file.tries + 1, ports.random()) });
  changed();
  return { kind: 'failed', answer: { kind: 'again' }, status };
}

async function sendFile(person: Person, file: FileRow): Promise<{ status: number; json: unknown }> {
  const { call } = person.ports;
  const asked = await call('GET', `/api/files/${file.hash}`);
  if (asked.status !== 200) return asked;
  let at = asked.json as { have: boolean; offset: number };
  if (at.have) return asked;
  const bytes = await openBytes(person.key, fileLabel(file.owner, file.hash), file);
  let answer = asked;
  // Each answer says where to go on. If the server does not advance three times, the try ends.
  for (let still = 0; !at.have && still < 3; ) {
    const search = new URLSearchParams({
      offset: String(at.offset),
      total: String(bytes.length),
      ...(file.originalHash ? { original: file.originalHash } : {}),
    });
    const piece = bytes.slice(at.offset, at.offset + pieceBytes(person.line.rate()));
    answer = await person.line.time(piece.length, (wait) =>
      call('PUT', `/api/files/${file.hash}?${search}`, piece, {}, wait),
    );
    if (answer.status !== 200) return answer;
    const next = answer.json as { have: boolean; offset: number };
    still = next.offset > at.offset ? 0 : still + 1;
    at = next;
  }
  return at.have ? answer : { status: 503, json: null };
}

/** Learns the journal numbers of photos already sent, so that they can leave once a backup holds them. */
export async function numberSentFiles(person: Person, most = 10): Promise<void> {
  const { db, owner, ports } = person;
  const unknown = await db.files
    .where('[owner+state]')
    .equals([owner, 'sent'])
    .filter((f) => f.number === null)
    .limit(most)
    .toArray();
  for (const file of unknown) {
    const { status, json } = await ports.call('GET', `/api/files/${file.hash}`);
    const said = json as { have?: boolean; number?: number | null } | null;
    if (status !== 200) return;
    if (said?.have === false) await db.files.update(file.key, { state: 'pending', nextTryAt: 0 });
    else if (typeof said?.number === 'number') await db.files.update(file.key, { number: said.number });
  }
}
