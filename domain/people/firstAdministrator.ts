import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse } from '../kernel/command.ts';
import { need } from '../kernel/fact.ts';
import { derivedId } from '../kernel/ids.ts';
import { problem } from '../kernel/problem.ts';
import { personNameSchema, type RoleGrant, usernameSchema } from './account.ts';
import { ciComplementSchema, ciNumberSchema } from './ci.ts';
import { type GuardianGrant, guardianRoles, inForce } from './guardians.ts';
import { ciKey, newAccount } from './userCommands.ts';

const bodySchema = z.object({
  username: usernameSchema,
  name: personNameSchema,
  ciNumber: ciNumberSchema,
  ciComplement: z.optional(z.nullable(ciComplementSchema)),
  /**
   * True when the person who runs the server asks for another administrator, because fewer than two people are left who
   * can confirm roles.
   */
  recovery: z.boolean(),
});
type Body = z.infer<typeof bodySchema>;
type Found = { readonly id: string } | null;

/**
 * The first administrator, with account and role in one act of the system. It is sent through the link that the server
 * prints while it has no administrator, and through the recovery link that whoever runs the server can request while
 * fewer than two people can confirm roles.
 */
export const createFirstAdministrator = defineCommand<
  Body,
  { sameName: Found; sameCi: Found; administrators: GuardianGrant[]; coordinators: GuardianGrant[] }
>({
  kind: 'user.createFirst',
  type: 'act',
  title: 'crear el primer administrador',
  version: 1,
  schema: bodySchema as z.ZodMiniType<Body>,
  subject: 'user_account',
  by: ['sistema'],
  locks: () => [guardianRoles.lock],
  facts: (c) => ({
    sameName: { loader: 'userByUsername', key: c.body.username },
    sameCi: { loader: 'userByCi', key: ciKey(c.body) },
    administrators: { loader: 'grantsOfRole', key: 'ADMIN_TI' },
    coordinators: { loader: 'grantsOfRole', key: 'UCN_COORD' },
  }),
  placement: () => ({ national: true }),
  decide: ({ command, actor, facts, today }) => {
    const { body } = command;
    const administrators = inForce(need(facts.administrators) ?? [], today);
    const guardians = new Set(
      [...administrators, ...inForce(need(facts.coordinators) ?? [], today)].map((g) => g.userId),
    );
    if (body.recovery ? guardians.size >= 2 : administrators.length > 0) return refuse(problem('administratorExists'));
    if (need(facts.sameName)) return refuse(problem('usernameTaken', undefined, 'body.username'));
    if (need(facts.sameCi)) return refuse(problem('oneAccountPerPerson', undefined, 'body.ciNumber'));
    const grant: RoleGrant = {
      id: derivedId(command.id, 1),
      userId: command.subjectId,
      role: 'ADMIN_TI',
      scopeKind: 'national',
      scopeIds: [],
      validFrom: today,
      validTo: null,
      status: 'granted',
      proposedBy: actor.id,
      confirmedBy: null,
      basis: 'arranque',
      version: 1,
    };
    return accept([insert('user_account', newAccount(command.subjectId, body)), insert('role_grant', grant)]);
  },
});
