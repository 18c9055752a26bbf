/** The encodings in which spreadsheets are written as text, by their byte order mark. */
const MARKED = [
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

const markOf = (bytes: Uint8Array) => MARKED.find(({ mark }) => mark.every((byte, i) => bytes[i] === byte));

/** Whether bytes begin by saying that they are UTF-16. */
export const saysText = (bytes: Uint8Array): boolean => markOf(bytes) !== undefined;

/**
 * Bytes as the text they are: UTF-16 where a byte order mark says so (what Excel calls «texto Unicode»), UTF-8 when they are
 * valid, otherwise the Latin-1 of older spreadsheets on Windows. `part`: the bytes may end in the middle of a letter.
 */
export function plainText(bytes: Uint8Array, part = false): string {
  const marked = markOf(bytes);
  if (marked) return new TextDecoder(marked.encoding).decode(bytes, { stream: part });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: part });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
