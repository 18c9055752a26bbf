import { beforeAll, beforeEach, expect, test } from 'vitest';
import { deskChecks } from '../../domain/calls/request.ts';
import type { NounFileView } from '../../domain/kernel/noun/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { callsPage } from '../../portal/pages/calls.ts';
import { newId } from '../../server/ids.ts';
import { readCalls } from '../../server/stores/openData.ts';
import { ask } from '../alliance/ask.ts';
import { day, openWorld, TODAY, type World } from '../helpers/world.ts';

/** A call from its bases to its close; requests that answer it and the alliance that comes of one; credit. */
let world: World;
let expert: Actor;
let coordinator: Actor;
let official: Actor;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  expert = await world.person('UCN_NEG');
  coordinator = await world.person('UCN_COORD');
  official = await world.person('UOD_OFICIAL', ['LPZ']);
});

const send = (actor: Actor, kind: string, id: string, body: unknown, baseVersion: number | null = null) =>
  world.send(actor, kind, id, body, { baseVersion });
async function must(actor: Actor, kind: string, id: string, body: unknown, baseVersion: number | null = null) {
  expect({ kind, problem: null, ...(await send(actor, kind, id, body, baseVersion)) }).toMatchObject({
    status: 'accepted',
  });
  return id;
}
const paper = () => must(official, 'document.record', newId(), { title: 'Papel', reference: 'Caja 5' });
const file = (actor: Actor, noun: string, id: string) => ask<NounFileView>(world, actor, `${noun}.get`, { id });
const refused = (code: string) => ({ status: 'refused', problem: { code } });

const prepared = (more: object = {}) =>
  must(expert, 'call.register', newId(), {
    number: 'FA-01',
    title: 'Convocatoria de prueba',
    areas: 'Comunidades rurales del país',
    bases: 'Las bases <b>enteras</b>',
    requirements: 'Quince familias',
    opensOn: day(-10),
    closesOn: day(20),
    ...more,
  });
const opened = async (more: object = {}) => {
  const id = await prepared(more);
  return must(coordinator, 'call.open', id, { documentId: await paper() }, 1);
};
const received = (callId: string, more: object = {}) =>
  must(official, 'request.register', newId(), {
    callId,
    presentedBy: 'productor',
    presenter: 'Juana Quispe',
    groupName: 'Asociación Illampu',
    receivedOn: TODAY,
    unitId: 'LPZ',
    ...more,
  });
const reviewed = async (id: string, checklist: readonly string[] = Object.keys(deskChecks)) =>
  must(official, 'request.review', id, { checklist }, 1);

test('a call is opened with its approved bases, read by everybody, changed by no correction, and reopened by an act', async () => {
  const id = await prepared();
  const shown = async () => String(await callsPage(null, await readCalls(world.db)));
  expect(await shown()).toContain('Ahora no hay ninguna convocatoria abierta');
  expect((await send(coordinator, 'call.open', id, {}, 1)).problem?.code).toBe('SIGG-301');
  await must(coordinator, 'call.open', id, { documentId: await paper() }, 1);
  expect(await shown()).toContain('Las bases &lt;b&gt;enteras&lt;/b&gt;');
  const change = { requirements: 'Diez familias', reason: 'Se cambió' };
  expect(await send(expert, 'call.correct', id, change, 2)).toMatchObject(refused('SIGG-329'));
  await must(coordinator, 'call.close', id, { closeReason: 'Se llegó al techo' }, 2);
  expect(await shown()).toContain('cerrada');
  const again = { extendedTo: day(40), reopenReason: 'Quedó presupuesto sin comprometer' };
  expect((await send(coordinator, 'call.reopen', id, again, 3)).problem?.code).toBe('SIGG-301');
  await must(coordinator, 'call.reopen', id, { ...again, documentId: await paper() }, 3);
  expect(await shown()).toContain('Quedó presupuesto sin comprometer');
});

test('the communication specialist corrects the call and the notice that it prepared', async () => {
  const communicator = await world.person('UCN_COM');
  const id = await prepared({ number: 'FA-07' });
  await must(communicator, 'call.correct', id, { requirements: 'Doce familias', reason: 'Se aclaró' }, 1);
  const notice = { title: 'Convocatoria', medium: 'radio', outlet: 'Radio Illimani', publishedOn: TODAY, callId: id };
  const told = await must(communicator, 'pressNotice.register', newId(), notice);
  await must(communicator, 'pressNotice.correct', told, { outlet: 'Radio Pachamama', reason: 'Era otra' }, 1);
});

