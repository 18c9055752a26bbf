import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AllianceView } from '../../domain/alliance/views.ts';
import type { RecordView } from '../../domain/field/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { compose } from '../../server/commands/compose.ts';
import { executeCommands } from '../../server/commands/executeCommands.ts';
import { newId } from '../../server/ids.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
import { readFeed } from '../../server/sync/feed.ts';
import { NOW, openWorld, TODAY, type World } from '../helpers/world.ts';
import { ask as askIn } from './ask.ts';

let world: World;
let oficial: Actor;
let expert: Actor;
let alliance: string;
let buyerId: string;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  await loadCatalogue(world.db);
  oficial = await world.person('UOD_OFICIAL', ['LPZ']);
  expert = await world.person('UCN_ME');
  alliance = (await world.alliance('LPZ')).id;
  buyerId = await must(oficial, 'buyer.register', { name: 'Rosa Marca Quispe', nit: '1023456789' });
});

const ask = <T>(actor: Actor, name: string, params: Record<string, string> = {}) =>
  askIn<T>(world, actor, name, params);
const must = async (actor: Actor, kind: string, body: unknown, id = newId(), baseVersion: number | null = null) => {
  expect(await world.send(actor, kind, id, body, { baseVersion })).toMatchObject({ status: 'accepted' });
  return id;
};
const terms = (more: Record<string, unknown> = {}) => ({
  allianceId: alliance,
  buyerId,
  productCode: 'QUINUA',
  unitCode: 'qq',
  price: 3_500_000,
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  ...more,
});
const record = (more: Record<string, unknown> = {}) => must(oficial, 'businessAgreement.record', terms(more));
const annul = (id: string, baseVersion: number, actor = oficial) =>
  world.send(actor, 'businessAgreement.annul', id, { reason: 'se registró por error' }, { baseVersion });
const sell = (more: Record<string, unknown> = {}) =>
  world.person('ACOMPANANTE', [alliance]).then((who) =>
    must(who, 'sale.register', {
      allianceId: alliance,
      buyerId,
      productCode: 'QUINUA',
      quantity: 10_000,
      unitCode: 'qq',
      price: 1,
      photos: [],
      ...more,
    }),
  );

