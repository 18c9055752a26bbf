import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse } from '../kernel/command.ts';
import { daySchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';

const bodySchema = z.object({
  title: z.string().check(z.trim(), z.minLength(3, 'El título es muy corto.'), z.maxLength(300)),
  reference: z.optional(z.nullable(z.string().check(z.maxLength(1000)))),
  fileHash: z.optional(z.nullable(z.string().check(z.regex(/^[0-9a-f]{64}$/)))),
  issuedOn: z.optional(z.nullable(daySchema)),
  demo: z.optional(z.boolean()),
});
type Body = z.infer<typeof bodySchema>;

/** Records the paper or file from which data come; adopted alliances and steps of the cycle point to it. */
export const recordSourceDocument = defineCommand<Body, { existing: { id: string } | null }>({
  kind: 'document.record',
  type: 'act',
  title: 'registrar un documento de respaldo',
  version: 1,
  schema: bodySchema as z.ZodMiniType<Body>,
  subject: 'source_document',
  by: [
    'UCN_ME',
    'UCN_COORD',
    'UCN_NEG',
    'UCN_FORT',
    'UCN_FIN',
    'UCN_ADQ',
    'UCN_COM',
    'UOD_OPERADOR',
    'UOD_OFICIAL',
    'UOD_SOCIAL',
    'UOD_FIDUCIARIO',
  ],
  facts: (c) => ({ existing: { loader: 'sourceDocument', key: c.subjectId } }),
  placement: () => ({ anywhere: true }),
  decide: ({ command, facts }) => {
    if (need(facts.existing)) return refuse(problem('alreadyExists'));
    const { title, reference, fileHash, issuedOn, demo } = command.body;
    return accept([
      insert('source_document', {
        id: command.subjectId,
        title,
        reference,
        fileHash,
        issuedOn,
        demo: demo ?? false,
        version: 1,
      }),
    ]);
  },
});
