/**
 * What `decide` is given besides the command. A fact is a value, `null` (looked for and not there), or UNKNOWN (this side
 * does not hold it: a phone). Never take UNKNOWN for "none" (architecture 1.2).
 */
export const UNKNOWN = { unknown: true } as const;
export type Unknown = typeof UNKNOWN;
export type Fact<T> = T | null | Unknown;

/** Thrown by `need` and turned by `runDecide` into the outcome *por confirmar*. */
export class UnknownFact extends Error {}

/** The value of a fact that the rule cannot do without. A phone that does not hold it answers *por confirmar*. */
export function need<T>(fact: Fact<T>): T | null {
  if (isUnknown(fact)) throw new UnknownFact('fact not held on this side');
  return fact;
}

export function isUnknown(fact: unknown): fact is Unknown {
  return typeof fact === 'object' && fact !== null && (fact as { unknown?: unknown }).unknown === true;
}

/**
 * The value of a fact that the rule can do without: null where this side does not hold it. The server holds all facts.
 */
export function held<T>(fact: Fact<T>): T | null {
  return isUnknown(fact) ? null : fact;
}

/** A request for facts: which loader, with which key. The server has one loader per name; the phone answers from its store. */
export interface FactRequest {
  readonly loader: string;
  readonly key: string | null;
}
