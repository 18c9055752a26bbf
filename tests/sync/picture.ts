import sharp from 'sharp';
import type { ShrunkPhoto } from '../../web/local/files.ts';

/** A small picture, different each time. */
export async function picture(): Promise<ShrunkPhoto> {
  const raw = crypto.getRandomValues(new Uint8Array(8 * 8 * 3));
  const bytes = new Uint8Array(
    await sharp(raw, { raw: { width: 8, height: 8, channels: 3 } })
      .png()
      .toBuffer(),
  );
  return { bytes, mediaType: 'image/png', original: bytes, grey: null };
}
