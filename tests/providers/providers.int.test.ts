import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { NounFileView } from '../../domain/kernel/noun/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { recordInitialParameters } from '../../server/commands/initialParameters.ts';
import { newId } from '../../server/ids.ts';
import { ask } from '../alliance/ask.ts';
import { day, NOW, openWorld, TODAY, type World } from '../helpers/world.ts';

/** Providers from the directory to their contract, their performance, their ties, and the cap of six. */
let world: World;
let procurement: Actor;
let coordinator: Actor;
let operator: Actor;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  await recordInitialParameters(world.system.context, NOW);
  procurement = await world.person('UCN_ADQ');
  coordinator = await world.person('UCN_COORD');
  operator = await world.person('UOD_OPERADOR', ['LPZ']);
});

const send = (actor: Actor, kind: string, id: string, body: unknown, baseVersion: number | null = null) =>
  world.send(actor, kind, id, body, { baseVersion });
async function must(actor: Actor, kind: string, id: string, body: unknown, baseVersion: number | null = null) {
  expect({ kind, problem: null, ...(await send(actor, kind, id, body, baseVersion)) }).toMatchObject({
    status: 'accepted',
  });
  return id;
}
const paper = () => must(operator, 'document.record', newId(), { title: 'Papel', reference: 'Caja 2' });
const provider = (more: object = {}) =>
  must(procurement, 'serviceProvider.register', newId(), { name: 'Ana Flores', services: ['facilitador'], ...more });
const contract = (providerId: string, more: object = {}) =>
  must(procurement, 'providerContract.register', newId(), {
    number: 'C-01/2026',
    providerId,
    service: 'facilitador',
    subject: 'Formular tres planes',
    startsOn: day(-20),
    endsOn: day(90),
    amount: 2_400_000,
    unitId: 'LPZ',
    ...more,
  });
async function training(providerId: string) {
  const strength = await world.person('UCN_FORT');
  const body = { name: 'Curso', kind: 'proveedores', plannedOn: day(-30) };
  const eventId = await must(strength, 'event.register', newId(), body);
  const came = (cameAs: string | null) =>
    must(strength, 'eventAttendance.register', newId(), { eventId, name: 'Ana Flores', providerId, cameAs });
  return {
    came,
    eventId,
    hold: async () => must(strength, 'event.hold', eventId, { heldOn: day(-30), documentId: await paper() }, 1),
  };
}
const refused = (code: string) => ({ status: 'refused', problem: { code } });

test('a facilitador signs no contract before a training that was held (BR-15); others do', async () => {
  const id = await provider();
  const signing = await contract(id);
  const sign = async (which: string) =>
    send(coordinator, 'providerContract.sign', which, { documentId: await paper() }, 1);
  expect(await sign(signing)).toMatchObject(refused('SIGG-329'));
  const { hold, came } = await training(id);
  const taught = await training(id);
  await taught.came('facilitador');
  await taught.came(null);
  await taught.hold();
  await came('participante');
  // Who taught, or came as nobody wrote what, is not trained; nor who is on the list of a course that is only programmed.
  expect(await sign(signing)).toMatchObject(refused('SIGG-329'));
  await hold();
  expect(await sign(signing)).toMatchObject({ status: 'accepted' });
  const companion = await provider({ name: 'Luis Apaza', services: ['acompanante'] });
  expect(await sign(await contract(companion, { service: 'acompanante' }))).toMatchObject({ status: 'accepted' });
});

test('who no longer serves signs nothing, and what was signed is not corrected', async () => {
  const id = await provider({ services: ['supervisor'] });
  const signing = await contract(id, { service: 'supervisor' });
  await must(procurement, 'serviceProvider.retire', id, { inactiveReason: 'Se fue del país' }, 1);
  const sign = async () => send(coordinator, 'providerContract.sign', signing, { documentId: await paper() }, 1);
  expect(await sign()).toMatchObject(refused('SIGG-329'));
  await must(procurement, 'serviceProvider.return', id, {}, 2);
  expect(await sign()).toMatchObject({ status: 'accepted' });
  const change = { amount: 9_900_000, reason: 'Se acordó más' };
  expect(await send(procurement, 'providerContract.correct', signing, change, 2)).toMatchObject(refused('SIGG-329'));
  await must(procurement, 'providerContract.conclude', signing, { endedOn: TODAY, documentId: await paper() }, 2);
  const { state } = await ask<NounFileView>(world, procurement, 'providerContract.get', { id: signing });
  expect(state).toBe('CONCLUIDO');
});

test('nobody approves what is said of their own work', async () => {
  const id = await provider({ userId: coordinator.id });
  const marks = { onTime: 'satisfactorio', quality: 'regular', result: 'satisfactorio' };
  const said = {
    providerId: id,
    period: '1er semestre 2026',
    startsOn: day(-100),
    endsOn: day(-1),
    unitId: 'LPZ',
    ...marks,
  };
  const evaluation = await must(operator, 'providerPerformance.register', newId(), said);
  const approve = (who: Actor) => send(who, 'providerPerformance.approve', evaluation, {}, 1);
  expect(await approve(coordinator)).toMatchObject(refused('SIGG-329'));
  const another = await world.person('UCN_COORD');
  // Nor does who wrote it.
  await world.db.query('update provider_performance set recorded_by = $1 where id = $2', [another.id, evaluation]);
  expect(await approve(another)).toMatchObject(refused('SIGG-329'));
  expect(await approve(await world.person('UCN_COORD'))).toMatchObject({ status: 'accepted' });
});

const assigned = (userId: string, allianceId: string) =>
  send(operator, 'assignment.start', newId(), { allianceId, userId, role: 'ACOMPANANTE', from: TODAY });

