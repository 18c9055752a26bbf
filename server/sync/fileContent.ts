import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { type MediaType, mediaTypes } from '../../domain/field/file.ts';
import { differenceHash, HASH_HEIGHT, HASH_WIDTH } from '../../domain/sync/perceptualHash.ts';
import { inPictureTurn, MAX_POINTS, MAX_SECONDS } from '../files/pictureTurn.ts';
import { plainText, saysText } from '../files/plainText.ts';

/** What a file is, judged by its bytes. */
export interface FileContent {
  readonly mediaType: MediaType;
  readonly width: number | null;
  readonly height: number | null;
  readonly perceptualHash: string | null;
}

/**
 * Reads the type from the content. Null for a type that is not accepted, a broken picture, and one that is too large
 * when opened.
 */
export async function readContent(bytes: Uint8Array): Promise<FileContent | null> {
  // UTF-16 begins like a frame of sound, so tables are recognised first. Reading the type of a zip file with broken
  // parts fails; it is then no accepted type.
  const found =
    saysText(bytes) && isPlainTable(bytes) ? undefined : await fileTypeFromBuffer(bytes).catch(() => undefined);
  const mediaType = found ? mediaTypes.find((m) => m === found.mime) : isPlainTable(bytes) ? 'text/csv' : undefined;
  if (!mediaType) return null;
  if (!mediaType.startsWith('image/')) return { mediaType, width: null, height: null, perceptualHash: null };
  try {
    return await inPictureTurn(async () => {
      const picture = sharp(bytes, { limitInputPixels: MAX_POINTS, failOn: 'error' });
      const { width, height } = await picture.metadata();
      const small = picture.clone().rotate().resize(HASH_WIDTH, HASH_HEIGHT, { fit: 'fill' }).greyscale();
      const grey = await small.raw().timeout({ seconds: MAX_SECONDS }).toBuffer();
      return { mediaType, width: width ?? null, height: height ?? null, perceptualHash: differenceHash(grey) };
    });
  } catch {
    return null;
  }
}

/** Whether the bytes are text without control characters, as a .csv is. */
function isPlainTable(bytes: Uint8Array): boolean {
  const { text } = plainText(bytes.subarray(0, 64 * 1024), true);
  return (
    text.length > 0 &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    !/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/.test(text) &&
    !/^\s*</.test(text) &&
    /[,;\t\n]/.test(text)
  );
}

/**
 * A small copy for lists, encoded anew so that nothing the camera wrote into it remains. Of a damaged photo, the part
 * that can be read.
 * @param width pixels
 */
export async function thumbnail(bytes: Uint8Array, width: number): Promise<Uint8Array> {
  return inPictureTurn(async () => {
    const small = sharp(bytes, { limitInputPixels: MAX_POINTS, failOn: 'none' })
      .rotate()
      .resize(width, width, { fit: 'inside', withoutEnlargement: true });
    return new Uint8Array(await small.jpeg({ quality: 72 }).timeout({ seconds: MAX_SECONDS }).toBuffer());
  });
}
