import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FamilyFindView } from '../../domain/alliance/registerViews.ts';
import type { AllianceView, BuyerFindView } from '../../domain/alliance/views.ts';
import type { ConflictListView } from '../../domain/monitoring/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
import { openWorld, type World } from '../helpers/world.ts';
import { ask as askIn } from './ask.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  await loadCatalogue(world.db);
});

const ask = <T>(actor: Actor, name: string, params: Record<string, string>) => askIn<T>(world, actor, name, params);
const must = async (actor: Actor, kind: string, body: unknown, id = newId()) => {
  expect(await world.send(actor, kind, id, body)).toMatchObject({ status: 'accepted' });
  return id;
};

describe('finding a buyer', () => {
  it('by a part of the name, a similar name or the whole NIT, of which only the end is shown', async () => {
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const molino = await must(oficial, 'buyer.register', {
      name: 'Molino Andino S.R.L.',
      kind: 'empresa',
      nit: '1023456789',
    });
    const feria = await must(oficial, 'buyer.register', { name: 'Feria de Comarapa' });
    const elsewhere = await world.person('UOD_OPERADOR', ['SCZ']);
    const found = async (text: string) => (await ask<BuyerFindView>(elsewhere, 'buyer.find', { text })).rows;
    expect(await found('andino')).toEqual([
      { id: molino, name: 'Molino Andino S.R.L.', kind: 'empresa', nitEnd: '789', closed: false },
    ]);
    expect((await found('Molinos Andinos SRL')).map((b) => b.id)).toEqual([molino]);
    expect((await found('1023456789')).map((b) => b.id)).toEqual([molino]);
    expect((await found('102-345-6789')).map((b) => b.id)).toEqual([molino]);
    expect(await found('102345')).toEqual([]);
    expect((await found('COMARAPA')).map((b) => [b.id, b.nitEnd])).toEqual([[feria, null]]);
    expect(await found('%%')).toEqual([]);
    await expect(found('a')).rejects.toThrow();
    expect(JSON.stringify(await found('molino'))).not.toContain('1023456789');
    await expect(ask(await world.person('BANCO'), 'buyer.find', { text: 'molino' })).rejects.toThrow('not allowed');
  });
});

describe('business agreements in the file', () => {
  it('those in force, in their last version, and the buyer only for who sees names', async () => {
    const { id } = await world.alliance('LPZ');
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const buyerId = await must(oficial, 'buyer.register', { name: 'Rosa Marca Quispe' });
    const terms = {
      productCode: 'QUINUA',
      quantityPerCycle: 1_000_000,
      unitCode: 'qq',
      price: 3_500_000,
      startsOn: '2026-01-01',
    };
    const record = await must(oficial, 'businessAgreement.record', { allianceId: id, buyerId, ...terms });
    expect(
      await world.send(oficial, 'businessAgreement.correct', record, { baselineQuantity: 400_000 }, { baseVersion: 1 }),
    ).toMatchObject({
      status: 'accepted',
    });
    const file = await ask<AllianceView>(oficial, 'alliance.get', { id });
    expect(file.businessAgreements).toEqual([
      {
        id: record,
        version: 2,
        buyerId,
        buyerName: 'Rosa Marca Quispe',
        ...terms,
        productName: expect.any(String),
        unitName: 'quintal',
        baselineQuantity: 400_000,
        endsOn: null,
        level: 1,
        observedReason: null,
        annulled: false,
        annulledReason: null,
      },
    ]);
    const lender = await ask<AllianceView>(await world.person('BANCO'), 'alliance.get', { id });
    expect(lender.businessAgreements).toMatchObject([{ id: record, buyerId: null, buyerName: null, price: 3_500_000 }]);
    expect(JSON.stringify(lender)).not.toContain('Rosa Marca');
    expect(await ask(await world.person('UOD_OFICIAL', ['SCZ']), 'alliance.get', { id })).toBeNull();
  });

  it('two corrections of the buyer at once: the conflict names both, and not to who sees no names', async () => {
    const { id } = await world.alliance('LPZ');
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const [first, second, third] = await Promise.all(
      ['Rosa Marca', 'Feria de Comarapa', 'Juan Choque'].map((name) => must(oficial, 'buyer.register', { name })),
    );
    const record = await must(oficial, 'businessAgreement.record', {
      allianceId: id,
      buyerId: first,
      productCode: 'QUINUA',
    });
    const correct = (buyerId: string | undefined) =>
      world.send(oficial, 'businessAgreement.correct', record, { buyerId }, { baseVersion: 1 });
    expect((await correct(second)).status).toBe('accepted');
    expect((await correct(third)).status).toBe('conflict');
    const told = { label: 'comprador', current: 'Feria de Comarapa', proposed: 'Juan Choque' };
    expect((await ask<AllianceView>(oficial, 'alliance.get', { id })).conflicts).toMatchObject([
      { noun: 'commercial_agreement', fields: [told] },
    ]);
    expect((await ask<ConflictListView>(oficial, 'conflict.list', {})).rows).toMatchObject([{ fields: [told] }]);
    const lender = JSON.stringify(await ask(await world.person('BANCO'), 'alliance.get', { id }));
    expect(lender).not.toContain('Choque');
    expect(lender).toContain('comprador');
  });
});

