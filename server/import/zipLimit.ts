import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const DEFLATED = 8;
const MAX_ENTRIES = 2000;

/**
 * Whether the whole of a zip file opens into at most `max` bytes: found by opening each entry up to what is left, since the sizes
 * that a zip file declares may lie. False for what is no zip file, is encrypted, or needs the 64-bit form.
 */
export async function opensWithin(bytes: Uint8Array, max: number): Promise<boolean> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === null) return false;
  const entries = view.readUInt16LE(end + 10);
  if (entries > MAX_ENTRIES) return false;
  let at = view.readUInt32LE(end + 16);
  let left = max;
  for (let i = 0; i < entries; i += 1) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== CENTRAL) return false;
    const size = await openedSize(view, at, left);
    if (size === null || size > left) return false;
    left -= size;
    at += 46 + view.readUInt16LE(at + 28) + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  return true;
}

function endOfDirectory(view: Buffer): number | null {
  for (let at = view.length - 22; at >= Math.max(0, view.length - 22 - 0xffff); at -= 1) if (view.readUInt32LE(at) === END) return at;
  return null;
}

/** Bytes that the entry described at `at` opens into; null when it cannot be opened within `left`. */
async function openedSize(view: Buffer, at: number, left: number): Promise<number | null> {
  const [flags, method, packed, local] = [view.readUInt16LE(at + 8), view.readUInt16LE(at + 10), view.readUInt32LE(at + 20), view.readUInt32LE(at + 42)];
  const encrypted = (flags & 1) !== 0;
  if (encrypted || local + 30 > view.length || view.readUInt32LE(local) !== LOCAL) return null;
  const from = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28);
  if (from + packed > view.length) return null;
  if (method !== DEFLATED) return packed;
  try {
    return (await inflate(view.subarray(from, from + packed), { maxOutputLength: Math.max(1, left) })).length;
  } catch {
    return null;
  }
}
