import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BuyerAgreementListView, BuyerFindView } from '../../domain/alliance/views.ts';
import type { NounActsView, NounFileView, NounRow } from '../../domain/kernel/noun/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';

import { openWorld, TODAY, type World } from '../helpers/world.ts';
import { ask as askIn } from './ask.ts';

let world: World;
let official: Actor;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  await loadCatalogue(world.db);
  official = await world.person('UOD_OFICIAL', ['LPZ']);
});

const ask = <T>(name: string, params: Record<string, string>, actor = official) => askIn<T>(world, actor, name, params);
const send = (kind: string, id: string, body: unknown, baseVersion: number | null = null) =>
  world.send(official, kind, id, body, { baseVersion });
const registered = async (body: Record<string, unknown>, actor = official) => {
  const id = newId();
  expect(await world.send(actor, 'buyer.register', id, body)).toMatchObject({ status: 'accepted' });
  return id;
};

/** Turns a row into one from before buyers were a declared noun: without any of the columns added then. */
const ofBefore = (id: string) =>
  world.db.script(
    `select set_config('session_replication_role', 'replica', true);
     update buyer set programme_id = null, state = null, state_since = null, recorded_by = null where id = '${id}';
     delete from life_step where subject_id = '${id}'`,
  );

describe('a buyer', () => {
  test('lives from its registration to its requirements and its end, and the file tells each step', async () => {
    const id = await registered({ name: 'Molino Andino', kind: 'empresa', nit: '1023456789' });
    expect(await send('buyer.qualify', id, {}, 1)).toMatchObject({ problem: { code: 'SIGG-329' } });
    const told = {
      startedOn: '2015-03-01',
      municipalityCode: '020101',
      address: 'Calle 1',
      reason: 'Trajo su matrícula',
    };
    expect(await send('buyer.correct', id, told, 1)).toMatchObject({ status: 'accepted' });
    expect(await send('buyer.qualify', id, {}, 2)).toMatchObject({ status: 'accepted' });
    expect(await send('buyer.close', id, { closedReason: 'Cerró su local' }, 3)).toMatchObject({ status: 'accepted' });
    expect(await send('buyer.reopen', id, {}, 4)).toMatchObject({ status: 'accepted' });
    const file = await ask<NounFileView>('buyer.get', { id });
    expect(file).toMatchObject({ state: 'REGISTRADO', values: { address: 'Calle 1', closedReason: null } });
    expect(file.stages.map(({ toState }) => toState)).toEqual(['REGISTRADO', 'HABILITADO', 'CERRADO', 'REGISTRADO']);
  });

  test('keeps its NIT to itself: neither registered nor corrected into that of another, two at once included', async () => {
    const [one, two] = [await registered({ name: 'Uno', nit: '55555' }), await registered({ name: 'Dos' })];
    const problem = { problem: { code: 'SIGG-339', details: { id: one } } };
    expect(await send('buyer.register', newId(), { name: 'Tres', nit: '55555' })).toMatchObject(problem);
    expect(await send('buyer.correct', two, { nit: '55555', reason: 'Es el suyo' }, 1)).toMatchObject(problem);
    expect(await send('buyer.correct', one, { name: 'Uno S.A.', nit: '55555', reason: 'Su nombre' }, 1)).toMatchObject({
      status: 'accepted',
    });
    const both = await Promise.all(
      ['Cuatro', 'Cinco'].map((name) => send('buyer.register', newId(), { name, nit: '66666' })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['accepted', 'refused']);
  });

  test('of before it was declared is listed, found, opened, and taken further as any other', async () => {
    const id = await registered({ name: 'Feria de Comarapa', nit: '77777' });
    await ofBefore(id);
    const { rows } = await ask<{ rows: NounRow[] }>('buyer.list', { state: 'REGISTRADO', text: 'comarapa' });
    expect(rows).toMatchObject([{ id, state: 'REGISTRADO', stateSince: TODAY }]);
    const file = await ask<NounFileView>('buyer.get', { id });
    expect(file).toMatchObject({ state: 'REGISTRADO', stateSince: TODAY });
    expect(file.stages).toMatchObject([{ toState: 'REGISTRADO', reachedOn: TODAY, title: 'registro' }]);
    expect(await send('buyer.register', newId(), { name: 'Otra', nit: '77777' })).toMatchObject({
      problem: { code: 'SIGG-339' },
    });
    expect(await send('buyer.close', id, { closedReason: 'Ya no compra' }, 1)).toMatchObject({ status: 'accepted' });
    const [row] = await world.db.query('select state, programme_id, recorded_by from buyer where id = $1', [id]);
    expect(row).toEqual({ state: 'CERRADO', programme_id: 'PAR2FA', recorded_by: official.id });
    const { stages } = await ask<NounFileView>('buyer.get', { id });
    expect(stages.map(({ toState }) => toState)).toEqual(['REGISTRADO', 'CERRADO']);
  });

  test('is taken over many in the order of the list; ids that are none are refused, not asked of the database', async () => {
    for (const name of ['Beta', 'Alfa', 'Gama']) await registered({ name });
    const called = async (sort: string) =>
      (await ask<NounActsView>('buyer.acts', { sort })).rows.map((row) => row.called);
    expect(await called('name')).toEqual(['Alfa', 'Beta', 'Gama']);
    expect(await called('-name')).toEqual(['Gama', 'Beta', 'Alfa']);
    for (const ids of ['-'.repeat(36), 'f'.repeat(36), `${newId()},`])
      await expect(ask('buyer.acts', { ids })).rejects.toThrow();
  });

  test('shows in the search that it no longer buys', async () => {
    const id = await registered({ name: 'Molino Cerrado' });
    const found = async () => (await ask<BuyerFindView>('buyer.find', { text: 'molino' })).rows.map((b) => b.closed);
    expect(await found()).toEqual([false]);
    expect(await send('buyer.close', id, { closedReason: 'Ya no compra' }, 1)).toMatchObject({ status: 'accepted' });
    expect(await found()).toEqual([true]);
  });

  test('tells what the alliances within reach agreed with it, and no others', async () => {
    const buyerId = await registered({ name: 'Exportadora Inventada' });
    const [own, other] = [await world.alliance('LPZ'), await world.alliance('SCZ')];
    const elsewhere = await world.person('UOD_OFICIAL', ['SCZ']);
    const terms = { buyerId, productCode: 'QUINUA', quantityPerCycle: 1_000_000, unitCode: 'qq', price: 8_500_000 };
    for (const [actor, { id }] of [
      [official, own],
      [elsewhere, other],
    ] as const)
      expect(
        await world.send(actor, 'businessAgreement.record', newId(), {
          allianceId: id,
          ...terms,
          startsOn: '2026-01-01',
        }),
      ).toMatchObject({ status: 'accepted' });
    const told = async (actor: Actor) =>
      (await ask<BuyerAgreementListView>('buyer.agreements', { id: buyerId }, actor)).rows.map((r) => r.allianceId);
    expect(await told(official)).toEqual([own.id]);
    expect(await told(elsewhere)).toEqual([other.id]);
    expect((await told(await world.person('UCN_NEG'))).sort()).toEqual([own.id, other.id].sort());
  });
});
