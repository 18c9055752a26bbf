import { parentPort, workerData } from 'node:worker_threads';
import {
  ADTS,
  AdtsOutputFormat,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  MP3,
  MP4,
  Mp3OutputFormat,
  OGG,
  OggOutputFormat,
  Output,
  QTFF,
  WEBM,
} from 'mediabunny';
import { cleanAmr } from './amr.ts';
import type { CleanSound } from './cleanSound.ts';

/** For each coding of sound, the simplest file format: a row of frames, without hours, places or names. */
const plainest = {
  aac: { mediaType: 'audio/aac', format: () => new AdtsOutputFormat() },
  opus: { mediaType: 'audio/ogg', format: () => new OggOutputFormat() },
  mp3: { mediaType: 'audio/mpeg', format: () => new Mp3OutputFormat({ xingHeader: false }) },
} as const;

/** The frames of a recording in a new file; null for what is no sound, or not sound alone. */
async function clean(bytes: Uint8Array<ArrayBuffer>): Promise<CleanSound | null> {
  const amr = cleanAmr(bytes);
  if (amr) return { bytes: amr, mediaType: 'audio/amr' };
  const input = new Input({ source: new BufferSource(bytes), formats: [MP4, QTFF, WEBM, OGG, MP3, ADTS] });
  const [track, other] = await input.getTracks();
  if (!track?.isAudioTrack() || other) return null;
  const codec = await track.getCodec();
  const kept = codec === 'aac' || codec === 'opus' || codec === 'mp3' ? plainest[codec] : null;
  const decoderConfig = await track.getDecoderConfig();
  if (!kept || !codec || !decoderConfig) return null;
  const target = new BufferTarget();
  const output = new Output({ format: kept.format(), target });
  const source = new EncodedAudioPacketSource(codec as 'aac' | 'opus' | 'mp3');
  output.addAudioTrack(source);
  await output.start();
  let frames = 0;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    await source.add(packet, frames === 0 ? { decoderConfig } : undefined);
    frames += 1;
  }
  await output.finalize();
  return frames > 0 && target.buffer ? { bytes: new Uint8Array(target.buffer), mediaType: kept.mediaType } : null;
}

// Whatever error reading it raises, it is no recording that can be stored.
parentPort?.postMessage(await clean(workerData as Uint8Array<ArrayBuffer>).catch(() => null));
