import type { ParameterKey } from '../../monitoring/parameters.ts';
import type { Role } from '../../people/roles.ts';
import type { Day } from '../dates.ts';
import type { FactRequest } from '../fact.ts';
import type { Fields } from './field.ts';
import { type AnyRow, enteredFields, type Noun } from './noun.ts';

export interface State {
  readonly name: string;
  /** Nothing follows: the thing is settled. */
  readonly final?: boolean;
  /** Who is expected to take the next step, for work lists. */
  readonly holder?: readonly Role[];
  /** The field of the person among them to whom it was given: then it is nobody else's work. */
  readonly keeper?: string;
  /** The day field by which the next step is due, where it is not that of the life. Empty: that of the life. */
  readonly due?: string;
}

/** What must hold before a step, from whatever noun: it says what it reads, so that a phone that lacks it says *por confirmar*. */
export interface Guard {
  readonly name: string;
  readonly needs?: (subjectId: string) => Readonly<Record<string, FactRequest>>;
  /** Null, or the sentence of what is missing. */
  readonly holds: (row: AnyRow, on: Day, facts: Readonly<Record<string, unknown>>, actorId: string) => string | null;
}

/** A day reckoned from a field of the row: the step is due on it, or is taken then by *sistema*. */
export interface After<Name extends string = string> {
  readonly field: Name;
  readonly days: number | ParameterKey;
  /** So many days before it, not after. */
  readonly before?: true;
}

/** One row of a life: from, to, who, what is asked, what must hold. `to` absent: the state stays. */
export interface Step<State extends string = string, Name extends string = string> {
  readonly name: string;
  /** In the infinitive, for the button: 'asignar'. */
  readonly title: string;
  readonly from: readonly State[];
  readonly to?: State;
  readonly who: readonly (Role | 'sistema')[];
  /** Fields that the step needs, and fields that it may change. */
  readonly asks?: readonly Name[];
  readonly may?: readonly Name[];
  readonly guards?: readonly Guard[];
  /** The paper it rests on, in words. */
  readonly document?: string;
  /** A paper that may be added to it, in words. */
  readonly paper?: string;
  /** The asked day on which it happened; the day of receipt where it names none. */
  readonly on?: Name;
  /** What the step itself writes. */
  readonly sets?: (row: AnyRow, on: Day, actorId: string) => Partial<Readonly<Record<Name, unknown>>>;
  /** Taken by *sistema* when the day comes; who = ['sistema']. */
  readonly after?: After<Name>;
  /** A step back or aside: offered, not urged. */
  readonly aside?: boolean;
  /** Offered only while its guards let it pass: nobody is told what is missing for it. */
  readonly quiet?: boolean;
  /** Offered over many at once, with one answer for all of them, under this name: 'dar por cumplidos'. Each stays a command of its own. */
  readonly bulk?: string;
}

/** Who talks about a thing on its file: staff among themselves and, where somebody outside follows it by a code, with them. */
export interface Converses {
  readonly who: readonly Role[];
  readonly outside?: {
    readonly who: 'PUBLICO';
    /** 'quien reclama'. */
    readonly called: string;
    /** Who answers what is said from outside where the state of the thing is nobody's. */
    readonly settled: readonly Role[];
  };
}

interface LifeDefinition<S extends string, Name extends string> {
  readonly states: Readonly<Record<S, State>>;
  /** How one comes to be. */
  readonly begins: {
    readonly state: NoInfer<S>;
    readonly title: string;
    readonly type: 'fact' | 'act';
    readonly who: readonly Role[];
    /** Of them, those whose facts are taken outside their reach too, flagged. */
    readonly outside?: readonly Role[];
    /** The asked day since which it counts; the day of the command where it names none. */
    readonly on?: Name;
  };
  /** Who may correct what was said at the beginning, while it is not settled. */
  readonly corrects: readonly Role[];
  /** The day field by which it has to be settled, while somebody holds it. */
  readonly due?: Name;
  /** Homes have it from so many days before that day on, and none that has no day; absent: as long as somebody holds it. */
  readonly shownBefore?: number;
  /** There are many, of little weight each: a home has one line for those of an alliance, and one for all where the alliances are many. */
  readonly gathered?: boolean;
  /** So many days before that day it becomes important to who holds it. */
  readonly warns?: ParameterKey;
  /** While a field has a value, these roles are expected to act too, whoever it was given to. */
  readonly raised?: { readonly field: Name; readonly value: string; readonly to: readonly Role[] };
  readonly converses?: Converses;
  readonly steps: readonly Step<NoInfer<S>, Name>[];
}

/** How a noun lives: a table of steps. Commands, buttons, refusals, work lists and jobs follow from it. */
export interface Life extends LifeDefinition<string, string> {
  readonly noun: Noun;
}

export function life<F extends Fields, S extends string>(
  of: Noun<F>,
  definition: LifeDefinition<S, keyof F & string>,
): Life {
  return { ...(definition as unknown as LifeDefinition<string, string>), noun: of as unknown as Noun };
}

/** Fields that are asked when one is registered: those that nothing works out and no step asks later. */
export function beginFields({ noun, steps }: Life): string[] {
  const later = new Set(steps.flatMap((s) => [...(s.asks ?? []), ...(s.may ?? []), ...(s.on ? [s.on] : [])]));
  return enteredFields(noun).filter((name) => !later.has(name));
}

/** The day field by which the next step is due in a state. */
export const dueField = ({ states, due }: Life, state: string): string | undefined => states[state]?.due ?? due;

/** Names of the steps, each once: several rows may be one step from different states. */
export const stepNames = ({ steps }: Life): string[] => [...new Set(steps.map((s) => s.name))];

/** Rows of a step. */
export const rowsOf = ({ steps }: Life, name: string): Step[] => steps.filter((s) => s.name === name);

/** Steps that are taken over many at once, each name once. */
export const bulkSteps = ({ steps }: Life): Step[] =>
  steps.filter((s, i) => s.bulk !== undefined && steps.findIndex(({ name }) => name === s.name) === i);
