import * as z from 'zod/mini';

/**
 * What a cursor holds: the journal number reached, the alliances on the phone with how each was sent (`Reached.mark`),
 * and the hashes of the catalogue and of the person's own records ('' for none; older apps have no such hash). It
 * belongs to one epoch and one person; for any other it counts as no cursor. It grants nothing: what is sent follows
 * only from the reader's scope.
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

/** Null for no cursor or an unreadable one; the phone then starts from the beginning. */
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
