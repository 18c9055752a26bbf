import { beforeEach, expect, test } from 'vitest';
import { stateNames, states } from '../domain/alliance/states.ts';
import { estimate, type Figure } from '../domain/monitoring/estimators.ts';
import { measureOf, measures } from '../domain/monitoring/indicators.ts';
import { periodOf } from '../domain/monitoring/period.ts';
import type { Actor } from '../domain/people/actor.ts';
import { compose } from '../server/commands/compose.ts';
import { executeCommands } from '../server/commands/executeCommands.ts';
import { recordInitialParameters } from '../server/commands/initialParameters.ts';
import { newId } from '../server/ids.ts';
import { runMeasure } from '../server/monitoring/runMeasure.ts';
import { loadCatalogue } from '../server/stores/loadCatalogue.ts';
import { NOW, openWorld, TODAY, type World } from './helpers/world.ts';

/** Every story is small enough to be worked out on paper; the comment of each says how. Today is 15/06/2026. */
let world: World;
let expert: Actor;
beforeEach(async () => {
  world ??= await openWorld();
  await world.reset();
  await loadCatalogue(world.db);
  await recordInitialParameters(world.system.context, NOW);
  expert = await world.person('UCN_ME');
});

const told = new Set<string>();

async function figure(code: string, period = '2026-Q2', level = 1): Promise<Figure> {
  told.add(code);
  const measure = measureOf(code);
  const asked = periodOf(period);
  if (!measure || !asked) throw new Error(code);
  return estimate(measure.estimator, await runMeasure(world.db, code, { programme: 'PAR2FA', period: asked, level, today: TODAY, alliances: null }));
}

async function must(actor: Actor, kind: string, subjectId: string, body: object, more: Parameters<World['send']>[4] = {}): Promise<string> {
  const result = await world.send(actor, kind, subjectId, body, more);
  if (result.status !== 'accepted') throw new Error(`${kind}: ${JSON.stringify(result)}`);
  return subjectId;
}

let ci = 1_000_000;
/** A family of an alliance, represented by a woman or a man; answers its id. */
async function family(allianceId: string, sex: 'F' | 'M', joinedOn: string): Promise<string> {
  const familyId = newId();
  ci += 1;
  await must(expert, 'family.enrol', newId(), {
    allianceId,
    familyId,
    holder: { id: newId(), ciNumber: String(ci), givenNames: `Persona ${ci}`, paternalSurname: `Apellido${ci}`, sex },
    representative: 'holder',
    joinedOn,
  });
  return familyId;
}

const signed = (signedOn: string, kind: 'integral' | 'AT' = 'integral') => ({ id: newId(), kind, signedOn, number: 'C-1' });

test('R5 and R5.a: five families, two of them women; the one in two OPPs counts once, in the first by date', async () => {
  // A (convenio 01/03/2025): 2 women, 1 man. B (convenio 01/06/2025): 2 men and one woman of A again → 5 families, 2 women: 40 %.
  const a = await world.alliance('LPZ', { agreement: signed('2025-03-01'), data: { model: 1 } });
  const b = await world.alliance('ORU', { agreement: signed('2025-06-01', 'AT'), data: { model: 2 } });
  const first = await family(a.id, 'F', '2025-03-01');
  await family(a.id, 'F', '2025-03-01');
  await family(a.id, 'M', '2025-03-01');
  await family(b.id, 'M', '2025-06-01');
  await family(b.id, 'M', '2025-06-01');
  await world.db.query(
    `insert into organisation_member select (jsonb_populate_record(null::organisation_member, to_jsonb(m) || jsonb_build_object('id', $1::text, 'record_id', $1::text, 'organisation_id', $2::text, 'joined_on', '2025-06-01'))).*
       from organisation_member m where m.family_id = $3`,
    [newId(), b.organisationId, first],
  );
  expect(await figure('R5')).toMatchObject({ value: 5, rows: 6 });
  expect(await figure('R5a')).toMatchObject({ n: 2, d: 5, value: 0.4 });
  // Before the convenios nobody counts; validated, nobody yet.
  expect(await figure('R5', '2024')).toMatchObject({ value: 0 });
  expect(await figure('R5', '2026-Q2', 3)).toMatchObject({ value: 0 });
  expect(await figure('R5a', '2026-Q2', 3)).toMatchObject({ status: 'noData', value: null });
});

