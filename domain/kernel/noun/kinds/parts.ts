import * as z from 'zod/mini';
import { common, type Kind } from '../kind.ts';

/**
 * A list of entries of several parts each: what was agreed, who was there. Its field brings the schema and says how it is
 * told; it is asked on a screen of its own.
 */
export const partsKind: Kind<unknown[]> = {
  many: true,
  columns: ['jsonb', 'uuid[]'],
  schema: ({ options }) => (options.schema ?? z.never()) as z.ZodMiniType<unknown[]>,
  question: (name, facts) => ({ ...common(name, facts), kind: 'text' }),
  show: (value) => String(value.length),
  cell: (value) => value.length,
  filter: null,
};
