import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { inPictureTurn, MAX_POINTS, MAX_SECONDS } from './pictureTurn.ts';

/** Enough to read a page of a notebook; what a camera gives beyond it is air. */
const LONGEST = 2560;

export interface CleanPicture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * A photo as its points alone, drawn anew: nothing that the camera or anybody else wrote beside them is left (place,
 * hour, telephone, what was hidden behind the end). Null for what is no photo, is broken, or opens too large. Read
 * within its turn, so that those that wait hold no bytes.
 */
export async function cleanPicture(read: () => Promise<Uint8Array>): Promise<CleanPicture | null> {
  return inPictureTurn(async () => {
    const bytes = await read();
    // By its content, before anything opens it: the library knows formats that run programs of their own.
    const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
    if (!found || !['image/jpeg', 'image/png', 'image/webp'].includes(found.mime)) return null;
    try {
      const { data, info } = await sharp(bytes, { limitInputPixels: MAX_POINTS, failOn: 'error' })
        .rotate()
        .resize(LONGEST, LONGEST, { fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#fff' })
        .jpeg({ quality: 82 })
        .timeout({ seconds: MAX_SECONDS })
        .toBuffer({ resolveWithObject: true });
      return { bytes: new Uint8Array(data), width: info.width, height: info.height };
    } catch {
      return null;
    }
  });
}