test('1.2a and P9: three convenios; one is AT, one of unknown model', async () => {
  await world.alliance('LPZ', { agreement: signed('2025-03-01'), data: { model: 1 } });
  await world.alliance('LPZ', { agreement: signed('2025-04-01', 'AT'), data: { model: 2 } });
  await world.alliance('ORU', { agreement: signed('2025-05-01'), data: {} });
  await world.alliance('ORU', { state: 'PLAN_VIABLE' });
  expect(await figure('1.2a')).toMatchObject({ value: 1 });
  expect(await figure('P9')).toMatchObject({ value: 3 });
  expect(await figure('P9', '2025-M03')).toMatchObject({ value: 1 });
});

async function buyerOf(allianceId: string, baseline: number | null): Promise<string> {
  const buyerId = newId();
  await must(expert, 'buyer.register', buyerId, { name: 'Procesadora de prueba' });
  await must(expert, 'businessAgreement.record', newId(), {
    allianceId,
    buyerId,
    productCode: 'PAPA',
    quantityPerCycle: 1_000_000,
    unitCode: 'qq',
    price: 800_000,
    ...(baseline === null ? {} : { baselineQuantity: baseline }),
  });
  return buyerId;
}

async function sale(who: Actor, allianceId: string, occurredOn: string, quantity: number, buyer: object): Promise<void> {
  await must(
    who,
    'sale.register',
    newId(),
    { allianceId, productCode: 'PAPA', unitCode: 'qq', quantity, price: 850_000, photos: [], ...buyer },
    { occurredOn, at: `${occurredOn}T15:00:00.000Z` },
  );
}

test('N5: of two alliances in operation one sold to the agreed buyer in the quarter: 50 %; a sale at the fair does not count', async () => {
  const a = await world.alliance('LPZ');
  const b = await world.alliance('LPZ');
  await world.alliance('LPZ', { state: 'EN_INVERSION' });
  const who = await world.person('ACOMPANANTE', [a.id, b.id]);
  const buyer = await buyerOf(a.id, null);
  await buyerOf(b.id, null);
  await sale(who, a.id, '2026-05-10', 1_200_000, { buyerId: buyer });
  await sale(who, b.id, '2026-05-12', 300_000, { buyerOther: 'Feria del sábado' });
  expect(await figure('N5')).toMatchObject({ n: 1, d: 2, value: 0.5 });
  expect(await figure('N5', '2026-Q1')).toMatchObject({ n: 0, d: 2, value: 0 });
});

test('A4: 100 qq before, 120 qq in the last twelve months: +20 %; the alliance that began in January is not due', async () => {
  const due = await world.alliance('LPZ', { stateSince: '2025-01-10' });
  const young = await world.alliance('LPZ', { stateSince: '2026-01-10' });
  const who = await world.person('ACOMPANANTE', [due.id, young.id]);
  const buyer = await buyerOf(due.id, 1_000_000);
  await buyerOf(young.id, 1_000_000);
  await sale(who, due.id, '2026-03-01', 700_000, { buyerId: buyer });
  await sale(who, due.id, '2026-05-01', 500_000, { buyerId: buyer });
  // More than twelve months before the cut-off of the semester (30/06/2026): outside.
  await sale(who, due.id, '2025-06-01', 400_000, { buyerId: buyer });
  const found = await figure('A4', '2026-S1');
  expect(found).toMatchObject({ status: 'value', rows: 1, notDue: 1 });
  expect(found.value).toBeCloseTo(0.2, 10);
});

test('A4 alone with what is not due says so, and with nothing says s/d', async () => {
  expect(await figure('A4', '2026-S1')).toMatchObject({ status: 'noData' });
  const young = await world.alliance('LPZ', { stateSince: '2026-01-10' });
  await buyerOf(young.id, 1_000_000);
  expect(await figure('A4', '2026-S1')).toMatchObject({ status: 'notDue', value: null });
});

