import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { ask as askIn } from '../alliance/ask.ts';
import { openWorld, TODAY, type World } from '../helpers/world.ts';

/**
 * From the viable plan to the signed convenio, each step by who takes it: two criteria, three alliances and money for
 * two of them; a session with a member tied to one alliance; a resolution a centavo too small, and one that suffices.
 */
let world: World;
let planner: Actor;
let chief: Actor;
let business: Actor;
let coordinator: Actor;
let member: Actor;
let tied: Actor;
let paper: string;

const BS = 100;
const ask = <T>(actor: Actor, query: string, params: Record<string, string> = {}) =>
  askIn<T>(world, actor, query, params);

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  planner = await world.person('MDRYT_DGP');
  chief = await world.person('MDRYT_DGP');
  business = await world.person('UCN_NEG');
  coordinator = await world.person('UCN_COORD');
  member = await world.person('COMITE');
  tied = await world.person('COMITE');
  paper = newId();
  await must(business, 'document.record', paper, { title: 'Papel de prueba' }, null);
});

async function must(
  who: Actor,
  kind: string,
  id: string,
  body: object,
  baseVersion: number | null = 1,
): Promise<string> {
  const answer = await world.send(who, kind, id, body, { baseVersion });
  expect([kind, answer.status, answer.problem?.message]).toEqual([kind, 'accepted', undefined]);
  return id;
}
/** What a refusal says; 'accepted' where there is none. */
async function said(
  who: Actor,
  kind: string,
  id: string,
  body: object,
  baseVersion: number | null = 1,
): Promise<string> {
  const answer = await world.send(who, kind, id, body, { baseVersion });
  return answer.problem?.message ?? answer.status;
}

const viable = async (amountPar: number) =>
  (
    await world.alliance('LPZ', {
      state: 'PLAN_VIABLE',
      data: {
        model: 1,
        municipalityCode: '020101',
        ruralConfirmed: true,
        familiesDeclared: 30,
        womenDeclared: 12,
        amountPar,
        amountCounterpart: Math.round((amountPar * 3) / 7),
      },
    })
  ).id;
const advance = (who: Actor, id: string, to: string, documentId: string | null = null) =>
  said(who, 'alliance.advance', id, { to, reachedOn: TODAY, documentId }, null);

async function criteria(): Promise<[string, string]> {
  const [need, market] = [newId(), newId()];
  const body = { validFrom: '2026-01-01', source: 'Acta DGP 1/2026' };
  await must(
    planner,
    'priorityCriterion.register',
    need,
    { name: 'Pobreza del municipio', weight: 6_000, ...body },
    null,
  );
  await must(
    planner,
    'priorityCriterion.register',
    market,
    { name: 'Mercado asegurado', weight: 4_000, ...body },
    null,
  );
  return [need, market];
}

/** A ranking of LPZ with alliances, what they ask and their points by the two criteria. */
async function ranked(
  budget: number,
  rows: readonly (readonly [string, number, number, number])[],
  [need, market]: readonly [string, string],
): Promise<string> {
  const id = newId();
  await must(
    business,
    'ranking.register',
    id,
    { name: 'Gestión 2026', unitId: 'LPZ', year: '2026', budget, cut: 'corte' },
    null,
  );
  for (const [allianceId, amountPar, a, b] of rows) {
    await must(
      business,
      'rankingEntry.register',
      newId(),
      { rankingId: id, allianceId, amountPar, families: 30, women: 12 },
      null,
    );
    await must(
      planner,
      'priorityScore.register',
      newId(),
      { rankingId: id, allianceId, criterionId: need, points: a },
      null,
    );
    await must(
      planner,
      'priorityScore.register',
      newId(),
      { rankingId: id, allianceId, criterionId: market, points: b },
      null,
    );
  }
  return id;
}

async function session(number: string): Promise<{ id: string; tiedId: string }> {
  const id = newId();
  await must(business, 'committeeSession.register', id, { number, plannedOn: TODAY }, null);
  const seats = [member.id, tied.id, null, null];
  const ids = seats.map(() => newId());
  for (const [i, userId] of seats.entries()) {
    const seat = {
      sessionId: id,
      name: `Integrante ${i}`,
      entity: ['EMPODERAR', 'MDRyT', 'MDRyT', 'VIPFE'][i],
      userId,
    };
    await must(business, 'committeeMember.register', ids[i] as string, seat, null);
  }
  expect(await said(business, 'committeeSession.hold', id, { heldOn: TODAY })).toContain('Hay 0 presentes');
  for (const seat of ids) await must(business, 'committeeMember.attend', seat, {});
  await must(business, 'committeeSession.hold', id, { heldOn: TODAY });
  return { id, tiedId: ids[1] as string };
}

