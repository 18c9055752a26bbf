import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasConvenio, stateNames } from '../../domain/alliance/states.ts';
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

const person = (more: Record<string, unknown> = {}) => ({
  id: newId(),
  givenNames: 'Juana',
  paternalSurname: 'Mamani',
  ciNumber: '4567890',
  sex: 'F',
  ...more,
});
const enrolment = (allianceId: string, more: Record<string, unknown> = {}) => ({
  allianceId,
  familyId: newId(),
  holder: person(),
  representative: 'holder',
  ...more,
});

describe('enrolling families', () => {
  it('writes person, family and membership at once, with the sex of the representative', async () => {
    const { id, organisationId } = await world.alliance('LPZ');
    const acompanante = await world.person('ACOMPANANTE', [id]);
    const record = newId();
    const body = enrolment(id, {
      representative: 'spouse',
      spouse: person({ ciNumber: '7654321', sex: 'M', givenNames: 'Pedro' }),
    });
    expect(await world.send(acompanante, 'family.enrol', record, body)).toMatchObject({
      status: 'accepted',
      flags: [],
    });
    const [row] = await world.db.query(
      'select organisation_id, representative_sex, version, level, unit_id from organisation_member where record_id = $1',
      [record],
    );
    expect(row).toEqual({
      organisation_id: organisationId,
      representative_sex: 'M',
      version: 1,
      level: 1,
      unit_id: 'LPZ',
    });
    const [people] = await world.db.query<{ n: number }>('select count(*) as n from person');
    expect(people?.n).toBe(2);
  });

  it('opens a question on the same card and joins nobody', async () => {
    const { id } = await world.alliance('LPZ');
    const acompanante = await world.person('ACOMPANANTE', [id]);
    await world.send(acompanante, 'family.enrol', newId(), enrolment(id));
    const again = await world.send(
      acompanante,
      'family.enrol',
      newId(),
      enrolment(id, { holder: person({ givenNames: 'Otra' }) }),
    );
    expect(again).toMatchObject({ status: 'accepted', flags: ['posible duplicado'] });
    const questions = await world.db.query('select reason, score, status, unit_id from duplicate_question');
    expect(questions).toEqual([{ reason: 'Mismo carnet', score: 100, status: 'open', unit_id: 'LPZ' }]);
  });

  it('opens a question on a similar name with the same birth date', async () => {
    const { id } = await world.alliance('LPZ');
    const acompanante = await world.person('ACOMPANANTE', [id]);
    await world.send(
      acompanante,
      'family.enrol',
      newId(),
      enrolment(id, { holder: person({ birthDate: '1980-05-04' }) }),
    );
    const like = person({
      givenNames: 'Juána',
      paternalSurname: 'MAMANI',
      birthDate: '1980-05-04',
      ciNumber: null,
      ciMissingReason: 'no_lo_mostro',
    });
    expect(await world.send(acompanante, 'family.enrol', newId(), enrolment(id, { holder: like }))).toMatchObject({
      status: 'accepted',
      flags: ['posible duplicado'],
    });
    const other = person({
      givenNames: 'Rosendo',
      paternalSurname: 'Quispe',
      birthDate: '1980-05-04',
      ciNumber: '999999',
    });
    expect(await world.send(acompanante, 'family.enrol', newId(), enrolment(id, { holder: other }))).toMatchObject({
      status: 'accepted',
      flags: [],
    });
  });

  it('refuses a card with letters, a municipality that does not exist and an alliance out of reach', async () => {
    const { id } = await world.alliance('LPZ');
    const other = await world.alliance('SCZ');
    const acompanante = await world.person('ACOMPANANTE', [id]);
    const send = (body: unknown) => world.send(acompanante, 'family.enrol', newId(), body);
    expect((await send(enrolment(id, { holder: person({ ciNumber: '12AB34' }) }))).problem?.code).toBe('SIGG-101');
    expect((await send(enrolment(id, { holder: person({ ciNumber: null }) }))).problem).toMatchObject({
      code: 'SIGG-101',
      message: 'Escriba el carnet, o diga por qué falta.',
    });
    expect((await send(enrolment(id, { municipalityCode: '019999' }))).problem?.code).toBe('SIGG-505');
    expect((await send(enrolment(other.id))).problem?.code).toBe('SIGG-202');
  });

  it('serves nobody again with the integral model, but does serve who only had technical assistance (BR-08)', async () => {
    const first = await world.alliance('LPZ', { data: { model: 1 } });
    const second = await world.alliance('LPZ', { data: { model: 1 } });
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const body = enrolment(first.id);
    await world.send(oficial, 'family.enrol', newId(), body);
    const join = (allianceId: string) =>
      world.send(oficial, 'member.join', newId(), { allianceId, familyId: body.familyId });
    expect((await join(first.id)).problem?.code).toBe('SIGG-407');
    expect((await join(second.id)).problem?.code).toBe('SIGG-406');
    const technical = await world.alliance('LPZ', { data: { model: 2 } });
    const family = enrolment(technical.id, { holder: person({ ciNumber: '1111111' }) });
    await world.send(oficial, 'family.enrol', newId(), family);
    expect(
      await world.send(oficial, 'member.join', newId(), { allianceId: second.id, familyId: family.familyId }),
    ).toMatchObject({
      status: 'accepted',
      flags: [],
    });
    const unknown = await world.alliance('LPZ');
    const third = enrolment(unknown.id, { holder: person({ ciNumber: '2222222' }) });
    await world.send(oficial, 'family.enrol', newId(), third);
    expect(
      await world.send(oficial, 'member.join', newId(), { allianceId: second.id, familyId: third.familyId }),
    ).toMatchObject({
      status: 'accepted',
      flags: ['familia ya atendida'],
    });
  });

  it('writes a leaving and a correction as new versions', async () => {
    const { id } = await world.alliance('LPZ');
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const record = newId();
    await world.send(oficial, 'family.enrol', record, enrolment(id, { joinedOn: '2024-01-10' }));
    expect(
      await world.send(
        oficial,
        'member.correct',
        record,
        { allianceId: id, representativeSex: 'M' },
        { baseVersion: 1 },
      ),
    ).toMatchObject({
      status: 'accepted',
    });
    expect(
      (
        await world.send(
          oficial,
          'member.leave',
          record,
          { allianceId: id, leftOn: '2023-12-31', reason: 'se fue' },
          { baseVersion: 2 },
        )
      ).problem?.code,
    ).toBe('SIGG-320');
    expect(
      await world.send(
        oficial,
        'member.leave',
        record,
        { allianceId: id, leftOn: '2025-02-01', reason: 'se fue a la ciudad' },
        { baseVersion: 2 },
      ),
    ).toMatchObject({ status: 'accepted' });
    expect(
      (
        await world.send(
          oficial,
          'member.leave',
          record,
          { allianceId: id, leftOn: '2025-02-01', reason: 'otra vez' },
          { baseVersion: 3 },
        )
      ).problem?.code,
    ).toBe('SIGG-321');
    const versions = await world.db.query(
      'select version, standing, representative_sex, left_on from organisation_member where record_id = $1 order by version',
      [record],
    );
    expect(versions).toEqual([
      { version: 1, standing: 'superseded', representative_sex: 'F', left_on: null },
      { version: 2, standing: 'superseded', representative_sex: 'M', left_on: null },
      { version: 3, standing: 'current', representative_sex: 'M', left_on: '2025-02-01' },
    ]);
  });
});

