import type { Day } from '../kernel/dates.ts';
import { settleRule } from '../monitoring/settleRule.ts';
import { type Actor, type Authority, entitlementOf, type Placement } from '../people/actor.ts';
import { recordCommunity } from '../territory/community.ts';
import { correctSale, registerSale } from './sale.ts';
import { correctVisit, registerVisit } from './visit.ts';

/** Everything that a button of the phone does about an alliance, with the command that it ends in. */
export const fieldActions = {
  visit: registerVisit,
  visitCorrection: correctVisit,
  sale: registerSale,
  saleCorrection: correctSale,
  community: recordCommunity,
  choice: settleRule,
} as const satisfies Readonly<Record<string, Authority & { readonly kind: string }>>;
export type FieldAction = keyof typeof fieldActions;

/** The action of a kind of command; null for what no button does. */
export function actionOf(kind: string): FieldAction | null {
  return (Object.keys(fieldActions) as FieldAction[]).find((action) => fieldActions[action].kind === kind) ?? null;
}

/** Whether a person is offered an action about a thing on a day: by the rule that would refuse it, so no button only refuses. */
export function offers(actor: Actor, action: FieldAction, placement: Placement, day: Day): boolean {
  return entitlementOf(actor, fieldActions[action], placement, day).may;
}

/**
 * Whether a person is offered to take one of a noun on a day. A place that is not known yet is asked of the answers, by
 * the rule itself.
 */
export function offersNoun(actor: Actor, register: Authority, placement: Placement | null, day: Day): boolean {
  return entitlementOf(actor, register, placement ?? { anywhere: true }, day).may;
}
