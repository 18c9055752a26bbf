import type { PhotoSize } from '../../domain/sync/line.ts';
import { greyOf, HASH_HEIGHT, HASH_WIDTH } from '../../domain/sync/perceptualHash.ts';
import type { ShrunkPhoto } from './files.ts';

/** The perceptual hash is taken from a copy this many times larger than its grid, whose points are then averaged. */
const HASH_SCALE = 8;

interface Canvas {
  readonly context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
  readonly toJpeg: (quality: number) => Promise<Blob>;
}

function canvasOf(width: number, height: number): Canvas {
  if (typeof OffscreenCanvas !== 'undefined') {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (context) return { context, toJpeg: (quality) => canvas.convertToBlob({ type: 'image/jpeg', quality }) };
  }
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('Este teléfono no puede abrir la foto.');
  const toJpeg = (quality: number) =>
    new Promise<Blob>((resolve, reject) =>
      canvas.toBlob(
        (b) => (b ? resolve(b) : reject(new Error('Este teléfono no pudo guardar la foto.'))),
        'image/jpeg',
        quality,
      ),
    );
  return { context, toJpeg };
}

/**
 * A photo as a JPEG, small enough for the line that it will be sent over (domain/sync/line.ts) and without what the
 * camera wrote into it.
 */
export async function shrinkPhoto(file: Blob, { longest, quality }: PhotoSize): Promise<ShrunkPhoto> {
  const original = new Uint8Array(await file.arrayBuffer());
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new Error('No se pudo abrir la foto. Tome otra.');
  }
  try {
    const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const { context, toJpeg } = canvasOf(width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    const bytes = new Uint8Array(await (await toJpeg(quality)).arrayBuffer());
    return { bytes, mediaType: 'image/jpeg', original, grey: greyGrid(bitmap) };
  } finally {
    bitmap.close();
  }
}

function greyGrid(bitmap: ImageBitmap): number[] {
  const width = HASH_WIDTH * HASH_SCALE;
  const height = HASH_HEIGHT * HASH_SCALE;
  const { context } = canvasOf(width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return greyOf(context.getImageData(0, 0, width, height).data, width, height);
}
