import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { NounFileView, NounRow } from '../../domain/kernel/noun/views.ts';
import type { ListView } from '../../domain/kernel/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { EventAttendanceView } from '../../domain/training/views.ts';
import { newId } from '../../server/ids.ts';
import { ask as askIn } from '../alliance/ask.ts';
import { day, openWorld, TODAY, type World } from '../helpers/world.ts';

/** Events of a unit from their programme to their validation, who came to them, and notices in the press. */
let world: World;
let official: Actor;
let operator: Actor;
let expert: Actor;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  official = await world.person('UOD_OFICIAL', ['LPZ']);
  operator = await world.person('UOD_OPERADOR', ['LPZ']);
  expert = await world.person('UCN_ME');
});

const ask = <T>(actor: Actor, query: string, params: Record<string, string> = {}) =>
  askIn<T>(world, actor, query, params);
const file = (id: string, noun = 'event') => ask<NounFileView>(official, `${noun}.get`, { id });

async function must(actor: Actor, kind: string, id: string, body: unknown, baseVersion: number | null = null) {
  expect({ kind, problem: null, ...(await world.send(actor, kind, id, body, { baseVersion })) }).toMatchObject({
    status: 'accepted',
  });
  return id;
}
const paper = (who = official) =>
  must(who, 'document.record', newId(), { title: 'Lista firmada', reference: 'Caja 4' });
const programmed = (more: Record<string, unknown> = {}, who = official) =>
  must(who, 'event.register', newId(), {
    name: 'Cómo se pide el apoyo',
    kind: 'difusion',
    plannedOn: TODAY,
    unitId: 'LPZ',
    municipalityCode: '020101',
    ...more,
  });
const held = async (id: string, version = 1, more: Record<string, unknown> = {}) =>
  must(official, 'event.hold', id, { heldOn: day(-1), documentId: await paper(), ...more }, version);
const comes = (eventId: string, name: string, more: Record<string, unknown> = {}) =>
  must(official, 'eventAttendance.register', newId(), { eventId, name, ...more });

test('is programmed, held with its signed list, verified by another person and validated by a third', async () => {
  const id = await programmed();
  const noList = await world.send(official, 'event.hold', id, { heldOn: day(-1) }, { baseVersion: 1 });
  expect(noList.problem?.code).toBe('SIGG-301');
  const tomorrow = { heldOn: day(1), documentId: await paper() };
  expect((await world.send(official, 'event.hold', id, tomorrow, { baseVersion: 1 })).status).toBe('refused');
  await held(id);
  await must(operator, 'event.verify', id, {}, 2);
  await must(expert, 'event.validate', id, {}, 3);
  const { state, journal } = await file(id);
  expect([state, journal.map(({ kind }) => kind)]).toEqual([
    'VALIDADO',
    ['event.validate', 'event.verify', 'event.hold', 'event.register'],
  ]);
});

test('is not verified by who wrote it or its list or said that it was held, nor validated by who verified it', async () => {
  const both = () => world.person('UOD_OPERADOR', ['LPZ']);
  const [programmes, corrects, writes, holds] = [await both(), await both(), await both(), await both()];
  const id = await programmed({}, programmes);
  await must(corrects, 'event.correct', id, { place: 'Sede de la unidad', reason: 'Cambió de lugar' }, 1);
  await must(writes, 'eventAttendance.register', newId(), { eventId: id, name: 'Juana Quispe' });
  await must(holds, 'event.hold', id, { heldOn: day(-1), documentId: await paper() }, 2);
  const refused = { status: 'refused', problem: { code: 'SIGG-329' } };
  for (const who of [programmes, corrects, writes, holds])
    expect(await world.send(who, 'event.verify', id, {}, { baseVersion: 3 })).toMatchObject(refused);
  await must(operator, 'event.verify', id, {}, 3);
  await world.db.query('update event set verified_by = $1 where id = $2', [expert.id, id]);
  expect(await world.send(expert, 'event.validate', id, {}, { baseVersion: 4 })).toMatchObject(refused);
});

test('stays in its unit once it has a list', async () => {
  const strength = await world.person('UCN_FORT');
  const id = await programmed();
  const moves = (unitId: string, version: number) =>
    world.send(strength, 'event.correct', id, { unitId, reason: 'Era de otra unidad' }, { baseVersion: version });
  expect(await moves('SCZ', 1)).toMatchObject({ status: 'accepted' });
  expect(await moves('LPZ', 2)).toMatchObject({ status: 'accepted' });
  await comes(id, 'Juana Quispe');
  expect(await moves('SCZ', 3)).toMatchObject({ status: 'refused', problem: { code: 'SIGG-329' } });
  await must(strength, 'event.correct', id, { place: 'Plaza', unitId: 'LPZ', reason: 'Se mudó' }, 3);
});

test('once compared with its list neither it nor its list changes, until it is observed with a reason', async () => {
  const id = await programmed();
  await held(id);
  const line = await comes(id, 'Juana Quispe', { sex: 'F' });
  await must(operator, 'event.verify', id, {}, 2);
  const refused = { status: 'refused', problem: { code: 'SIGG-329' } };
  const correct = { name: 'Otro tema', reason: 'Se escribió mal' };
  const sent = (kind: string, subject: string, body: unknown, baseVersion: number | null) =>
    world.send(official, kind, subject, body, { baseVersion });
  expect(await sent('event.correct', id, correct, 3)).toMatchObject(refused);
  expect(await sent('eventAttendance.register', newId(), { eventId: id, name: 'Otra' }, null)).toMatchObject(refused);
  expect(await sent('eventAttendance.correct', line, { sex: 'M', reason: 'Error' }, 1)).toMatchObject(refused);
  expect(await sent('eventAttendance.annul', line, { annulReason: 'No vino' }, 1)).toMatchObject(refused);
  await must(operator, 'event.observe', id, { observation: 'Faltan dos firmas' }, 3);
  await must(official, 'event.correct', id, correct, 4);
  await must(official, 'eventAttendance.annul', line, { annulReason: 'No vino' }, 1);
});