test('three viable plans and money for two: prioritised, decided in a session, covered by a resolution, signed', async () => {
  const [first, second, third] = [await viable(300_000 * BS), await viable(200_000 * BS), await viable(100_000 * BS)];
  const both = await criteria();
  // The money reaches the first two exactly; the third is below the line although it would ask for less.
  const run = await ranked(
    500_000 * BS,
    [
      [first, 300_000 * BS, 90, 80],
      [second, 200_000 * BS, 70, 80],
      [third, 100_000 * BS, 60, 50],
    ],
    both,
  );
  expect(await advance(business, first, 'PRIORIZADA')).toBe('Ninguna priorización confirmada tiene a la alianza.');
  expect(await said(business, 'ranking.confirm', run, {})).toContain('no permite');
  expect(await said(planner, 'ranking.confirm', run, {})).toContain('criterios sin confirmar');
  const unconfirmedReason = 'La DGP los acordó y la resolución está en firma.';
  await must(business, 'ranking.correct', run, { unconfirmedReason, reason: 'Falta el motivo' });
  await must(chief, 'ranking.confirm', run, {}, 2);
  expect(await said(business, 'ranking.correct', run, { budget: 1, reason: 'Otro importe' }, 3)).toContain(
    'no se corrige',
  );
  expect(
    await said(
      business,
      'rankingEntry.register',
      newId(),
      { rankingId: run, allianceId: await viable(1), amountPar: 1 },
      null,
    ),
  ).toContain('ya no es un borrador');
  expect(await advance(business, third, 'PRIORIZADA')).toContain('debajo de la línea');
  expect([await advance(planner, first, 'PRIORIZADA'), await advance(business, second, 'PRIORIZADA')]).toEqual([
    'accepted',
    'accepted',
  ]);

  const { id: sitting, tiedId } = await session('12/2026');
  await must(
    tied,
    'interestConflict.register',
    newId(),
    { memberId: tiedId, allianceId: first, reason: 'Su hermana es socia de la organización.' },
    null,
  );
  const [one, two, three] = [newId(), newId(), newId()];
  const put = (id: string, allianceId: string, amountPar: number) =>
    must(
      business,
      'committeeDecision.register',
      id,
      { sessionId: sitting, allianceId, amountPar, amountCounterpart: 1 },
      null,
    );
  await put(one, first, 300_000 * BS);
  await put(two, second, 200_000 * BS);
  await put(three, third, 100_000 * BS);
  expect(
    await said(
      business,
      'committeeDecision.register',
      newId(),
      { sessionId: sitting, allianceId: first, amountPar: 1, amountCounterpart: 1 },
      null,
    ),
  ).toContain('Ya existe');
  expect(await said(business, 'committeeDecision.approve', one, {})).toContain('no permite');
  expect(await said(tied, 'committeeDecision.approve', one, {})).toContain('conflicto de interés');
  expect(await said(member, 'committeeDecision.approve', three, {})).toContain('sobre las priorizadas');
  await must(member, 'committeeDecision.approve', one, {});
  await must(tied, 'committeeDecision.defer', two, { observations: 'Falta el derecho de vía del riego.' });
  expect(await said(member, 'committeeSession.minute', sitting, { documentId: paper }, 2)).toContain(
    'Falta la decisión sobre 1 de 3',
  );
  await must(business, 'committeeDecision.withdraw', three, {});
  expect(await advance(business, first, 'APROBADA_COMITE')).toContain('en una sesión con su acta');
  await must(member, 'committeeSession.minute', sitting, { documentId: paper }, 2);
  expect(await advance(business, second, 'APROBADA_COMITE')).toContain('decidió otra cosa en la sesión 12/2026');
  expect([await advance(business, first, 'APROBADA_COMITE'), await advance(coordinator, second, 'DIFERIDA')]).toEqual([
    'accepted',
    'accepted',
  ]);
  // Whoever was deferred is prioritised again by the same confirmed ranking.
  expect(await advance(business, second, 'PRIORIZADA')).toBe('accepted');

  const agreement = {
    allianceId: first,
    kind: 'integral',
    number: 'C-1',
    signedOn: TODAY,
    endsOn: '2028-06-15',
    amountPar: 300_000 * BS,
  };
  await must(coordinator, 'agreement.record', newId(), agreement, null);
  await world.db.query(
    `update organisation set legal_status_number = 'RA 1' where id = (select organisation_id from alliance where id = $1)`,
    [first],
  );
  expect(await advance(coordinator, first, 'CONVENIO_FIRMADO', paper)).toContain('Falta la resolución');
  const small = newId();
  const norm = {
    issuedOn: TODAY,
    authority: 'MAE de EMPODERAR',
    purpose: 'Inversión de alianzas',
    destination: 'OPP de La Paz',
  };
  await must(business, 'resolution.register', small, { number: 'RA 7/2026', amount: 300_000 * BS - 1, ...norm }, null);
  expect(await said(business, 'committeeDecision.resolve', one, { resolutionId: small }, 2)).toContain(
    'no está en vigor',
  );
  expect(await said(business, 'resolution.enact', small, { documentId: paper })).toContain('otra persona');
  await must(coordinator, 'resolution.enact', small, { documentId: paper });
  expect(await said(business, 'committeeDecision.resolve', one, { resolutionId: small }, 2)).toContain(
    'El importe de la resolución es Bs 299.999,99',
  );
  const enough = newId();
  await must(business, 'resolution.register', enough, { number: 'RA 8/2026', amount: 300_000 * BS, ...norm }, null);
  await must(coordinator, 'resolution.enact', enough, { documentId: paper });
  await must(business, 'committeeDecision.resolve', one, { resolutionId: enough }, 2);
  expect(await said(coordinator, 'resolution.annul', enough, { documentId: paper }, 2)).toContain('se apoyan en ella');
  expect(await advance(coordinator, first, 'CONVENIO_FIRMADO', paper)).toBe('accepted');
  const file = await ask<{ alliance: { state: string } }>(business, 'alliance.get', { id: first });
  expect(file).toMatchObject({ state: 'CONVENIO_FIRMADO' });
});

