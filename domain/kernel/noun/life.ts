import type { ParameterKey } from '../../monitoring/parameters.ts';
import type { Authority, Placement } from '../../people/actor.ts';
import type { Role } from '../../people/roles.ts';
import type { Change } from '../command.ts';
import type { Day } from '../dates.ts';
import type { Envelope } from '../envelope.ts';
import type { FactRequest } from '../fact.ts';
import type { Fields } from './field.ts';
import { type AnyRow, enteredFields, type Noun } from './noun.ts';

/** Roles that depend on the value of a choice field of the row. */
interface ByValue {
  readonly field: string;
  readonly roles: Readonly<Record<string, readonly Role[]>>;
}

interface State {
  readonly name: string;
  /** No step follows: it is settled. */
  readonly final?: boolean;
  /** The roles expected to take the next step, for work lists. */
  readonly holder?: readonly Role[];
  /** Of the holders, those that hold a row with a given value: the social analyst holds the social appraisal. */
  readonly holderBy?: ByValue;
  /**
   * The field that names the person it was given to, one of the holders: while it has a value, it is the work of that
   * person alone.
   */
  readonly keeper?: string;
  /** The day field by which the next step is due, where it differs from the one of the life (`due`). */
  readonly due?: string;
  /** Somebody has checked the values: they are no longer corrected, only given back by a step. */
  readonly checked?: true;
  /** It was given back to whoever recorded it, with a reason: their phone shows it before all else. */
  readonly returned?: true;
  /** What must go on holding in this state: a correction after which it would not is refused. */
  readonly keeps?: readonly Guard[];
}

/**
 * A condition of a step, possibly on other nouns. It names the facts that it reads, so that a phone that lacks one
 * answers *por confirmar*.
 */
export interface Guard {
  readonly name: string;
  readonly needs?: (subjectId: string) => Readonly<Record<string, FactRequest>>;
  /** Null when the condition holds; otherwise the sentence that says what is missing. */
  readonly holds: (row: AnyRow, on: Day, facts: Readonly<Record<string, unknown>>, actorId: string) => string | null;
}

