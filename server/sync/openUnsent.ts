import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import { sealLabels, type UnsentFile } from '../../domain/sync/unsent.ts';

interface SealedText {
  readonly iv: string;
  readonly box: string;
}

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
const keyOf = (bytes: Uint8Array<ArrayBuffer>) => crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['decrypt']);

async function open(key: Key, label: string, { iv, box }: SealedText): Promise<Uint8Array<ArrayBuffer>> {
  const additionalData = new TextEncoder().encode(label);
  return new Uint8Array(
    await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(iv), additionalData }, key, bytesOf(box)),
  );
}

/** The opened file of a phone's unsent work: the bytes of each command, and each photo. */
export interface OpenedUnsent {
  readonly texts: readonly string[];
  readonly files: readonly {
    readonly hash: string;
    readonly originalHash: string | null;
    readonly bytes: Uint8Array;
  }[];
}

/**
 * Opens a phone's file with the second key that the server gave to that person on that phone. Throws ProblemError when
 * the file is of another phone or another person, or was changed.
 */
export async function openUnsent(file: UnsentFile, secret: string): Promise<OpenedUnsent> {
  try {
    const second = await keyOf(new Uint8Array(Buffer.from(secret, 'hex')));
    const key = await keyOf(await open(second, sealLabels.key, file.key));
    const texts = await Promise.all(
      file.commands.map(async (c) =>
        new TextDecoder().decode(await open(key, sealLabels.command(file.userId, c.id), c)),
      ),
    );
    const files = await Promise.all(
      file.files.map(async ({ hash, originalHash, ...sealed }) => ({
        hash,
        originalHash,
        bytes: await open(key, sealLabels.file(file.userId, hash), sealed),
      })),
    );
    return { texts, files };
  } catch {
    throw new ProblemError(problem('notAPhoneFile'));
  }
}
