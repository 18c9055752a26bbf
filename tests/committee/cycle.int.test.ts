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
  expect(await said(planner, 'ranking.confirm', run, {})).toContain('La confirma otra persona');
  expect(await said(chief, 'ranking.confirm', run, {})).toContain('criterios sin confirmar');
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

const confirmed = async (run: string) => {
  await must(business, 'ranking.correct', run, { unconfirmedReason: 'Para la prueba', reason: 'Falta el motivo' });
  await must(chief, 'ranking.confirm', run, {}, 2);
};
interface Board {
  readonly runs: readonly { criteria: { id: string }[]; rows: { allianceId: string; enters: boolean }[] }[];
}

test('a criterion that was retired decides nothing: the same list for the confirmation, the board and the line', async () => {
  const [x, y] = [await viable(300 * BS), await viable(300 * BS)];
  const both = await criteria();
  const rows = [
    [x, 300 * BS, 100, 0],
    [y, 300 * BS, 0, 10],
  ] as const;
  const run = await ranked(300 * BS, rows, both);
  await must(planner, 'priorityCriterion.retire', both[0], {});
  const fresh = newId();
  const body = { name: 'Criterio nuevo', weight: 6_000, validFrom: '2026-01-01' };
  await must(planner, 'priorityCriterion.register', fresh, body, null);
  const score = (allianceId: string, criterionId: string, points: number) =>
    must(planner, 'priorityScore.register', newId(), { rankingId: run, allianceId, criterionId, points }, null);
  await score(x, fresh, 0);
  await score(y, fresh, 60);
  const board = async () => (await ask<Board>(business, 'ranking.board', { ids: run })).runs[0];
  const told = async () => {
    const seen = await board();
    return [seen?.criteria.map(({ id }) => id), seen?.rows.filter((r) => r.enters).map((r) => r.allianceId)];
  };
  const expected = [[fresh, both[1]], [y]];
  expect(await told()).toEqual(expected);
  await confirmed(run);
  expect(await told()).toEqual(expected);
  expect([await advance(business, x, 'PRIORIZADA'), await advance(business, y, 'PRIORIZADA')]).toEqual([
    'En las priorizaciones confirmadas, la alianza queda debajo de la línea del presupuesto.',
    'accepted',
  ]);
  // What was confirmed stays, whatever becomes of the criteria afterwards.
  await must(planner, 'priorityCriterion.retire', fresh, {});
  expect(await told()).toEqual(expected);
});

test('a confirmed line is not moved through the draft on which it is based', async () => {
  const [x, y] = [await viable(300 * BS), await viable(300 * BS)];
  const both = await criteria();
  const rows = [
    [x, 300 * BS, 100, 0],
    [y, 300 * BS, 0, 10],
  ] as const;
  const run = await ranked(300 * BS, rows, both);
  const derived = newId();
  const of = { name: 'Otra', unitId: 'LPZ', year: '2026', budget: 300 * BS, cut: 'corte', baseId: run };
  await must(business, 'ranking.register', derived, { ...of, unconfirmedReason: 'Para la prueba' }, null);
  await must(chief, 'ranking.confirm', derived, {});
  const [entry] = await world.db.query<{ id: string }>('select id from ranking_entry where alliance_id = $1', [x]);
  const [score] = await world.db.query<{ id: string }>('select id from priority_score where alliance_id = $1', [x]);
  const NO_DRAFT = 'Esa priorización ya no es un borrador.';
  const more = { amountPar: 301 * BS, reason: 'El monto es otro.' };
  expect([
    await said(business, 'rankingEntry.correct', entry?.id ?? '', more),
    await said(business, 'rankingEntry.withdraw', entry?.id ?? '', {}),
    await said(planner, 'priorityScore.correct', score?.id ?? '', { points: 1, reason: 'Los puntos son otros.' }),
    await said(planner, 'priorityScore.drop', score?.id ?? '', {}),
    await said(
      business,
      'rankingEntry.register',
      newId(),
      { rankingId: run, allianceId: await viable(1), amountPar: 1 },
      null,
    ),
  ]).toEqual([NO_DRAFT, NO_DRAFT, NO_DRAFT, NO_DRAFT, NO_DRAFT]);
  expect(await said(chief, 'ranking.confirm', run, {}, 2)).toContain('cerrada');
  expect([await advance(business, x, 'PRIORIZADA'), await advance(business, y, 'PRIORIZADA')]).toEqual([
    'accepted',
    expect.stringContaining('debajo de la línea'),
  ]);
  // Another run may still be based on it, with the criteria by which it was closed.
  await must(planner, 'priorityCriterion.retire', both[0], {});
  const wider = newId();
  await must(
    business,
    'ranking.register',
    wider,
    { ...of, name: 'Con más', budget: 600 * BS, unconfirmedReason: 'Para la prueba' },
    null,
  );
  await must(chief, 'ranking.confirm', wider, {});
  expect(await advance(business, y, 'PRIORIZADA')).toBe('accepted');
});

