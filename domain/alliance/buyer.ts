import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse } from '../kernel/command.ts';
import { need } from '../kernel/fact.ts';
import { idOfText } from '../kernel/ids.ts';
import { problem } from '../kernel/problem.ts';
import type { Role } from '../people/roles.ts';

/** Kinds of buyer (domain brief 3.2); the words are in domain/words/alliance.ts. */
export const buyerKinds = [
  'empresa',
  'asociacion',
  'mayorista',
  'institucion_publica',
  'gam',
  'gobernacion',
  'exportador',
  'otro',
] as const;

/** Who registers buyers, and so must be able to find them first. */
export const buyerRoles: readonly Role[] = [
  'ACOMPANANTE',
  'FACILITADOR',
  'UOD_OFICIAL',
  'UOD_OPERADOR',
  'UCN_NEG',
  'UCN_ME',
];

const bodySchema = z.object({
  name: z.string().check(z.trim(), z.minLength(2, 'El nombre es muy corto.'), z.maxLength(200)),
  kind: z.optional(z.nullable(z.enum(buyerKinds))),
  nit: z.optional(z.nullable(z.string().check(z.regex(/^\d{5,15}$/, 'El NIT tiene solo dígitos.')))),
  demo: z.optional(z.boolean()),
});
type Body = z.infer<typeof bodySchema>;

interface Facts extends Record<string, unknown> {
  existing: { id: string } | null;
  sameNit: readonly { id: string; name: string }[];
}

/**
 * Registers a buyer once, for every alliance it buys from. Two with one NIT are one: the refusal names it, for whoever may register buyers
 * finds them all (docs/decisions/finding-families.md).
 */
export const registerBuyer = defineCommand<Body, Facts>({
  kind: 'buyer.register',
  type: 'act',
  title: 'registrar un comprador',
  version: 1,
  schema: bodySchema as z.ZodMiniType<Body>,
  subject: 'buyer',
  by: buyerRoles,
  locks: (c) => (c.body.nit ? [idOfText(`buyer ${c.body.nit}`)] : []),
  facts: (c) => ({
    existing: { loader: 'buyer', key: c.subjectId },
    sameNit: { loader: 'buyersByNit', key: c.body.nit ?? null },
  }),
  placement: () => ({ anywhere: true }),
  decide: ({ command, facts }) => {
    if (need(facts.existing)) return refuse(problem('alreadyExists'));
    const [same] = need(facts.sameNit) ?? [];
    if (same) return refuse(problem('buyerNitTaken', { id: same.id, name: same.name }, 'body.nit'));
    const { name, kind, nit, demo } = command.body;
    return accept([
      insert('buyer', {
        id: command.subjectId,
        name,
        kind: kind ?? null,
        nit: nit ?? null,
        demo: demo ?? false,
        version: 1,
      }),
    ]);
  },
});