test('a person written once as a woman and once as a man is of unknown sex', async () => {
  const id = await programmed();
  await comes(id, 'Ángel Cruz', { ci: '7654321', sex: 'F' });
  await comes(id, 'Angel Cruz', { ci: '7654321', sex: 'M' });
  expect(await ask<EventAttendanceView>(official, 'event.attendance', { id })).toMatchObject({
    persons: 1,
    women: 0,
    men: 0,
    unknown: 1,
  });
});

test('counts persons by sex, each once, and never what a paper without names says', async () => {
  const id = await programmed();
  await held(id, 1, { declaredWomen: 40, declaredMen: 20 });
  await comes(id, 'Juana Quispe', { ci: '1234567', sex: 'F' });
  await comes(id, 'J. Quispe M.', { ci: '1234567', sex: 'F' });
  await comes(id, 'Pedro Choque', { groupName: 'Asociación Illampu', sex: 'M' });
  await comes(id, 'PEDRO  CHOQUE', { groupName: 'asociacion illampu', sex: 'M' });
  await comes(id, 'Pedro Choque', { groupName: 'Comunidad Sorata', sex: 'M' });
  await comes(id, 'Alguien', {});
  const gone = await comes(id, 'Rosa Mamani', { sex: 'F' });
  await must(official, 'eventAttendance.annul', gone, { annulReason: 'No firmó' }, 1);
  expect(await ask<EventAttendanceView>(official, 'event.attendance', { id })).toEqual({
    persons: 4,
    women: 1,
    men: 2,
    unknown: 1,
    repeated: 2,
  });
  expect((await file(id)).values).toMatchObject({ declaredWomen: 40, declaredMen: 20 });
  expect((await file(id)).related).toContainEqual({ noun: 'eventAttendance', field: 'eventId', count: 7 });
  const far = await world.person('UOD_OFICIAL', ['SCZ']);
  expect(await ask<EventAttendanceView>(far, 'event.attendance', { id })).toMatchObject({ persons: 0 });
  const line = { eventId: id, name: 'Intrusa' };
  expect((await world.send(far, 'eventAttendance.register', newId(), line)).problem?.code).toBe('SIGG-202');
});

test('an annulled event stays with its reason, and takes nobody any more', async () => {
  const id = await programmed();
  await must(official, 'event.annul', id, { annulReason: 'Hubo bloqueo de caminos' }, 1);
  expect(await file(id)).toMatchObject({ state: 'ANULADO', values: { annulReason: 'Hubo bloqueo de caminos' } });
  const line = { eventId: id, name: 'Juana Quispe' };
  expect((await world.send(official, 'eventAttendance.register', newId(), line)).status).toBe('refused');
});

test('a campaign says for whom it is, and the communication specialist runs it', async () => {
  const communicator = await world.person('UCN_COM');
  const campaign = { name: 'Alianzas por radio', kind: 'campana', plannedOn: TODAY, genderStrategy: true };
  expect((await world.send(communicator, 'event.register', newId(), campaign)).status).toBe('refused');
  const id = await must(communicator, 'event.register', newId(), { ...campaign, audience: 'compradores' });
  expect((await ask<ListView<NounRow>>(communicator, 'event.list')).rows.map((r) => r.id)).toEqual([id]);
  // It concerns the nation, so a unit does not see it.
  expect((await ask<ListView<NounRow>>(official, 'event.list')).rows).toEqual([]);
  await must(communicator, 'event.amend', id, { name: 'Alianzas por radio y periódico' }, 1);
  const documentId = await paper(communicator);
  await must(communicator, 'event.hold', id, { heldOn: day(-1), documentId }, 2);
  await must(communicator, 'event.annul', id, { annulReason: 'No salió al aire' }, 3);
  // Of what is no campaign it runs nothing.
  const training = await programmed();
  for (const [step, body] of [
    ['amend', { name: 'Otro tema' }],
    ['hold', { heldOn: day(-1), documentId }],
    ['annul', { annulReason: 'No se hará' }],
  ] as const)
    expect(await world.send(communicator, `event.${step}`, training, body, { baseVersion: 1 })).toMatchObject({
      problem: { code: 'SIGG-201' },
    });
});

test('a card that is none is refused, and two events do not share a number', async () => {
  const id = await programmed({ number: 'P1-007' });
  expect(
    (await world.send(official, 'event.register', newId(), { ...(await values(id)), unitId: 'LPZ' })).problem?.code,
  ).toBe('SIGG-313');
  const wrong = { eventId: id, name: 'Juana', ci: '1.234' };
  expect((await world.send(official, 'eventAttendance.register', newId(), wrong)).problem?.field).toBe('body.ci');
});
const values = async (id: string) => {
  const { name, kind, plannedOn, number } = (await file(id)).values;
  return { name, kind, plannedOn, number };
};

test('a notice in the press is proved by a paper of the medium', async () => {
  const notice = {
    title: 'Convocatoria',
    medium: 'radio',
    outlet: 'Radio Illimani',
    publishedOn: TODAY,
    unitId: 'LPZ',
  };
  const id = await must(official, 'pressNotice.register', newId(), notice);
  expect((await world.send(official, 'pressNotice.prove', id, {}, { baseVersion: 1 })).problem?.code).toBe('SIGG-301');
  await must(official, 'pressNotice.prove', id, { documentId: await paper() }, 1);
  expect((await file(id, 'pressNotice')).state).toBe('COMPROBADO');
});
