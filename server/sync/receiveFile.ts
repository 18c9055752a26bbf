import { createHash } from 'node:crypto';
import { type FileBody, fileIdOf, MAX_FILE_BYTES, MAX_FILE_MB } from '../../domain/field/file.ts';
import { dayOf, type Instant } from '../../domain/kernel/dates.ts';
import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { compose } from '../commands/compose.ts';
import { executeCommands } from '../commands/executeCommands.ts';
import { cleanSound } from '../files/cleanSound.ts';
import { foreignFormat } from '../import/sheet/foreignFormat.ts';
import type { System } from '../system.ts';
import { readContent } from './fileContent.ts';

/**
 * A file that this person brought and whose bytes are stored; `number` of its journal entry, null while it is not
 * sealed. A file that only others brought does not count: this person shows that they have it by sending it.
 */
export async function findFile(
  system: System,
  actor: { readonly id: string },
  hash: string,
): Promise<{ number: number | null } | null> {
  const [row] = await system.db.query<{ number: number | null }>(
    `select s.number from stored_file f join journal_entry e on e.subject_id = f.id and e.kind = 'file.receive' and e.actor_id = $2
       left join journal_seal s on s.entry_id = e.id where f.hash = $1 order by e.n limit 1`,
    [hash, actor.id],
  );
  return row && (await system.files.has(hash)) ? row : null;
}

/** The properties of a picture, empty, for other files. */
export const NO_PICTURE = { width: null, height: null, perceptualHash: null, originalHash: null } as const;

/**
 * Takes all bytes of a file for a person: judges them by content, stores them durably, and then records the file by the
 * one write path. The same file again from the same person changes nothing. Throws ProblemError.
 */
export async function receiveBytes(
  system: System,
  actor: Actor,
  bytes: Uint8Array,
  said: { hash?: string; originalHash?: string | null },
): Promise<string> {
  if (bytes.length > MAX_FILE_BYTES) throw new ProblemError(problem('fileTooLarge', { maxMb: MAX_FILE_MB }));
  if (bytes.length === 0) throw new ProblemError(problem('fileEmpty'));
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (said.hash && said.hash !== hash) throw new ProblemError(problem('fileHash'));
  const content = await readContent(bytes);
  if (!content) {
    // A recording is stored as its frames alone, which changes its hash; so this is done only when the sender did not
    // fix a hash.
    const sound = said.hash ? null : await cleanSound(async () => bytes);
    if (!sound) throw new ProblemError(foreignFormat(bytes) ?? problem('fileType'));
    return keepBytes(system, actor, sound.bytes, { ...NO_PICTURE, mediaType: sound.mediaType }, system.now());
  }
  return keepBytes(system, actor, bytes, { ...content, originalHash: said.originalHash ?? null }, system.now());
}

/**
 * Stores bytes that were already judged and records the file for a person, at a moment. Answers their hash. Throws
 * ProblemError.
 */
export async function keepBytes(
  system: System,
  actor: Actor,
  bytes: Uint8Array,
  content: Omit<FileBody, 'hash' | 'bytes'>,
  at: Instant,
): Promise<string> {
  const named = createHash('sha256').update(bytes).digest('hex');
  const gone = await system.db.query('select 1 from stored_file where hash = $1 and withdrawn_on is not null', [named]);
  if (gone.length > 0) throw new ProblemError(problem('fileWithdrawn'));
  const hash = await system.files.put(bytes);
  if (await findFile(system, actor, hash)) return hash;
  const body: FileBody = { hash, bytes: bytes.length, ...content };
  const text = compose({ kind: 'file.receive', actor, subjectId: fileIdOf(hash), body, occurredOn: dayOf(at), at });
  const [result] = await executeCommands(system.context, { texts: [text], actor, receivedAt: at });
  // When two copies arrive at once, the second finds the first already recorded.
  if (result?.status === 'accepted' || (await findFile(system, actor, hash))) return hash;
  throw new ProblemError(result?.problem ?? problem('internal'));
}
