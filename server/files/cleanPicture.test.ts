import sharp from 'sharp';
import { expect, test } from 'vitest';
import { cleanPicture } from './cleanPicture.ts';

const clean = (bytes: Uint8Array) => cleanPicture(async () => bytes);
const blank = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#8a5' } });
const has = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text);

test.each(['jpeg', 'png', 'webp'] as const)(
  'a photo in %s keeps its points and nothing that was written beside them',
  async (format) => {
    const exif = {
      IFD0: { Make: 'MARCA', Artist: 'JUANA' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '16/1 30/1 0/1' },
    };
    // Turned by a quarter, and with a page hidden behind the end.
    const photo = await blank(60, 40)
      .withExif(exif)
      .withMetadata({ orientation: 6 })
      .withExifMerge(exif)
      [format]()
      .toBuffer();
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    const picture = await clean(new Uint8Array(Buffer.concat([photo, Buffer.from('<script>JUANA</script>')])));
    expect(picture).toMatchObject({ width: 40, height: 60 });
    const { exif: left, xmp, iptc, icc, format: kept } = await sharp(picture?.bytes).metadata();
    expect([left, xmp, iptc, icc, kept]).toEqual([undefined, undefined, undefined, undefined, 'jpeg']);
    for (const word of ['JUANA', 'MARCA', 'GPS', 'Exif', 'script'])
      expect([word, has(picture?.bytes ?? new Uint8Array(), word)]).toEqual([word, false]);
  },
);

test('a large one is kept at the size of a page that can be read', async () => {
  expect(await clean(new Uint8Array(await blank(4000, 3000).jpeg().toBuffer()))).toMatchObject({
    width: 2560,
    height: 1920,
  });
});

test('what is no photo, is broken, or opens into a huge one is refused', async () => {
  const whole = await blank(80, 80).jpeg().toBuffer();
  const bomb = await blank(10_000, 10_000).png({ compressionLevel: 9 }).toBuffer();
  expect(bomb.length).toBeLessThan(1024 * 1024);
  for (const [name, bytes] of [
    ['bomb', bomb],
    ['half', whole.subarray(0, whole.length >> 1)],
    [
      'drawing',
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>',
      ),
    ],
    ['animation', await blank(8, 8).gif().toBuffer()],
    ['page', Buffer.from('<!doctype html><script>')],
    ['head alone', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['nothing', Buffer.alloc(0)],
  ] as const)
    expect([name, await clean(new Uint8Array(bytes))]).toEqual([name, null]);
});