describe('annulling a business agreement', () => {
  it('the unit or the nation annuls it, once, over what they looked at; a acompañante does not', async () => {
    const id = await record();
    expect((await annul(id, 1, await world.person('ACOMPANANTE', [alliance]))).problem?.code).toBe('SIGG-201');
    expect((await annul(id, 1, await world.person('UOD_OFICIAL', ['SCZ']))).problem?.code).toBe('SIGG-202');
    await must(oficial, 'businessAgreement.correct', { price: 4_000_000 }, id, 1);
    expect((await annul(id, 1)).problem?.code).toBe('SIGG-110');
    expect(await annul(id, 2)).toMatchObject({ status: 'accepted' });
    expect((await annul(id, 3)).problem?.code).toBe('SIGG-340');
    expect(
      (await world.send(oficial, 'businessAgreement.correct', id, { price: 1 }, { baseVersion: 3 })).problem?.code,
    ).toBe('SIGG-340');
    expect(
      (await world.send(oficial, 'businessAgreement.correct', id, { price: 1 }, { baseVersion: 1 })).problem?.code,
    ).toBe('SIGG-340');
  });

  it('with two values in dispute, one is chosen first', async () => {
    const id = await record();
    for (const price of [1, 2])
      await world.send(oficial, 'businessAgreement.correct', id, { price }, { baseVersion: 1 });
    expect((await annul(id, 2)).problem?.code).toBe('SIGG-335');
  });

  it('the validated figure stays until the annulment is validated; only then it stops counting', async () => {
    const id = await record();
    const atLevel = async (level: number) =>
      (await world.db.query(`select id from commercial_agreement_at($1)`, [level])).length;
    const review = async (kind: string, actor: Actor, versionId: string) =>
      must(actor, kind, {
        noun: 'commercial_agreement',
        items: [{ recordId: id, versionId }],
        oneByOne: true,
        note: 'Se comparó con el papel',
      });
    const newest = async () => (await ask<RecordView>(oficial, 'businessAgreement.get', { id })).versions[0]?.id ?? '';
    const verifier = await world.person('UOD_OPERADOR', ['LPZ']);
    await review('record.verify', verifier, await newest());
    await review('record.validate', expert, await newest());
    expect([await atLevel(1), await atLevel(2), await atLevel(3)]).toEqual([1, 1, 1]);
    expect(await annul(id, 1)).toMatchObject({ status: 'accepted' });
    expect([await atLevel(1), await atLevel(2), await atLevel(3)]).toEqual([0, 1, 1]);
    const looked = await ask<{ signals: { code: string }[] }>(verifier, 'verification.record', {
      noun: 'commercial_agreement',
      versionId: await newest(),
    });
    expect(looked.signals.map((s) => s.code)).toEqual(['annulment']);
    await review('record.verify', verifier, await newest());
    await review('record.validate', expert, await newest());
    expect([await atLevel(1), await atLevel(2), await atLevel(3)]).toEqual([0, 0, 0]);
  });

  it('when the reviewer observes it, the agreement counts again, and a correction brings it back', async () => {
    const id = await record();
    await annul(id, 1);
    const counted = async () => (await world.db.query('select id from commercial_agreement_at(1)')).length;
    expect(await counted()).toBe(0);
    const [version] = (await ask<RecordView>(oficial, 'businessAgreement.get', { id })).versions;
    const verifier = await world.person('UOD_OPERADOR', ['LPZ']);
    const item = { recordId: id, versionId: version?.id };
    await must(verifier, 'record.observe', {
      noun: 'commercial_agreement',
      item,
      canned: 'otro',
      reason: 'el acuerdo sí rige',
    });
    expect(await counted()).toBe(1);
    await must(oficial, 'businessAgreement.correct', {}, id, 2);
    expect((await ask<RecordView>(oficial, 'businessAgreement.get', { id })).versions[0]).toMatchObject({
      version: 3,
      annulled: false,
      annulledReason: null,
      level: 1,
    });
    expect(await counted()).toBe(1);
  });

  it('its page tells who, what, why and with which buyer; not with whom, to those who see no names', async () => {
    const id = await record();
    const other = await must(oficial, 'buyer.register', { name: 'Juan Choque' });
    await must(oficial, 'businessAgreement.correct', { buyerId: other }, id, 1);
    await annul(id, 2, expert);
    const page = await ask<RecordView>(oficial, 'businessAgreement.get', { id });
    expect(page.title).toBe('Acuerdo comercial con Juan Choque: quinua');
    expect(page.versions.map((v) => [v.version, v.annulled, v.annulledReason, v.authorName])).toEqual([
      [3, true, 'se registró por error', 'Persona UCN_ME'],
      [2, false, null, 'Persona UOD_OFICIAL'],
      [1, false, null, 'Persona UOD_OFICIAL'],
    ]);
    expect(page.versions.map((v) => v.fields.find((f) => f.field === 'buyerId')?.value)).toEqual([
      'Juan Choque',
      'Juan Choque',
      'Rosa Marca Quispe',
    ]);
    const told = page.journal.map((e) => [
      e.kind,
      ...e.changes
        .filter((c) => ['buyerId', 'annulledReason'].includes(c.field))
        .map((c) => [c.label, c.before, c.after]),
    ]);
    expect(told).toEqual([
      ['businessAgreement.annul', ['motivo de la anulación', null, 'se registró por error']],
      ['businessAgreement.correct', ['comprador', 'Rosa Marca Quispe', 'Juan Choque']],
      ['businessAgreement.record', ['comprador', null, 'Rosa Marca Quispe']],
    ]);
    const lender = JSON.stringify(await ask(await world.person('BANCO'), 'businessAgreement.get', { id }));
    for (const word of ['Choque', 'Marca', 'por error', other, buyerId]) expect(lender, word).not.toContain(word);
    expect(await ask(await world.person('UOD_OFICIAL', ['SCZ']), 'businessAgreement.get', { id })).toBeNull();
  });

  it('the sales under it say so: in the file, on the page of the sale, in review and on the phone', async () => {
    const id = await record();
    const [resting, elsewhere] = [await sell(), await sell({ buyerId: null, buyerOther: 'Feria' })];
    expect((await ask<RecordView>(oficial, 'businessAgreement.get', { id })).sales).toBe(1);
    const says = async () => ({
      file: (await ask<AllianceView>(oficial, 'alliance.get', { id: alliance })).sales
        .filter((s) => s.agreementAnnulled)
        .map((s) => s.id),
      pages: await Promise.all(
        [resting, elsewhere].map(
          async (sale) => (await ask<RecordView>(oficial, 'sale.get', { id: sale })).agreementAnnulled,
        ),
      ),
      review: (
        await ask<{ signals: { code: string }[] }>(oficial, 'verification.record', {
          noun: 'sale',
          versionId: (await ask<RecordView>(oficial, 'sale.get', { id: resting })).versions[0]?.id ?? '',
        })
      ).signals.some((s) => s.code === 'agreementAnnulled'),
    });
    expect(await says()).toEqual({ file: [], pages: [false, false], review: false });
    await annul(id, 1);
    expect(await says()).toEqual({ file: [resting], pages: [true, false], review: true });
    const acompanante = await world.person('ACOMPANANTE', [alliance]);
    const page = await readFeed(world.db, { actor: acompanante, cursor: undefined, deviceId: null, now: () => NOW });
    const table = page.subjects.find((s) => s.id === alliance)?.tables.agreement;
    expect(table?.rows.map((r) => r[table.fields.indexOf('annulled')])).toEqual([true]);
    await record();
    expect(await says(), 'con otro acuerdo en su lugar').toEqual({ file: [], pages: [false, false], review: false });
  });
});

