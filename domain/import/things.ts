import type { Day } from '../kernel/dates.ts';
import { holdsOn } from '../kernel/dates.ts';
import { text } from '../kernel/noun/kinds.ts';
import type { Life } from '../kernel/noun/life.ts';
import { lives } from '../nouns.ts';
import type { Actor } from '../people/actor.ts';
import { column, EXAMPLE_COLUMN, KEY_COLUMN, type RowThing, type Thing } from './thing.ts';
import { alliances } from './things/alliances.ts';
import { families } from './things/families.ts';
import { thingOfNoun } from './things/ofNoun.ts';
import { buyers, communities } from './things/places.ts';
import { agreements, sales, visits } from './things/records.ts';
import { users } from './things/users.ts';

/** What any sheet may have besides: what tells a row from others, and what marks a template's invented rows. */
const common = {
  [KEY_COLUMN]: column(text('clave de la fila', { maxLength: 80 }), null, null, ['clave']),
  [EXAMPLE_COLUMN]: column(text('ejemplo', { maxLength: 80 }), 'EJEMPLO: borre esta fila', 'EJEMPLO: borre esta fila'),
};

const withCommon = <T extends Thing>(thing: T): T => ({ ...thing, columns: { ...thing.columns, ...common } });

/** Whether the rows of a thing become commands by themselves; those of alliances have a way of their own. */
export const isRowThing = (thing: Thing): thing is RowThing => 'commands' in thing;

/** What comes in from a sheet besides alliances: what was before nouns were declared, and every declared noun. */
export const rowThingsOf = (all: readonly Life[]): RowThing[] =>
  [families, communities, buyers, agreements, visits, sales, users, ...all.flatMap((life) => thingOfNoun(life) ?? [])].map(withCommon);

/** Things in an order in which none comes before what its columns may name. */
function inOrder(things: readonly Thing[]): Thing[] {
  const left = [...things];
  const done: Thing[] = [];
  while (left.length > 0) {
    const needs = ({ columns, name }: Thing) =>
      left.some((other) => other.name !== name && Object.values(columns).some(({ facts }) => other.gives.includes(facts.options.to ?? '')));
    const next = left.findIndex((thing) => !needs(thing));
    done.push(...left.splice(Math.max(0, next), 1));
  }
  return done;
}

/** Everything that comes in from a sheet, what others may name before what may name it. */
export const things: readonly Thing[] = inOrder([
  { ...alliances, columns: { ...alliances.columns, [EXAMPLE_COLUMN]: common[EXAMPLE_COLUMN] } },
  ...rowThingsOf(lives),
]);

export const thingNamed = (name: string | null): Thing | undefined => things.find((thing) => thing.name === name);

/** What a person may bring in somewhere. */
export const thingsOf = (actor: Actor, day: Day): Thing[] => things.filter(({ by }) => actor.grants.some((g) => by.includes(g.role) && holdsOn(g, day)));
