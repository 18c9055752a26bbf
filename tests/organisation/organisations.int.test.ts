import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NounChoicesView, NounFileView, NounMapView, NounRow } from '../../domain/kernel/noun/views.ts';
import type { ListView } from '../../domain/kernel/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { Role } from '../../domain/people/roles.ts';
import { compose } from '../../server/commands/compose.ts';
import { executeCommands } from '../../server/commands/executeCommands.ts';
import { newId } from '../../server/ids.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
import { ask as askIn } from '../alliance/ask.ts';
import { NOW, openWorld, TODAY, type World } from '../helpers/world.ts';

let world: World;
let social: Actor;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  await loadCatalogue(world.db);
  social = await world.person('UOD_SOCIAL', ['LPZ']);
});

const ask = <T>(name: string, params: Record<string, string> = {}, actor = social) =>
  askIn<T>(world, actor, name, params);
const listed = async (actor: Actor, params: Record<string, string> = {}) =>
  (await ask<ListView<NounRow>>('organisation.list', params, actor)).rows;
const send = (kind: string, id: string, body: unknown, baseVersion: number | null = null, actor = social) =>
  world.send(actor, kind, id, body, { baseVersion });
const registered = async (body: Record<string, unknown>) => {
  const id = newId();
  expect(await send('organisation.register', id, { unitId: 'LPZ', ...body })).toMatchObject({ status: 'accepted' });
  return id;
};
const paper = async () => {
  const id = newId();
  await world.send(social, 'document.record', id, { title: 'Acta de apoyo' });
  return id;
};

const joinOrganisations = async (keepId: string, otherId: string) => {
  const [question, operator] = [newId(), await world.person('UOD_OPERADOR', ['LPZ'])];
  const pair = { noun: 'organisation', leftId: keepId, rightId: otherId, reason: 'Se llaman igual', score: 90 };
  await world.send(operator, 'duplicate.raise', question, pair);
  expect(
    await world.send(operator, 'duplicate.decide', question, { verdict: 'same', keepId, note: 'La misma acta' }),
  ).toMatchObject({ status: 'accepted' });
  return question;
};

