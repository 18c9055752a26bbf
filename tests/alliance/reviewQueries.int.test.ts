import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  DuplicateListView,
  MemberListView,
  OrganisationAllianceListView,
} from '../../domain/alliance/registerViews.ts';
import { fileIdOf } from '../../domain/field/file.ts';
import type { CatalogueView, RecordView, WaitingCommandListView } from '../../domain/field/views.ts';
import { flags } from '../../domain/kernel/command.ts';
import type { JournalListView } from '../../domain/kernel/views.ts';
import type { ParameterListView } from '../../domain/monitoring/parameterViews.ts';
import type {
  BatchListView,
  BatchView,
  ConflictListView,
  ConflictView,
  NotificationView,
  ReviewRecordView,
} from '../../domain/monitoring/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { recordInitialParameters } from '../../server/commands/initialParameters.ts';
import { newId } from '../../server/ids.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
import { NOW, openWorld, TODAY, type World } from '../helpers/world.ts';
import { ask } from './ask.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  await loadCatalogue(world.db);
});

const MONTH = TODAY.slice(0, 7);
const PLACE = { place: { lon: -68.1, lat: -16.5, accuracyM: 10, ageS: 1 } };
const saleBody = (allianceId: string, more: Record<string, unknown> = {}) => ({
  allianceId,
  buyerOther: 'Rosa Marca',
  productCode: 'QUINUA',
  quantity: 120_000,
  unitCode: 'qq',
  price: 8_500_000,
  photos: [],
  ...more,
});

async function photo(actor: Actor): Promise<string> {
  const hash = randomBytes(32).toString('hex');
  await world.send(actor, 'file.receive', fileIdOf(hash), {
    hash,
    mediaType: 'image/jpeg',
    bytes: 1000,
    width: 10,
    height: 10,
    perceptualHash: randomBytes(8).toString('hex'),
    originalHash: null,
  });
  return hash;
}

async function stage() {
  const a = await world.alliance('LPZ', { data: { municipalityCode: '020801', lon: -68.2, lat: -16.9 } });
  const acompanante = await world.person('ACOMPANANTE', [a.id]);
  const operador = await world.person('UOD_OPERADOR', ['LPZ']);
  const saleId = newId();
  const photos = [await photo(acompanante)];
  expect(
    await world.send(acompanante, 'sale.register', saleId, saleBody(a.id, { photos }), {
      ...PLACE,
      occurredOn: `${MONTH}-05`,
    }),
  ).toMatchObject({
    status: 'accepted',
  });
  return { a, acompanante, operador, saleId, photos };
}

