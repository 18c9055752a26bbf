import { crc32 } from 'node:zlib';
import { differenceHash, greyOf } from '../../domain/sync/perceptualHash.ts';
import { type Random, randomOf } from './random.ts';

/** Sixteen colours: sky, hills, earth, crops, paper and ink. */
const PALETTE = [
  '#8fc1e8',
  '#b9d9f2',
  '#dcecf7',
  '#6d5a8c',
  '#8a7aa6',
  '#7a5c3e',
  '#9c7a52',
  '#c0a070',
  '#3f6b35',
  '#5c8f45',
  '#8fb85a',
  '#d9b23d',
  '#f7f4ea',
  '#4a4a4a',
  '#c0392b',
  '#20303c',
];
const COLOURS = Buffer.from(PALETTE.map((c) => c.slice(1)).join(''), 'hex');
const SKY = 0;
const INK = 15;

/** Letters of 3×5 pixels. */
const LETTERS: Readonly<Record<string, readonly number[]>> = {
  D: [6, 5, 5, 5, 6],
  E: [7, 4, 6, 4, 7],
  M: [5, 7, 7, 5, 5],
  O: [7, 5, 5, 5, 7],
};

/** A picture with the data that the register of files keeps about it. */
export interface DemoImage {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly perceptualHash: string;
}

type Canvas = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };

function fill(canvas: Canvas, at: (x: number, y: number) => number): void {
  for (let y = 0; y < canvas.height; y++)
    for (let x = 0; x < canvas.width; x++) canvas.pixels[y * canvas.width + x] = at(x, y);
}

/** A field under hills; the ridges, the crops and the light depend on `random`. */
function landscape(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const ridge = [random.next() * 6, random.next() * 6, random.next() * 6];
  const horizon = height * (0.35 + random.next() * 0.2);
  const crop = random.int(8, 11);
  const earth = random.int(5, 7);
  const rows = random.int(5, 11);
  const lean = random.next() * 2 - 1;
  fill(canvas, (x, y) => {
    const hill =
      horizon -
      height *
        (0.12 +
          0.1 * Math.sin((x / width) * 5 + (ridge[0] ?? 0)) +
          0.05 * Math.sin((x / width) * 13 + (ridge[1] ?? 0)));
    if (y < hill) return SKY + Math.min(2, Math.floor((y / hill) * 3));
    if (y < horizon) return 3 + ((x + y) % 7 === 0 ? 1 : 0);
    const depth = (y - horizon) / (height - horizon) + 0.15;
    const furrow = Math.floor(((x / width - 0.5) / depth + lean) * rows);
    return (furrow & 1) === 0 ? crop : earth;
  });
  for (let n = 26; n > 0; n--) patch(canvas, random, horizon, height, n % 2 === 0 ? 8 : 11);
  for (let n = 14; n > 0; n--) patch(canvas, random, 0, horizon * 0.7, n % 3 === 0 ? 4 : 12);
}

/** A bush, a stone or a cloud, so that two pictures of fields differ at a glance. */
function patch(canvas: Canvas, random: Random, top: number, bottom: number, colour: number): void {
  const rx = random.int(3, Math.ceil(canvas.width / 13));
  const ry = random.int(2, Math.ceil(canvas.height / 15));
  const cx = random.int(0, canvas.width - 1);
  const cy = random.int(Math.ceil(top), Math.floor(bottom));
  for (let y = Math.max(0, cy - ry); y <= Math.min(canvas.height - 1, cy + ry); y++) {
    for (let x = Math.max(0, cx - rx); x <= Math.min(canvas.width - 1, cx + rx); x++) {
      if (((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1) canvas.pixels[y * canvas.width + x] = colour;
    }
  }
}

/** A delivery note on a woven cloth; the colours of the cloth and the words on the paper differ each time. */
function paper(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const left = width * (0.14 + random.next() * 0.14);
  const right = width * (0.72 + random.next() * 0.14);
  const cloth = Array.from({ length: 18 * 16 }, () => random.pick([3, 14, 11, 9, 5, 4, 7]));
  const words = Array.from({ length: 14 * 12 }, () => random.next());
  fill(canvas, (x, y) => {
    const column = Math.floor((x / width) * 18);
    const row = Math.floor((y / height) * 16);
    if (x < left || x > right || y < height * 0.05 || y > height * 0.95) return cloth[row * 18 + column] ?? 5;
    const line = Math.floor((y / height) * 14);
    const inked = Math.floor((y / height) * 42) % 3 === 1 && x > left + 4 && x < right - 4;
    return inked && (words[line * 12 + Math.floor((x / width) * 12)] ?? 0) > 0.45 && (x * 7 + line * 3) % 11 > 2
      ? 13
      : 12;
  });
  dot(canvas, Math.floor(right - width * 0.08), Math.floor(height * 0.85), 14);
}

function dot(canvas: Canvas, x: number, y: number, colour: number): void {
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) canvas.pixels[(y + dy) * canvas.width + x + dx] = colour;
}

function word(canvas: Canvas, text: string): void {
  [...text].forEach((letter, i) => {
    LETTERS[letter]?.forEach((bits, y) => {
      for (let x = 0; x < 3; x++)
        if (bits & (4 >> x)) canvas.pixels[(canvas.height - 7 + y) * canvas.width + 2 + i * 4 + x] = INK;
    });
  });
}

/**
 * A small picture marked DEMO, with the same bytes on every machine. It is a PNG of sixteen colours without
 * compression, because the output of compressors and image libraries differs between versions and the journal keeps the
 * hash of these bytes.
 */
export function demoPicture(kind: 'field' | 'paper', width: number, ...key: readonly (string | number)[]): DemoImage {
  const random = randomOf('picture', ...key);
  const canvas = {
    width,
    height: Math.round((width * 3) / 4),
    pixels: new Uint8Array(width * Math.round((width * 3) / 4)),
  };
  if (kind === 'field') landscape(canvas, random);
  else paper(canvas, random);
  word(canvas, 'DEMO');
  return {
    bytes: png(canvas),
    width,
    height: canvas.height,
    perceptualHash: differenceHash(greyOf(rgba(canvas), width, canvas.height)),
  };
}

function rgba({ pixels }: Canvas): Uint8Array {
  const out = new Uint8Array(pixels.length * 4);
  pixels.forEach((colour, i) => {
    out.set(COLOURS.subarray(colour * 3, colour * 3 + 3), i * 4);
    out[i * 4 + 3] = 255;
  });
  return out;
}

function png({ width, height, pixels }: Canvas): Uint8Array {
  const stride = Math.ceil(width / 2) + 1;
  const raw = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * stride + 1 + (x >> 1);
      raw[at] = (raw[at] ?? 0) | ((pixels[y * width + x] ?? 0) << (x & 1 ? 0 : 4));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([4, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('PLTE', COLOURS),
    chunk('IDAT', stored(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  out.set(data, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

/** The zlib format with stored (uncompressed) blocks only. */
function stored(raw: Uint8Array): Buffer {
  const parts: Uint8Array[] = [Buffer.from([0x78, 0x01])];
  for (let at = 0; at < raw.length; at += 65_535) {
    const piece = raw.subarray(at, at + 65_535);
    const head = Buffer.alloc(5);
    head[0] = at + piece.length >= raw.length ? 1 : 0;
    head.writeUInt16LE(piece.length, 1);
    head.writeUInt16LE(~piece.length & 0xffff, 3);
    parts.push(head, piece);
  }
  let a = 1;
  let b = 0;
  for (const byte of raw) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(b * 65_536 + a);
  parts.push(sum);
  return Buffer.concat(parts);
}
