/** The encoding of a text; `torn`: UTF-8 in which some bytes have another encoding. */
export type Encoding = 'utf-8' | 'utf-16' | 'windows-1252' | 'macintosh' | 'torn' | 'unknown';

export interface PlainText {
  /** Bytes that are no letter in the encoding of the rest become U+FFFD; nobody guesses what they were. */
  readonly text: string;
  readonly encoding: Encoding;
}

/** The encodings in which spreadsheets are written as text, by their byte order mark. */
const MARKED = [
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

const markOf = (bytes: Uint8Array) => MARKED.find(({ mark }) => mark.every((byte, i) => bytes[i] === byte));

/** Whether bytes begin by saying that they are UTF-16. */
export const saysText = (bytes: Uint8Array): boolean => markOf(bytes) !== undefined;

const SPANISH = 'áéíóúüñÁÉÍÓÚÜÑ°ºª¿¡';
const bytesOf = (encoding: string): ReadonlySet<number> => {
  const decoder = new TextDecoder(encoding);
  return new Set(
    Array.from({ length: 128 }, (_, i) => i + 128).filter((byte) =>
      SPANISH.includes(decoder.decode(Uint8Array.of(byte))),
    ),
  );
};
const SINGLE = [
  { encoding: 'windows-1252', letters: bytesOf('windows-1252') },
  { encoding: 'macintosh', letters: bytesOf('macintosh') },
] as const;
/** The letters of Spanish in the code page of DOS (850), which no browser and no runtime decodes. */
const DOS: ReadonlySet<number> = new Set([
  0x81, 0x82, 0x90, 0x9a, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xad, 0xb5, 0xd6, 0xe0, 0xe9,
]);

/**
 * Decodes bytes as text: UTF-16 when a byte order mark says so (Excel's «texto Unicode»), UTF-8 when they are valid or
 * mostly are, otherwise the encoding of older Windows or older Macintosh, whichever gives more letters of Spanish.
 * `part`: the bytes may end in the middle of a letter.
 */
export function plainText(bytes: Uint8Array, part = false): PlainText {
  const marked = markOf(bytes);
  if (marked) return { text: new TextDecoder(marked.encoding).decode(bytes, { stream: part }), encoding: 'utf-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: part }), encoding: 'utf-8' };
  } catch {
    const torn = new TextDecoder().decode(bytes, { stream: part });
    return mostlyLetters(torn) ? { text: torn, encoding: 'torn' } : singleByte(bytes);
  }
}

/** Whether a text read as UTF-8 has at least as many letters beyond ASCII as bytes that are no letters. */
function mostlyLetters(text: string): boolean {
  let letters = 0;
  let wrong = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) wrong += 1;
    else if (code > 127) letters += 1;
  }
  return letters >= wrong;
}

function singleByte(bytes: Uint8Array): PlainText {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  const total = (set: ReadonlySet<number>) => [...set].reduce((sum, byte) => sum + (counts[byte] ?? 0), 0);
  const [windows, mac] = SINGLE.map(({ letters }) => total(letters)) as [number, number];
  if (total(DOS) > Math.max(windows, mac))
    return {
      text: new TextDecoder('windows-1252').decode(bytes).replaceAll(/[\u0080-\uffff]/g, '\ufffd'),
      encoding: 'unknown',
    };
  const encoding = mac > windows ? 'macintosh' : 'windows-1252';
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}
