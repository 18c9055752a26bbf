import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse } from '../kernel/command.ts';
import type { Day } from '../kernel/dates.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';
import { grantableRoles, readingRoles } from '../people/roles.ts';
import { photoHash } from './visit.ts';

/** What uploads may be, judged by their content (`server/sync/fileContent.ts`), never by their name. */
export const mediaTypes = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
] as const;
export type MediaType = (typeof mediaTypes)[number];

/** The types in which a recording is stored: only its frames (`server/files/cleanSound.ts`). */
const soundTypes = ['audio/aac', 'audio/ogg', 'audio/mpeg', 'audio/amr'] as const;
export type SoundType = (typeof soundTypes)[number];

/** Largest file in bytes; phones shrink their photos far below it. */
export const MAX_FILE_BYTES = 15 * 1024 * 1024;
export const MAX_FILE_MB = MAX_FILE_BYTES / 1024 / 1024;

/**
 * The id of a stored file, derived from its content: the first 128 bits of its SHA-256 in the form of a UUID (version
 * 8).
 */
export function fileIdOf(hash: string): string {
  const variant = ((Number.parseInt(hash[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

const fileBodySchema = z.object({
  /** SHA-256 of the bytes that arrived. */
  hash: photoHash,
  mediaType: z.enum([...mediaTypes, ...soundTypes]),
  bytes: z.int().check(z.positive(), z.maximum(MAX_FILE_BYTES)),
  width: z.nullable(z.int().check(z.positive())),
  height: z.nullable(z.int().check(z.positive())),
  /** The dHash (`domain/sync/perceptualHash.ts`), for a picture. */
  perceptualHash: z.nullable(z.string().check(z.regex(/^[0-9a-f]{16}$/))),
  /** SHA-256 of the photo before the phone shrank it. */
  originalHash: z.nullable(photoHash),
});
export type FileBody = z.infer<typeof fileBodySchema>;

/** A file in the register of files (table `stored_file`). */
export interface StoredFile extends FileBody {
  readonly id: string;
  readonly uploadedBy: string;
  /** The day its bytes were taken out of the store (withdrawFile.ts). */
  readonly withdrawnOn?: Day | null;
  /** The copy without the erased rows that replaces it. */
  readonly copyHash?: string | null;
  readonly formerCopies?: readonly string[] | null;
}

interface Facts extends Record<string, unknown> {
  stored: StoredFile | null;
}

/**
 * Records that a file has arrived whole. The upload route composes this command for the person who uploads, once the
 * bytes are durable and their hash and type are checked; nobody sends it directly (`server/http/routes/commands.ts`).
 * For bytes that somebody else had brought already, the entry changes nothing but the journal, which then says who has
 * had the file in hand: only a record by one of these people gives access to the file (`server/sync/fileReach.ts`). A
 * record counts as evidence only when its files have arrived (architecture 6). A fact.
 */
export const receiveFile = defineCommand<FileBody, Facts>({
  kind: 'file.receive',
  type: 'fact',
  title: 'recibir archivo',
  version: 1,
  schema: fileBodySchema as unknown as z.ZodMiniType<FileBody>,
  subject: 'stored_file',
  by: [...grantableRoles.filter((role) => !readingRoles.includes(role)), 'PUBLICO', 'sistema'],
  facts: (c) => ({ stored: { loader: 'storedFile', key: c.body.hash } }),
  placement: () => ({ anywhere: true }),
  decide: ({ command, actor, facts }) => {
    if (command.subjectId !== fileIdOf(command.body.hash)) return refuse(problem('malformed'));
    const stored = need(facts.stored);
    if (stored?.withdrawnOn) return refuse(problem('fileWithdrawn'));
    if (stored) return stored.uploadedBy === actor.id ? refuse(problem('alreadyExists')) : accept([]);
    return accept([insert('stored_file', { id: command.subjectId, ...command.body, uploadedBy: actor.id })]);
  },
});
