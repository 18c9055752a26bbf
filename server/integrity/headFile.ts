import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { HeadKey } from './headKey.ts';

/**
 * One line of heads.jsonl. `head`: the head of the journal. `restore`: a backup was restored on purpose and the journal
 * went back to this head, so earlier lines beyond it are no contradiction.
 */
export interface HeadLine {
  readonly kind: 'head' | 'restore';
  readonly number: number;
  readonly hash: string;
  readonly at: string;
  readonly epoch: string;
  readonly publicKey: string;
  readonly signature: string;
}

const FILE = 'heads.jsonl';

/** The text that is signed: one value on each line, nothing else. */
export function headText(line: Omit<HeadLine, 'signature' | 'publicKey'>): string {
  return ['SIGG', line.kind, String(line.number), line.hash, line.at, line.epoch].join('\n');
}

/** Signs a head. */
export function signHead(key: HeadKey, head: Omit<HeadLine, 'signature' | 'publicKey'>): HeadLine {
  return { ...head, publicKey: key.publicKey, signature: key.sign(headText(head)) };
}

/** Adds a line to the file beside the key; when it returns, the line is on the disk. */
export async function appendHead(keysDir: string, line: HeadLine): Promise<void> {
  await mkdir(keysDir, { recursive: true, mode: 0o700 });
  const file = await open(join(keysDir, FILE), 'a+', 0o600);
  try {
    // A line cut short by a power failure must not be joined with this one.
    const start = (await endsOpen(file)) ? '\n' : '';
    await file.appendFile(`${start}${JSON.stringify(line)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function endsOpen(file: Awaited<ReturnType<typeof open>>): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== 0x0a;
}

/** The lines of the file in order, one at a time; null for an unreadable line. None when there is no file. */
export async function* readHeads(keysDir: string): AsyncGenerator<HeadLine | null> {
  const file = await open(join(keysDir, FILE)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!file) return;
  try {
    for await (const text of file.readLines()) if (text.trim() !== '') yield parseLine(text);
  } finally {
    await file.close();
  }
}

/** How many lines the file has. */
export async function countHeads(keysDir: string): Promise<number> {
  let n = 0;
  for await (const _line of readHeads(keysDir)) n += 1;
  return n;
}

function parseLine(text: string): HeadLine | null {
  try {
    const line = JSON.parse(text) as HeadLine;
    const readable =
      (line.kind === 'head' || line.kind === 'restore') &&
      Number.isSafeInteger(line.number) &&
      [line.hash, line.at, line.epoch, line.publicKey, line.signature].every((v) => typeof v === 'string');
    return readable ? line : null;
  } catch {
    return null;
  }
}

/** The last readable line; null when there is none. */
export async function lastHead(keysDir: string): Promise<HeadLine | null> {
  let last: HeadLine | null = null;
  for await (const line of readHeads(keysDir)) last = line ?? last;
  return last;
}
