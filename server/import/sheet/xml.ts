import { SaxesParser } from 'saxes';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';

/** What to do at the parts of an XML text; names have no prefix. */
export interface XmlHandlers {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML piece by piece and, after each piece, gives what `take` has ready. Only the five entities of XML itself are
 * opened. Throws ProblemError (importUnreadable) when it is not well formed.
 */
export async function* readXml<T>(
  pieces: AsyncIterable<string>,
  handlers: XmlHandlers,
  take: () => T | null,
): AsyncGenerator<T> {
  const parser = new SaxesParser({ fragment: false });
  parser.on('error', () => {
    throw new ProblemError(problem('importUnreadable'));
  });
  const { open, close, text } = handlers;
  if (open) parser.on('opentag', (tag) => open(local(tag.name), tag.attributes as Record<string, string>));
  if (close) parser.on('closetag', (tag) => close(local(tag.name)));
  if (text) parser.on('text', text);
  for await (const piece of pieces) {
    parser.write(piece);
    const ready = take();
    if (ready !== null) yield ready;
  }
  parser.close();
  const last = take();
  if (last !== null) yield last;
}

/** Reads a whole XML text; only its handlers record something. */
export async function scanXml(pieces: AsyncIterable<string>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(pieces, handlers, () => null)) {
    // Nothing is taken on the way.
  }
}
