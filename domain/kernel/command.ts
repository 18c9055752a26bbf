import type * as z from 'zod/mini';
import type { Actor, Placement } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import type { Day, Instant } from './dates.ts';
import type { Envelope } from './envelope.ts';
import { type Fact, type FactRequest, UnknownFact } from './fact.ts';
import type { Problem } from './problem.ts';

/** A row that a command writes whole: `noun` is the table, `row` its columns (absent = null). `update` replaces the row. */
export interface Change {
  readonly noun: string;
  readonly op: 'insert' | 'update';
  readonly row: { readonly id: string };
}

/** Doubts about a fact that was accepted. They stay with it until the unit resolves them (architecture 1.1). */
export const flags = {
  outsideAssignment: 'fuera de asignación',
  allianceSuspended: 'alianza suspendida',
  doubtfulDate: 'fecha dudosa',
  outsideMunicipality: 'fuera del municipio',
  possibleDuplicate: 'posible duplicado',
  unknownDocument: 'documento repetido',
  familyServed: 'familia ya atendida',
  unlikely: 'valor poco probable',
  broughtIn: 'traído por otra persona',
  changedSince: 'cambió entretanto',
} as const;
export type Flag = (typeof flags)[keyof typeof flags];

export type Decision =
  | { readonly outcome: 'accept'; readonly changes: readonly Change[]; readonly flags?: readonly Flag[] }
  /** Kept as a proposed version: not current, not counted, for people to settle. */
  | {
      readonly outcome: 'conflict';
      readonly changes: readonly Change[];
      readonly flags?: readonly Flag[];
      readonly fields: readonly string[];
    }
  | { readonly outcome: 'refuse'; readonly problem: Problem }
  /** Only on a phone: the rule needs a fact that the phone does not hold, so the server decides. */
  | { readonly outcome: 'unconfirmed' };

export interface DecideInput<Body, Facts> {
  readonly command: Envelope<Body>;
  readonly actor: Actor;
  readonly facts: Facts;
  /** When the server (or, for a forecast, the phone) took it, and the day in La Paz then. */
  readonly receivedAt: Instant;
  readonly today: Day;
}

type FactsOf<R> = { [K in keyof R]: Fact<unknown> };

/**
 * A command, stated once. `fact`: says what happened, never refused for what changed since its capture. `act`: judged at
 * receipt on state, authority and segregation (architecture 1.1).
 */
export interface CommandDefinition<Body = unknown, Facts extends Record<string, unknown> = Record<string, unknown>> {
  readonly kind: string;
  readonly type: 'fact' | 'act';
  /** What a person calls it, in the infinitive: 'registrar visita'. */
  readonly title: string;
  readonly version: number;
  readonly schema: z.ZodMiniType<Body>;
  /** What people call the fields of the body, for the message about one that is missing. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Table of the subject. */
  readonly subject: string;
  /** Roles that may send it; 'sistema' for the daily job. */
  readonly by: readonly (Role | 'sistema')[];
  /** Facts asked of the store, by name. */
  readonly facts: (command: Envelope<Body>) => { [K in keyof Facts]: FactRequest };
  /** What the command touches, for scope. Null members are not checked. Called with the facts loaded. */
  readonly placement: (command: Envelope<Body>, facts: Facts) => Placement;
  /**
   * Further locks besides the subject: ids of what a rule counts over several subjects (a person's cap of six
   * alliances).
   */
  readonly locks?: (command: Envelope<Body>) => readonly string[];
  /** Rows of other things that it changes, found by a fact: nobody else writes them meanwhile. */
  readonly moves?: (command: Envelope<Body>) => readonly FactRequest[];
  /**
   * Whether a fact is judged by the authority that its sender has on the day of receipt: so it is when somebody brings
   * in what others did.
   */
  readonly atReceipt?: (command: Envelope<Body>) => boolean;
  /** For a fact: roles from which it is accepted, with a flag, even if the subject lay outside their reach that day. */
  readonly flaggedOutside?: readonly Role[];
  readonly decide: (input: DecideInput<Body, Facts>) => Decision;
}

/** Keeps the types of body and facts while a definition is written. */
export function defineCommand<Body, Facts extends FactsOf<Facts>>(
  definition: CommandDefinition<Body, Facts & Record<string, unknown>>,
): CommandDefinition {
  return definition as unknown as CommandDefinition;
}

/** Runs `decide`. When it needs a fact that this side does not hold, the answer is *por confirmar*. */
export function runDecide(
  definition: CommandDefinition,
  input: DecideInput<unknown, Record<string, unknown>>,
): Decision {
  try {
    return definition.decide(input);
  } catch (error) {
    if (error instanceof UnknownFact) return { outcome: 'unconfirmed' };
    throw error;
  }
}

/** Adds flags to a decision. A decision that writes nothing carries none. */
export function withFlags(decision: Decision, raised: readonly Flag[]): Decision {
  if (
    raised.length === 0 ||
    (decision.outcome !== 'accept' && decision.outcome !== 'conflict') ||
    decision.changes.length === 0
  )
    return decision;
  return { ...decision, flags: [...(decision.flags ?? []), ...raised] };
}

export const accept = (changes: readonly Change[], raised: readonly Flag[] = []): Decision => ({
  outcome: 'accept',
  changes,
  flags: raised,
});
export const refuse = (problem: Problem): Decision => ({ outcome: 'refuse', problem });
export const insert = <R extends { id: string }>(noun: string, row: R): Change => ({ noun, op: 'insert', row });
export const update = <R extends { id: string }>(noun: string, row: R): Change => ({ noun, op: 'update', row });
