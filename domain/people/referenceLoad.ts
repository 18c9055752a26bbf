import * as z from 'zod/mini';
import { accept, defineCommand } from '../kernel/command.ts';

const bodySchema = z.object({
  what: z.string().check(z.maxLength(60)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  rows: z.int().check(z.nonnegative()),
});
type Body = z.infer<typeof bodySchema>;

/** Records in the journal which reference files were loaded, when their content changed. It writes no row. */
export const loadReferenceCommand = defineCommand<Body, Record<string, never>>({
  kind: 'reference.load',
  type: 'act',
  title: 'cargar los catálogos de referencia',
  version: 1,
  schema: bodySchema as z.ZodMiniType<Body>,
  subject: 'reference',
  by: ['sistema'],
  facts: () => ({}),
  placement: () => ({ national: true }),
  decide: () => accept([]),
});
