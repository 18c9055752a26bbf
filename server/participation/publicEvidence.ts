import type { Instant } from '../../domain/kernel/dates.ts';
import { type Problem, ProblemError, problem } from '../../domain/kernel/problem.ts';
import { complaint } from '../../domain/participation/complaint.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { atMost } from '../files/atMost.ts';
import { cleanPicture } from '../files/cleanPicture.ts';
import { cleanSound } from '../files/cleanSound.ts';
import { keepBytes, NO_PICTURE } from '../sync/receiveFile.ts';
import type { System } from '../system.ts';

type Read = () => Promise<Uint8Array>;

/** The files sent with a complaint, not examined yet. */
export interface Brought {
  readonly photos: readonly Read[];
  readonly voice: Read | null;
}

interface Evidence {
  readonly photos: string[] | null;
  readonly voice: string | null;
}

/** How many complaints have their files examined at the same time: each may hold some tens of megabytes. */
const inEvidenceTurn = atMost(2);
const MOST = complaint.fields.photos.options.max ?? 1;

/**
 * Stores the files of a complaint, without anything that the telephone added to them, and answers their hashes. When
 * one cannot be read, it answers a problem and stores none. It stores no perceptual hash of the photos: nobody must
 * find a complaint through a similar photo of a visit.
 */
export function keepEvidence(
  system: System,
  actor: Actor,
  { photos, voice }: Brought,
  at: Instant,
): Promise<Evidence | Problem> {
  if (photos.length > MOST) return Promise.resolve(problem('fileType', undefined, 'body.photos'));
  return inEvidenceTurn(async () => {
    const pictures = [];
    for (const read of photos) {
      const picture = await cleanPicture(read);
      if (!picture) return problem('fileType', undefined, 'body.photos');
      pictures.push(picture);
    }
    const sound = voice && (await cleanSound(voice));
    if (voice && !sound) return problem('fileType', undefined, 'body.voice');
    try {
      const hashes: string[] = [];
      for (const { bytes, width, height } of pictures)
        hashes.push(
          await keepBytes(system, actor, bytes, { ...NO_PICTURE, mediaType: 'image/jpeg', width, height }, at),
        );
      const said =
        sound && (await keepBytes(system, actor, sound.bytes, { ...NO_PICTURE, mediaType: sound.mediaType }, at));
      return { photos: hashes.length > 0 ? [...new Set(hashes)] : null, voice: said };
    } catch (thrown) {
      if (thrown instanceof ProblemError) return thrown.problem;
      throw thrown;
    }
  });
}
