import { describe, expect, test } from 'vitest';
import { film, recordings, SECRET } from '../../tests/helpers/sounds.ts';
import { cleanSound } from './cleanSound.ts';

const has = (bytes: Uint8Array, text: string) =>
  Buffer.from(bytes).includes(text) || Buffer.from(bytes).includes(Buffer.from(text, 'utf16le'));
const clean = (bytes: Uint8Array) => cleanSound(async () => bytes);

const kept = {
  m4a: 'audio/aac',
  mov: 'audio/aac',
  ogg: 'audio/ogg',
  webm: 'audio/ogg',
  mp3: 'audio/mpeg',
  amr: 'audio/amr',
} as const;

describe.each(Object.keys(recordings) as (keyof typeof recordings)[])('a recording in %s', (name) => {
  test('keeps its sound and nothing that was written beside it', async () => {
    const bytes = await recordings[name]();
    if (name !== 'amr') expect(has(bytes, SECRET)).toBe(true);
    const sound = await clean(bytes);
    expect(sound?.mediaType).toBe(kept[name]);
    if (!sound) return;
    for (const word of [SECRET, '2026', '-16.5']) expect([word, has(sound.bytes, word)]).toEqual([word, false]);
    // All frames are there, in a file of its own that is read again.
    expect(sound.bytes.length).toBeGreaterThan(50 * (name === 'amr' ? 31 : 120));
    expect((await clean(sound.bytes))?.mediaType).toBe(kept[name]);
  });

  test('cut short or torn is taken for what is left of it, or refused; never for something else', async () => {
    const bytes = await recordings[name]();
    for (const torn of [
      bytes.subarray(0, 40),
      bytes.subarray(0, bytes.length >> 1),
      bytes.map((b, i) => (i % 97 === 50 ? b ^ 0x5a : b)),
    ]) {
      const sound = await clean(torn);
      expect([null, kept[name]]).toContain(sound?.mediaType ?? null);
      if (sound) expect(has(sound.bytes, SECRET)).toBe(false);
    }
  });
});

test('what is no recording is refused: a film, a picture, a page, nothing, a box that says it is endless', async () => {
  const endless = Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypM4A \0\0\0\0M4A mp42'),
    Buffer.from([0xff, 0xff, 0xff, 0xf0]),
    Buffer.from('moov'),
  ]);
  const page = Buffer.from('<!doctype html><script>alert(1)</script>');
  for (const [name, bytes] of [
    ['film', await film()],
    ['page', page],
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(4096)],
    ['endless', endless],
    ['page that begins as a recording', Buffer.concat([Buffer.from('#!AMR\n'), page])],
  ] as const)
    expect([name, await clean(new Uint8Array(bytes))]).toEqual([name, null]);
});
