import { Worker } from 'node:worker_threads';
import { fileTypeFromBuffer } from 'file-type';
import type { SoundType } from '../../domain/field/file.ts';
import { atMost } from './atMost.ts';

export interface CleanSound {
  readonly bytes: Uint8Array;
  readonly mediaType: SoundType;
}

/** A file that says of itself that it is endless costs no more than this. */
const MAX_MS = 20_000;
const HEAP_MB = 192;
const inSoundTurn = atMost(2);

/**
 * A recording as its frames alone, in a new file: no name, hour, place or telephone that was written beside them. Null for what is no
 * recording of a kind that telephones make, and for a video. Done in a thread of its own, within limits of time and memory.
 */
export function cleanSound(read: () => Promise<Uint8Array>): Promise<CleanSound | null> {
  return inSoundTurn(async () => {
    const bytes = await read();
    // A telephone calls a recording without pictures a video now and then; what says that it is something else is not looked into.
    const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
    if (!found || !/^(audio|video)\//.test(found.mime)) return null;
    const worker = new Worker(new URL('./soundThread.ts', import.meta.url), {
      workerData: bytes,
      name: 'sigg-sound',
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 16 },
    });
    const { promise, resolve } = Promise.withResolvers<CleanSound | null>();
    const late = setTimeout(() => resolve(null), MAX_MS);
    worker.on('message', resolve);
    worker.on('error', () => resolve(null));
    worker.on('exit', () => resolve(null));
    try {
      return await promise;
    } finally {
      clearTimeout(late);
      await worker.terminate();
    }
  });
}