describe('assigning people', () => {
  const start = (
    world: World,
    operador: Awaited<ReturnType<World['person']>>,
    allianceId: string,
    userId: string,
    more: Record<string, unknown> = {},
  ) =>
    world.send(operador, 'assignment.start', newId(), {
      allianceId,
      userId,
      role: 'ACOMPANANTE',
      from: TODAY,
      ...more,
    });

  it('takes up to six active alliances; a seventh is refused with the name and the cap (BR-46)', async () => {
    const operador = await world.person('UOD_OPERADOR', ['LPZ']);
    const acompanante = await world.person('ACOMPANANTE');
    for (let i = 0; i < 6; i++)
      expect(await start(world, operador, (await world.alliance('LPZ')).id, acompanante.id)).toMatchObject({
        status: 'accepted',
      });
    const seventh = await start(world, operador, (await world.alliance('LPZ')).id, acompanante.id);
    expect(seventh.problem).toMatchObject({ code: 'SIGG-305', details: { cap: 6, name: 'Persona ACOMPANANTE' } });
    const closed = await world.alliance('LPZ', { state: 'CERRADA' });
    expect(await start(world, operador, closed.id, acompanante.id)).toMatchObject({ status: 'accepted' });
  });

  it('takes the cap from the parameter of the day, and ending one frees its place', async () => {
    const coord = await world.person('UCN_COORD');
    const operador = await world.person('UOD_OPERADOR', ['LPZ']);
    const acompanante = await world.person('ACOMPANANTE');
    const set = {
      programmeId: 'PAR2FA',
      key: 'allianceCap',
      value: 1,
      validFrom: '2026-06-01',
      source: 'Nota 12/2026',
      assumption: false,
    };
    expect(await world.send(coord, 'parameter.set', newId(), set)).toMatchObject({ status: 'accepted' });
    const assignmentId = newId();
    await world.send(operador, 'assignment.start', assignmentId, {
      allianceId: (await world.alliance('LPZ')).id,
      userId: acompanante.id,
      role: 'ACOMPANANTE',
      from: TODAY,
    });
    const { id } = await world.alliance('LPZ');
    expect((await start(world, operador, id, acompanante.id)).problem?.code).toBe('SIGG-305');
    expect(
      await world.send(operador, 'assignment.end', assignmentId, { to: TODAY, reason: 'cambio de zona' }),
    ).toMatchObject({ status: 'accepted' });
    expect(await start(world, operador, id, acompanante.id, { from: '2026-06-16' })).toMatchObject({
      status: 'accepted',
    });
  });

  it('takes only the same zone: a municipality that is or is near that of their other alliances', async () => {
    const operador = await world.person('UOD_OPERADOR', ['LPZ']);
    const acompanante = await world.person('ACOMPANANTE');
    const at = async (municipalityCode: string) => (await world.alliance('LPZ', { data: { municipalityCode } })).id;
    expect(await start(world, operador, await at('020101'), acompanante.id)).toMatchObject({ status: 'accepted' });
    expect(await start(world, operador, await at('020101'), acompanante.id)).toMatchObject({ status: 'accepted' });
    const far = await start(world, operador, await at('080101'), acompanante.id);
    expect(far.problem?.code).toBe('SIGG-307');
    expect(await start(world, operador, (await world.alliance('LPZ')).id, acompanante.id)).toMatchObject({
      status: 'accepted',
    });
  });

  it('refuses a former facilitator of the alliance, anybody without the role, and the same person again at the same time', async () => {
    const { id } = await world.alliance('LPZ');
    const operador = await world.person('UOD_OPERADOR', ['LPZ']);
    const acompanante = await world.person('ACOMPANANTE');
    expect((await start(world, operador, id, acompanante.id, { role: 'FACILITADOR' })).problem?.code).toBe('SIGG-318');
    expect(await start(world, operador, id, acompanante.id)).toMatchObject({ status: 'accepted' });
    expect((await start(world, operador, id, acompanante.id)).problem?.code).toBe('SIGG-306');
    const facilitador = await world.person('FACILITADOR', [id]);
    await world.db.query('update role_grant set role = $2 where user_id = $1', [facilitador.id, 'ACOMPANANTE']);
    expect((await start(world, operador, id, facilitador.id)).problem?.code).toBe('SIGG-408');
  });

  it('assigns a facilitator until the agreement, not after it', async () => {
    const operador = await world.person('UOD_OPERADOR', ['LPZ']);
    const facilitador = await world.person('FACILITADOR');
    const [procurement, strength] = [await world.person('UCN_ADQ'), await world.person('UCN_FORT')];
    const [providerId, eventId, documentId] = [newId(), newId(), newId()];
    const told = async (
      who: typeof strength,
      kind: string,
      id: string,
      body: object,
      baseVersion: number | null = null,
    ) => expect(await world.send(who, kind, id, body, { baseVersion })).toMatchObject({ status: 'accepted' });
    const untrained = async () => {
      const { id } = await world.alliance('LPZ', { state: 'PLAN_EN_FORMULACION' });
      return (await start(world, operador, id, facilitador.id, { role: 'FACILITADOR' })).problem?.code;
    };
    // Not before a training of providers (BR-15): unknown to the directory, in it, and on the list of one to come.
    expect(await untrained()).toBe('SIGG-329');
    const known = { name: 'Ana Flores', services: ['facilitador'], userId: facilitador.id };
    await told(procurement, 'serviceProvider.register', providerId, known);
    expect(await untrained()).toBe('SIGG-329');
    await told(strength, 'event.register', eventId, { name: 'Curso', kind: 'proveedores', plannedOn: TODAY });
    const line = { eventId, name: 'Ana Flores', providerId, cameAs: 'participante' };
    await told(strength, 'eventAttendance.register', newId(), line);
    expect(await untrained()).toBe('SIGG-329');
    await told(strength, 'document.record', documentId, { title: 'Lista' });
    await told(strength, 'event.hold', eventId, { heldOn: TODAY, documentId }, 1);
    const asked = async (state: string) =>
      start(world, operador, (await world.alliance('LPZ', { state })).id, facilitador.id, { role: 'FACILITADOR' });
    expect(await asked('PLAN_EN_FORMULACION')).toMatchObject({ status: 'accepted' });
    expect(await asked('APROBADA_COMITE')).toMatchObject({ status: 'accepted' });
    for (const state of stateNames.filter(hasConvenio))
      expect([state, (await asked(state)).problem?.code]).toEqual([state, 'SIGG-300']);
  });

  it('lets each unit assign within its own', async () => {
    const { id } = await world.alliance('SCZ');
    const operador = await world.person('UOD_OPERADOR', ['LPZ']);
    const acompanante = await world.person('ACOMPANANTE');
    expect((await start(world, operador, id, acompanante.id)).problem?.code).toBe('SIGG-202');
  });
});

