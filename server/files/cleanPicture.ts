import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { inPictureTurn, MAX_POINTS, MAX_SECONDS } from './pictureTurn.ts';

/** Enough pixels to read a page of a notebook; a camera's further pixels add nothing. */
const LONGEST = 2560;

export interface CleanPicture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * A photo encoded anew from its pixels alone: nothing that the camera or anybody else added remains (place, hour,
 * telephone, what was hidden behind the end). Null when it is not a photo, is broken, or is too large when opened. The
 * bytes are read only in its turn, so that waiting photos hold no memory.
 */
export async function cleanPicture(read: () => Promise<Uint8Array>): Promise<CleanPicture | null> {
  return inPictureTurn(async () => {
    const bytes = await read();
    // Checked by content before anything opens it: the library supports formats that run programs of their own.
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
