import * as z from 'zod/mini';
import { accept, defineCommand, refuse, update } from '../kernel/command.ts';
import { idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';
import type { Erasure } from '../people/erasure.ts';
import { fileIdOf, type StoredFile } from './file.ts';
import { photoHash } from './visit.ts';

const bodySchema = z.object({
  hash: photoHash,
  /** The erasure that two persons decided. */
  erasureId: idSchema,
  /** SHA-256 of the copy without the erased rows; null where none could be made. */
  copy: z.nullable(photoHash),
});
type Body = z.infer<typeof bodySchema>;

/**
 * Takes the bytes of a sheet out of the store, because they hold what was erased, and names the copy without those rows
 * that is handed out in its place. Sent by *sistema* alone, once the erasure was confirmed
 * (server/commands/eraseConfirmed.ts).
 */
export const withdrawFile = defineCommand<Body, { stored: StoredFile | null; erasure: Erasure | null }>({
  kind: 'file.withdraw',
  type: 'act',
  title: 'retirar un archivo',
  version: 1,
  schema: bodySchema as unknown as z.ZodMiniType<Body>,
  subject: 'stored_file',
  by: ['sistema'],
  facts: (c) => ({
    stored: { loader: 'storedFile', key: c.body.hash },
    erasure: { loader: 'erasure', key: c.body.erasureId },
  }),
  placement: () => ({ anywhere: true }),
  decide: ({ command, facts, today }) => {
    const { body } = command;
    const stored = need(facts.stored);
    if (!stored || command.subjectId !== fileIdOf(body.hash))
      return refuse(problem('notFound', undefined, 'body.hash'));
    if (need(facts.erasure)?.status !== 'confirmed') return refuse(problem('notFound', undefined, 'body.erasureId'));
    const before = stored.copyHash ? [stored.copyHash] : [];
    const formerCopies = [...(stored.formerCopies ?? []), ...before];
    return accept([
      update('stored_file', { ...stored, withdrawnOn: stored.withdrawnOn ?? today, copyHash: body.copy, formerCopies }),
    ]);
  },
});
