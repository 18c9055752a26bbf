import type { Day } from '../kernel/dates.ts';
import { settleRule } from '../monitoring/settleRule.ts';
import { type Actor, type Authority, entitlementOf, type Placement } from '../people/actor.ts';
import { recordCommunity } from '../territory/community.ts';
import { correctSale, registerSale } from './sale.ts';
import { correctVisit, registerVisit } from './visit.ts';

/** Everything that the phone's buttons do about an alliance, with the command in which each ends. */
export const fieldActions = {
  visit: registerVisit,
  visitCorrection: correctVisit,
  sale: registerSale,
  saleCorrection: correctSale,
  community: recordCommunity,
  choice: settleRule,
} as const satisfies Readonly<Record<string, Authority & { readonly kind: string }>>;
export type FieldAction = keyof typeof fieldActions;

/** The action of a kind of command; null when no button ends in it. */
export function actionOf(kind: string): FieldAction | null {
  return (Object.keys(fieldActions) as FieldAction[]).find((action) => fieldActions[action].kind === kind) ?? null;
}

/**
 * Whether a person is offered an action on a day. It asks the same rule as the command, so that no button leads only to
 * a refusal.
 */
export function offers(actor: Actor, action: FieldAction, placement: Placement, day: Day): boolean {
  return entitlementOf(actor, fieldActions[action], placement, day).may;
}

/**
 * Whether a person is offered to register one of a noun on a day. While its place is unknown, the rule checks it once
 * the form is answered.
 */
export function offersNoun(actor: Actor, register: Authority, placement: Placement | null, day: Day): boolean {
  return entitlementOf(actor, register, placement ?? { anywhere: true }, day).may;
}
