import * as z from 'zod/mini';
import type { Decision } from '../command.ts';
import type { Envelope } from '../envelope.ts';
import { correct, type VersionHead } from '../versions.ts';
import { bodyShape, type Wanted } from './body.ts';
import type { Field, FieldFacts, Fields, ValueOf } from './field.ts';
import { kindOf } from './kinds.ts';
import { enteredFields, type Noun } from './noun.ts';
import type { RecordFields } from './record.ts';

/** What a noun kept in versions says of its commands, forms, rows and histories, all from its declaration. */

type Named<F> = { readonly fields: F };
type Entered<F> = { [K in keyof F]: F[K] extends { readonly isDerived: true } ? never : K }[keyof F];
type Needed<F> = {
  [K in keyof F]: F[K] extends Field<infer _Value, infer P> ? (P extends 'required' ? K : never) : never;
}[keyof F];

/** What a command says of one: what is not needed may be left out or null. The day of the fact is in the envelope. */
export type BodyOf<N extends Named<Fields>, Day extends keyof N['fields'] = never> = {
  readonly [K in Exclude<Entered<N['fields']> & Needed<N['fields']>, Day>]: ValueOf<N['fields'][K]>;
} & {
  readonly [K in Exclude<Entered<N['fields']>, Needed<N['fields']>>]?: ValueOf<N['fields'][K]> | undefined;
};

/** What a correction says that says only what it changes. */
export type ChangeOf<N extends Named<Fields>, Place extends keyof N['fields']> = {
  readonly [K in Exclude<keyof BodyOf<N>, Place>]?: BodyOf<N>[K] | undefined;
};

/** All its values, null where there is none. */
export type ContentOf<N extends Named<Fields>> = {
  readonly [K in keyof N['fields']]: ValueOf<N['fields'][K]>;
};

/** A version as it is kept, as far as its declaration says. */
export type VersionOf<N extends Named<Fields>> = VersionHead &
  BodyOf<N> & {
    readonly [K in Exclude<keyof N['fields'], Entered<N['fields']>>]: ValueOf<N['fields'][K]>;
  };

/** The fields that a person may fill in, with those that are needed. */
const entered = (n: Noun): Wanted => {
  const names = enteredFields(n);
  return { names, needed: new Set(names.filter((name) => n.fields[name]?.needed)) };
};

/** What the body of the command that registers one has: all that people fill in but the day, which its envelope has. */
export const bodyFields = (n: Noun): string[] => enteredFields(n).filter((name) => name !== n.inVersions?.on);

/** The schemas of what people fill in, by field. */
export const contentSchemas = (n: Noun): Record<string, z.ZodMiniType> => bodyShape(n, entered(n));

/** The schemas of a correction that says only what it changes: what is needed may be left out and not emptied. */
export const changeSchemas = (n: Noun): Record<string, z.ZodMiniType> =>
  Object.fromEntries(
    Object.entries(contentSchemas(n)).flatMap(([name, schema]) =>
      name === n.place.alliance
        ? []
        : [[name, n.fields[name]?.needed ? (z.optional(schema) as z.ZodMiniType) : schema]],
    ),
  );

/** The fields whose changes a correction carries, derived ones included: all but the thing that it belongs to. */
export const contentFields = (n: Noun): string[] => Object.keys(n.fields).filter((name) => name !== n.place.alliance);

interface Placed extends VersionHead {
  readonly unitId: string;
  readonly allianceId: string;
}

/**
 * The decision on a correction of one.
 * @param base the version that the person was looking at; null where it is not known
 * @param incoming what they say, with what follows from it
 * @param more fields beside the declared ones that the correction may change
 */
export const correctionOf = <T extends Placed>(
  n: Noun,
  command: Envelope,
  { current, base }: { readonly current: T; readonly base: T | null },
  incoming: object,
  more: readonly string[] = [],
): Decision =>
  correct<T>({
    noun: n.table,
    command,
    fields: [...contentFields(n), ...more] as (keyof T & string)[],
    current,
    base: base ?? current,
    incoming,
    place: { unitId: current.unitId, allianceId: current.allianceId },
  });

/** What its form asks for besides what it belongs to. A list is asked for and not insisted on. */
export function asksOf(n: Noun): Wanted {
  const names = enteredFields(n).filter((name) => name !== n.place.alliance);
  const insists = (facts: FieldFacts | undefined) => facts?.needed && !kindOf(facts).many;
  return { names, needed: new Set(names.filter((name) => insists(n.fields[name]))) };
}

/** What is told of its rows, in order: its fields, and what they have beside. */
export const toldFields = (n: Noun): RecordFields => ({
  ...Object.fromEntries(contentFields(n).map((name) => [name, n.fields[name] as FieldFacts])),
  ...n.inVersions?.beside,
});

/** The fields of one that stand together on its page; its day, its files and what is told with another are elsewhere. */
export const shownOf = (n: Noun): string[] =>
  contentFields(n).filter((name) => {
    const facts = n.fields[name] as RecordFields[string];
    const beside = Object.values(n.fields).some(({ options }) => options.otherIn === name);
    return !(beside || facts.worked || kindOf(facts).files || name === n.inVersions?.on);
  });

/** Its values out of the body of a command that has not reached the server yet. */
export const contentOf = <N extends Named<Fields>>(n: N, body: Readonly<Record<string, unknown>>): ContentOf<N> => {
  const said = Object.fromEntries(Object.keys(n.fields).map((name) => [name, body[name] ?? null]));
  return { ...said, ...(n as unknown as Noun).inVersions?.follows?.(said, []) } as ContentOf<N>;
};
