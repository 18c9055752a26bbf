import { beforeAll, expect, test } from 'vitest';
import type { EverywhereView } from '../domain/finder.ts';
import type { Actor } from '../domain/people/actor.ts';
import { newId } from '../server/ids.ts';
import { ask } from './alliance/ask.ts';
import { openWorld, type World } from './helpers/world.ts';

/** One box finds what there is by name, code, convenio, number of a paper, identity card and NIT, within reach. */
let world: World;
let allianceId: string;
let code: string;
let people: Record<'national' | 'officer' | 'elsewhere' | 'finance' | 'lender', Actor>;

const CI = '8123456';
const NIT = '1023456027';

beforeAll(async () => {
  world = await openWorld();
  people = {
    national: await world.person('UCN_ME'),
    officer: await world.person('UOD_OFICIAL', ['LPZ']),
    elsewhere: await world.person('UOD_OFICIAL', ['SCZ']),
    finance: await world.person('UCN_FIN'),
    lender: await world.person('BANCO'),
  };
  const document = newId();
  const must = async (...sent: Parameters<World['send']>) =>
    expect({ problem: null, ...(await world.send(...sent)) }, sent[1]).toMatchObject({ status: 'accepted' });
  await must(people.national, 'document.record', document, { title: 'Informe', reference: 'INF/LPZ/77-2021' });
  const made = await world.alliance('LPZ', {
    name: 'Quinua de Salinas',
    organisation: { id: newId(), existing: false, name: 'Asociación del Altiplano' },
    sourceDocumentId: document,
  });
  ({ id: allianceId, code } = made);
  await must(people.national, 'agreement.record', newId(), {
    allianceId,
    number: 'CONV-0412/2022',
    kind: 'integral',
    signedOn: '2022-03-01',
    endsOn: '2031-03-01',
    amountPar: 10_000_00,
    amountCounterpart: 3_000_00,
  });
  await must(people.national, 'family.enrol', newId(), {
    allianceId,
    familyId: newId(),
    holder: { id: newId(), ciNumber: CI, givenNames: 'Justina', paternalSurname: 'Choque', sex: 'F' },
    representative: 'holder',
    joinedOn: '2023-01-01',
  });
  await must(people.national, 'buyer.register', newId(), { name: 'Exportadora Andina', nit: NIT });
});

const found = async (actor: Actor, query: 'search.everywhere' | 'search.people', text: string) =>
  (await ask<EverywhereView>(world, actor, query, { text })).rows.map(({ kind, path }) => `${kind} ${path}`);

test('an alliance by its code, its name, its convenio and the number of a paper', async () => {
  for (const text of [code, 'salinas quinua', 'CONV-0412/2022', '0412', 'INF/LPZ/77-2021']) {
    const file = [`alliance /alianzas/${allianceId}`];
    for (const who of ['national', 'officer', 'lender'] as const)
      expect([text, who, await found(people[who], 'search.everywhere', text)]).toEqual([text, who, file]);
    expect([text, await found(people.elsewhere, 'search.everywhere', text)]).toEqual([text, []]);
  }
  expect(await found(people.national, 'search.everywhere', '0413')).toEqual([]);
  expect((await found(people.lender, 'search.everywhere', 'altiplano')).map((row) => row.split(' ')[0]).sort()).toEqual(
    ['alliance', 'organisation'],
  );
});

test('a family by its card or its name, by who may see families within reach', async () => {
  const file = [`family /alianzas/${allianceId}/socios`];
  for (const text of [CI, 'choque justina', 'justyna choque']) {
    for (const who of ['national', 'officer'] as const)
      expect([text, who, await found(people[who], 'search.people', text)]).toEqual([text, who, file]);
    for (const who of ['elsewhere', 'finance'] as const)
      expect([text, who, await found(people[who], 'search.people', text)]).toEqual([text, who, []]);
  }
});

test('a buyer by name and NIT, by who may see the register of buyers', async () => {
  for (const text of [NIT, 'andina exportadora']) {
    const rows = await found(people.finance, 'search.people', text);
    expect([text, rows.map((row) => row.split(' ')[0])]).toEqual([text, ['buyer']]);
    expect(await found(await world.person('UCN_SOC_AMB'), 'search.people', text)).toEqual([]);
  }
});
