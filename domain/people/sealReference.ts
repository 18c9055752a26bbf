import * as z from 'zod/mini';
import { accept, defineCommand } from '../kernel/command.ts';

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const key = z.string().check(z.minLength(1), z.maxLength(120));

const bodySchema = z.object({
  /**
   * By table and by key of the row: the hash of its content from now on. A table named for the first time is sealed
   * from now on.
   */
  tables: z.record(z.string().check(z.regex(/^[a-z_]{1,60}$/)), z.record(key, hash)),
  /** Rows that existed at the first sealing and do not come from `reference/`: people must look at them. */
  unexplained: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(500)),
});
export type ReferenceSeal = z.infer<typeof bodySchema>;

/**
 * Records in the journal the content of reference rows (territory, catalogues, boundaries), so that `verify` can tell
 * whether they are unchanged.
 */
export const sealReferenceCommand = defineCommand<ReferenceSeal, Record<string, never>>({
  kind: 'reference.seal',
  type: 'act',
  title: 'sellar los catálogos de referencia',
  version: 1,
  schema: bodySchema as z.ZodMiniType<ReferenceSeal>,
  subject: 'reference',
  by: ['sistema'],
  facts: () => ({}),
  placement: () => ({ national: true }),
  decide: () => accept([]),
});
