import type { FieldFacts } from '../../domain/kernel/noun/field.ts';
import { kindOf } from '../../domain/kernel/noun/kinds.ts';
import { beginFields, type Life } from '../../domain/kernel/noun/life.ts';
import { type Role, roles } from '../../domain/people/roles.ts';
import { newId } from '../../server/ids.ts';
import { sampleOf } from '../nouns/samples.ts';

/** Nouns whose rows every test tells by hand: no sample would do. */
export const TOLD_BY_HAND: readonly string[] = ['complaint', 'complaintKey', 'complaintKeyShare'];

/** What a reference may point to in the rows of a test, by the name of the referent: 'unit', 'alliance', 'user' … */
export type Pointed = Readonly<Record<string, string | undefined>>;

/** Names of the fields of a body that point to something. */
export const referencesAmong = ({ noun }: Life, names: readonly string[]): string[] =>
  names.filter((name) => noun.fields[name]?.kind === 'reference');

/**
 * A body that registers a thing of a noun: every field that is asked has a value, but files and boxes, which no test
 * can make up. Throws when the noun cannot do without one, or points to what the test has not: then its rows are told
 * by hand.
 */
export function bodyToBegin(
  l: Life,
  pointed: Pointed,
  values: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const named = beginFields(l).flatMap((name) => {
    const facts = l.noun.fields[name] as FieldFacts;
    if (name in values) return [[name, values[name]] as const];
    const kind = kindOf(facts);
    const made =
      facts.kind === 'reference'
        ? pointed[facts.options.to ?? '']
        : kind.files || kind.secret
          ? undefined
          : sampleOf(facts);
    if (made === undefined && facts.needed)
      throw new Error(`${l.noun.name}.${name}: no sample for it, tell its rows by hand`);
    return made === undefined ? [] : [[name, made] as const];
  });
  return Object.fromEntries(named);
}

/** Who may register one in a unit: the first of the declared roles, with the reach that it takes. */
export function beginner(
  l: Life,
  { unit, alliance }: { readonly unit: string; readonly alliance: string },
): { role: Role; ids: readonly string[] } {
  const role = l.begins.who.find((one) => ['national', 'unit', 'alliances'].includes(roles[one].scope));
  if (!role) throw new Error(`${l.noun.name}: nobody of a unit or the nation registers it, tell its rows by hand`);
  return { role, ids: roles[role].scope === 'unit' ? [unit] : roles[role].scope === 'alliances' ? [alliance] : [] };
}

/** A value that points to nothing, of the form that a referent's ids have. */
export const pointsNowhere = (value: string): string => (/^[0-9a-f]{8}-/.test(value) ? newId() : 'ZZZ');