test('a run based on one that was discarded or closed is counted by the criteria in force when it is confirmed', async () => {
  for (const step of ['discard', 'close']) {
    const [x, y] = [await viable(300 * BS), await viable(300 * BS)];
    const both = await criteria();
    const rows = [
      [x, 300 * BS, 100, 0],
      [y, 300 * BS, 0, 10],
    ] as const;
    const run = await ranked(300 * BS, rows, both);
    await must(business, `ranking.${step}`, run, {});
    const derived = newId();
    const of = { name: 'Otra', unitId: 'LPZ', year: '2026', budget: 300 * BS, cut: 'corte', baseId: run };
    await must(business, 'ranking.register', derived, { ...of, unconfirmedReason: 'Para la prueba' }, null);
    await must(planner, 'priorityCriterion.retire', both[0], {});
    expect(await said(chief, 'ranking.confirm', derived, {})).toContain('suman 40 %');
    await must(planner, 'priorityCriterion.correct', both[1], { weight: 10_000, reason: 'Queda uno.' });
    await must(chief, 'ranking.confirm', derived, {});
    expect([await advance(business, x, 'PRIORIZADA'), await advance(business, y, 'PRIORIZADA')]).toEqual([
      expect.stringContaining('debajo de la línea'),
      'accepted',
    ]);
    await must(planner, 'priorityCriterion.retire', both[1], {}, 2);
  }
});

/** Alliances with a confirmed ranking, prioritised today. */
async function prioritised(...alliances: string[]): Promise<void> {
  const both = await criteria();
  await confirmed(
    await ranked(
      9_000 * BS,
      alliances.map((a) => [a, 300 * BS, 50, 50] as const),
      both,
    ),
  );
  for (const a of alliances) expect(await advance(business, a, 'PRIORIZADA')).toBe('accepted');
}
const onAgenda = (sessionId: string, allianceId: string, amountPar = 300 * BS) =>
  must(
    business,
    'committeeDecision.register',
    newId(),
    { sessionId, allianceId, amountPar, amountCounterpart: 1 },
    null,
  );

test('what is taken off a later agenda undoes no approval; what is decided late is held to the day of the session', async () => {
  const [x, y, late] = [await viable(300 * BS), await viable(300 * BS), await viable(300 * BS)];
  await prioritised(x, y, late);
  const { id: first } = await session('1/2026');
  await must(member, 'committeeDecision.approve', await onAgenda(first, x), {});
  await must(member, 'committeeSession.minute', first, { documentId: paper }, 2);
  const { id: second } = await session('2/2026');
  await must(business, 'committeeDecision.withdraw', await onAgenda(second, x), {});
  await must(member, 'committeeDecision.approve', await onAgenda(second, y), {});
  // The session was before the alliance was prioritised, though somebody notes its decision today.
  const tooLate = await onAgenda(second, late);
  await world.db.query(`update alliance set state_since = '2026-06-15' where id = $1`, [late]);
  await world.db.query(`update committee_session set held_on = '2026-06-14' where id = $1`, [second]);
  expect(await said(member, 'committeeDecision.approve', tooLate, {})).toContain('después de la sesión');
  await world.db.query(`update committee_session set held_on = '2026-06-16' where id = $1`, [second]);
  await must(member, 'committeeDecision.approve', tooLate, {});
  await must(member, 'committeeSession.minute', second, { documentId: paper }, 2);
  expect(await advance(business, x, 'APROBADA_COMITE')).toBe('accepted');
});

