import * as z from 'zod/mini';
import { idSchema } from '../kernel/envelope.ts';

/** Encrypted bytes as a file carries them: base 64. */
const sealedText = z.object({ iv: z.string().check(z.maxLength(40)), box: z.string() });

/**
 * A file with what a phone could not send. Everything in it is still encrypted as it was on the phone. Only the server
 * opens it, with the second key that it gave to that person on that phone; so whoever carries the file can neither read
 * nor change it.
 */
export const unsentFileSchema = z.object({
  format: z.literal('sigg-sin-enviar-1'),
  userId: idSchema,
  username: z.string().check(z.maxLength(60)),
  deviceId: idSchema,
  /** The data key, wrapped by the second key. */
  key: sealedText,
  commands: z.array(z.extend(sealedText, { id: idSchema })).check(z.maxLength(2000)),
  files: z.array(
    z.extend(sealedText, {
      hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
      originalHash: z.nullable(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
    }),
  ),
});
export type UnsentFile = z.infer<typeof unsentFileSchema>;

/** The labels under which data is sealed on a phone: opening it under another label fails. */
export const sealLabels = {
  key: 'vault.key',
  command: (owner: string, id: string): string => `command|${owner}|${id}`,
  file: (owner: string, hash: string): string => `file|${owner}|${hash}`,
} as const;

/** The result of bringing a file in: each command with its answer, in the order of the file. */
export interface BroughtIn {
  readonly photos: number;
  readonly commands: readonly {
    readonly id: string;
    readonly kind: string;
    readonly occurredOn: string;
    readonly status: string;
    readonly message: string | null;
  }[];
}

/** Who can help a person whose account was closed. */
export interface ClosedAccount {
  readonly unit: string | null;
  readonly people: readonly string[];
}
