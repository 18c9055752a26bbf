import * as z from 'zod/mini';

/**
 * What a cursor holds: the number reached, the alliances held with how they were sent (`Reached.mark`), and the hashes
 * of the catalogue and of what the person recorded (none: ''; an app of before there was such a thing has none either).
 * It belongs to one epoch and one person; with any other it is as good as none. It never grants anything: what is sent
 * follows from the reader's scope alone.
 */
export interface Cursor {
  readonly epoch: string;
  readonly actorId: string;
  readonly number: number;
  readonly held: Readonly<Record<string, string>>;
  readonly catalogue: string | null;
  readonly own: string;
}

const schema = z.object({
  v: z.literal(1),
  e: z.string(),
  a: z.string(),
  n: z.int().check(z.nonnegative()),
  h: z.record(z.string().check(z.maxLength(40)), z.string().check(z.maxLength(40))),
  c: z.nullable(z.string()),
  o: z.optional(z.string().check(z.maxLength(40))),
});

export function writeCursor(cursor: Cursor): string {
  const { epoch: e, actorId: a, number: n, held: h, catalogue: c, own } = cursor;
  return Buffer.from(JSON.stringify({ v: 1, e, a, n, h, c, ...(own ? { o: own } : {}) })).toString('base64url');
}

/** Null for none, and for one that cannot be read: the phone then starts again. */
export function readCursor(text: string | undefined): Cursor | null {
  if (!text) return null;
  try {
    const read = schema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (!read.success) return null;
    const { e, a, n, h, c, o = '' } = read.data;
    return { epoch: e, actorId: a, number: n, held: h, catalogue: c, own: o };
  } catch {
    return null;
  }
}
