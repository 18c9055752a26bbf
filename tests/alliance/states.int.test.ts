import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
import { openWorld, TODAY, type World } from '../helpers/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  await loadCatalogue(world.db);
});

const document = async (actor: Actor) => {
  const id = newId();
  expect(await world.send(actor, 'document.record', id, { title: 'Documento de prueba' })).toMatchObject({
    status: 'accepted',
  });
  return id;
};
const stateOf = async (id: string) =>
  (
    await world.db.query<Record<string, unknown>>(
      'select state, state_since, unit_id, suspended_on, version from alliance where id = $1',
      [id],
    )
  )[0];

describe('cycle through the write path', () => {
  it('completes the data, advances with its paper and leaves the stage with its date', async () => {
    const a = await world.alliance('LPZ', { state: 'EN_GABINETE' });
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const advance = async (more: Record<string, unknown> = {}) =>
      world.send(oficial, 'alliance.advance', a.id, {
        to: 'EVALUADA_GABINETE',
        documentId: await document(oficial),
        reachedOn: '2026-06-10',
        ...more,
      });
    expect((await advance()).problem?.code).toBe('SIGG-302');
    const data = {
      municipalityCode: '020801',
      productCode: 'PAPA',
      familiesDeclared: 22,
      buyerName: 'Mercado Rodríguez',
    };
    expect(await world.send(oficial, 'alliance.complete', a.id, data, { baseVersion: 1 })).toMatchObject({
      status: 'accepted',
    });
    expect((await advance({ to: 'EN_OPERACION' })).problem?.code).toBe('SIGG-300');
    expect((await advance({ documentId: newId() })).problem?.code).toBe('SIGG-506');
    expect(await advance()).toMatchObject({ status: 'accepted' });
    expect(await stateOf(a.id)).toMatchObject({ state: 'EVALUADA_GABINETE', state_since: '2026-06-10' });
    const stages = await world.db.query(
      'select state, reached_on, how from alliance_stage where alliance_id = $1 order by reached_on nulls first, state',
      [a.id],
    );
    expect(stages.at(-1)).toEqual({ state: 'EVALUADA_GABINETE', reached_on: '2026-06-10', how: 'transición' });
  });

  it('asks to confirm that a place in a capital city is rural (BR-01)', async () => {
    const a = await world.alliance('LPZ', { state: 'SOLICITUD_RECIBIDA' });
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const complete = (data: Record<string, unknown>, baseVersion = 1) =>
      world.send(oficial, 'alliance.complete', a.id, data, { baseVersion });
    expect((await complete({ municipalityCode: '029999' })).problem?.code).toBe('SIGG-505');
    expect((await complete({ familiesDeclared: 10, womenDeclared: 11 })).problem?.code).toBe('SIGG-101');
    const gaps = async (id = a.id) =>
      (
        await world.db.query<{ gaps: string[] }>(
          `select gaps from alliance_profile where record_id = $1 and standing = 'current'`,
          [id],
        )
      )[0]?.gaps ?? [];
    // Adopting and completing follow the same rule.
    expect(await gaps((await world.alliance('LPZ', { data: { municipalityCode: '020101' } })).id)).toContain(
      'ruralConfirmed',
    );
    expect(
      await gaps((await world.alliance('LPZ', { data: { municipalityCode: '020101', ruralConfirmed: true } })).id),
    ).not.toContain('ruralConfirmed');
    expect(await gaps((await world.alliance('LPZ', { data: { municipalityCode: '020801' } })).id)).not.toContain(
      'ruralConfirmed',
    );
    const step = () => world.send(oficial, 'alliance.advance', a.id, { to: 'EN_GABINETE', reachedOn: '2026-06-10' });
    expect(await complete({ municipalityCode: '020101' })).toMatchObject({ status: 'accepted' });
    expect(await gaps()).toContain('ruralConfirmed');
    expect((await step()).problem).toMatchObject({ code: 'SIGG-302', message: expect.stringContaining('rural') });
    expect(await complete({ ruralConfirmed: false }, 2)).toMatchObject({ status: 'accepted' });
    expect((await step()).problem?.code).toBe('SIGG-311');
    expect(await complete({ ruralConfirmed: true }, 3)).toMatchObject({ status: 'accepted' });
    expect(await gaps()).not.toContain('ruralConfirmed');
    // An answer about one place does not count for another.
    expect(await complete({ municipalityCode: '020105' }, 4)).toMatchObject({ status: 'accepted' });
    expect(await gaps()).toContain('ruralConfirmed');
    expect(await complete({ municipalityCode: '020801' }, 5)).toMatchObject({ status: 'accepted' });
    expect(await gaps()).not.toContain('ruralConfirmed');
    expect(await step()).toMatchObject({ status: 'accepted' });
  });

  it('suspending, resuming, transferring and correcting leave their trace', async () => {
    const a = await world.alliance('LPZ');
    const coord = await world.person('UCN_COORD');
    const documentId = await document(coord);
    const send = (kind: string, body: Record<string, unknown>) =>
      world.send(coord, kind, a.id, { reason: 'Hallazgo de auditoría', documentId, on: TODAY, ...body });
    expect((await send('alliance.reinstate', {})).problem?.code).toBe('SIGG-304');
    expect(await send('alliance.suspend', { on: '2026-06-01' })).toMatchObject({ status: 'accepted' });
    expect((await send('alliance.suspend', {})).problem?.code).toBe('SIGG-303');
    expect((await send('alliance.reinstate', { on: '2026-05-01' })).problem?.code).toBe('SIGG-320');
    expect(await send('alliance.reinstate', {})).toMatchObject({ status: 'accepted' });
    expect((await send('alliance.transfer', { unitId: 'LPZ' })).problem?.code).toBe('SIGG-315');
    expect((await send('alliance.transfer', { unitId: 'UCN' })).problem?.code).toBe('SIGG-506');
    expect(await send('alliance.transfer', { unitId: 'ORU' })).toMatchObject({ status: 'accepted' });
    const [profile] = await world.db.query(
      "select unit_id from alliance_profile where record_id = $1 and standing = 'current'",
      [a.id],
    );
    const [organisation] = await world.db.query('select unit_id from organisation where id = $1', [a.organisationId]);
    expect([profile?.unit_id, organisation?.unit_id]).toEqual(['ORU', 'ORU']);
    expect((await send('alliance.correctState', { to: 'CERRADA', reachedOn: TODAY })).problem?.code).toBe('SIGG-300');
    expect(await send('alliance.correctState', { to: 'EN_INVERSION', reachedOn: '2026-03-01' })).toMatchObject({
      status: 'accepted',
    });
    expect(await stateOf(a.id)).toMatchObject({
      state: 'EN_INVERSION',
      state_since: '2026-03-01',
      unit_id: 'ORU',
      suspended_on: null,
      version: 5,
    });
  });

  it('a withdrawal is before the agreement and by letter', async () => {
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const documentId = await document(oficial);
    const withdraw = (id: string) =>
      world.send(oficial, 'alliance.withdraw', id, {
        reason: 'La organización se retira',
        documentId,
        reachedOn: TODAY,
      });
    expect((await withdraw((await world.alliance('LPZ')).id)).problem?.code).toBe('SIGG-300');
    const early = await world.alliance('LPZ', { state: 'PRIORIZADA' });
    expect(await withdraw(early.id)).toMatchObject({ status: 'accepted' });
    expect(await stateOf(early.id)).toMatchObject({ state: 'DESISTIDA' });
  });
});