test('a tie with the organisation keeps its provider from the alliance, until it is discarded', async () => {
  const { id: allianceId, organisationId } = await world.alliance('LPZ');
  const companion = await world.person('ACOMPANANTE');
  const id = await provider({ services: ['acompanante'], userId: companion.id });
  const tie = { what: 'Su hermana es tesorera', providerId: id, organisationId, tie: 'parentesco', declaredOn: TODAY };
  const declared = await must(operator, 'interest.register', newId(), tie);
  expect(await assigned(companion.id, allianceId)).toMatchObject(refused('SIGG-329'));
  await must(procurement, 'interest.confirm', declared, { decision: 'Queda apartado' }, 1);
  expect(await assigned(companion.id, allianceId)).toMatchObject(refused('SIGG-329'));
  const { id: other } = await world.alliance('LPZ');
  expect(await assigned(companion.id, other)).toMatchObject({ status: 'accepted' });
  await must(coordinator, 'interest.discard', declared, { decision: 'No era ella' }, 2);
  expect(await assigned(companion.id, allianceId)).toMatchObject({ status: 'accepted' });
});

test('a tie is not lifted by who wrote it, nor by another account of its provider', async () => {
  const { id: allianceId, organisationId } = await world.alliance('LPZ');
  const other = await world.alliance('LPZ');
  const [companion, stranger] = [await world.person('ACOMPANANTE'), await world.person('ACOMPANANTE')];
  const id = await provider({ services: ['acompanante'], userId: companion.id });
  const tie = { what: 'Su hermana es tesorera', providerId: id, organisationId, tie: 'parentesco', declaredOn: TODAY };
  const declared = await must(procurement, 'interest.register', newId(), tie);
  const reason = { reason: 'Se escribió mal' };
  const elsewhere = { organisationId: other.organisationId, ...reason };
  await send(procurement, 'interest.correct', declared, elsewhere, 1);
  const told = await ask<NounFileView>(world, procurement, 'interest.get', { id: declared });
  expect(told).toMatchObject({ version: 1, values: { organisationId } });
  expect(await send(procurement, 'interest.discard', declared, { decision: 'No era ella' }, 1)).toMatchObject(
    refused('SIGG-329'),
  );
  await must(coordinator, 'interest.confirm', declared, { decision: 'Queda apartado' }, 1);
  const softer = { what: 'Una conocida suya', ...reason };
  expect(await send(procurement, 'interest.correct', declared, softer, 2)).toMatchObject(refused('SIGG-360'));
  const strength = await world.person('UCN_FORT');
  for (const userId of [null, stranger.id])
    expect(await send(strength, 'serviceProvider.correct', id, { userId, ...reason }, 1)).toMatchObject(
      refused('SIGG-329'),
    );
  await must(strength, 'serviceProvider.correct', id, { zone: 'Valles', ...reason }, 1);
  expect(await assigned(companion.id, allianceId)).toMatchObject(refused('SIGG-329'));
  await must(coordinator, 'interest.discard', declared, { decision: 'No era ella' }, 2);
  await must(strength, 'serviceProvider.correct', id, { userId: stranger.id, ...reason }, 2);
});

test('regional technical assistance counts against the six, from both sides (M-09)', async () => {
  const strength = await world.person('UCN_FORT');
  const companion = await world.person('ACOMPANANTE');
  for (let n = 0; n < 5; n += 1) {
    const { id } = await world.alliance('LPZ', { state: 'EN_INVERSION' });
    expect(await assigned(companion.id, id)).toMatchObject({ status: 'accepted' });
  }
  const regional = (initiative: string) =>
    must(strength, 'regionalService.register', newId(), {
      initiative,
      userId: companion.id,
      unitId: 'LPZ',
      startsOn: TODAY,
    });
  const [first, second] = [await regional('Quinua del altiplano'), await regional('Miel de los Yungas')];
  await must(strength, 'regionalService.start', first, {}, 1);
  expect(await send(strength, 'regionalService.start', second, {}, 1)).toMatchObject(refused('SIGG-329'));
  const { id: sixth } = await world.alliance('LPZ', { state: 'EN_INVERSION' });
  expect((await assigned(companion.id, sixth)).status).toBe('refused');
  // Until its last day, which is today; from tomorrow on there is room again.
  await must(strength, 'regionalService.end', first, { endsOn: TODAY }, 2);
  expect((await assigned(companion.id, sixth)).status).toBe('refused');
});

test('a supplier is one by its NIT; observed and disabled with reason and day, and enabled again', async () => {
  const fiduciary = await world.person('UOD_FIDUCIARIO', ['LPZ']);
  const id = await must(fiduciary, 'goodsSupplier.register', newId(), { name: 'Agrotienda', nit: '1023456021' });
  expect(await send(fiduciary, 'goodsSupplier.register', newId(), { name: 'Otra', nit: '1023456021' })).toMatchObject(
    refused('SIGG-313'),
  );
  const why = { reason: 'Entregó tarde en cuatro organizaciones', markedOn: TODAY };
  await must(fiduciary, 'goodsSupplier.observe', id, why, 1);
  expect((await send(fiduciary, 'goodsSupplier.disable', id, why, 2)).problem?.code).toBe('SIGG-201');
  expect((await send(procurement, 'goodsSupplier.disable', id, why, 2)).problem?.code).toBe('SIGG-301');
  await must(procurement, 'goodsSupplier.disable', id, { ...why, documentId: await paper() }, 2);
  await must(procurement, 'goodsSupplier.enable', id, { reason: 'Repuso lo que debía', markedOn: TODAY }, 3);
});