test('the acta stays as it was signed, and a tie counts in every later session', async () => {
  const [x, y] = [await viable(300 * BS), await viable(300 * BS)];
  await prioritised(x, y);
  const { id: first, tiedId } = await session('1/2026');
  const declare = (memberId: string, allianceId: string) =>
    said(
      business,
      'interestConflict.register',
      newId(),
      { memberId, allianceId, reason: 'Es pariente de un socio.' },
      null,
    );
  expect(await declare(tiedId, x)).toBe('accepted');
  await must(member, 'committeeDecision.approve', await onAgenda(first, y), {});
  await must(member, 'committeeSession.minute', first, { documentId: paper }, 2);
  const ENDED = 'Esa sesión ya terminó.';
  const [tie] = await world.db.query<{ id: string }>('select id from interest_conflict');
  expect([
    await said(business, 'committeeMember.miss', tiedId, {}, 2),
    await said(business, 'committeeMember.correct', tiedId, { entity: 'Otra', reason: 'Es de otra entidad.' }, 2),
    await declare(tiedId, y),
    await said(coordinator, 'interestConflict.withdraw', tie?.id ?? '', { documentId: paper }),
  ]).toEqual([ENDED, ENDED, ENDED, ENDED]);
  const { id: second } = await session('2/2026');
  expect(await said(tied, 'committeeDecision.approve', await onAgenda(second, x), {})).toContain(
    'conflicto de interés',
  );
});

test('the quorum of a decision is that of the day of its session, whenever somebody notes it', async () => {
  const x = await viable(300 * BS);
  await prioritised(x);
  const { id: first } = await session('1/2026');
  const decision = await onAgenda(first, x);
  const expert = await world.person('UCN_ME');
  const rule = { programmeId: 'PAR2FA', key: 'committeeQuorum', value: 9, validFrom: TODAY };
  const set = { ...rule, source: 'Reglamento del Comité', reason: 'Reglamento nuevo', assumption: false };
  await must(expert, 'parameter.set', newId(), set, null);
  expect(await said(member, 'committeeDecision.approve', decision, {})).toContain('el quórum es de 9');
  await world.db.query(`update alliance set state_since = '2026-06-01' where id = $1`, [x]);
  await world.db.query(`update committee_session set held_on = '2026-06-14' where id = $1`, [first]);
  await must(member, 'committeeDecision.approve', decision, {});
});

