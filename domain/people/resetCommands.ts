import * as z from 'zod/mini';
import { accept, type Change, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import type { Instant } from '../kernel/dates.ts';
import { need } from '../kernel/fact.ts';
import { derivedId } from '../kernel/ids.ts';
import { problem } from '../kernel/problem.ts';
import { accountPlacement, type RoleGrant, rolesFrom, type UserAccount } from './account.ts';
import { can, ownHand } from './actor.ts';
import { guardianRoles } from './guardians.ts';
import { roles } from './roles.ts';
import { accountAdministrators } from './userCommands.ts';

/** A code on paper with which a person sets a password (table access_reset). Its use is recorded in auth_reset_use. */
export interface AccessReset {
  readonly id: string;
  readonly userId: string;
  readonly codeHash: string;
  /** Whether the second factor is reset too, so that the person enrols a new one. */
  readonly secondFactor: boolean;
  readonly validUntil: Instant;
  readonly status: 'proposed' | 'open' | 'refused' | 'replaced';
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly confirmedBy: string | null;
  readonly version: number;
}

const MAX_HOURS = 24 * 14;

const resetSchema = z.object({
  /**
   * SHA-256 of the normalised code (normalCode). The code itself is made and printed on the device of whoever resets.
   */
  codeHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  secondFactor: z.boolean(),
  hours: z.optional(
    z.int().check(z.minimum(1), z.maximum(MAX_HOURS, 'El código puede valer dos semanas como máximo.')),
  ),
});
type ResetBody = z.infer<typeof resetSchema>;

function plusHours(at: Instant, hours: number): Instant {
  return new Date(Date.parse(at) + hours * 3_600_000).toISOString();
}

/**
 * Lets a person set a first or new password without e-mail: another person prints a code that works once, within 72
 * hours unless set otherwise. All sessions end. Resetting the second factor of somebody whose roles demand one needs a
 * second person; otherwise whoever resets could log in as them.
 */
export const resetPassword = defineCommand<
  ResetBody,
  { user: UserAccount | null; grants: RoleGrant[]; earlier: AccessReset[] }
>({
  kind: 'user.resetPassword',
  type: 'act',
  title: 'dar un código para poner contraseña',
  version: 1,
  schema: resetSchema as z.ZodMiniType<ResetBody>,
  subject: 'user_account',
  by: accountAdministrators,
  facts: (c) => ({
    user: { loader: 'user', key: c.subjectId },
    grants: { loader: 'grantsOfUser', key: c.subjectId },
    earlier: { loader: 'resetsOfUser', key: c.subjectId },
  }),
  placement: (_c, facts) => accountPlacement(facts.user),
  decide: ({ command, actor, facts, receivedAt, today }) => {
    const user = need(facts.user);
    const { body } = command;
    if (!user) return refuse(problem('notFound'));
    if (!user.active) return refuse(problem('accountClosed'));
    if (user.id === actor.id)
      return refuse(problem('samePerson', { first: 'pone la contraseña', second: 'da el código' }));
    const guarded = rolesFrom(need(facts.grants) ?? [], today).some((role) => roles[role].secondFactor);
    const proposed = body.secondFactor && guarded;
    const replaced = (need(facts.earlier) ?? []).filter((r) => r.status === 'open' || r.status === 'proposed');
    const row: AccessReset = {
      id: derivedId(command.id, 1),
      userId: user.id,
      codeHash: body.codeHash,
      secondFactor: body.secondFactor,
      validUntil: plusHours(receivedAt, body.hours ?? 72),
      status: proposed ? 'proposed' : 'open',
      requestedBy: actor.id,
      requestedAt: receivedAt,
      confirmedBy: null,
      version: 1,
    };
    const changes: Change[] = replaced.map((r) =>
      update('access_reset', { ...r, status: 'replaced' as const, version: r.version + 1 }),
    );
    changes.push(insert('access_reset', row));
    if (!proposed)
      changes.push(update('user_account', { ...user, sessionsFrom: receivedAt, version: user.version + 1 }));
    return accept(changes);
  },
});

const confirmSchema = z.object({ resetId: z.string().check(z.uuid()), accept: z.boolean() });
type ConfirmBody = z.infer<typeof confirmSchema>;

/** The second person's yes or no to resetting the second factor of somebody whose roles demand one. */
export const confirmReset = defineCommand<ConfirmBody, { user: UserAccount | null; earlier: AccessReset[] }>({
  kind: 'user.confirmReset',
  type: 'act',
  title: 'confirmar un código de acceso',
  version: 1,
  schema: confirmSchema as z.ZodMiniType<ConfirmBody>,
  subject: 'user_account',
  by: guardianRoles.roles,
  facts: (c) => ({ user: { loader: 'user', key: c.subjectId }, earlier: { loader: 'resetsOfUser', key: c.subjectId } }),
  placement: (_c, facts) => accountPlacement(facts.user),
  decide: ({ command, actor, facts, receivedAt, today }) => {
    const user = need(facts.user);
    const reset = (need(facts.earlier) ?? []).find((r) => r.id === command.body.resetId);
    if (!user || !reset) return refuse(problem('notFound'));
    if (reset.status !== 'proposed') return refuse(problem('alreadyDecided'));
    if (reset.requestedBy === actor.id || user.id === actor.id) return refuse(problem('twoPeopleNeeded'));
    if (!can(ownHand(actor), guardianRoles.roles, accountPlacement(user), today).may)
      return refuse(problem('delegatedHand'));
    if (!command.body.accept)
      return accept([update('access_reset', { ...reset, status: 'refused' as const, version: reset.version + 1 })]);
    if (!user.active) return refuse(problem('accountClosed'));
    if (Date.parse(reset.validUntil) <= Date.parse(receivedAt)) return refuse(problem('resetExpired'));
    return accept([
      update('access_reset', {
        ...reset,
        status: 'open' as const,
        requestedAt: receivedAt,
        confirmedBy: actor.id,
        version: reset.version + 1,
      }),
      update('user_account', { ...user, sessionsFrom: receivedAt, version: user.version + 1 }),
    ]);
  },
});