describe('finding a family already enrolled', () => {
  const enrol = async (
    actor: Actor,
    allianceId: string,
    holder: Record<string, unknown>,
    spouse?: Record<string, unknown>,
  ) => {
    const familyId = newId();
    await must(actor, 'family.enrol', {
      allianceId,
      familyId,
      holder: { id: newId(), sex: 'F', ...holder },
      ...(spouse ? { spouse: { id: newId(), sex: 'M', ...spouse } } : {}),
      representative: 'holder',
    });
    return familyId;
  };
  const rosa = { ciNumber: '4455667', givenNames: 'Rosa', paternalSurname: 'Mamani', maternalSurname: 'Flores' };

  it('by the card of either person or by each word of the name, and says the same as the rule', async () => {
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const served = await world.alliance('LPZ', {
      data: { model: 1 },
      organisation: { id: newId(), existing: false, name: 'Productores de Quinua' },
    });
    const technical = await world.alliance('LPZ', { data: { model: 2 } });
    const unsaid = await world.alliance('LPZ');
    const target = await world.alliance('LPZ', { data: { model: 1 } });
    const families = {
      served: await enrol(oficial, served.id, rosa, {
        ciNumber: '8899001',
        ciComplement: '1K',
        givenNames: 'Pedro',
        paternalSurname: 'Choque',
      }),
      free: await enrol(oficial, technical.id, { ...rosa, ciNumber: '1112223', givenNames: 'Rósa Elena' }),
      unknown: await enrol(oficial, unsaid.id, { ...rosa, ciNumber: '3334445', givenNames: 'Rosalía' }),
      member: await enrol(oficial, target.id, { ...rosa, ciNumber: '5556667', givenNames: 'Rosaura' }),
    };
    const find = (text: string, organisation?: string) =>
      ask<FamilyFindView>(oficial, 'family.find', {
        allianceId: target.id,
        text,
        ...(organisation ? { organisation } : {}),
      });
    const ids = async (text: string, organisation?: string) =>
      (await find(text, organisation)).rows.map((f) => f.familyId);

    expect(await find('4455667')).toMatchObject({
      rows: [
        {
          familyId: families.served,
          organisations: ['Productores de Quinua'],
          holder: { ci: '4455667' },
          spouse: { ci: '8899001-1K' },
          check: 'served',
        },
      ],
      more: false,
    });
    expect(await ids('8899001')).toEqual([families.served]);
    expect(await ids('8899001 1k')).toEqual([families.served]);
    expect(await ids('8899001-2B')).toEqual([]);
    expect(await ids('445566')).toEqual([]);
    expect(await ids('mamani ROSA elena')).toEqual([families.free]);
    expect(await ids('mamani', 'quinua')).toEqual([families.served]);
    expect(await ids('%%%')).toEqual([]);

    const all = (await find('rosa mamani')).rows;
    expect(Object.fromEntries(all.map((f) => [f.familyId, f.check]))).toEqual({
      [families.served]: 'served',
      [families.free]: 'free',
      [families.unknown]: 'unknown',
      [families.member]: 'member',
    });
    for (const { familyId, check } of all) {
      const { status, flags, problem } = await world.send(oficial, 'member.join', newId(), {
        allianceId: target.id,
        familyId,
      });
      expect([status, flags ?? [], problem?.code ?? null], check).toEqual(
        {
          free: ['accepted', [], null],
          unknown: ['accepted', ['familia ya atendida'], null],
          served: ['refused', [], 'SIGG-406'],
          member: ['refused', [], 'SIGG-407'],
        }[check],
      );
    }
    expect((await find('rosa mamani')).rows.map((f) => f.check).sort()).toEqual([
      'member',
      'member',
      'member',
      'served',
    ]);
  });

  it('a family of another unit looks like one that does not exist; the nation finds it', async () => {
    const mine = await world.alliance('LPZ', { data: { model: 2 } });
    const also = await world.alliance('LPZ', { data: { model: 2 } });
    const other = await world.alliance('SCZ', {
      data: { model: 2 },
      organisation: { id: newId(), existing: false, name: 'Cacaoteros del Ichilo' },
    });
    const family = await enrol(await world.person('UOD_OFICIAL', ['SCZ']), other.id, rosa);
    const near = await enrol(await world.person('UOD_OFICIAL', ['LPZ']), also.id, { ...rosa, ciNumber: '7778889' });
    const find = async (actor: Actor, text: string, allianceId = mine.id) =>
      (await ask<FamilyFindView>(actor, 'family.find', { allianceId, text })).rows;
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const acompanante = await world.person('ACOMPANANTE', [mine.id]);
    const nation = await world.person('UCN_ME');
    expect(await find(oficial, '4455667')).toEqual([]);
    expect((await find(oficial, 'rosa mamani')).map((f) => f.familyId)).toEqual([near]);
    expect(await find(acompanante, 'rosa mamani')).toEqual([]);
    expect(await find(await world.person('UOD_OFICIAL', ['SCZ']), '4455667')).toEqual([]);
    expect((await find(nation, '4455667')).map((f) => [f.familyId, f.organisations])).toEqual([
      [family, ['Cacaoteros del Ichilo']],
    ]);

    // Once it is in both units each sees its own organisation only.
    await must(nation, 'member.join', { allianceId: mine.id, familyId: family });
    const [here] = await find(oficial, '4455667', also.id);
    expect(here?.familyId).toBe(family);
    expect(JSON.stringify(here)).not.toContain('Ichilo');
    await expect(
      ask(await world.person('UCN_NEG'), 'family.find', { allianceId: mine.id, text: '4455667' }),
    ).rejects.toThrow('not allowed');
  });
});
