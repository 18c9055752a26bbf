import * as z from 'zod/mini';
import { accept, defineCommand } from '../kernel/command.ts';

const bodySchema = z.object({ publicKey: z.string().check(z.regex(/^[A-Za-z0-9_-]{40,120}$/)) });
type Body = z.infer<typeof bodySchema>;

/** Records in the journal which key signs its heads (SPKI DER, base64url). `verify` trusts the first one recorded. */
export const recordSigningKey = defineCommand<Body, Record<string, never>>({
  kind: 'signingKey.record',
  type: 'act',
  title: 'anotar la clave que firma las huellas',
  version: 1,
  schema: bodySchema as z.ZodMiniType<Body>,
  subject: 'signing_key',
  by: ['sistema'],
  facts: () => ({}),
  placement: () => ({ national: true }),
  decide: () => accept([]),
});