/** What a step knows when it writes rows of other things with its own. */
export interface Moved {
  /** The row as the step leaves it. */
  readonly row: AnyRow;
  readonly on: Day;
  readonly command: Envelope;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * Rows of other things that a step writes together with its own, so that both move in one act or neither does. Whether
 * it may is said by guards of the step.
 */
export interface Also {
  readonly needs: (subjectId: string) => Readonly<Record<string, FactRequest>>;
  /** Names of those facts whose row is changed: nobody else writes it meanwhile. */
  readonly moves: readonly string[];
  /** Where those rows lie, in the same order: whoever takes the step reaches each of them, or it is refused. */
  readonly lies: (facts: Readonly<Record<string, unknown>>) => readonly Placement[];
  readonly changes: (moved: Moved) => readonly Change[];
}

/** A day counted from a field of the row: on it the step is due or, where *sistema* takes it, is taken. */
export interface After<Name extends string = string> {
  readonly field: Name;
  readonly days: number | ParameterKey;
  /** Counts the days before the field's day instead of after it. */
  readonly before?: true;
}

/**
 * One row of a life: from which state to which, by whom, what is asked, what must hold. Without `to` the state stays.
 */
export interface Step<State extends string = string, Name extends string = string> {
  readonly name: string;
  /** In the infinitive, for the button: 'asignar'. */
  readonly title: string;
  readonly from: readonly State[];
  readonly to?: State;
  readonly who: readonly (Role | 'sistema')[];
  /** Of those roles, the ones that take it on a row with a given value. */
  readonly whoBy?: ByValue;
  readonly also?: Also;
  /**
   * What people did, told afterwards and possibly without signal, not a decision of an office: it is judged on the day
   * on which they did it and never refused for what changed since. Where it no longer changes anything, it is kept with
   * a flag. A phone offers it for the nouns that it carries (`inField.shared`).
   */
  readonly fact?: true;
  /** What was asked at registration is asked again, with its values of now. */
  readonly again?: true;
  /** Fields that the step needs, and fields that it may change. */
  readonly asks?: readonly Name[];
  readonly may?: readonly Name[];
  readonly guards?: readonly Guard[];
  /** References among those asked whose thing one act at a time may use up: two acts that name the same one wait for each other. */
  readonly waitsFor?: readonly Name[];
  /** The paper that the step requires, in words. */
  readonly document?: string;
  /** A paper that may be attached to the step, in words. */
  readonly paper?: string;
  /** The day field, among those asked, that says when the step happened; without it, the day of receipt counts. */
  readonly on?: Name;
  /** Values that the step itself writes. */
  readonly sets?: (row: AnyRow, on: Day, actorId: string) => Partial<Readonly<Record<Name, unknown>>>;
  /** Taken by *sistema* when the day comes; who = ['sistema']. */
  readonly after?: After<Name>;
  /** A step back or aside: the screen offers it without urging it. */
  readonly aside?: boolean;
  /** Offered only while its guards hold; otherwise the screen does not even say what is missing. */
  readonly quiet?: boolean;
  /**
   * The title under which a list offers the step over many rows at once, with one set of answers: 'dar por cumplidos'.
   * Each row still gets a command of its own.
   */
  readonly bulk?: string;
}

/**
 * Who takes part in the conversation on the file of a row: staff among themselves and, where somebody outside follows
 * the row by a code, staff with them.
 */
export interface Converses {
  readonly who: readonly Role[];
  readonly outside?: {
    readonly who: 'PUBLICO';
    /** What the person outside is called: 'quien reclama'. */
    readonly called: string;
    /** Who answers remarks from outside while the state of the row has no holder. */
    readonly settled: readonly Role[];
  };
}

interface LifeDefinition<S extends string, Name extends string> {
  readonly states: Readonly<Record<S, State>>;
  /** How a new one is registered. */
  readonly begins: {
    readonly state: NoInfer<S>;
    readonly title: string;
    readonly type: 'fact' | 'act';
    readonly who: readonly Role[];
    /** Those of `who` whose facts are accepted outside their reach too, with a flag. */
    readonly outside?: readonly Role[];
    /** The day field, among those asked, from which it counts; without it, the day of the command. */
    readonly on?: Name;
    /** Fields that a step asks and that may be known from the beginning too: registering asks them, correcting changes them. */
    readonly also?: readonly Name[];
    /** A paper that may be attached to the registration, in words. */
    readonly paper?: string;
    /** The first state by the value of a choice, where whose work it is depends on what it is about. */
    readonly route?: { readonly field: Name; readonly states: Readonly<Record<string, NoInfer<S>>> };
  };
  /** Who may correct what was registered, while it is not settled. */
  readonly corrects: readonly Role[];
  /**
   * Set where `correct` was a command before the noun was declared, which asked no reason and no version. A body of then
   * is of version 1: `domain/kernel/upgrades.ts` brings it up to date, and it need not say which version was looked at.
   */
  readonly correctedBefore?: true;
  /** The day field by which it must be settled, while somebody holds it. */
  readonly due?: Name;
  /**
   * Homes show it only from this many days before its due day, and never without a due day. Absent: homes show it as
   * long as somebody holds it.
   */
  readonly shownBefore?: number;
  /**
   * Set where there are many and each matters little: a home then shows one line for those of an alliance, or a single
   * line for all when the alliances are many. A text is the verb of that line: 'Atender'.
   */
  readonly gathered?: boolean | string;
  /** The parameter that says how many days before its due day the holder's home marks it as important. */
  readonly warns?: ParameterKey;
  /** While the field has this value, these roles are expected to act too, whoever it was given to. */
  readonly raised?: { readonly field: Name; readonly value: string; readonly to: readonly Role[] };
  readonly converses?: Converses;
  /** Where its rows go, by the state in which they are, when their alliance leaves the cycle: nobody waits for them any more. */
  readonly leftWith?: Readonly<Partial<Record<NoInfer<S>, NoInfer<S>>>>;
  readonly steps: readonly Step<NoInfer<S>, Name>[];
}

/** How a noun lives, as a table of steps. Commands, buttons, refusals, work lists and jobs follow from it. */
export interface Life extends LifeDefinition<string, string> {
  readonly noun: Noun;
}

export function life<F extends Fields, S extends string>(
  of: Noun<F>,
  definition: LifeDefinition<S, keyof F & string>,
): Life {
  return { ...(definition as unknown as LifeDefinition<string, string>), noun: of as unknown as Noun };
}

/** The fields asked at registration: those that a person enters and that no step asks later, or that may be known before it does. */
export function beginFields({ noun, begins, steps }: Life): string[] {
  const later = new Set(steps.flatMap((s) => [...(s.asks ?? []), ...(s.may ?? []), ...(s.on ? [s.on] : [])]));
  return enteredFields(noun).filter((name) => !later.has(name) || begins.also?.includes(name));
}

/** The fields that a step asks: which, and which of them it needs. */
export function askedBy(l: Life, step: Step): { asks: string[]; may: string[] } {
  const begin = step.again ? beginFields(l) : [];
  const needed = begin.filter((name) => l.noun.fields[name]?.needed);
  const asks = [...new Set([...needed, ...(step.asks ?? [])])];
  const may = [...begin, ...(step.may ?? [])].filter((name) => !asks.includes(name));
  return { asks, may: [...new Set(may)] };
}

/** A step with its noun: 'avisar la recepción de' + 'el reclamo' → 'avisar la recepción del reclamo'. */
export const stepTitle = ({ noun }: Life, { title }: Pick<Step, 'title'>): string =>
  `${title} ${noun.words.the}`.replace(/ de el /, ' del ');

/** The steps that are told as facts, each name once: what a phone may take. */
export const factSteps = ({ steps }: Life): Step[] =>
  steps.filter((s, i) => s.fact && steps.findIndex(({ name }) => name === s.name) === i);

/** Who may register one, for the command and for whatever offers it. */
export const beginAuthority = ({ begins: { who, outside } }: Life): Authority => ({
  by: who,
  ...(outside ? { flaggedOutside: outside } : {}),
});

/** The life, among these, whose register command a kind is; undefined for any other kind. */
export const begunBy = (lives: readonly Life[], kind: string): Life | undefined => {
  const [noun = '', command] = kind.split('.');
  return command === 'register' ? lives.find((l) => l.noun.name === noun) : undefined;
};

/** The fields that a correction may change: those of the registration that are not fixed. */
export const correctableFields = (l: Life): string[] =>
  beginFields(l).filter((name) => !(l.noun.fixed ?? []).includes(name));

/** The roles that take a step on a row. */
export const takersOf = (step: Step, row: AnyRow): readonly (Role | 'sistema')[] => among(step.who, step.whoBy, row);

/** The roles that hold a row in its state. */
export const holdersIn = (l: Life, row: AnyRow): readonly Role[] =>
  among(l.states[row.state]?.holder ?? [], l.states[row.state]?.holderBy, row);

const among = <R extends Role | 'sistema'>(some: readonly R[], by: ByValue | undefined, row: AnyRow): readonly R[] =>
  by ? some.filter((role) => by.roles[String(row[by.field])]?.some((one) => one === role)) : some;

/** The day field by which the next step is due in a state. */
export const dueField = ({ states, due }: Life, state: string): string | undefined => states[state]?.due ?? due;

/** The names of the steps, each once: one step may have several rows, one for each state that it starts from. */
export const stepNames = ({ steps }: Life): string[] => [...new Set(steps.map((s) => s.name))];

/** The rows of a step. */
export const rowsOf = ({ steps }: Life, name: string): Step[] => steps.filter((s) => s.name === name);

/** Steps that are taken over many at once, each name once. */
export const bulkSteps = ({ steps }: Life): Step[] =>
  steps.filter((s, i) => s.bulk !== undefined && steps.findIndex(({ name }) => name === s.name) === i);