test('a request has its number at once, passes the desk, and its alliance carries it', async () => {
  const id = await received(await opened());
  const { values } = await file(official, 'request', id);
  expect(values).toMatchObject({ number: `SOL-${id.slice(-8).toUpperCase()}`, outOfTerm: false });
  await reviewed(id, ['plazo', 'rural']);
  const admit = (version: number) => send(official, 'request.admit', id, {}, version);
  expect(await admit(2)).toMatchObject(refused('SIGG-329'));
  await must(official, 'request.review', id, { checklist: Object.keys(deskChecks) }, 2);
  expect(await admit(3)).toMatchObject({ status: 'accepted' });
  const adopt = async (more: object = {}) =>
    send(official, 'alliance.adopt', newId(), {
      programmeId: 'PAR2FA',
      code: 'LPZ-NUEVA',
      name: 'Alianza Illampu',
      unitId: 'LPZ',
      state: 'SOLICITUD_RECIBIDA',
      organisation: { id: newId(), existing: false, name: 'Asociación Illampu' },
      data: {},
      sourceDocumentId: await paper(),
      requestId: id,
      ...more,
    });
  expect(await adopt({ state: 'EN_OPERACION' })).toMatchObject(refused('SIGG-329'));
  expect(await adopt({ requestId: newId() })).toMatchObject(refused('SIGG-506'));
  expect(await adopt()).toMatchObject({ status: 'accepted' });
  const [alliance] = await world.db.query<{ id: string; origin: string }>(
    `select id, origin from alliance where code = 'LPZ-NUEVA'`,
  );
  expect(alliance?.origin).toBe('solicitud');
  expect(await file(official, 'request', id)).toMatchObject({
    state: 'CON_ALIANZA',
    values: { allianceId: alliance?.id },
  });
  // It was received on a known day: the funnel counts the days from there.
  const stages = await world.db.query('select state, reached_on, how from alliance_stage where alliance_id = $1', [
    alliance?.id,
  ]);
  expect(stages).toEqual([{ state: 'SOLICITUD_RECIBIDA', reached_on: TODAY, how: 'transición' }]);
  // It gives one alliance and no more.
  expect(await adopt({ code: 'LPZ-OTRA' })).toMatchObject(refused('SIGG-329'));
});

test('what comes outside the term of its call is received as late, and only declared inadmissible, with cause and notice', async () => {
  for (const id of [
    await received(await prepared({ number: 'FA-02', opensOn: day(1) })),
    await received(await opened({ number: 'FA-03' }), { receivedOn: day(-11) }),
  ]) {
    expect(await isLate(id)).toBe(true);
    await reviewed(id);
    expect(await admitted(id, 2)).toMatchObject(refused('SIGG-329'));
    const cause = { cause: 'plazo', explanation: 'Llegó antes de que se abriera', notifiedOn: TODAY };
    expect((await send(official, 'request.reject', id, cause, 2)).problem?.code).toBe('SIGG-301');
    await must(official, 'request.reject', id, { ...cause, documentId: await paper() }, 2);
  }
  // A correction of the day does not bring it past the term, even one that does not name the call again.
  const moved = await received(await opened({ number: 'FA-04' }));
  await must(official, 'request.correct', moved, { receivedOn: day(-11), reason: 'Era ese día' }, 1);
  await must(official, 'request.review', moved, { checklist: Object.keys(deskChecks) }, 2);
  expect(await admitted(moved, 3)).toMatchObject(refused('SIGG-329'));
  // Nor is anything admitted to a call that nobody opened.
  const early = await received(await prepared({ number: 'FA-05' }));
  await reviewed(early);
  expect(await admitted(early, 2)).toMatchObject(refused('SIGG-329'));
});

const isLate = async (id: string) => (await file(official, 'request', id)).values.outOfTerm;
const admitted = (id: string, version: number) => send(official, 'request.admit', id, {}, version);

test('what was received in term stays in term, typed or corrected after the call was closed', async () => {
  const callId = await opened({ number: 'FA-06', opensOn: day(-30) });
  const before = await received(callId, { receivedOn: day(-8) });
  await must(coordinator, 'call.close', callId, { closeReason: 'Se llegó al techo' }, 2);
  // It was closed five days ago.
  await world.db.query('update call set state_since = $1 where id = $2', [day(-5), callId]);
  await world.db.query(`update life_step set reached_on = $1 where subject_id = $2 and step = 'close'`, [
    day(-5),
    callId,
  ]);
  await must(official, 'request.correct', before, { callId, families: 20, reason: 'Faltaban familias' }, 1);
  const typed = await received(callId, { receivedOn: day(-5) });
  const late = await received(callId, { receivedOn: day(-4) });
  expect([await isLate(before), await isLate(typed), await isLate(late)]).toEqual([false, false, true]);
  const again = { extendedTo: day(40), reopenReason: 'Quedó presupuesto sin comprometer' };
  await must(coordinator, 'call.reopen', callId, { ...again, documentId: await paper() }, 3);
  const anew = await received(callId);
  expect(await isLate(anew)).toBe(false);
  for (const id of [typed, late, anew]) await reviewed(id);
  await must(official, 'request.review', before, { checklist: Object.keys(deskChecks) }, 2);
  for (const [id, version] of [
    [before, 3],
    [typed, 2],
    [anew, 2],
  ] as const)
    expect(await admitted(id, version)).toMatchObject({ status: 'accepted' });
  // What came while it stood closed is not brought in by its opening again.
  expect(await admitted(late, 2)).toMatchObject(refused('SIGG-329'));
});

