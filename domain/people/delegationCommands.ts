import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import { addDays, type Day, daysBetween, holdsOn } from '../kernel/dates.ts';
import { daySchema, idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';
import { type HeldRole, type RoleGrant, reasonSchema, rolesFrom, type UserAccount } from './account.ts';
import { can, ownHand } from './actor.ts';
import { type GrantFact, incompatibility, laterOf, roleGranters } from './grantCommands.ts';
import { lendable, lentByTwo, mayNotReceive } from './lending.ts';
import { grantableRoles, roles } from './roles.ts';

/** The longest that a role may be delegated at a time. Assumption: a leave; longer absences need a new grant. */
export const MAX_DELEGATION_DAYS = 92;

/**
 * A role delegated to another person for some days (table delegation; domain brief 1.3.4: explicit, dated and visible).
 */
export interface Delegation {
  readonly id: string;
  readonly grantId: string;
  readonly fromUserId: string;
  readonly toUserId: string;
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly reason: string;
  readonly endedOn: Day | null;
  readonly status: 'proposed' | 'given' | 'refused' | 'ended';
  readonly confirmedBy: string | null;
  readonly version: number;
}

const giveSchema = z.object({
  grantId: idSchema,
  toUserId: idSchema,
  from: daySchema,
  to: daySchema,
  reason: reasonSchema,
});
type GiveBody = z.infer<typeof giveSchema>;

interface GiveFacts extends Record<string, unknown> {
  grant: GrantFact | null;
  to: UserAccount | null;
  held: RoleGrant[];
  /** Roles that others delegated to the receiver. */
  lent: HeldRole[];
  delegations: Delegation[];
}

/**
 * Delegates an own role in force to a colleague (lending.ts), from one day to another. A role of money or of the nation
 * needs a second person: the delegation waits for them and starts the day after. A delegated role cannot be delegated
 * again.
 */
export const giveDelegation = defineCommand<GiveBody, GiveFacts>({
  kind: 'delegation.give',
  type: 'act',
  title: 'delegar un rol',
  version: 1,
  schema: giveSchema as z.ZodMiniType<GiveBody>,
  subject: 'delegation',
  by: lendable,
  locks: (c) => [c.body.toUserId],
  facts: (c) => ({
    grant: { loader: 'grantWithUser', key: c.body.grantId },
    to: { loader: 'user', key: c.body.toUserId },
    held: { loader: 'grantsOfUser', key: c.body.toUserId },
    lent: { loader: 'lentToUser', key: c.body.toUserId },
    delegations: { loader: 'delegationsOfGrant', key: c.body.grantId },
  }),
  placement: () => ({ anywhere: true }),
  decide: ({ command, actor, facts, today }) => {
    const { body } = command;
    const grant = need(facts.grant);
    const to = need(facts.to);
    const ownInForce =
      grant &&
      grant.userId === actor.id &&
      grant.status === 'granted' &&
      holdsOn({ from: grant.validFrom, to: grant.validTo }, today);
    if (!ownInForce || !lendable.includes(grant.role))
      return refuse(problem('notDelegable', undefined, 'body.grantId'));
    if (!to?.active || to.id === actor.id) return refuse(problem('accountClosed', undefined, 'body.toUserId'));
    const held = need(facts.held) ?? [];
    const stranger = mayNotReceive(grant, { unitId: to.unitId ?? null, own: held }, today);
    if (stranger) return refuse(stranger);
    if (body.from < today) return refuse(problem('grantInPast', undefined, 'body.from'));
    if (body.to < body.from) return refuse(problem('datesReversed', undefined, 'body.to'));
    if (daysBetween(body.from, body.to) >= MAX_DELEGATION_DAYS)
      return refuse(problem('delegationTooLong', { days: MAX_DELEGATION_DAYS }, 'body.to'));
    if (grant.validTo && body.to > grant.validTo) return refuse(problem('notDelegable', undefined, 'body.to'));
    const apart = incompatibility(grant.role, rolesFrom([...held, ...(need(facts.lent) ?? [])], body.from));
    if (apart) return refuse(apart);
    const open = (need(facts.delegations) ?? []).filter((d) => d.status === 'given' || d.status === 'proposed');
    if (open.some((d) => d.toUserId === to.id && d.validFrom <= body.to && body.from <= d.validTo))
      return refuse(problem('alreadyExists'));
    const row: Delegation = {
      id: command.subjectId,
      grantId: grant.id,
      fromUserId: actor.id,
      toUserId: to.id,
      validFrom: body.from,
      validTo: body.to,
      reason: body.reason,
      endedOn: null,
      status: lentByTwo(grant.role) ? 'proposed' : 'given',
      confirmedBy: null,
      version: 1,
    };
    return accept([insert('delegation', row)]);
  },
});

/** A delegation with the delegated role as it is now, and the roles of its receiver. */
interface DelegationFact extends Delegation {
  readonly role: RoleGrant['role'];
  readonly scopeIds: readonly string[];
  /** Whether both accounts are open. */
  readonly bothActive: boolean;
  /** The last day of the delegated role; null when the role is no longer in force. */
  readonly grantTo: Day | null;
  readonly held: readonly HeldRole[];
  /** The receiver's own roles, and the unit of their account. */
  readonly own: readonly RoleGrant[];
  readonly toUnitId: string | null;
}

function bare({
  role: _role,
  scopeIds: _ids,
  bothActive: _both,
  grantTo: _to,
  held: _held,
  own: _own,
  toUnitId: _unit,
  ...row
}: DelegationFact): Delegation {
  return row;
}

function placeOf(d: DelegationFact | null) {
  if (d && roles[d.role].scope === 'unit' && d.scopeIds.length === 1) return { unitId: d.scopeIds[0] ?? null };
  return { national: true };
}

const settleSchema = z.object({ accept: z.boolean() });
type SettleBody = z.infer<typeof settleSchema>;

/**
 * The second person's yes or no to delegating a role that needs two people, judged by the roles that both people hold
 * by then.
 */
export const confirmDelegation = defineCommand<SettleBody, { delegation: DelegationFact | null }>({
  kind: 'delegation.confirm',
  type: 'act',
  title: 'confirmar una delegación',
  version: 1,
  schema: settleSchema as z.ZodMiniType<SettleBody>,
  subject: 'delegation',
  by: roleGranters,
  facts: (c) => ({ delegation: { loader: 'delegationWithGrant', key: c.subjectId } }),
  placement: (_c, facts) => placeOf(facts.delegation),
  decide: ({ command, actor, facts, today }) => {
    const d = need(facts.delegation);
    if (!d) return refuse(problem('notFound'));
    if (d.status !== 'proposed') return refuse(problem('alreadyDecided'));
    if (actor.id === d.fromUserId || actor.id === d.toUserId) return refuse(problem('twoPeopleNeeded'));
    if (!can(ownHand(actor), roleGranters, placeOf(d), today).may) return refuse(problem('delegatedHand'));
    if (!command.body.accept)
      return accept([update('delegation', { ...bare(d), status: 'refused' as const, version: d.version + 1 })]);
    const validFrom = laterOf(d.validFrom, addDays(today, 1));
    if (d.validTo < validFrom) return refuse(problem('datesReversed'));
    if (!d.bothActive || !d.grantTo || d.grantTo < validFrom) return refuse(problem('notDelegable'));
    const stranger = mayNotReceive(d, { unitId: d.toUnitId, own: d.own }, today);
    if (stranger) return refuse(stranger);
    const held = d.held.filter((h) => h.id !== d.id);
    const apart = incompatibility(d.role, rolesFrom(held, validFrom));
    if (apart) return refuse(apart);
    return accept([
      update('delegation', {
        ...bare(d),
        status: 'given' as const,
        confirmedBy: actor.id,
        validFrom,
        version: d.version + 1,
      }),
    ]);
  },
});

const endSchema = z.object({});
type EndBody = z.infer<typeof endSchema>;

/**
 * Ends a delegation at once, so that its last day was yesterday. By the person who gave it, the person who has it, or
 * whoever grants roles there.
 */
export const endDelegation = defineCommand<EndBody, { delegation: DelegationFact | null }>({
  kind: 'delegation.end',
  type: 'act',
  title: 'terminar una delegación',
  version: 1,
  schema: endSchema as z.ZodMiniType<EndBody>,
  subject: 'delegation',
  by: grantableRoles,
  facts: (c) => ({ delegation: { loader: 'delegationWithGrant', key: c.subjectId } }),
  placement: () => ({ anywhere: true }),
  decide: ({ actor, facts, today }) => {
    const d = need(facts.delegation);
    if (!d) return refuse(problem('notFound'));
    const concerned =
      actor.id === d.fromUserId || actor.id === d.toUserId || can(actor, roleGranters, placeOf(d), today).may;
    if (!concerned) return refuse(problem('outsideScope'));
    if (d.status === 'ended' || d.status === 'refused' || d.validTo < today) return refuse(problem('alreadyDecided'));
    return accept([
      update('delegation', {
        ...bare(d),
        status: 'ended' as const,
        endedOn: addDays(today, -1),
        version: d.version + 1,
      }),
    ]);
  },
});