describe('verification', () => {
  it('leads from the waiting group to the batch, and from the batch to the record with all beside it', async () => {
    const { a, operador, saleId, acompanante } = await stage();
    const waiting = await ask<BatchListView>(world, operador, 'verification.batches');
    expect(waiting.rows).toMatchObject([
      { id: `LPZ:alliance_profile:${MONTH}:unit`, drawn: false, waiting: 1 },
      { id: `LPZ:sale:${MONTH}:unit`, drawn: false, noun: 'sale', waiting: 1, since: TODAY },
    ]);
    expect(
      (await ask<BatchListView>(world, await world.person('UOD_OPERADOR', ['SCZ']), 'verification.batches')).rows,
    ).toEqual([]);
    const batchId = newId();
    await world.send(operador, 'verification.draw', batchId, {
      unitId: 'LPZ',
      noun: 'sale',
      month: MONTH,
      stage: 'unit',
    });
    expect((await ask<BatchListView>(world, operador, 'verification.batches', { noun: 'sale' })).rows).toMatchObject([
      { id: batchId, drawn: true, waiting: 1, flagged: 1, sample: 0, rest: 0 },
    ]);
    const batch = await ask<BatchView>(world, operador, 'verification.batch', { id: batchId });
    expect(batch.items).toMatchObject([
      {
        recordId: saleId,
        group: 'flagged',
        title: 'Venta de 12 qq de quinua, Bs 10.200,00',
        signals: ['farFromAlliance'],
        decision: null,
        gone: false,
      },
    ]);
    const versionId = batch.items[0]?.versionId ?? '';
    const record = await ask<ReviewRecordView>(world, operador, 'verification.record', { noun: 'sale', versionId });
    expect(record.signals[0]?.sentence).toBe('Se registró a 46 km del lugar de la alianza.');
    expect(record.version.fields).toContainEqual({ field: 'price', label: 'precio', value: 'Bs 850,00' });
    expect(record.refusal.verify).toBeNull();
    expect(record.refusal.validate).toMatchObject({ code: 'SIGG-201' });
    expect(
      (await ask<ReviewRecordView>(world, acompanante, 'verification.record', { noun: 'sale', versionId })).refusal
        .verify,
    ).toMatchObject({
      code: 'SIGG-201',
    });
    await world.send(operador, 'record.verify', newId(), {
      noun: 'sale',
      items: [{ recordId: saleId, versionId }],
      oneByOne: true,
      batchId,
      note: 'Se comparó con el papel',
    });
    expect((await ask<BatchView>(world, operador, 'verification.batch', { id: batchId })).items).toMatchObject([
      { decision: 'verified', decidedByName: 'Persona UOD_OPERADOR' },
    ]);
    expect(
      (await ask<BatchListView>(world, operador, 'verification.batches', { noun: 'sale', stage: 'unit' })).rows,
    ).toEqual([]);
    expect(
      (await ask<BatchListView>(world, operador, 'verification.batches', { noun: 'sale', stage: 'unit', done: '1' }))
        .rows,
    ).toMatchObject([{ id: batchId, waiting: 0, decided: 1 }]);
    const sale = await ask<RecordView>(world, operador, 'sale.get', { id: saleId });
    expect(sale).toMatchObject({
      title: 'Venta de 12 qq de quinua, Bs 10.200,00',
      corrections: 0,
      reviews: [{ action: 'verified', version: 1, byName: 'Persona UOD_OPERADOR' }],
    });
    expect(sale.alliance.id).toBe(a.id);
    const hidden = JSON.stringify(
      await ask<RecordView>(world, await world.person('BANCO'), 'sale.get', { id: saleId }),
    );
    expect(hidden).not.toMatch(/Rosa Marca|Persona /);
  });
});

describe('notices', () => {
  it('tells what waits, the urgent first, and what was decided on own records', async () => {
    const { operador, acompanante, saleId } = await stage();
    const [version] = await world.db.query<{ id: string }>('select id from sale');
    expect((await ask<NotificationView>(world, operador, 'notification.list')).items.map((i) => i.kind)).toContain(
      'verification',
    );
    await world.send(operador, 'record.verify', newId(), {
      noun: 'sale',
      items: [{ recordId: saleId, versionId: version?.id }],
      oneByOne: true,
      note: 'Se comparó con el papel',
    });
    expect((await ask<NotificationView>(world, acompanante, 'notification.list')).items).toContainEqual(
      expect.objectContaining({ kind: 'decided', title: 'La unidad verificó ventas suyas', count: 1 }),
    );
  });
});

describe('conflicts', () => {
  it('shows both whole versions, with their authors and the disputed values first', async () => {
    const { a, acompanante, operador, saleId, photos } = await stage();
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    expect(
      await world.send(oficial, 'sale.correct', saleId, saleBody(a.id, { photos, price: 9_000_000 }), {
        baseVersion: 1,
      }),
    ).toMatchObject({
      status: 'accepted',
    });
    expect(
      await world.send(acompanante, 'sale.correct', saleId, saleBody(a.id, { photos, price: 8_000_000 }), {
        baseVersion: 1,
      }),
    ).toMatchObject({
      status: 'conflict',
    });
    const list = await ask<ConflictListView>(world, operador, 'conflict.list');
    expect(list.rows).toMatchObject([
      { noun: 'sale', currentBy: 'Persona UOD_OFICIAL', proposedBy: 'Persona ACOMPANANTE', allianceId: a.id },
    ]);
    const conflict = await ask<ConflictView>(world, operador, 'conflict.get', { id: list.rows[0]?.id ?? '' });
    expect(conflict.fields.slice(0, 2)).toMatchObject([
      {
        field: 'price',
        current: 'Bs 900,00',
        proposed: 'Bs 800,00',
        disputed: true,
        raw: { current: 9_000_000, proposed: 8_000_000 },
      },
      { field: 'total', current: 'Bs 10.800,00', proposed: 'Bs 9.600,00', disputed: true },
    ]);
    expect(conflict.current.role).toBe('UOD_OFICIAL');
    expect(
      await world.send(operador, 'conflict.settle', conflict.id, {
        choice: 'third',
        values: { price: 8_200_000 },
        reason: 'Según el recibo',
      }),
    ).toMatchObject({ status: 'accepted' });
    const [row] = await world.db.query("select price, total from sale where record_id = $1 and standing = 'current'", [
      saleId,
    ]);
    expect(row).toEqual({ price: 8_200_000, total: 984_000 });
    expect(
      (await ask<ConflictListView>(world, await world.person('UOD_OPERADOR', ['SCZ']), 'conflict.list')).total,
    ).toBe(0);
  });
});