describe('buyers, business agreements and agreements', () => {
  it('takes one buyer for each NIT; an agreement with a buyer that exists', async () => {
    const { id } = await world.alliance('LPZ');
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const buyerId = newId();
    expect(
      await world.send(oficial, 'buyer.register', buyerId, {
        name: 'Molino Andino',
        kind: 'empresa',
        nit: '1023456789',
      }),
    ).toMatchObject({
      status: 'accepted',
    });
    expect(
      (await world.send(oficial, 'buyer.register', newId(), { name: 'Otro', nit: '1023456789' })).problem,
    ).toMatchObject({
      code: 'SIGG-339',
      field: 'body.nit',
      details: { id: buyerId, name: 'Molino Andino' },
    });
    const record = newId();
    const body = {
      allianceId: id,
      buyerId,
      productCode: 'QUINUA',
      quantityPerCycle: 1_000_000,
      unitCode: 'qq',
      price: 3_500_000,
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
    };
    expect(await world.send(oficial, 'businessAgreement.record', record, body)).toMatchObject({ status: 'accepted' });
    expect(
      (await world.send(oficial, 'businessAgreement.record', newId(), { ...body, buyerId: newId() })).problem?.code,
    ).toBe('SIGG-506');
    expect(
      (await world.send(oficial, 'businessAgreement.record', newId(), { ...body, endsOn: '2025-01-01' })).problem?.code,
    ).toBe('SIGG-320');
    expect(
      await world.send(oficial, 'businessAgreement.correct', record, { price: 4_000_000 }, { baseVersion: 1 }),
    ).toMatchObject({ status: 'accepted' });
    const rival = await world.send(
      oficial,
      'businessAgreement.correct',
      record,
      { price: 3_000_000 },
      { baseVersion: 1 },
    );
    expect(rival).toMatchObject({ status: 'conflict' });
    const [current] = await world.db.query(
      "select price, version from commercial_agreement where record_id = $1 and standing = 'current'",
      [record],
    );
    expect(current).toEqual({ price: 4_000_000, version: 2 });
  });

  it('takes one agreement for each alliance, corrected by versions', async () => {
    const { id } = await world.alliance('LPZ');
    const coord = await world.person('UCN_COORD');
    const record = newId();
    const body = { allianceId: id, kind: 'integral', number: 'C-1', signedOn: '2025-03-01', amountPar: 35_000_000 };
    expect(await world.send(coord, 'agreement.record', record, body)).toMatchObject({ status: 'accepted' });
    expect((await world.send(coord, 'agreement.record', newId(), body)).problem?.code).toBe('SIGG-313');
    expect(
      await world.send(coord, 'agreement.correct', record, { amountPar: 36_000_000 }, { baseVersion: 1 }),
    ).toMatchObject({ status: 'accepted' });
    expect(
      (await world.send(coord, 'agreement.correct', record, { endsOn: '2024-01-01' }, { baseVersion: 2 })).problem
        ?.code,
    ).toBe('SIGG-320');
  });
});