test('N8: two of three active alliances have data in the quarter; BR-48: three visits done cover 3 of the 9 months begun', async () => {
  // April, May and June have begun: 3 alliances × 3 months = 9. A visited in April and May (twice in May: one month), B in June;
  // a visit that could not be done is data but covers no month: C has data in no case, B has its own.
  const a = await world.alliance('LPZ');
  const b = await world.alliance('LPZ', { state: 'EN_INVERSION' });
  await world.alliance('ORU');
  await world.alliance('ORU', { state: 'CERRADA' });
  const who = await world.person('ACOMPANANTE', [a.id, b.id]);
  const visit = (allianceId: string, occurredOn: string, done = true) =>
    must(
      who,
      'visit.register',
      newId(),
      { allianceId, done, notDoneReason: done ? null : 'clima', presentMembers: [], topics: done ? ['produccion'] : [], commitments: [], photos: [] },
      { occurredOn, at: `${occurredOn}T15:00:00.000Z` },
    );
  await visit(a.id, '2026-04-03');
  await visit(a.id, '2026-05-04');
  await visit(a.id, '2026-05-20');
  await visit(b.id, '2026-06-02');
  await visit(b.id, '2026-05-02', false);
  expect(await figure('N8-datos')).toMatchObject({ n: 2, d: 3 });
  expect(await figure('N8-visitas')).toMatchObject({ n: 3, d: 9 });
});

test('a past period is over the alliances of then: what came later, or was over before, is in no denominator', async () => {
  // A went from investment to operation on 10/05/2026: in April it was active, and not in operation. B closed on 20/04/2026: active
  // in April, not in May. C signed on 05/06/2026. D is in operation, nobody knows since when, with a convenio of 01/05/2026.
  const a = await world.alliance('LPZ', { state: 'EN_INVERSION', stateSince: '2025-01-10' });
  const b = await world.alliance('LPZ', { state: 'OPERACION_CONCLUIDA', stateSince: '2025-01-10' });
  await world.alliance('ORU', { state: 'CONVENIO_FIRMADO', stateSince: '2026-06-05', agreement: signed('2026-06-05') });
  await world.alliance('ORU', { state: 'EN_OPERACION', agreement: signed('2026-05-01') });
  const stage = (id: string, state: string, on: string) =>
    world.db.query(
      `with was as (update alliance set state = $2, state_since = $3 where id = $1)
       insert into alliance_stage (id, alliance_id, state, reached_on, how, entry_id, row_hash) values ($4, $1, $2, $3, 'transición', $4, '')`,
      [id, state, on, newId()],
    );
  await stage(a.id, 'EN_OPERACION', '2026-05-10');
  await stage(b.id, 'CERRADA', '2026-04-20');
  const months = ['2026-M03', '2026-M04', '2026-M05', '2026-M06'];
  const denominators = async (code: string) => {
    const found: number[] = [];
    for (const month of months) found.push((await figure(code, month)).d);
    return found;
  };
  expect(await denominators('N8-datos')).toEqual([2, 2, 2, 3]);
  expect(await denominators('N8-visitas')).toEqual([2, 2, 2, 3]);
  // In operation: B had gone through it before its end was dated; A from May; D from its convenio.
  expect(await denominators('N5')).toEqual([0, 0, 2, 2]);
});

test('the states that count as active are those of the cycle, every one', async () => {
  for (const state of stateNames) await world.alliance('LPZ', { state });
  const active = stateNames.filter((s) => states[s].active);
  expect((await figure('N8-datos')).d).toBe(active.length);
  console.log(`active: ${active.length} of ${stateNames.length} states`);
});

test('a correction of a validated record leaves the validated figure until it is validated itself', async () => {
  const a = await world.alliance('LPZ');
  const who = await world.person('ACOMPANANTE', [a.id]);
  const record = newId();
  const body = { allianceId: a.id, done: true, presentMembers: [], topics: ['genero'], commitments: [], photos: [] };
  await must(who, 'visit.register', record, body, { occurredOn: '2026-06-02', at: '2026-06-02T15:00:00.000Z' });
  expect((await figure('N8-visitas', '2026-M06', 3)).n).toBe(0);
  await world.db.query('update visit set level = 3 where record_id = $1', [record]);
  expect((await figure('N8-visitas', '2026-M06', 3)).n).toBe(1);
  const text = compose({
    kind: 'visit.correct',
    actor: who,
    subjectId: record,
    baseVersion: 1,
    body: { ...body, done: false, notDoneReason: 'salud', topics: [] },
    occurredOn: '2026-06-02',
    at: NOW,
  });
  expect((await executeCommands(world.system.context, { texts: [text], actor: who, receivedAt: NOW }))[0]?.status).toBe('accepted');
  expect((await figure('N8-visitas', '2026-M06', 3)).n).toBe(1);
  expect((await figure('N8-visitas', '2026-M06', 1)).n).toBe(0);
});

test('every measure is told in a story', () => {
  expect([...told].sort()).toEqual(measures.map((m) => m.code).sort());
});