describe('lists of the office', () => {
  it('the journal tells the first changes of an act on many records, and the history of each only its own', async () => {
    const { a, acompanante, operador, saleId } = await stage();
    for (let quantity = 1; quantity <= 12; quantity += 1) {
      const sent = await world.send(
        acompanante,
        'sale.register',
        newId(),
        saleBody(a.id, { quantity: quantity * 10_000 }),
        { occurredOn: `${MONTH}-05` },
      );
      expect(sent).toMatchObject({ status: 'accepted' });
    }
    const items = await world.db.query<{ recordId: string; versionId: string }>(
      'select record_id as "recordId", id as "versionId" from sale',
    );
    expect(
      await world.send(operador, 'record.verify', newId(), {
        noun: 'sale',
        items,
        oneByOne: true,
        note: 'Se comparó con el papel',
      }),
    ).toMatchObject({
      status: 'accepted',
    });
    await world.seal();
    const { rows } = await ask<JournalListView>(world, await world.person('AUDITOR'), 'journal.list', {
      kind: 'record.verify',
    });
    // A review and a version for each of thirteen.
    expect(rows).toMatchObject([{ more: 2 }]);
    expect(rows[0]?.changes.filter((c) => c.field === 'level' && c.noun === 'sale')).toHaveLength(12);
    const record = await ask<RecordView>(world, operador, 'sale.get', { id: saleId });
    const verified = record.journal.find((e) => e.kind === 'record.verify');
    expect(verified).toMatchObject({ more: 0 });
    expect(verified?.changes.filter((c) => c.field === 'level' && c.noun === 'sale')).toHaveLength(1);
    expect(record.journal.every((e) => e.kind === 'record.verify' || e.changes.length > 0)).toBe(true);
  });

  it('journal, organisations, members, duplicates, catalogues and held commands', async () => {
    const { a, acompanante, operador } = await stage();
    const body = {
      allianceId: a.id,
      familyId: newId(),
      holder: { id: newId(), givenNames: 'Ana', paternalSurname: 'Choque', ciNumber: '5554443', sex: 'F' },
      representative: 'holder',
    };
    await world.send(acompanante, 'family.enrol', newId(), body);
    await world.send(acompanante, 'family.enrol', newId(), {
      ...body,
      familyId: newId(),
      holder: { ...body.holder, id: newId() },
    });
    const members = await ask<MemberListView>(world, operador, 'member.list', { allianceId: a.id });
    expect(members.rows[0]).toMatchObject({ name: 'Ana Choque', ci: '5554443', sex: 'F' });
    const duplicates = await ask<DuplicateListView>(world, operador, 'duplicate.list');
    expect(duplicates.rows).toMatchObject([
      { noun: 'person', score: 100, left: { name: 'Ana Choque' }, right: { name: 'Ana Choque' } },
    ]);
    const { organisationId: id } = a;
    expect(
      (await ask<OrganisationAllianceListView>(world, operador, 'organisation.alliances', { id })).rows,
    ).toMatchObject([{ id: a.id, members: 2 }]);
    const auditor = await world.person('AUDITOR');
    await world.seal();
    expect((await ask<JournalListView>(world, auditor, 'journal.list', { kind: 'family.enrol' })).total).toBe(2);
    expect((await ask<JournalListView>(world, auditor, 'journal.list', { text: '1' })).rows).toMatchObject([
      { number: 1 },
    ]);
    expect(
      (await ask<JournalListView>(world, auditor, 'journal.list', { text: 'persona acompanante' })).total,
    ).toBeGreaterThan(2);
    // Searched by the title of the act, by the alliance's code or name, and by days; newest first as always.
    expect((await ask<JournalListView>(world, auditor, 'journal.list', { text: 'inscribir una familia' })).total).toBe(
      2,
    );
    const all = await ask<JournalListView>(world, auditor, 'journal.list', { allianceId: a.id });
    expect(await ask<JournalListView>(world, auditor, 'journal.list', { text: a.code.toLowerCase() })).toEqual(all);
    expect((await ask<JournalListView>(world, auditor, 'journal.list', { text: 'nada que se llame así' })).total).toBe(
      0,
    );
    expect(
      await ask<JournalListView>(world, auditor, 'journal.list', {
        allianceId: a.id,
        from: '2017-01-01',
        to: '2099-01-01',
      }),
    ).toEqual(all);
    expect((await ask<JournalListView>(world, auditor, 'journal.list', { to: '2017-01-01' })).total).toBe(0);
    expect((await ask<JournalListView>(world, await world.person('UOD_OPERADOR', ['SCZ']), 'journal.list')).total).toBe(
      0,
    );
    expect(
      (await ask<JournalListView>(world, operador, 'alliance.journal', { allianceId: a.id })).rows[0],
    ).toMatchObject({ kind: 'family.enrol' });
    expect(
      (
        await ask<JournalListView>(world, await world.person('UOD_OFICIAL', ['SCZ']), 'alliance.journal', {
          allianceId: a.id,
        })
      ).rows,
    ).toEqual([]);
    expect(
      await world.send(
        acompanante,
        'visit.register',
        newId(),
        {
          allianceId: a.id,
          done: false,
          notDoneReason: 'clima',
          presentMembers: [],
          topics: [],
          commitments: [],
          photos: [],
        },
        { after: [newId()] },
      ),
    ).toMatchObject({ status: 'held' });
    expect((await ask<WaitingCommandListView>(world, operador, 'held.list')).rows).toMatchObject([
      { title: 'registrar visita', days: 0, late: false, waitsFor: [{ status: null }] },
    ]);
  });

  it('parameters are loaded once, with their source', async () => {
    expect(await recordInitialParameters(world.system.context, NOW)).toBeGreaterThan(10);
    expect(await recordInitialParameters(world.system.context, NOW)).toBe(0);
    const { parameters, products, municipalities } = await ask<CatalogueView>(
      world,
      await world.person('UOD_OFICIAL', ['LPZ']),
      'catalogue',
    );
    expect(parameters.find((p) => p.key === 'allianceCap')).toMatchObject({
      value: 6,
      assumption: false,
      since: '2017-01-01',
    });
    expect([products.length > 50, municipalities.length]).toEqual([true, 339]);
  });

  it('a changed threshold of the unlikely changes the signal of what is recorded from that day', async () => {
    await recordInitialParameters(world.system.context, NOW);
    const { acompanante, a, operador } = await stage();
    const coordinator = await world.person('UCN_COORD');
    const set = (key: string, value: number, validFrom: string) =>
      world.send(coordinator, 'parameter.set', newId(), {
        programmeId: 'PAR2FA',
        key,
        value,
        validFrom,
        source: 'Criterio de la prueba',
        assumption: true,
      });
    const register = async (occurredOn: string) => {
      const id = newId();
      await world.send(acompanante, 'sale.register', id, saleBody(a.id, { price: 9_000_000 }), {
        ...PLACE,
        occurredOn,
      });
      const [row] = await world.db.query<{ id: string; flags: string[] }>(
        'select id, flags from sale where record_id = $1',
        [id],
      );
      const seen = await ask<ReviewRecordView>(world, operador, 'verification.record', {
        noun: 'sale',
        versionId: row?.id ?? '',
      });
      return [row?.flags.includes(flags.unlikely), seen.signals.some((s) => s.code === 'unlikely')];
    };
    // Some 46 km from the place of the alliance.
    expect(await register(`${MONTH}-02`)).toEqual([false, false]);
    expect(await set('unlikelyDistanceKm', 20, `${MONTH}-02`)).toMatchObject({ status: 'accepted' });
    expect(await register(`${MONTH}-02`)).toEqual([true, true]);
    expect(await register(`${MONTH}-01`)).toEqual([false, false]);
    const { rows } = await ask<ParameterListView>(world, coordinator, 'parameter.list');
    expect(rows.find((p) => p.key === 'unlikelyDistanceKm')).toMatchObject({
      value: 20,
      assumption: true,
      values: [{ value: 20 }, { value: 50 }],
    });
  });
});
