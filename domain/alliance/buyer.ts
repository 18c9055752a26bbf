import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse } from '../kernel/command.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';
import type { Role } from '../people/roles.ts';

/** Kinds of buyer (domain brief 3.2); the words are in domain/words/alliance.ts. */
export const buyerKinds = ['empresa', 'asociacion', 'mayorista', 'institucion_publica', 'gam', 'gobernacion', 'exportador', 'otro'] as const;

/** Who registers buyers, and so must be able to find them first. */
export const buyerRoles: readonly Role[] = ['ACOMPANANTE', 'FACILITADOR', 'UOD_OFICIAL', 'UOD_OPERADOR', 'UCN_NEG', 'UCN_ME'];

const bodySchema = z.object({
  name: z.string().check(z.trim(), z.minLength(2, 'El nombre es muy corto.'), z.maxLength(200)),
  kind: z.optional(z.nullable(z.enum(buyerKinds))),
  nit: z.optional(z.nullable(z.string().check(z.regex(/^\d{5,15}$/, 'El NIT tiene solo dígitos.')))),
  demo: z.optional(z.boolean()),
});
type Body = z.infer<typeof bodySchema>;

interface Facts extends Record<string, unknown> {
  existing: { id: string } | null;
  sameNit: readonly { id: string }[];
}

/** Registers a buyer once, for every alliance it buys from. Two with one NIT are one. */
export const registerBuyer = defineCommand<Body, Facts>({
  kind: 'buyer.register',
  type: 'act',
  title: 'registrar un comprador',
  version: 1,
  schema: bodySchema as z.ZodMiniType<Body>,
  subject: 'buyer',
  by: buyerRoles,
  facts: (c) => ({ existing: { loader: 'buyer', key: c.subjectId }, sameNit: { loader: 'buyersByNit', key: c.body.nit ?? null } }),
  thing: () => ({ anywhere: true }),
  decide: ({ command, facts }) => {
    if (need(facts.existing) || (need(facts.sameNit) ?? []).length > 0) return refuse(problem('alreadyExists', undefined, 'body.nit'));
    const { name, kind, nit, demo } = command.body;
    return accept([insert('buyer', { id: command.subjectId, name, kind: kind ?? null, nit: nit ?? null, demo: demo ?? false, version: 1 })]);
  },
});