describe('the same agreement registered again', () => {
  it('is asked about, even when both arrive at once; a further one is registered by saying so', async () => {
    const first = await record();
    const again = await world.send(
      oficial,
      'businessAgreement.record',
      newId(),
      terms({ startsOn: '2026-12-31', endsOn: null }),
    );
    expect(again.problem).toMatchObject({ code: 'SIGG-341', details: { id: first } });
    expect(again.problem?.message).toContain('del 01/01/2026 al 31/12/2026');
    await record({ startsOn: '2027-01-01', endsOn: null });
    await record({ productCode: 'PAPA' });
    const besides = await record({ besides: true });
    expect(
      (await world.send(oficial, 'businessAgreement.correct', besides, { endsOn: '2026-11-30' }, { baseVersion: 1 }))
        .problem?.code,
    ).toBe('SIGG-341');
    await must(oficial, 'businessAgreement.correct', { endsOn: '2026-11-30', besides: true }, besides, 1);
    await annul(first, 1);
    await annul(besides, 2);
    await record();
  });

  it('two people at the same time register one', async () => {
    const text = (actor: Actor) =>
      compose({
        kind: 'businessAgreement.record',
        actor,
        subjectId: newId(),
        body: terms(),
        occurredOn: TODAY,
        at: NOW,
      });
    const results = await Promise.all(
      [oficial, expert].map((actor) =>
        executeCommands(world.system.context, { texts: [text(actor)], actor, receivedAt: NOW }).then(
          ([r]) => r?.problem?.code ?? r?.status,
        ),
      ),
    );
    expect(results.sort()).toEqual(['SIGG-341', 'accepted']);
  });
});

describe('buyers in what is sent out', () => {
  it('two registrations of one NIT at the same time make one, and the refusal names it', async () => {
    const text = (actor: Actor) =>
      compose({
        kind: 'buyer.register',
        actor,
        subjectId: newId(),
        body: { name: 'Molino', nit: '55555' },
        occurredOn: TODAY,
        at: NOW,
      });
    const results = await Promise.all(
      [oficial, expert].map((actor) =>
        executeCommands(world.system.context, { texts: [text(actor)], actor, receivedAt: NOW }).then(
          ([r]) => r?.problem?.message ?? r?.status,
        ),
      ),
    );
    expect(results.sort()[0]).toContain('«Molino»');
    expect(results.sort()[1]).toBe('accepted');
  });

  it('catalogues carry no buyers, nor does the phone of who sees no names', async () => {
    await record();
    await sell();
    expect(JSON.stringify(await ask(expert, 'catalogue'))).not.toContain('Marca');
    const names = async (role: 'ACOMPANANTE' | 'COMPRADOR') => {
      const actor = await world.person(role, [alliance]);
      return JSON.stringify(
        await readFeed(world.db, { actor, cursor: undefined, deviceId: null, now: () => NOW }),
      ).includes('Rosa Marca');
    };
    expect(await names('ACOMPANANTE')).toBe(true);
    expect(await names('COMPRADOR')).toBe(false);
  });
});
