import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import { idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';
import {
  accountPlacement,
  emailSchema,
  personNameSchema,
  phoneSchema,
  type RoleGrant,
  reasonSchema,
  rolesFrom,
  type UserAccount,
  unitCodeSchema,
  usernameSchema,
} from './account.ts';
import { can } from './actor.ts';
import { ciComplementSchema, ciNumberSchema } from './ci.ts';
import { administratorBeside, type GuardianGrant, guardianRoles } from './guardians.ts';
import type { Role } from './roles.ts';

/** Who administers accounts: the national administrator, and the operator of each unit for the people of that unit. */
export const accountAdministrators = ['ADMIN_TI', 'UOD_OPERADOR'] as const satisfies readonly Role[];

const personal = {
  email: z.optional(z.nullable(emailSchema)),
  phone: z.optional(z.nullable(phoneSchema)),
  ciNumber: z.optional(z.nullable(ciNumberSchema)),
  ciComplement: z.optional(z.nullable(ciComplementSchema)),
};

const createSchema = z.object({
  username: usernameSchema,
  name: personNameSchema,
  ...personal,
  /** Why the person has no identity card: a foreigner of the lender, for example. */
  noCiReason: z.optional(z.nullable(reasonSchema)),
  unitId: z.optional(z.nullable(unitCodeSchema)),
  personId: z.optional(z.nullable(idSchema)),
  demo: z.optional(z.boolean()),
});
type CreateBody = z.infer<typeof createSchema>;

type Found = { readonly id: string } | null;

/** The key with which a card is looked up; null when there is none. */
export function ciKey(ci: { readonly ciNumber?: string | null; readonly ciComplement?: string | null }): string | null {
  return ci.ciNumber ? `${ci.ciNumber}:${ci.ciComplement ?? ''}` : null;
}

/** The row of a new account. */
export function newAccount(id: string, body: CreateBody): UserAccount {
  return {
    id,
    username: body.username,
    name: body.name,
    email: body.email ?? null,
    phone: body.phone ?? null,
    ciNumber: body.ciNumber ?? null,
    ciComplement: body.ciComplement ?? null,
    personId: body.personId ?? null,
    active: true,
    demo: body.demo ?? false,
    version: 1,
    unitId: body.unitId ?? null,
    sessionsFrom: null,
  };
}

/** Opens an account without roles and without a password; both are given by acts of their own. */
export const createUser = defineCommand<
  CreateBody,
  { existing: Found; sameName: Found; sameCi: Found; unit: { code: string } | null }
>({
  kind: 'user.create',
  type: 'act',
  title: 'crear una cuenta',
  version: 1,
  schema: createSchema as z.ZodMiniType<CreateBody>,
  subject: 'user_account',
  by: [...accountAdministrators, 'sistema'],
  facts: (c) => ({
    existing: { loader: 'user', key: c.subjectId },
    sameName: { loader: 'userByUsername', key: c.body.username },
    sameCi: { loader: 'userByCi', key: ciKey(c.body) },
    unit: { loader: 'unit', key: c.body.unitId ?? null },
  }),
  placement: (c) => accountPlacement({ unitId: c.body.unitId ?? null }),
  decide: ({ command, actor, facts }) => {
    const { body } = command;
    if (need(facts.existing)) return refuse(problem('alreadyExists'));
    if (need(facts.sameName)) return refuse(problem('usernameTaken', undefined, 'body.username'));
    if (need(facts.sameCi)) return refuse(problem('oneAccountPerPerson', undefined, 'body.ciNumber'));
    if (body.unitId && !need(facts.unit))
      return refuse(problem('unknownReference', { what: `la unidad ${body.unitId}` }, 'body.unitId'));
    if (!body.ciNumber && !body.noCiReason && actor.kind !== 'system')
      return refuse(problem('bodyMissingField', { name: 'Carnet de identidad' }, 'body.ciNumber'));
    if (body.demo && actor.kind !== 'system') return refuse(problem('notAllowed', undefined, 'body.demo'));
    return accept([insert('user_account', newAccount(command.subjectId, body))]);
  },
});

const updateSchema = z.object({
  name: z.optional(personNameSchema),
  ...personal,
  unitId: z.optional(z.nullable(unitCodeSchema)),
});
type UpdateBody = z.infer<typeof updateSchema>;

/** Corrects the data of an account; the user name stays. */
export const updateUser = defineCommand<
  UpdateBody,
  { user: UserAccount | null; sameCi: Found; unit: { code: string } | null }
>({
  kind: 'user.update',
  type: 'act',
  title: 'corregir los datos de una cuenta',
  version: 1,
  schema: updateSchema as z.ZodMiniType<UpdateBody>,
  subject: 'user_account',
  by: accountAdministrators,
  facts: (c) => ({
    user: { loader: 'user', key: c.subjectId },
    sameCi: { loader: 'userByCi', key: ciKey(c.body) },
    unit: { loader: 'unit', key: c.body.unitId ?? null },
  }),
  placement: (_c, facts) => accountPlacement(facts.user),
  decide: ({ command, actor, facts, today }) => {
    const user = need(facts.user);
    const { body } = command;
    if (!user) return refuse(problem('notFound'));
    if (command.baseVersion !== user.version) return refuse(problem('oldVersion'));
    const sameCi = need(facts.sameCi);
    if (sameCi && sameCi.id !== user.id) return refuse(problem('oneAccountPerPerson', undefined, 'body.ciNumber'));
    if (body.unitId && !need(facts.unit))
      return refuse(problem('unknownReference', { what: `la unidad ${body.unitId}` }, 'body.unitId'));
    const moved = body.unitId !== undefined && body.unitId !== user.unitId;
    if (moved && !can(actor, accountAdministrators, accountPlacement({ unitId: body.unitId ?? null }), today).may)
      return refuse(problem('outsideScope', undefined, 'body.unitId'));
    const said = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    return accept([update('user_account', { ...user, ...said, version: user.version + 1 })]);
  },
});

const reasonBody = z.object({ reason: reasonSchema });
type ReasonBody = z.infer<typeof reasonBody>;
interface OneUser extends Record<string, unknown> {
  user: UserAccount | null;
  grants: RoleGrant[];
  administrators: GuardianGrant[];
}
const oneUser = (c: { subjectId: string }) => ({
  user: { loader: 'user', key: c.subjectId },
  grants: { loader: 'grantsOfUser', key: c.subjectId },
  administrators: { loader: 'grantsOfRole', key: 'ADMIN_TI' },
});

/**
 * Closes an account: nobody can log in with it and its sessions end at once. Its records and roles stay as they were.
 */
export const closeUser = defineCommand<ReasonBody, OneUser>({
  kind: 'user.close',
  type: 'act',
  title: 'cerrar una cuenta',
  version: 1,
  schema: reasonBody as z.ZodMiniType<ReasonBody>,
  subject: 'user_account',
  by: accountAdministrators,
  locks: () => [guardianRoles.lock],
  facts: oneUser,
  placement: (_c, facts) => accountPlacement(facts.user),
  decide: ({ actor, facts, receivedAt, today }) => {
    const user = need(facts.user);
    if (!user) return refuse(problem('notFound'));
    if (!user.active) return refuse(problem('alreadyDecided'));
    if (user.id === actor.id) return refuse(problem('samePerson', { first: 'tiene la cuenta', second: 'la cierra' }));
    const administers = rolesFrom(need(facts.grants) ?? [], today).includes('ADMIN_TI');
    if (administers && !administratorBeside(facts.administrators, user.id, today))
      return refuse(problem('lastAdministrator'));
    return accept([
      update('user_account', { ...user, active: false, sessionsFrom: receivedAt, version: user.version + 1 }),
    ]);
  },
});

export const reopenUser = defineCommand<ReasonBody, OneUser>({
  kind: 'user.reopen',
  type: 'act',
  title: 'reabrir una cuenta',
  version: 1,
  schema: reasonBody as z.ZodMiniType<ReasonBody>,
  subject: 'user_account',
  by: accountAdministrators,
  facts: oneUser,
  placement: (_c, facts) => accountPlacement(facts.user),
  decide: ({ facts, receivedAt }) => {
    const user = need(facts.user);
    if (!user) return refuse(problem('notFound'));
    if (user.active) return refuse(problem('alreadyDecided'));
    return accept([
      update('user_account', { ...user, active: true, sessionsFrom: receivedAt, version: user.version + 1 }),
    ]);
  },
});

const emptyBody = z.object({});
type EmptyBody = z.infer<typeof emptyBody>;

/** Ends all sessions of a person at once, for a lost phone or a doubt. */
export const endSessions = defineCommand<EmptyBody, OneUser>({
  kind: 'user.endSessions',
  type: 'act',
  title: 'cerrar las sesiones de una persona',
  version: 1,
  schema: emptyBody as z.ZodMiniType<EmptyBody>,
  subject: 'user_account',
  by: accountAdministrators,
  facts: oneUser,
  placement: (_c, facts) => accountPlacement(facts.user),
  decide: ({ facts, receivedAt }) => {
    const user = need(facts.user);
    if (!user) return refuse(problem('notFound'));
    return accept([update('user_account', { ...user, sessionsFrom: receivedAt, version: user.version + 1 })]);
  },
});