describe('data of organisations and people', () => {
  it('an organisation is corrected over the version that was looked at', async () => {
    const a = await world.alliance('LPZ');
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const correct = (body: Record<string, unknown>, baseVersion: number) =>
      world.send(
        oficial,
        'organisation.correct',
        a.organisationId,
        { reason: 'Trajo sus papeles', ...body },
        { baseVersion },
      );
    expect(await correct({ legalStatusNumber: 'RA 15/2019', legalForm: 'asociacion' }, 1)).toMatchObject({
      status: 'accepted',
    });
    expect((await correct({ acronym: 'APQ' }, 1)).problem?.code).toBe('SIGG-110');
    expect((await correct({ municipalityCode: '029999' }, 2)).problem?.code).toBe('SIGG-506');
    expect((await correct({ legalStatusOn: '2026-06-16' }, 2)).problem?.code).toBe('SIGG-105');
    expect(
      (
        await world.send(await world.person('UOD_OFICIAL', ['SCZ']), 'organisation.correct', a.organisationId, {
          acronym: 'X',
          reason: 'No es la suya',
        })
      ).problem?.code,
    ).toBe('SIGG-202');
  });

  it('a card corrected to one that already exists opens a question', async () => {
    const a = await world.alliance('LPZ');
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const enrol = async (ciNumber: string) => {
      const id = newId();
      await world.send(oficial, 'family.enrol', newId(), {
        allianceId: a.id,
        familyId: newId(),
        holder: { id, givenNames: 'Ana', paternalSurname: 'Choque', ciNumber, sex: 'F' },
        representative: 'holder',
      });
      return id;
    };
    await enrol('1111111');
    const second = await enrol('2222222');
    expect(
      (await world.send(oficial, 'person.correct', second, { allianceId: a.id, ciNumber: null }, { baseVersion: 1 }))
        .problem?.code,
    ).toBe('SIGG-101');
    expect(
      await world.send(
        oficial,
        'person.correct',
        second,
        { allianceId: a.id, ciNumber: '1111111' },
        { baseVersion: 1 },
      ),
    ).toMatchObject({
      status: 'accepted',
      flags: ['posible duplicado'],
    });
    expect(
      (await world.send(oficial, 'person.correct', newId(), { allianceId: a.id, ciNumber: '1111111' })).problem?.code,
    ).toBe('SIGG-202');
    const other = await world.person('UOD_OFICIAL', ['SCZ']);
    expect(
      (await world.send(other, 'person.correct', second, { allianceId: a.id, phone: '70000000' })).problem?.code,
    ).toBe('SIGG-202');
  });
});
