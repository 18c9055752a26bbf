import { bare, type NewNoun, pathOf, tableOf } from './names.ts';

/** The declaration of a noun that belongs to a unit, with a name, a day, two states and a step: the usual beginning. */
export const declaration = ({
  name,
  a,
  the,
  many,
}: NewNoun): string => `import { day, reference, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import type { Role } from '../people/roles.ts';

/** Who registers it and takes its steps: say which roles, and where that is written. */
const keepers: readonly Role[] = ['UOD_OPERADOR', 'UOD_OFICIAL'];

/** What it is, in a sentence, with the source of its rules. */
export const ${name} = noun('${name}', {
  words: { one: '${bare(a)}', many: '${many}', the: '${the}' },
  path: '${pathOf(many)}',
  keeps: 'row',
  place: { unit: 'unitId' },
  capturedIn: ['office'],
  named: 'name',
  listed: ['name', 'startsOn', 'unitId'],
  reads: [...keepers, 'UCN_COORD', 'UCN_ME', 'AUDITOR'],
  fields: {
    name: text('nombre', { maxLength: 120 }).required().open('noPersonal'),
    startsOn: day('desde el').required().open('noPersonal'),
    unitId: reference('unidad', 'unit').required().open('noPersonal'),
    closingReason: text('por qué se cerró', { maxLength: 1000, multiline: true }),
  },
});

export const ${name}Life = life(${name}, {
  states: { ABIERTO: { name: 'abierto', holder: keepers }, CERRADO: { name: 'cerrado', final: true } },
  begins: { state: 'ABIERTO', title: 'registrar ${a}', type: 'act', who: keepers },
  corrects: keepers,
  steps: [{ name: 'close', title: 'cerrar', from: ['ABIERTO'], to: 'CERRADO', who: keepers, asks: ['closingReason'] }],
});
`;

export function migration({ name, many }: NewNoun): string {
  const table = tableOf(name);
  return `-- ${many}: say what they are for.
create table ${table} (
  id uuid constraint ${table}_pkey primary key,
  programme_id text not null constraint ${table}_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint ${table}_recorded_by_fkey references user_account (id),
  name text not null,
  starts_on date not null,
  unit_id text not null constraint ${table}_unit_fkey references operating_unit (code),
  closing_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table ${table} is 'What it is, in a sentence.';
create index ${table}_programme_idx on ${table} (programme_id);
create index ${table}_recorded_by_idx on ${table} (recorded_by);
create index ${table}_unit_idx on ${table} (unit_id);
`;
}

/** Its list and its file in the office. */
export const screens = ({ name, a }: NewNoun): string => `  ...nounScreens(${name}, {
    icon: 'file',
    group: 'work',
    lead: 'Para qué sirve esta lista.',
    empty: 'Aquí aparecerán. Registre ${a} para empezar.',
  }),
`;

export const story = ({ name }: NewNoun): string => `import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { NounFileView, NounRow } from '../../domain/kernel/noun/views.ts';
import type { ListView } from '../../domain/kernel/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { ask as askIn } from '../alliance/ask.ts';
import { openWorld, TODAY, type World } from '../helpers/world.ts';

let world: World;
let official: Actor;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  official = await world.person('UOD_OFICIAL', ['LPZ']);
});

const ask = <T>(actor: Actor, query: string, params: Record<string, string> = {}) => askIn<T>(world, actor, query, params);
const names = async (actor: Actor) => (await ask<ListView<NounRow>>(actor, '${name}.list')).rows.map((row) => row.values.name);

test('is registered, seen within its unit, and closed with its reason', async () => {
  const id = newId();
  const body = { name: 'Primera', startsOn: TODAY, unitId: 'LPZ' };
  expect(await world.send(official, '${name}.register', id, { ...body, unitId: 'SCZ' })).toMatchObject({ status: 'refused' });
  expect(await world.send(official, '${name}.register', id, body)).toMatchObject({ status: 'accepted' });
  expect([await names(official), await names(await world.person('UOD_OFICIAL', ['SCZ']))]).toEqual([['Primera'], []]);
  const close = (reason: string | null) => world.send(official, '${name}.close', id, { closingReason: reason }, { baseVersion: 1 });
  expect((await close(null)).status).toBe('refused');
  expect(await close('Se cumplió.')).toMatchObject({ status: 'accepted' });
  const file = await ask<NounFileView | null>(official, '${name}.get', { id });
  expect(file).toMatchObject({ state: 'CERRADO', values: { closingReason: 'Se cumplió.' } });
  expect(file?.journal.map(({ kind }) => kind)).toEqual(['${name}.close', '${name}.register']);
});
`;
