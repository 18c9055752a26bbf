import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  MovOutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';

/** Written in every place where a recording can contain something besides its sound. */
export const SECRET = 'JUANA MAMANI';

const FRAMES = 50;
const frame = (i: number, size: number) =>
  Uint8Array.from({ length: size }, (_, k) => (k === 0 ? 0xfc : (i * 31 + k * 7) % 251));
const OPUS_HEAD = Uint8Array.from([...Buffer.from('OpusHead'), 1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0]);
const coded = {
  aac: {
    codec: 'mp4a.40.2',
    description: Uint8Array.of(0x12, 0x08),
    sampleRate: 44_100,
    numberOfChannels: 1,
    seconds: 1024 / 44_100,
  },
  opus: { codec: 'opus', description: OPUS_HEAD, sampleRate: 48_000, numberOfChannels: 1, seconds: 0.02 },
} as const;

async function muxed(
  format: Mp4OutputFormat | MovOutputFormat | OggOutputFormat | WebMOutputFormat,
  codec: 'aac' | 'opus',
  video = false,
): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({ format, target });
  output.setMetadataTags({
    title: SECRET,
    artist: SECRET,
    comment: `${SECRET} -16.5,-68.1`,
    date: new Date('2026-06-15T13:37:00Z'),
  });
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source, { name: SECRET });
  const pictures = video ? new EncodedVideoPacketSource('vp8') : null;
  if (pictures) output.addVideoTrack(pictures);
  await output.start();
  const { seconds, ...decoderConfig } = coded[codec];
  for (let i = 0; i < FRAMES; i += 1) {
    await source.add(
      new EncodedPacket(frame(i, 120), 'key', i * seconds, seconds),
      i === 0 ? { decoderConfig } : undefined,
    );
    if (pictures) {
      const config = i === 0 ? { decoderConfig: { codec: 'vp8', codedWidth: 64, codedHeight: 64 } } : undefined;
      await pictures.add(new EncodedPacket(frame(i, 60), 'key', i * seconds, seconds), config);
    }
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}

/** Frames of MPEG layer 3, 128 kbit/s, between a tag at the beginning and one at the end that both contain a name. */
function mp3(): Uint8Array {
  const text = Buffer.concat([Buffer.from([0]), Buffer.from(SECRET, 'latin1')]);
  const title = Buffer.concat([Buffer.from('TIT2'), Buffer.from([0, 0, 0, text.length, 0, 0]), text]);
  const head = Buffer.concat([Buffer.from('ID3'), Buffer.from([3, 0, 0, 0, 0, 0, title.length]), title]);
  const one = Buffer.alloc(417, 0x55);
  one.set([0xff, 0xfb, 0x90, 0xc4]);
  const tail = Buffer.alloc(128);
  tail.write(`TAG${SECRET}`, 'latin1');
  return new Uint8Array(Buffer.concat([head, ...Array.from({ length: FRAMES }, () => one), tail]));
}

/** A recording in AMR: the header and frames of 12.2 kbit/s. */
function amr(): Uint8Array {
  const one = Buffer.alloc(32, 0x21);
  one[0] = 0x3c;
  return new Uint8Array(Buffer.concat([Buffer.from('#!AMR\n'), ...Array.from({ length: FRAMES }, () => one)]));
}

/** The formats that phones record, each with a name, a time and a place stored beside the sound. */
export const recordings = {
  m4a: () => muxed(new Mp4OutputFormat(), 'aac'),
  mov: () => muxed(new MovOutputFormat(), 'aac'),
  ogg: () => muxed(new OggOutputFormat(), 'opus'),
  webm: () => muxed(new WebMOutputFormat(), 'opus'),
  mp3: async () => mp3(),
  amr: async () => amr(),
} as const;

/** A film: sound with pictures. */
export const film = (): Promise<Uint8Array> => muxed(new WebMOutputFormat(), 'opus', true);