test('the convenio keeps to the last decision, and its amount stays within it after the signature', async () => {
  const x = await viable(300 * BS);
  await prioritised(x);
  const { id: first } = await session('1/2026');
  const decision = await onAgenda(first, x);
  await must(member, 'committeeDecision.approve', decision, {});
  await must(member, 'committeeSession.minute', first, { documentId: paper }, 2);
  expect(await advance(business, x, 'APROBADA_COMITE')).toBe('accepted');
  const norm = { issuedOn: TODAY, authority: 'MAE de EMPODERAR', purpose: 'Inversión', destination: 'OPP de La Paz' };
  const resolutionId = newId();
  await must(business, 'resolution.register', resolutionId, { number: 'RA 7/2026', amount: 300 * BS, ...norm }, null);
  await must(coordinator, 'resolution.enact', resolutionId, { documentId: paper });
  await must(business, 'committeeDecision.resolve', decision, { resolutionId }, 2);
  await world.db.query(
    `update organisation set legal_status_number = 'RA 1' where id = (select organisation_id from alliance where id = $1)`,
    [x],
  );
  const agreement = newId();
  const body = { allianceId: x, kind: 'AT', number: 'C-1', signedOn: TODAY };
  await must(coordinator, 'agreement.record', agreement, body, null);
  const sign = () => advance(coordinator, x, 'CONVENIO_FIRMADO', paper);
  const change = (more: object, version: number) =>
    said(coordinator, 'agreement.correct', agreement, { ...more, reason: 'Estaba mal anotado.' }, version);
  expect(await sign()).toContain('es de «Financiamiento integral»');
  expect(await change({ kind: 'integral' }, 1)).toBe('accepted');
  expect(await sign()).toContain('Falta el importe del convenio');
  expect(await change({ amountPar: 300 * BS + 1 }, 2)).toBe('accepted');
  expect(await sign()).toContain('la resolución respalda Bs 300,00');
  expect(await change({ amountPar: 300 * BS }, 3)).toBe('accepted');
  const { id: second } = await session('2/2026');
  const again = await onAgenda(second, x, 200 * BS);
  await must(member, 'committeeDecision.reject', again, { observations: 'Se supo de un fraude.' });
  await must(member, 'committeeSession.minute', second, { documentId: paper }, 2);
  await world.db.query(`update committee_session set held_on = '2026-06-16' where id = $1`, [second]);
  expect(await sign()).toContain('decidió otra cosa en la sesión 2/2026');
  await world.db.query(`update committee_session set held_on = '2026-06-01' where id = $1`, [second]);
  expect(await sign()).toBe('accepted');
  expect(await change({ amountPar: 300 * BS + 1 }, 4)).toContain('la resolución respalda Bs 300,00');
  expect(await change({ amountPar: null }, 4)).toContain('Falta el importe');
  expect(await change({ amountPar: 299 * BS }, 4)).toBe('accepted');
});

test('a ranking is confirmed by nobody who wrote it, an alliance or a score of it, or the one that it is based on', async () => {
  const x = await viable(300 * BS);
  const both = await criteria();
  const run = await ranked(300 * BS, [[x, 300 * BS, 50, 50]], both);
  const of = { name: 'Otra', unitId: 'LPZ', year: '2026', budget: 300 * BS, cut: 'corte', baseId: run };
  const unconfirmedReason = 'Para la prueba';
  const derived = newId();
  await must(chief, 'ranking.register', derived, { ...of, unconfirmedReason }, null);
  await must(business, 'ranking.correct', run, { unconfirmedReason, reason: 'Falta el motivo' });
  const third = await world.person('MDRYT_DGP');
  const corrector = await world.person('MDRYT_DGP');
  const [entry] = await world.db.query<{ id: string }>('select id from ranking_entry where ranking_id = $1', [run]);
  await must(corrector, 'rankingEntry.correct', entry?.id ?? '', { families: 31, reason: 'Son más familias.' });
  const WROTE = expect.stringContaining('La confirma otra persona');
  expect([
    await said(planner, 'ranking.confirm', run, {}, 2),
    await said(corrector, 'ranking.confirm', run, {}, 2),
    await said(planner, 'ranking.confirm', derived, {}),
    await said(corrector, 'ranking.confirm', derived, {}),
    await said(chief, 'ranking.confirm', derived, {}),
    await said(third, 'ranking.confirm', derived, {}),
  ]).toEqual([WROTE, WROTE, WROTE, WROTE, WROTE, 'accepted']);
});