describe('an organisation', () => {
  test('is supported from a day with its paper, and has its personality when its paper was seen', async () => {
    const id = await registered({ name: 'Comunidad Chijchipa', legalForm: 'comunidad', municipalityCode: '020101' });
    const supportedOn = '2025-03-01';
    expect(await send('organisation.support', id, { supportedOn }, 1)).toMatchObject({ problem: { code: 'SIGG-301' } });
    expect(await send('organisation.support', id, { supportedOn, documentId: await paper() }, 1)).toMatchObject({
      status: 'accepted',
    });
    const said = { legalStatusNumber: 'RA 12/2025', legalStatusIssuer: 'Gobernación de La Paz' };
    const legalise = async (legalStatusOn: string, documentId: string | null) =>
      send('organisation.legalise', id, { ...said, legalStatusOn, documentId }, 2);
    expect(await legalise('2025-02-01', await paper()), 'before the support').toMatchObject({
      problem: { code: 'SIGG-320' },
    });
    expect(await legalise('2025-11-20', null), 'without its paper').toMatchObject({ problem: { code: 'SIGG-301' } });
    expect(await legalise('2025-11-20', await paper())).toMatchObject({ status: 'accepted' });
    const file = await ask<NounFileView>('organisation.get', { id });
    expect(file).toMatchObject({
      state: 'CON_PERSONERIA',
      values: { supportedOn, legalStatusNumber: 'RA 12/2025', legalStatusOn: '2025-11-20' },
    });
    expect(file.stages.map(({ toState }) => toState)).toEqual(['REGISTRADA', 'EN_FORMALIZACION', 'CON_PERSONERIA']);
  });

  test('with its personality proved, changes its number or day only with its paper', async () => {
    const id = await registered({ name: 'Asociación Dos' });
    const said = { legalStatusNumber: 'RA 2/2010', legalStatusOn: '2010-05-05', legalStatusIssuer: 'Gobernación' };
    const legalise = async (version: number, more: object = {}) =>
      send('organisation.legalise', id, { ...said, ...more, documentId: await paper() }, version);
    expect(await legalise(1)).toMatchObject({ status: 'accepted' });
    for (const change of [{ legalStatusNumber: 'RA 3/2010' }, { legalStatusNumber: null }, { legalStatusOn: null }])
      expect(await send('organisation.correct', id, { ...change, reason: 'Se escribió mal' }, 2)).toMatchObject({
        problem: { code: 'SIGG-329' },
      });
    expect(await send('organisation.correct', id, { acronym: 'ASODOS', reason: 'Faltaba su sigla' }, 2)).toMatchObject({
      status: 'accepted',
    });
    const bare = await send('organisation.legalise', id, said, 3);
    expect(bare).toMatchObject({ problem: { code: 'SIGG-301' } });
    expect(await legalise(3, { legalStatusNumber: 'RA 3/2010' })).toMatchObject({ status: 'accepted' });
    expect(await ask<NounFileView>('organisation.get', { id })).toMatchObject({
      state: 'CON_PERSONERIA',
      values: { legalStatusNumber: 'RA 3/2010' },
    });
  });

  test('may be registered with its personality known, and corrected in it, before anybody saw the paper', async () => {
    const id = await registered({ name: 'Asociación Uno', legalStatusNumber: 'RA 1/2010' });
    expect(
      await send('organisation.correct', id, { legalStatusOn: '2010-05-05', reason: 'Trajo una copia' }, 1),
    ).toMatchObject({ status: 'accepted' });
    expect(await ask<NounFileView>('organisation.get', { id })).toMatchObject({
      state: 'REGISTRADA',
      values: { legalStatusNumber: 'RA 1/2010', legalStatusOn: '2010-05-05' },
    });
  });

  test('of an adopted alliance is read by the entry that wrote it, as one of before', async () => {
    const { organisationId: id } = await world.alliance('LPZ');
    const [row] = await world.db.query('select state, programme_id from organisation where id = $1', [id]);
    expect(row).toEqual({ state: null, programme_id: null });
    expect(await listed(social, { state: 'REGISTRADA' })).toMatchObject([{ id, stateSince: TODAY }]);
    expect((await ask<NounFileView>('organisation.get', { id })).stages).toMatchObject([
      { toState: 'REGISTRADA', reachedOn: TODAY, title: 'registro' },
    ]);
    const closed = { closedReason: 'Sus familias pasaron a otra' };
    const operator = await world.person('UOD_OPERADOR', ['LPZ']);
    expect(await send('organisation.dissolve', id, closed, 1, operator)).toMatchObject({ status: 'accepted' });
    expect(await listed(social)).toMatchObject([{ id, state: 'DISUELTA' }]);
  });

  test('takes a correction as it was sent before: without a reason and without the version', async () => {
    const { organisationId: id } = await world.alliance('LPZ');
    const sent = { kind: 'organisation.correct', actor: social, subjectId: id, body: { acronym: 'ASO' } };
    const text = JSON.stringify({ ...JSON.parse(compose({ ...sent, occurredOn: TODAY, at: NOW })), schemaVersion: 1 });
    const [before] = await executeCommands(world.system.context, { texts: [text], actor: social, receivedAt: NOW });
    expect(before).toMatchObject({ status: 'accepted' });
    expect(await send('organisation.correct', id, { acronym: 'ASI', reason: 'Su sigla' }), 'of today').toMatchObject({
      problem: { code: 'SIGG-110' },
    });
    const { values, journal } = await ask<NounFileView>('organisation.get', { id });
    expect([values.acronym, journal.map(({ kind }) => kind)]).toEqual([
      'ASO',
      ['organisation.correct', 'alliance.adopt'],
    ]);
  });

  test('that is the same as another is listed and offered only when asked for, and takes no step', async () => {
    const [kept, other] = [
      await registered({ name: 'Asociación Illimani' }),
      await registered({ name: 'As. Illimani' }),
    ];
    const question = await joinOrganisations(kept, other);
    const ids = async (params: Record<string, string>) => (await listed(social, params)).map((row) => row.id);
    expect([await ids({}), await ids({ joined: '1' }), await ids({ mergedInto: kept })]).toEqual([
      [kept],
      [other],
      [other],
    ]);
    expect((await ask<NounMapView>('organisation.map')).total).toBe(1);
    const file = await ask<NounFileView>('organisation.get', { id: kept });
    expect(file.related).toContainEqual({ noun: 'organisation', field: 'mergedInto', count: 1 });
    const refused = { problem: { code: 'SIGG-326' } };
    const support = { supportedOn: TODAY, documentId: await paper() };
    expect(await send('organisation.support', other, support, 2)).toMatchObject(refused);
    expect(await send('organisation.correct', other, { acronym: 'X', reason: 'Su sigla' }, 2)).toMatchObject(refused);
    const operator = await world.person('UOD_OPERADOR', ['LPZ']);
    await world.send(operator, 'duplicate.undo', question, { note: 'Eran distintas' });
    expect((await ids({})).sort()).toEqual([kept, other].sort());
  });

  test('is read by its unit, its own people, and who has an alliance of it, under any of its joined names', async () => {
    const [one, two, far] = [await world.alliance('LPZ'), await world.alliance('LPZ'), await world.alliance('SCZ')];
    await joinOrganisations(one.organisationId, two.organisationId);
    const readers: readonly [Role, readonly string[], readonly string[]][] = [
      ['UOD_OFICIAL', ['LPZ'], [one.organisationId]],
      ['UOD_OFICIAL', ['SCZ'], [far.organisationId]],
      ['OPP_REP', [far.organisationId], [far.organisationId]],
      ['ACOMPANANTE', [two.id], [one.organisationId]],
      ['COMPRADOR', [far.id], [far.organisationId]],
      ['UCN_ME', [], [one.organisationId, far.organisationId]],
    ];
    for (const [role, ids, seen] of readers)
      expect((await listed(await world.person(role, ids))).map(({ id }) => id).sort(), role).toEqual([...seen].sort());
    const places = await ask<NounChoicesView>('organisation.choices', { field: 'municipalityCode', text: 'palca' });
    expect(places.rows.length).toBeGreaterThan(0);
  });
});
