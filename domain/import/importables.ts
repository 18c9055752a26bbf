import type { Day } from '../kernel/dates.ts';
import { holdsOn } from '../kernel/dates.ts';
import { text } from '../kernel/noun/kinds.ts';
import type { Life } from '../kernel/noun/life.ts';
import { lives } from '../nouns.ts';
import type { Actor } from '../people/actor.ts';
import { column, EXAMPLE_COLUMN, type Importable, KEY_COLUMN, type RowImportable } from './importable.ts';
import { alliances } from './importables/alliances.ts';
import { families } from './importables/families.ts';
import { importableOfNoun } from './importables/ofNoun.ts';
import { communities } from './importables/places.ts';
import { agreements, sales, visits } from './importables/records.ts';
import { users } from './importables/users.ts';

/** Columns that any sheet may have: the identifier of a row, and the mark of a template's example rows. */
const common = {
  [KEY_COLUMN]: column(text('clave de la fila', { maxLength: 80 }), null, null, ['clave']),
  [EXAMPLE_COLUMN]: column(text('ejemplo', { maxLength: 80 }), 'EJEMPLO: borre esta fila', 'EJEMPLO: borre esta fila'),
};

const withCommon = <T extends Importable>(importable: T): T => ({
  ...importable,
  columns: { ...importable.columns, ...common },
});

/** Whether each row of an importable becomes commands by itself. Alliances are imported in another way. */
export const isRowImportable = (importable: Importable): importable is RowImportable => 'commands' in importable;

/** What can be imported besides alliances: the records that are older than declared nouns, and every declared noun. */
export const rowImportablesOf = (all: readonly Life[]): RowImportable[] =>
  [families, communities, agreements, visits, sales, users, ...all.flatMap((life) => importableOfNoun(life) ?? [])].map(
    withCommon,
  );

/** Orders importables so that each comes after those that its columns may name. */
function inOrder(importables: readonly Importable[]): Importable[] {
  const left = [...importables];
  const done: Importable[] = [];
  while (left.length > 0) {
    const needs = ({ columns, name }: Importable) =>
      left.some(
        (other) =>
          other.name !== name &&
          Object.values(columns).some(({ facts }) => other.gives.includes(facts.options.to ?? '')),
      );
    const next = left.findIndex((importable) => !needs(importable));
    done.push(...left.splice(Math.max(0, next), 1));
  }
  return done;
}

/** Everything that can be imported from a sheet, in the order of `inOrder`. */
export const importables: readonly Importable[] = inOrder([
  { ...alliances, columns: { ...alliances.columns, [EXAMPLE_COLUMN]: common[EXAMPLE_COLUMN] } },
  ...rowImportablesOf(lives),
]);

export const importableNamed = (name: string | null): Importable | undefined =>
  importables.find((importable) => importable.name === name);

/** The importables that a person may import somewhere. */
export const importablesOf = (actor: Actor, day: Day): Importable[] =>
  importables.filter(({ by }) => actor.grants.some((g) => by.includes(g.role) && holdsOn(g, day)));