test('a run with a missing score, weights that do not add up or a plan that is not viable is not confirmed', async () => {
  const alliance = await viable(100 * BS);
  const both = await criteria();
  const run = await ranked(100 * BS, [[alliance, 100 * BS, 50, 50]], both);
  const why = async () => said(chief, 'ranking.confirm', run, {}, null);
  await must(business, 'ranking.correct', run, { unconfirmedReason: 'Para la prueba', reason: 'Falta el motivo' });
  const late = newId();
  await must(
    planner,
    'priorityCriterion.register',
    late,
    { name: 'Tercer criterio', weight: 100, validFrom: TODAY },
    null,
  );
  expect(await why()).toContain('suman 101 %');
  await must(planner, 'priorityCriterion.retire', late, {});
  const other = (await world.alliance('LPZ', { state: 'EN_EVALUACION', data: { amountPar: 1 } })).id;
  await must(business, 'rankingEntry.register', newId(), { rankingId: run, allianceId: other, amountPar: 1 }, null);
  expect(await why()).toContain('solo se prioriza un plan viable');
  await world.db.query(`update alliance set state = 'PLAN_VIABLE' where id = $1`, [other]);
  expect(await why()).toContain('Faltan puntajes');
  expect(
    await said(business, 'rankingEntry.register', newId(), { rankingId: run, allianceId: other, amountPar: 1 }, null),
  ).toContain('Ya existe');
  const far = (await world.alliance('SCZ', { state: 'PLAN_VIABLE' })).id;
  expect(
    await said(business, 'rankingEntry.register', newId(), { rankingId: run, allianceId: far, amountPar: 1 }, null),
  ).toContain('otra unidad');
});

test('with one counted member less than the quorum, nothing is decided of the alliance that ties the others', async () => {
  const alliance = await viable(100 * BS);
  const both = await criteria();
  const run = await ranked(100 * BS, [[alliance, 100 * BS, 50, 50]], both);
  await must(business, 'ranking.correct', run, { unconfirmedReason: 'Para la prueba', reason: 'Falta el motivo' });
  await must(chief, 'ranking.confirm', run, {}, 2);
  expect(await advance(business, alliance, 'PRIORIZADA')).toBe('accepted');
  const { id: sitting, tiedId } = await session('13/2026');
  const [{ id: seat } = { id: '' }] = await world.db.query<{ id: string }>(
    `select id from committee_member where session_id = $1 and user_id is null order by name limit 1`,
    [sitting],
  );
  for (const memberId of [tiedId, seat])
    await must(
      business,
      'interestConflict.register',
      newId(),
      { memberId, allianceId: alliance, reason: 'Es pariente.' },
      null,
    );
  const one = newId();
  await must(
    business,
    'committeeDecision.register',
    one,
    { sessionId: sitting, allianceId: alliance, amountPar: 1, amountCounterpart: 1 },
    null,
  );
  expect(await said(member, 'committeeDecision.approve', one, {})).toBe(
    'Cuentan 2 presentes (2 con conflicto de interés) y el quórum es de 3.',
  );
});
