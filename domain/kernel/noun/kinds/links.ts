import * as z from 'zod/mini';
import { idSchema } from '../../envelope.ts';
import { common, type Kind } from '../kind.ts';
import { referentOf } from '../referents.ts';

/** Points to another thing by its identity. Shown by the name that the server looks up, never by the identity. */
export const referenceKind: Kind<string> = {
  columns: ['uuid', 'text'],
  schema: ({ options }) =>
    referentOf(options.to).id === 'uuid'
      ? (idSchema as unknown as z.ZodMiniType<string>)
      : (z.string().check(z.minLength(1), z.maxLength(60)) as unknown as z.ZodMiniType<string>),
  question: (name, facts, asked) => ({ ...common(name, facts), kind: 'choice', options: asked.options(name) }),
  show: (value) => value,
  cell: (value) => value,
  filter: 'equals',
};

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** Photos, by the SHA-256 of their bytes. */
export const photosKind: Kind<string[]> = {
  files: 'many',
  many: true,
  columns: ['text[]'],
  schema: ({ options }) => z.array(hash).check(z.maxLength(options.max ?? 10)) as unknown as z.ZodMiniType<string[]>,
  question: (name, facts) => ({ ...common(name, facts), kind: 'photo', max: facts.options.max ?? 10 }),
  show: (value) => (value.length === 1 ? '1 foto' : `${value.length} fotos`),
  cell: (value) => value.length,
  filter: null,
};

/** A recording of a voice, by the SHA-256 of its bytes. */
export const soundKind: Kind<string> = {
  files: 'one',
  columns: ['text'],
  schema: () => hash as unknown as z.ZodMiniType<string>,
  question: (name, facts) => ({ ...common(name, facts), kind: 'file', accept: 'audio/*,.m4a,.ogg,.opus,.mp3,.amr' }),
  show: () => 'una nota de voz',
  cell: () => 1,
  filter: null,
};