test('a resolution is put in force by nobody who corrected it', async () => {
  const norm = { issuedOn: TODAY, authority: 'MAE de EMPODERAR', purpose: 'Inversión', destination: 'OPP de La Paz' };
  const id = newId();
  await must(business, 'resolution.register', id, { number: 'RA 9/2026', amount: 300 * BS, ...norm }, null);
  await must(coordinator, 'resolution.correct', id, { amount: 900_000 * BS, reason: 'Ajuste del importe.' });
  expect(await said(coordinator, 'resolution.enact', id, { documentId: paper }, 2)).toContain('otra persona');
  expect(await said(business, 'resolution.enact', id, { documentId: paper }, 2)).toContain('otra persona');
  await must(await world.person('UCN_COORD'), 'resolution.enact', id, { documentId: paper }, 2);
});

test('the weights of a draft are those of its criteria; the confirmation fixes them', async () => {
  const [x, y] = [await viable(300 * BS), await viable(300 * BS)];
  const both = await criteria();
  const rows = [
    [x, 300 * BS, 100, 0],
    [y, 300 * BS, 0, 100],
  ] as const;
  const run = await ranked(300 * BS, rows, both);
  const first = async () =>
    (await ask<Board>(business, 'ranking.board', { ids: run })).runs[0]?.rows.find((r) => r.enters)?.allianceId;
  expect(await first()).toBe(x);
  await must(planner, 'priorityCriterion.correct', both[0], { weight: 3_000, reason: 'Ajuste acordado.' });
  await must(planner, 'priorityCriterion.correct', both[1], { weight: 7_000, reason: 'Ajuste acordado.' });
  expect(await first()).toBe(y);
  await confirmed(run);
  await must(planner, 'priorityCriterion.correct', both[0], { weight: 9_000, reason: 'Ajuste acordado.' }, 2);
  await must(planner, 'priorityCriterion.correct', both[1], { weight: 1_000, reason: 'Ajuste acordado.' }, 2);
  expect(await first()).toBe(y);
  expect([await advance(business, x, 'PRIORIZADA'), await advance(business, y, 'PRIORIZADA')]).toEqual([
    expect.stringContaining('debajo de la línea'),
    'accepted',
  ]);
  const weights = await world.db.query<{ weight: number }>(
    'select distinct weight from priority_score order by weight',
  );
  expect(weights.map(({ weight }) => Number(weight))).toEqual([3_000, 7_000]);
});

test('an alliance that withdraws leaves its place in the line and on the agenda', async () => {
  const [x, y, z] = [await viable(300 * BS), await viable(300 * BS), await viable(300 * BS)];
  const both = await criteria();
  const rows = [
    [x, 300 * BS, 90, 90],
    [z, 300 * BS, 80, 80],
    [y, 300 * BS, 50, 50],
  ] as const;
  const run = await ranked(600 * BS, rows, both);
  await confirmed(run);
  for (const a of [x, z]) expect(await advance(business, a, 'PRIORIZADA')).toBe('accepted');
  expect(await advance(business, y, 'PRIORIZADA')).toContain('debajo de la línea');
  const { id: first } = await session('1/2026');
  const approved = await onAgenda(first, x);
  await must(member, 'committeeDecision.approve', approved, {});
  const { id: second } = await session('2/2026');
  const waiting = await onAgenda(second, x);
  const other = await onAgenda(second, z);
  const official = await world.person('UOD_OFICIAL', ['LPZ']);
  const body = { reachedOn: TODAY, reason: 'La organización desiste.', documentId: paper };
  await must(official, 'alliance.withdraw', x, body, null);
  const states = async () =>
    Object.fromEntries(
      (await world.db.query<{ id: string; state: string }>('select id, state from committee_decision')).map((d) => [
        d.id,
        d.state,
      ]),
    );
  expect(await states()).toEqual({ [approved]: 'SIN_EFECTO', [waiting]: 'RETIRADA', [other]: 'EN_AGENDA' });
  const board = (await ask<Board>(business, 'ranking.board', { ids: run })).runs[0];
  expect(board?.rows.map((r) => [r.allianceId, r.enters])).toEqual([
    [z, true],
    [y, true],
  ]);
  expect(await advance(business, y, 'PRIORIZADA')).toBe('accepted');
});
