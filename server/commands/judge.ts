import { type CommandDefinition, type Decision, flags, runDecide } from '../../domain/kernel/command.ts';
import { dayOf, type Instant } from '../../domain/kernel/dates.ts';
import type { Envelope } from '../../domain/kernel/envelope.ts';
import { problem } from '../../domain/kernel/problem.ts';
import { type Actor, type Entitlement, entitlementOf, type Placement } from '../../domain/people/actor.ts';

export interface Judgement {
  readonly decision: Decision;
  readonly placement: Placement;
  readonly entitlement: Entitlement;
}

/**
 * Judges the authority of the sender, then runs the rule. A fact is judged on the day it happened (on the day of
 * receipt if it was imported), an act on the day of receipt. A fact outside the reach of a role named in
 * `flaggedOutside` is accepted with the flag *fuera de asignación*.
 */
export function judge(
  definition: CommandDefinition,
  envelope: Envelope,
  actor: Actor,
  facts: Record<string, unknown>,
  receivedAt: Instant,
): Judgement {
  const today = dayOf(receivedAt);
  const day = definition.type === 'fact' && !definition.atReceipt?.(envelope) ? envelope.occurredOn : today;
  const placement = definition.placement(envelope, facts);
  const { outside, ...entitlement } = entitlementOf(actor, definition, placement, day);
  if (!entitlement.may) {
    const decision: Decision = {
      outcome: 'refuse',
      problem: problem(entitlement.reason === 'role' ? 'notAllowed' : 'outsideScope'),
    };
    return { decision, placement, entitlement };
  }
  const decision = runDecide(definition, { command: envelope, actor, facts, receivedAt, today });
  if (
    outside &&
    (decision.outcome === 'accept' || decision.outcome === 'conflict') &&
    !decision.flags?.includes(flags.outsideAssignment)
  ) {
    return {
      decision: { ...decision, flags: [...(decision.flags ?? []), flags.outsideAssignment] },
      placement,
      entitlement,
    };
  }
  return { decision, placement, entitlement };
}
