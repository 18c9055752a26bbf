import type { FieldFacts } from '../../domain/kernel/noun/field.ts';
import { kindOf } from '../../domain/kernel/noun/kinds.ts';
import { beginFields, type Life } from '../../domain/kernel/noun/life.ts';
import type { Noun } from '../../domain/kernel/noun/noun.ts';
import { lives } from '../../domain/nouns.ts';
import { type Role, roles } from '../../domain/people/roles.ts';
import { newId } from '../../server/ids.ts';
import { passing, sampleOf } from '../nouns/samples.ts';

/** Nouns whose rows every test writes by hand, because no sample is valid for them. */
export const TOLD_BY_HAND: readonly string[] = ['complaint', 'complaintKey', 'complaintKeyShare'];

/** A counter for fields whose values must be unique: each row of a test gets another value. */
let next = 0;
const isAlone = ({ noun }: Life, name: string): boolean =>
  (noun.unique ?? []).some((one) => !one.with && one.field === name);

/** Whether an alliance, or a row of it, has one of a noun and no second. */
export const isOnlyOne = ({ noun }: Life): boolean => (noun.unique ?? []).some((one) => one.with !== undefined);

/** What references in the rows of a test point to, by the name of the referent: 'unit', 'alliance', 'user' … */
export type Pointed = Readonly<Record<string, string | undefined>>;

/** The fields among some names that are references. */
export const referencesAmong = ({ noun }: Life, names: readonly string[]): string[] =>
  names.filter((name) => noun.fields[name]?.kind === 'reference');

/**
 * A body that registers a row of a noun. Every requested field has a value, except files and sealed boxes, which tests
 * cannot make up. Throws when the noun requires one of those, or refers to something that the test does not have; then
 * its rows are written by hand.
 */
export function bodyToBegin(
  l: Life,
  pointed: Pointed,
  values: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const named = beginFields(l).flatMap((name) => {
    const facts = l.noun.fields[name] as FieldFacts;
    if (name in values) return [[name, values[name]] as const];
    const sure = passing[l.noun.name]?.[name];
    if (sure !== undefined) return [[name, sure] as const];
    const kind = kindOf(facts);
    const made =
      facts.kind === 'reference'
        ? pointed[facts.options.to ?? '']
        : kind.files || kind.secret
          ? undefined
          : sampleOf(facts, isAlone(l, name) ? next++ : 0);
    if (made === undefined && facts.needed)
      throw new Error(`${l.noun.name}.${name}: no sample for it, tell its rows by hand`);
    return made === undefined ? [] : [[name, made] as const];
  });
  return Object.fromEntries(named);
}

/**
 * What a row of a noun points to, completed: for each declared noun that it must refer to and the test has no row of, one is registered.
 * @param register registers a row of a noun with a body and gives its id
 */
export async function withNeeded(
  l: Life,
  pointed: Pointed,
  register: (of: Life, body: Record<string, unknown>) => Promise<string>,
): Promise<Pointed> {
  let all = pointed;
  for (const name of referencesAmong(l, beginFields(l))) {
    const { needed, options } = l.noun.fields[name] as FieldFacts;
    const other = lives.find(({ noun }) => noun.name === options.to);
    if (!needed || !other || other.noun.name === l.noun.name || all[other.noun.name]) continue;
    all = await withNeeded(other, all, register);
    all = { ...all, [other.noun.name]: await register(other, bodyToBegin(other, all)) };
  }
  return all;
}

/** The first of some roles whose reach is the nation, a unit or alliances, and the reach it needs here. */
function placedRole(
  among: readonly (Role | 'sistema')[],
  { unit, alliance }: { readonly unit: string; readonly alliance: string },
): [Role, readonly string[]] | null {
  const role = among.find(
    (one): one is Role => one !== 'sistema' && ['national', 'unit', 'alliances'].includes(roles[one].scope),
  );
  return role
    ? [role, roles[role].scope === 'unit' ? [unit] : roles[role].scope === 'alliances' ? [alliance] : []]
    : null;
}

/** A role that may read a noun in a unit, with its reach. */
export function readerOf(
  n: Noun,
  where: { readonly unit: string; readonly alliance: string },
): [Role, readonly string[]] {
  const found = placedRole(n.reads, where);
  if (!found) throw new Error(`${n.name}: nobody of a unit or the nation reads it`);
  return found;
}

/** A role that may register a row in a unit: the first of the declared ones, with its reach. */
export function beginner(
  l: Life,
  { unit, alliance }: { readonly unit: string; readonly alliance: string },
): { role: Role; ids: readonly string[] } {
  const found = placedRole(l.begins.who, { unit, alliance });
  if (!found) throw new Error(`${l.noun.name}: nobody of a unit or the nation registers it, tell its rows by hand`);
  return { role: found[0], ids: found[1] };
}

/** A value that refers to nothing, in the same form as a real id. */
export const pointsNowhere = (value: string): string => (/^[0-9a-f]{8}-/.test(value) ? newId() : 'ZZZ');

/**
 * What references of a noun point to, with a new row of each other noun that they name: so that rows which no two may
 * share are of another thing each time.
 * @param make registers a row of a noun with what it needs, and tells its id
 */
export async function pointedFor(
  l: Life,
  pointed: Pointed,
  make: (other: Life, pointed: Pointed) => Promise<string>,
  within: readonly string[] = [],
): Promise<Pointed> {
  const found: Record<string, string | undefined> = { ...pointed };
  const made = new Set<string>();
  for (const name of referencesAmong(l, beginFields(l))) {
    const to = l.noun.fields[name]?.options.to ?? '';
    const other = lives.find(({ noun }) => noun.name === to);
    // A noun that refers to itself begins with a row that does not.
    if (within.includes(to)) found[to] = undefined;
    if (!other || within.includes(to) || TOLD_BY_HAND.includes(to) || made.has(to)) continue;
    made.add(to);
    found[to] = await make(other, await pointedFor(other, pointed, make, [...within, l.noun.name, to]));
  }
  return found;
}