test('what the programme has not confirmed may be lacking with a reason; what the bases need may not', async () => {
  const callId = await opened();
  const without = (...codes: string[]) => Object.keys(deskChecks).filter((code) => !codes.includes(code));
  const id = await received(callId);
  await reviewed(id, without('familias', 'cartas'));
  const told = await admitted(id, 2);
  expect(told).toMatchObject(refused('SIGG-329'));
  expect(JSON.stringify(told)).toContain('número de familias; cartas');
  const unmetReason = 'Son doce familias de una comunidad aislada';
  await must(official, 'request.review', id, { checklist: without('familias', 'cartas'), unmetReason }, 2);
  expect(await admitted(id, 3)).toMatchObject({ status: 'accepted' });
  const urban = await received(callId);
  await must(official, 'request.review', urban, { checklist: without('rural'), unmetReason }, 1);
  expect(await admitted(urban, 2)).toMatchObject(refused('SIGG-329'));
});

test('what was admitted is corrected only after its admission is taken back by an act', async () => {
  const id = await received(await opened());
  await reviewed(id);
  expect(await admitted(id, 2)).toMatchObject({ status: 'accepted' });
  const moved = { receivedOn: day(-11), reason: 'Era ese día' };
  expect(await send(official, 'request.correct', id, moved, 3)).toMatchObject(refused('SIGG-360'));
  const explanation = 'Se admitió por error';
  const operator = await world.person('UOD_OPERADOR', ['LPZ']);
  expect((await send(operator, 'request.revoke', id, { explanation }, 3)).problem?.code).toBe('SIGG-301');
  const documentId = await paper();
  expect(await send(official, 'request.revoke', id, { explanation, documentId }, 3)).toMatchObject(refused('SIGG-201'));
  await must(operator, 'request.revoke', id, { explanation, documentId }, 3);
  await must(official, 'request.correct', id, moved, 4);
  expect(await admitted(id, 5)).toMatchObject(refused('SIGG-329'));
});

test('who applied may give up, and what was not admitted is opened again when a complaint says so', async () => {
  const callId = await opened();
  const explanation = 'El comprador se retiró';
  const gone = await received(callId);
  await reviewed(gone);
  await admitted(gone, 2);
  await must(official, 'request.withdraw', gone, { explanation }, 3);
  expect((await file(official, 'request', gone)).state).toBe('DESISTIDA');
  const id = await received(callId);
  const documentId = await paper();
  const cause = { cause: 'papeles', explanation: 'No trajo la lista', notifiedOn: TODAY };
  await must(official, 'request.reject', id, { ...cause, documentId }, 1);
  expect(await send(official, 'request.correct', id, { families: 9, reason: 'Contó mal' }, 2)).toMatchObject(
    refused('SIGG-360'),
  );
  const operator = await world.person('UOD_OPERADOR', ['LPZ']);
  const appeal = { explanation: 'El reclamo mostró que la lista estaba' };
  expect((await send(operator, 'request.reopen', id, appeal, 2)).problem?.code).toBe('SIGG-301');
  await must(operator, 'request.reopen', id, { ...appeal, documentId }, 2);
  expect(await file(official, 'request', id)).toMatchObject({ state: 'REVISADA', values: { cause: null } });
});

test('a credit is of an alliance; how it stands is dated and rests on a paper, and is unknown until then', async () => {
  const { id: allianceId, organisationId } = await world.alliance('LPZ');
  const id = await must(official, 'credit.register', newId(), { allianceId, institution: 'BDP', amount: 5_000_000 });
  const values = async () => (await file(official, 'credit', id)).values;
  expect(await values()).toMatchObject({ organisationId, unitId: 'LPZ', standing: null });
  const standing = { standing: 'al_dia', standingOn: TODAY };
  expect((await send(official, 'credit.report', id, standing, 1)).problem?.code).toBe('SIGG-360');
  await must(official, 'credit.grant', id, { grantedOn: day(-30), documentId: await paper() }, 1);
  expect((await send(official, 'credit.report', id, standing, 2)).problem?.code).toBe('SIGG-301');
  await must(official, 'credit.report', id, { ...standing, documentId: await paper() }, 2);
  const met = { fulfilled: 'parcial', fulfilledOn: TODAY, documentId: await paper() };
  await must(official, 'credit.assess', id, met, 3);
  expect(await values()).toMatchObject({ standing: 'al_dia', fulfilled: 'parcial' });
});
