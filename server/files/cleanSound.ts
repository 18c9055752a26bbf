import { Worker } from 'node:worker_threads';
import { fileTypeFromBuffer } from 'file-type';
import type { SoundType } from '../../domain/field/file.ts';
import { atMost } from './atMost.ts';

export interface CleanSound {
  readonly bytes: Uint8Array;
  readonly mediaType: SoundType;
}

/** The most time for one file, since a file can claim to be endless. */
const MAX_MS = 20_000;
const HEAP_MB = 192;
const inSoundTurn = atMost(2);

/**
 * A recording with only its frames, in a new file, without any name, hour, place or telephone that it carried. Null for
 * a video, and for what is not a recording of a kind that telephones make. Done in a thread of its own, with limits on
 * time and memory.
 */
export function cleanSound(read: () => Promise<Uint8Array>): Promise<CleanSound | null> {
  return inSoundTurn(async () => {
    const bytes = await read();
    // Telephones sometimes call a recording without pictures a video; anything else that it claims to be is not
    // examined.
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
