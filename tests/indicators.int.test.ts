import { beforeEach, expect, test } from 'vitest';
import { type AllianceState, stateNames, states } from '../domain/alliance/states.ts';
import { estimate, type Figure } from '../domain/monitoring/estimators.ts';
import { measureOf, measures } from '../domain/monitoring/indicators.ts';
import { periodOf } from '../domain/monitoring/period.ts';
import type { Actor } from '../domain/people/actor.ts';
import { compose } from '../server/commands/compose.ts';
import { noteEarlierTransfers } from '../server/commands/earlierTransfers.ts';
import { executeCommands } from '../server/commands/executeCommands.ts';
import { recordInitialParameters } from '../server/commands/initialParameters.ts';
import { newId } from '../server/ids.ts';
import { figureOf } from '../server/monitoring/figures.ts';
import { type EvidenceRow, runMeasure } from '../server/monitoring/runMeasure.ts';
import { trendOf } from '../server/monitoring/trend.ts';
import { loadCatalogue } from '../server/stores/loadCatalogue.ts';
import { NOW, openWorld, TODAY, type World } from './helpers/world.ts';

/** Every story is small enough to be calculated on paper; the comment of each shows how. Today is 15/06/2026. */
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

async function rowsOf(code: string, period = '2026-Q2', level = 1, today = TODAY): Promise<EvidenceRow[]> {
  told.add(code);
  const asked = periodOf(period);
  if (!asked) throw new Error(period);
  return runMeasure(world.db, code, { programme: 'PAR2FA', period: asked, level, today, subjects: null });
}

async function figure(code: string, period = '2026-Q2', level = 1): Promise<Figure> {
  const measure = measureOf(code);
  if (!measure) throw new Error(code);
  return estimate(measure.estimator, await rowsOf(code, period, level));
}

/** The reasons why things are listed but not counted. */
const reasons = async (code: string, period: string, level = 1) =>
  (await rowsOf(code, period, level)).filter((r) => r.n === 0 && r.d === 0).map((r) => r.note);

/** A visit that was done, or reported as not done. */
const visit = (who: Actor, allianceId: string, occurredOn: string, done = true, id = newId()) =>
  must(
    who,
    'visit.register',
    id,
    {
      allianceId,
      done,
      notDoneReason: done ? null : 'clima',
      presentMembers: [],
      topics: done ? ['produccion'] : [],
      commitments: [],
      photos: [],
    },
    { occurredOn, at: `${occurredOn}T15:00:00.000Z` },
  );

/**
 * Raises the records of a kind to a level, as verifying or validating them would: all current ones, or one by its id.
 */
const raise = (noun: string, level: number, id?: string) =>
  world.db.query(`update ${noun} set level = $1 where standing = 'current' and ($2::uuid is null or record_id = $2)`, [
    level,
    id ?? null,
  ]);

async function must(
  actor: Actor,
  kind: string,
  subjectId: string,
  body: object,
  more: Parameters<World['send']>[4] = {},
): Promise<string> {
  const result = await world.send(actor, kind, subjectId, body, more);
  if (result.status !== 'accepted') throw new Error(`${kind}: ${JSON.stringify(result)}`);
  return subjectId;
}

let ci = 1_000_000;
/** Enrols a family of an alliance, represented by a woman or a man; returns its id. */
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

const signed = (signedOn: string, kind: 'integral' | 'AT' = 'integral') => ({
  id: newId(),
  kind,
  signedOn,
  number: 'C-1',
});

test('R5 and R5.a: five families, two of them women; the one in two OPPs counts once, in the first by date', async () => {
  // A (convenio 01/03/2025): 2 women, 1 man. B (convenio 01/06/2025): 2 men and one woman of A again → 5 families, 2
  // women: 40 %.
  const a = await world.alliance('LPZ', { agreement: signed('2025-03-01'), data: { model: 1 } });
  const b = await world.alliance('ORU', { agreement: signed('2025-06-01', 'AT'), data: { model: 2 } });
  const first = await family(a.id, 'F', '2025-03-01');
  await family(a.id, 'F', '2025-03-01');
  await family(a.id, 'M', '2025-03-01');
  await family(b.id, 'M', '2025-06-01');
  await family(b.id, 'M', '2025-06-01');
  await world.db.query(
    `insert into organisation_member
      select (jsonb_populate_record(null::organisation_member,
        to_jsonb(m) || jsonb_build_object('id', $1::text, 'record_id', $1::text, 'organisation_id', $2::text,
          'joined_on', '2025-06-01'))).*
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

test('what is not known is no 0: models, days of signature, who represents a family, families of an alliance', async () => {
  // Two convenios belong to alliances with an unknown model, so the number of model 1 is unknown and not 0. A third
  // convenio, of model 2, changes nothing.
  const unknown = await world.alliance('LPZ', { agreement: signed('2025-03-01'), data: {} });
  await world.alliance('LPZ', { agreement: signed('2025-04-01'), data: {} });
  await world.alliance('ORU', { agreement: signed('2025-04-01'), data: { model: 2 } });
  expect(await figure('1.2a')).toMatchObject({ status: 'noData', value: null, rows: 3, n0: 2 });
  expect((await reasons('1.2a', '2026')).sort()).toEqual(['modelo sin dato', 'modelo sin dato', 'otro modelo']);
  await world.alliance('POT', { agreement: { ...signed('2025-05-01'), signedOn: null }, data: { model: 1 } });
  expect(await figure('1.2a')).toMatchObject({ value: null, n0: 3 });
  await world.alliance('POT', { agreement: signed('2025-05-01'), data: { model: 1 } });
  expect(await figure('1.2a')).toMatchObject({ value: 1, n0: 3 });
  // A convenio without a day: whether it was signed by March 2024 is unknown.
  expect(await figure('P9', '2024-M03')).toMatchObject({ status: 'noData', value: null });
  expect(await figure('P9')).toMatchObject({ value: 4, n0: 1 });
  // Nobody has registered the families of this alliance, so their number is unknown and not 0 either.
  const measure = measureOf('R5');
  const period = periodOf('2026');
  if (!measure || !period) throw new Error('R5');
  const scope = () => `e.alliance_id = '${unknown.id}'`;
  const own = () =>
    figureOf(world.db, { measure, period, programme: 'PAR2FA', level: 1, today: TODAY, view: 'full', scope });
  await family((await world.alliance('ORU', { agreement: signed('2025-06-01') })).id, 'M', '2025-06-01');
  expect(await own()).toMatchObject({ status: 'noData', value: null });
  await family(unknown.id, 'M', '2025-06-01');
  expect(await own()).toMatchObject({ status: 'value', value: 1 });
  expect(await figure('R5a')).toMatchObject({ value: 0, d: 2, n0: 0 });
  // Two families without a known representative: the figure is unknown. A third, represented by a woman, is known.
  await world.db.query('update organisation_member set representative_sex = null');
  expect(await figure('R5a')).toMatchObject({ status: 'noData', value: null, d: 2, n0: 2 });
  await family(unknown.id, 'F', '2025-06-01');
  expect(await figure('R5a')).toMatchObject({ n: 1, d: 3, n0: 2 });
});

async function buyerOf(
  allianceId: string,
  baseline: number | null,
  terms: { startsOn?: string; endsOn?: string } = {},
): Promise<string> {
  const buyerId = newId();
  await must(expert, 'buyer.register', buyerId, { name: 'Procesadora de prueba' });
  await must(expert, 'businessAgreement.record', newId(), {
    allianceId,
    buyerId,
    productCode: 'PAPA',
    quantityPerCycle: 1_000_000,
    unitCode: 'qq',
    price: 800_000,
    ...terms,
    ...(baseline === null ? {} : { baselineQuantity: baseline }),
  });
  return buyerId;
}

/** An alliance in operation since a day, with its convenio: the beginning of most stories. */
const operating = (unit: string, stateSince = '2025-01-10', more: Record<string, unknown> = {}) =>
  world.alliance(unit, { stateSince, agreement: signed('2024-12-01'), ...more });

async function sale(
  who: Actor,
  allianceId: string,
  occurredOn: string,
  quantity: number,
  buyer: object,
): Promise<void> {
  await must(
    who,
    'sale.register',
    newId(),
    { allianceId, productCode: 'PAPA', unitCode: 'qq', quantity, price: 850_000, photos: [], ...buyer },
    { occurredOn, at: `${occurredOn}T15:00:00.000Z` },
  );
}

test('N5: of two alliances in operation one sold to the agreed buyer in the quarter: 50 %; a sale at the fair does not count', async () => {
  const a = await operating('LPZ');
  const b = await operating('LPZ');
  await operating('LPZ', '2025-01-10', { state: 'EN_INVERSION' });
  const who = await world.person('ACOMPANANTE', [a.id, b.id]);
  const buyer = await buyerOf(a.id, null);
  await buyerOf(b.id, null);
  await sale(who, a.id, '2026-05-10', 1_200_000, { buyerId: buyer });
  await sale(who, b.id, '2026-05-12', 300_000, { buyerOther: 'Feria del sábado' });
  expect(await figure('N5')).toMatchObject({ n: 1, d: 2, value: 0.5 });
  expect(await figure('N5', '2026-Q1')).toMatchObject({ n: 0, d: 2, value: 0 });
  // To the agreed buyer, but the agreement had ended, or not begun: not in its frame.
  const other = newId();
  await must(expert, 'buyer.register', other, { name: 'Otra compradora' });
  for (const terms of [{ endsOn: '2026-05-19' }, { startsOn: '2026-05-21' }])
    await must(expert, 'businessAgreement.record', newId(), {
      allianceId: b.id,
      buyerId: other,
      productCode: 'PAPA',
      unitCode: 'qq',
      ...terms,
    });
  await sale(who, b.id, '2026-05-20', 300_000, { buyerId: other });
  expect(await figure('N5')).toMatchObject({ n: 1, d: 2 });
  await sale(who, b.id, '2026-05-21', 300_000, { buyerId: other });
  expect(await figure('N5')).toMatchObject({ n: 2, d: 2 });
});

test('young is from the day one is 18 to the day before one is 29, on the cut-off day and not at the end of its period', async () => {
  const a = await world.alliance('LPZ', { agreement: signed('2025-03-01'), data: { model: 1 } });
  const births = ['2008-06-15', '2008-06-16', '1997-06-15', '1997-06-16'];
  for (const birthDate of births) {
    const familyId = await family(a.id, 'F', '2025-03-01');
    await world.db.query('update person set birth_date = $1 where id = (select holder_id from family where id = $2)', [
      birthDate,
      familyId,
    ]);
  }
  const young = async (period: string) => {
    const days = new Map<string, boolean | null>();
    for (const row of await rowsOf('R5', period)) {
      const [person] = await world.db.query<{ birth_date: string }>(
        'select h.birth_date from family f join person h on h.id = f.holder_id where f.id = $1',
        [row.thing.split(':')[0]],
      );
      days.set(person?.birth_date ?? '', row.young);
    }
    return births.map((day) => days.get(day));
  };
  // Today, 15/06/2026, whatever ends later; on 31/05/2026 the two birthdays of June had not come.
  for (const period of ['2026-M06', '2026'])
    expect([period, await young(period)]).toEqual([period, [true, false, false, true]]);
  expect(await young('2026-M05')).toEqual([false, false, true, true]);
});

test('A4: the twelve months end today, not with the period; two readings; who began in January is not due', async () => {
  const due = await operating('LPZ');
  const young = await operating('LPZ', '2026-01-10');
  const who = await world.person('ACOMPANANTE', [due.id, young.id]);
  // The agreement ended on 30/04/2026: what was sold after it was sold to the agreed buyer, not in the frame of the
  // agreement.
  const buyer = await buyerOf(due.id, 1_000_000, { startsOn: '2025-01-01', endsOn: '2026-04-30' });
  await buyerOf(young.id, 1_000_000);
  await sale(who, due.id, '2025-06-20', 600_000, { buyerId: buyer });
  await sale(who, due.id, '2026-03-01', 700_000, { buyerId: buyer });
  await sale(who, due.id, '2026-05-01', 500_000, { buyerId: buyer });
  // More than twelve months before today (15/06/2026): outside.
  await sale(who, due.id, '2025-06-14', 400_000, { buyerId: buyer });
  // 60 + 70 = 130 qq in force against 100: +30 %. With the 50 of May, 180: +80 %.
  for (const period of ['2026-M06', '2026-Q2', '2026-S1', '2026']) {
    const found = await figure('A4', period);
    expect(found).toMatchObject({ status: 'value', rows: 1, notDue: 1 });
    expect(found.value).toBeCloseTo(0.3, 10);
    expect((await figure('A4-comprador', period)).value).toBeCloseTo(0.8, 10);
  }
  // Of a past period, its own end: in the twelve months to 31/03/2026 60 + 70 + 40.
  expect((await figure('A4', '2026-Q1')).value).toBeCloseTo(0.7, 10);
});

test('A4 is due when an operation ends, and its twelve months end with it; unknown beginnings and ends are listed', async () => {
  // Ended on 01/03/2026; the day on which its operation began is unknown. 90 qq in the twelve months up to that day,
  // compared with 100. Never "aún no exigible".
  const ended = await operating('LPZ', '2026-03-01', { state: 'OPERACION_CONCLUIDA' });
  const who = await world.person('ACOMPANANTE', [ended.id]);
  const buyer = await buyerOf(ended.id, 1_000_000);
  await sale(who, ended.id, '2025-04-01', 900_000, { buyerId: buyer });
  await sale(who, ended.id, '2026-05-01', 500_000, { buyerId: buyer });
  for (const period of ['2026-Q2', '2026']) {
    const found = await figure('A4', period);
    expect(found).toMatchObject({ status: 'value', rows: 1, notDue: 0 });
    expect(found.value).toBeCloseTo(-0.1, 10);
  }
  // Before it ended nobody can say whether it had operated for twelve months.
  expect(await reasons('A4', '2026-M02')).toEqual(['sin fecha de inicio de la operación']);
  const closed = await operating('ORU', '2026-05-01', { state: 'CERRADA' });
  await buyerOf(closed.id, 1_000_000);
  const undated = await world.alliance('POT', { agreement: signed('2025-01-01') });
  await buyerOf(undated.id, 1_000_000);
  expect((await reasons('A4', '2026')).sort()).toEqual([
    'sin fecha de inicio de la operación',
    'sin fecha del fin de la operación',
  ]);
  expect(await figure('A4', '2026')).toMatchObject({ status: 'value', d: 1, notDue: 0 });
});

/** An agreement about potatoes with a buyer, with some of its terms unknown. */
const agreed = (allianceId: string, buyerId: string, terms: object) =>
  must(expert, 'businessAgreement.record', newId(), {
    allianceId,
    buyerId,
    productCode: 'PAPA',
    unitCode: 'qq',
    price: 800_000,
    ...terms,
  });

test('A4 without a sale in the twelve months is without data; sold only to others is 0; each level by its records', async () => {
  // Ended on 01/03/2026 with its last sale in 2024; in operation without any sale; in operation, all of it sold at the
  // fair.
  const ended = await operating('LPZ', '2026-03-01', { state: 'OPERACION_CONCLUIDA' });
  const silent = await operating('ORU');
  const elsewhere = await operating('POT');
  const who = await world.person('ACOMPANANTE', [ended.id, silent.id, elsewhere.id]);
  const buyer = await buyerOf(ended.id, 1_000_000);
  await buyerOf(silent.id, 1_000_000);
  await buyerOf(elsewhere.id, 1_000_000);
  await sale(who, ended.id, '2025-03-01', 900_000, { buyerId: buyer });
  await sale(who, ended.id, '2026-03-02', 900_000, { buyerId: buyer });
  const none = 'sin ventas registradas en los doce meses';
  for (const code of ['A4', 'A4-comprador']) {
    expect([code, await reasons(code, '2026')]).toEqual([code, [none, none, none]]);
    expect(await figure(code, '2026')).toMatchObject({
      status: 'noData',
      value: null,
      n: 0,
      d: 0,
      n0: 0,
      d0: 0,
      notDue: 0,
    });
  }
  await sale(who, elsewhere.id, '2026-05-12', 300_000, { buyerOther: 'Feria del sábado' });
  expect(await figure('A4', '2026')).toMatchObject({ value: -1, d: 1, d0: 1 });
  // 45 qq of the year that ended with the operation, against 100: the other two stay out.
  await sale(who, ended.id, '2025-03-02', 450_000, { buyerId: buyer });
  expect(await figure('A4', '2026')).toMatchObject({ value: -0.775, d: 2, d0: 2 });
  expect(await reasons('A4', '2026')).toEqual([none]);
  // At the validated level none of the sales counts, so the volume is unknown.
  for (const noun of ['alliance_profile', 'agreement', 'commercial_agreement']) await raise(noun, 3);
  expect(await figure('A4', '2026', 3)).toMatchObject({ status: 'noData', d: 0, d0: 0 });
  expect([...new Set(await reasons('A4', '2026', 3))]).toEqual(['sin ventas validadas en los doce meses']);
  expect([...new Set(await reasons('A4', '2026', 2))]).toEqual(['sin ventas verificadas en los doce meses']);
});

test('A4 without a baseline, a price or a conversion is listed; a new buyer is in the increase and has no share', async () => {
  const [first, second, third, fourth, fifth, sixth] = await Promise.all(
    Array.from({ length: 6 }, () => operating('LPZ')),
  );
  if (!first || !second || !third || !fourth || !fifth || !sixth) throw new Error('six');
  const who = await world.person(
    'ACOMPANANTE',
    [first, second, third, fourth, fifth, sixth].map((a) => a.id),
  );
  const other = newId();
  await must(expert, 'buyer.register', other, { name: 'Otra compradora' });
  const year = { startsOn: '2024-01-01', endsOn: '2025-12-31' };
  // One buyer whose baseline is known and one whose is not; the second agreement with the same buyer need not say it
  // again.
  const known = await buyerOf(first.id, 1_000_000);
  await agreed(first.id, other, {});
  const again = await buyerOf(second.id, 1_000_000, year);
  await agreed(second.id, again, { startsOn: '2026-01-01' });
  await agreed(third.id, other, { price: null, baselineQuantity: 1_000_000 });
  await agreed(fourth.id, other, { unitCode: null, baselineQuantity: 1_000_000 });
  await agreed(fifth.id, other, { baselineQuantity: 0 });
  await agreed(sixth.id, other, { baselineQuantity: 1_000_000 });
  await sale(who, first.id, '2026-05-01', 500_000, { buyerId: known });
  await sale(who, second.id, '2026-05-01', 500_000, { buyerId: again });
  for (const { id } of [third, fourth, sixth]) await sale(who, id, '2026-05-01', 500_000, { buyerId: other });
  await sale(who, fifth.id, '2026-05-01', 700_000, { buyerId: other });
  // Sold in a unit that nobody can convert.
  await world.db.query('update sale set quantity_base = null where alliance_id = $1', [sixth.id]);
  const listed = [
    'sin línea base',
    'sin precio pactado',
    'acuerdo en una unidad sin conversión',
    'línea base en cero',
    'ventas en una unidad sin conversión',
  ];
  expect((await reasons('A4', '2026')).sort()).toEqual(listed.sort());
  expect(await figure('A4', '2026')).toMatchObject({ value: -0.5, d: 1, d0: 1, notDue: 0 });
  // 50 qq less at Bs 80 with the buyer of before, 70 more with the new one: Bs 1,600.
  expect(await figure('A4-aumento', '2026')).toMatchObject({ value: 1_600, d: 2, notDue: 0 });
  expect(await reasons('A4-aumento', '2026')).toHaveLength(4);
  expect(await figure('A4-aumento', '2025')).toMatchObject({ status: 'notDue', value: null });
});

test('A4 alone with what is not due says so, and with nothing says s/d', async () => {
  expect(await figure('A4', '2026-S1')).toMatchObject({ status: 'noData' });
  const young = await operating('LPZ', '2026-01-10');
  await buyerOf(young.id, 1_000_000);
  expect(await figure('A4', '2026-S1')).toMatchObject({ status: 'notDue', value: null });
});

test('N8: two of three active alliances have data in the quarter; BR-48: three visits done cover 3 of the 9 months begun', async () => {
  // April, May and June have begun: 3 alliances × 3 months = 9. A visited in April and May (twice in May: one month), B
  // in June; a visit that could not be done is data but covers no month: C has data in no case, B has its own.
  const a = await operating('LPZ');
  const b = await operating('LPZ', '2025-01-10', { state: 'EN_INVERSION' });
  await operating('ORU');
  await operating('ORU', '2026-03-20', { state: 'OPERACION_CONCLUIDA' });
  const who = await world.person('ACOMPANANTE', [a.id, b.id]);
  await visit(who, a.id, '2026-04-03');
  await visit(who, a.id, '2026-05-04');
  await visit(who, a.id, '2026-05-20');
  await visit(who, b.id, '2026-06-02');
  await visit(who, b.id, '2026-05-02', false);
  expect(await figure('N8-datos')).toMatchObject({ n: 2, d: 3 });
  expect(await figure('N8-visitas')).toMatchObject({ n: 3, d: 9 });
});

const MONTHS = ['2026-M03', '2026-M04', '2026-M05', '2026-M06'];
async function denominators(code: string, months: readonly string[] = MONTHS): Promise<number[]> {
  const found: number[] = [];
  for (const month of months) found.push((await figure(code, month)).d);
  return found;
}

test('active is from the signature of the convenio to the end of operation; what has no day is in no part, and says why', async () => {
  // A signed on 10/04/2026 and is in operation since 10/05. B signed long ago and ended on 20/04: active in April, not
  // in May. C is in operation since an unknown day, with a convenio of 01/05: active from then. D has no dated
  // convenio. E closed on 05/05, and the end of its operation is unknown: until 05/05 it may have been active. F ended
  // on an unknown day. G never signed.
  await world.alliance('LPZ', { stateSince: '2026-05-10', agreement: signed('2026-04-10') });
  await world.alliance('LPZ', {
    state: 'OPERACION_CONCLUIDA',
    stateSince: '2026-04-20',
    agreement: signed('2025-01-01'),
  });
  await world.alliance('ORU', { agreement: signed('2026-05-01') });
  await world.alliance('ORU', { stateSince: '2025-01-10', agreement: { ...signed('2025-01-01'), signedOn: null } });
  await world.alliance('POT', { state: 'CERRADA', stateSince: '2026-05-05', agreement: signed('2025-01-01') });
  await world.alliance('POT', { state: 'OPERACION_CONCLUIDA', agreement: signed('2026-06-01') });
  await world.alliance('POT', { state: 'PLAN_VIABLE', stateSince: '2026-01-01' });
  // H has a convenio of January, but its history reaches the signature only in July: not active before July, whatever
  // the convenio says.
  await world.alliance('POT', { state: 'CONVENIO_FIRMADO', stateSince: '2026-07-20', agreement: signed('2026-01-05') });
  expect(await denominators('N8-datos')).toEqual([1, 2, 2, 2]);
  expect(await denominators('N8-visitas')).toEqual([1, 2, 2, 2]);
  const [unsigned, unended] = ['sin fecha de firma del convenio', 'sin fecha del fin de la operación'];
  const listed: (string | null)[][] = [];
  for (const month of MONTHS) listed.push((await reasons('N8-datos', month)).sort());
  expect(listed).toEqual([
    [unsigned, unended],
    [unsigned, unended],
    [unsigned, unended],
    [unsigned, unended],
  ]);
  // In operation: A from 10/05; D since 2025, whatever its convenio; C since an unknown day; B ended on a known day and
  // began on an unknown one.
  expect(await denominators('N5')).toEqual([1, 1, 2, 2]);
  expect((await reasons('N5', '2026-M06')).sort()).toEqual(['sin fecha de inicio de la operación', unended]);
  // A convenio without its day is in no count of convenios either.
  expect(await reasons('P9', '2026')).toEqual([unsigned]);
});

test('an alliance with an agreement is active in every state from its signature to the end of operation', async () => {
  for (const state of stateNames)
    await world.alliance('LPZ', { state, stateSince: '2026-01-10', agreement: signed('2025-01-01') });
  const place = (s: AllianceState) => states[s].stage ?? 0;
  const active = stateNames.filter((s) => place(s) >= place('CONVENIO_FIRMADO') && place(s) <= place('EN_OPERACION'));
  expect((await figure('N8-datos')).d).toBe(active.length);
  const places = await world.db.query<{ state: AllianceState; place: number | null }>(
    'select s as state, alliance_state_order(s) as place from unnest($1::text[]) s',
    [stateNames],
  );
  expect(Object.fromEntries(places.map((p) => [p.state, p.place]))).toEqual(
    Object.fromEntries(stateNames.map((s) => [s, states[s].stage])),
  );
  console.log(`active: ${active.length} of ${stateNames.length} states`);
});

test('a correction of the state replaces what had been said of its day and of later ones', async () => {
  // In operation since 2025; concluded on 10/03/2026 by mistake; put back on 01/06/2026, in operation since 05/01/2026:
  // it never ended.
  const a = await operating('LPZ');
  const agreement = await world.db.query<{ record_id: string }>(
    'select record_id from agreement where alliance_id = $1',
    [a.id],
  );
  await must(expert, 'agreement.correct', agreement[0]?.record_id ?? '', { endsOn: '2026-03-01' }, { baseVersion: 1 });
  const documentId = newId();
  await must(expert, 'document.record', documentId, { title: 'Informe' });
  const operator = await world.person('UOD_OPERADOR', ['LPZ']);
  await must(operator, 'alliance.advance', a.id, { to: 'OPERACION_CONCLUIDA', documentId, reachedOn: '2026-03-10' });
  expect([await denominators('N5'), await denominators('N8-datos')]).toEqual([
    [1, 0, 0, 0],
    [1, 0, 0, 0],
  ]);
  const coordinator = await world.person('UCN_COORD');
  await must(coordinator, 'alliance.correctState', a.id, {
    to: 'EN_OPERACION',
    reachedOn: '2026-01-05',
    reason: 'Se concluyó por error',
    documentId,
  });
  expect([await denominators('N5'), await denominators('N8-datos')]).toEqual([
    [1, 1, 1, 1],
    [1, 1, 1, 1],
  ]);
  // Back to investment since April, though its file had said, without a day, that it had gone through more: never in
  // operation from then on.
  await must(coordinator, 'alliance.correctState', a.id, {
    to: 'EN_INVERSION',
    reachedOn: '2026-04-01',
    reason: 'Nunca llegó a operar',
    documentId,
  });
  expect(await denominators('N5')).toEqual([1, 0, 0, 0]);
});

test('a transfer leaves past periods with the unit that had the alliance', async () => {
  const a = await operating('LPZ');
  const coordinator = await world.person('UCN_COORD');
  const documentId = newId();
  await must(expert, 'document.record', documentId, { title: 'Nota' });
  const transfer = (unitId: string, on: string) =>
    must(coordinator, 'alliance.transfer', a.id, { unitId, on, reason: 'Reordenamiento', documentId });
  const units = async (code: string) => {
    const found: (string | null | undefined)[] = [];
    for (const month of MONTHS) found.push((await rowsOf(code, month))[0]?.unit_id);
    return found;
  };
  await transfer('ORU', '2026-05-10');
  for (const code of ['P9', '1.2a', 'N5', 'N8-datos', 'N8-visitas'])
    expect([code, await units(code)]).toEqual([code, ['LPZ', 'LPZ', 'ORU', 'ORU']]);
  // An act that is applied later with an earlier day decides from that day on.
  await transfer('POT', '2026-04-02');
  expect(await units('P9')).toEqual(['LPZ', 'POT', 'POT', 'POT']);
  // The line of La Paz has it up to March, as each of its periods says.
  const measure = measureOf('P9');
  const period = periodOf('2026-M06');
  if (!measure || !period) throw new Error('P9');
  const asked = {
    measure,
    period,
    programme: 'PAR2FA',
    level: 1,
    today: TODAY,
    view: 'full' as const,
    scope: () => `e.unit_id = 'LPZ'`,
  };
  expect((await trendOf(world.db, asked)).slice(-4).map((p) => p.figure.value)).toEqual([1, 0, 0, 0]);
  // Transfers from before the table of transfers existed are written into it once, from the journal.
  await world.db.query('delete from alliance_transfer');
  expect(await units('P9')).toEqual(['POT', 'POT', 'POT', 'POT']);
  expect(await noteEarlierTransfers(world.system.context, NOW)).toBe(2);
  expect(await noteEarlierTransfers(world.system.context, NOW)).toBe(0);
  expect(await units('P9')).toEqual(['LPZ', 'POT', 'POT', 'POT']);
});

test('two doubles of one organisation joined, the surviving family with the later day: nobody is lost', async () => {
  // Three enrolments from before the signature become two families when two of them are merged. The one written first
  // joined last, so by the order of writing and by the day of joining a different one of the two comes first.
  const a = await world.alliance('LPZ', { agreement: signed('2025-06-01'), data: { model: 1 } });
  const late = await family(a.id, 'F', '2025-03-20');
  await family(a.id, 'M', '2025-02-01');
  const early = await family(a.id, 'F', '2025-01-10');
  expect((await figure('R5')).value).toBe(3);
  const question = newId();
  await world.db.query(
    `insert into duplicate_question (id, noun, left_id, right_id, reason, score, status, version, entry_id, row_hash)
      values ($1, 'family', $2, $3, 'La misma', 95, 'open', 1, $1, '')`,
    [question, early, late],
  );
  await must(expert, 'duplicate.decide', question, { verdict: 'same', keepId: late, note: 'Es la misma familia' });
  expect(await figure('R5')).toMatchObject({ value: 2, rows: 2 });
  expect(await figure('R5a')).toMatchObject({ n: 1, d: 2 });
});

test('a period that has not begun is refused, and what runs is looked at up to today', async () => {
  const refused = rowsOf('P9', '2026-M07');
  await expect(refused).rejects.toMatchObject({ problem: { code: 'SIGG-362' } });
  // Signed tomorrow: not signed today, whatever the end of the period.
  await world.alliance('LPZ', { agreement: signed('2026-06-16') });
  for (const code of ['P9', '1.2a', 'R5', 'N8-datos', 'N8-visitas'])
    expect([code, (await figure(code, '2026')).d + (await figure(code, '2026')).n]).toEqual([code, 0]);
});

test('what an import brings counts at a level once its profile has reached it, with its stages; acts hold from then on', async () => {
  // Twenty alliances brought in, convenio and families with them, beside one that was validated: at levels 2 and 3
  // nothing moves.
  const known = await operating('LPZ', '2025-01-10', { data: { model: 1 } });
  await family(known.id, 'F', '2025-01-01');
  for (const noun of ['alliance_profile', 'agreement', 'organisation_member']) await raise(noun, 3);
  const all = async (level: number) => {
    const found: [string, number, number][] = [];
    for (const code of ['R5', 'R5a', '1.2a', 'P9', 'N5', 'N8-datos', 'N8-visitas']) {
      const { n, d } = await figure(code, '2026', level);
      found.push([code, n, d]);
    }
    return found;
  };
  const before = await all(3);
  expect(before).toEqual([
    ['R5', 1, 0],
    ['R5a', 1, 1],
    ['1.2a', 1, 0],
    ['P9', 1, 0],
    ['N5', 0, 1],
    ['N8-datos', 0, 1],
    ['N8-visitas', 0, 6],
  ]);
  for (let i = 0; i < 20; i += 1) await operating('ORU', '2025-02-01', { data: { model: 1 } });
  const other = await operating('ORU', '2025-02-01', { data: { model: 1 } });
  await family(other.id, 'M', '2025-02-01');
  expect(await all(2)).toEqual(before);
  expect(await all(3)).toEqual(before);
  expect((await figure('N8-datos', '2026', 1)).d).toBe(22);
  // Its convenio is validated and its profile is not: the alliance does not count yet. Then it does, with the stage
  // that its adoption gave.
  await raise('agreement', 3);
  expect(await all(3)).toEqual(before);
  await raise('alliance_profile', 3, other.id);
  expect((await all(3)).find(([code]) => code === 'N5')).toEqual(['N5', 0, 2]);
});

test('a doubtful record counts as registered, and from level 2 on once the unit has resolved it', async () => {
  const a = await operating('LPZ');
  const stranger = await world.person('ACOMPANANTE', []);
  const id = newId();
  const body = { allianceId: a.id, done: true, presentMembers: [], topics: ['genero'], commitments: [], photos: [] };
  const sent = await world.send(stranger, 'visit.register', id, body, {
    occurredOn: '2026-06-02',
    at: '2026-06-02T15:00:00.000Z',
  });
  expect(sent).toMatchObject({ status: 'accepted', flags: [expect.any(String)] });
  await raise('alliance_profile', 3);
  await raise('agreement', 3);
  expect((await figure('N8-visitas', '2026-M06', 1)).n).toBe(1);
  expect((await figure('N8-visitas', '2026-M06', 2)).n).toBe(0);
  await raise('visit', 2);
  expect((await figure('N8-visitas', '2026-M06', 2)).n).toBe(1);
});

test('a correction of a validated record leaves the validated figure until it is validated itself', async () => {
  const a = await operating('LPZ');
  await raise('alliance_profile', 3);
  await raise('agreement', 3);
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
  expect((await executeCommands(world.system.context, { texts: [text], actor: who, receivedAt: NOW }))[0]?.status).toBe(
    'accepted',
  );
  expect((await figure('N8-visitas', '2026-M06', 3)).n).toBe(1);
  expect((await figure('N8-visitas', '2026-M06', 1)).n).toBe(0);
});

test('3.2.1: of four complaints two were answered in term, one late, one is not due: over four, or over three', async () => {
  const officer = await world.person('UCN_RECL');
  const told = (receivedOn: string) => ({
    receivedOn,
    channel: 'oficina',
    story: 'No llegaron los plantines.',
    privacy: 'publica',
    unitId: 'LPZ',
  });
  const answered = async (receivedOn: string, answeredOn: string | null) => {
    const id = await must(officer, 'complaint.register', newId(), told(receivedOn));
    const answer = { answer: 'No corresponde al programa.', answeredOn, answerChannel: 'carta' };
    if (answeredOn) await must(officer, 'complaint.dismiss', id, answer, { baseVersion: 1 });
  };
  // 30 days, 0 days; 31 days; none yet. 2 of 4, 2 of 3: every detail is in
  // tests/participation/complaintFigures.int.test.ts.
  await answered('2026-04-02', '2026-05-02');
  await answered('2026-05-20', '2026-05-20');
  await answered('2026-05-01', '2026-06-01');
  await answered('2026-06-10', null);
  expect(await figure('3.2.1')).toMatchObject({ n: 2, d: 4, value: 0.5, notDue: 0 });
  expect(await figure('3.2.1-exigible')).toMatchObject({ n: 2, d: 3, notDue: 1 });
  // Nothing was received in March: no share, and not 0 %.
  expect(await figure('3.2.1', '2026-M03', 3)).toMatchObject({ status: 'noData', value: null });
});

/** An event that was held, as far as a level: 1 held, 2 verified, 3 validated. */
async function heldEvent(level: 1 | 2 | 3, kind: string, heldOn: string, more: Record<string, unknown> = {}) {
  const official = await world.person('UOD_OFICIAL', ['LPZ']);
  const body = { name: 'Taller', kind, plannedOn: heldOn, unitId: 'LPZ', municipalityCode: '020101', ...more };
  const id = await must(official, 'event.register', newId(), body);
  const documentId = await must(official, 'document.record', newId(), { title: 'Lista', reference: 'Caja 1' });
  await must(official, 'event.hold', id, { heldOn, documentId }, { baseVersion: 1 });
  const operator = await world.person('UOD_OPERADOR', ['LPZ']);
  if (level > 1) await must(operator, 'event.verify', id, {}, { baseVersion: 2 });
  if (level > 2) await must(expert, 'event.validate', id, {}, { baseVersion: 3 });
  return { id, official };
}

const EVENTS = { P1: 'difusion', P4: 'proveedores', P5: 'formulacion', P7: 'administracion', N3: 'encuentro' };
test('P1, P4, P5, P7, N3, D20: of a kind, held in the quarter, at a level; not what is only programmed or annulled', async () => {
  for (const [code, kind] of Object.entries({ ...EVENTS, D20: 'monitoreo' })) {
    await heldEvent(1, kind, '2026-04-01');
    await heldEvent(2, kind, '2026-05-10');
    await heldEvent(3, kind, TODAY);
    // Of the quarter before, annulled, and only programmed: in none.
    await heldEvent(3, kind, '2026-03-31');
    const { id, official } = await heldEvent(1, kind, '2026-05-20');
    await must(official, 'event.annul', id, { annulReason: 'No hubo lista' }, { baseVersion: 2 });
    const later = { name: 'Otro', kind, plannedOn: TODAY, unitId: 'LPZ' };
    await must(official, 'event.register', newId(), later);
    const of = async (period: string, level: number) => (await figure(code, period, level)).n;
    expect([
      code,
      await of('2026-Q2', 1),
      await of('2026-Q2', 2),
      await of('2026-Q2', 3),
      await of('2026-Q1', 3),
    ]).toEqual([code, 3, 2, 1, 1]);
  }
});

test('an observed event counts as held and no longer as verified, until it is verified again', async () => {
  const { id, official } = await heldEvent(3, 'difusion', '2026-05-10');
  await must(expert, 'event.observe', id, { observation: 'La lista es de otro día' }, { baseVersion: 4 });
  expect([(await figure('P1', '2026-Q2', 1)).n, (await figure('P1', '2026-Q2', 2)).n]).toEqual([1, 0]);
  const documentId = await must(official, 'document.record', newId(), { title: 'Lista', reference: 'Caja 2' });
  await must(official, 'event.hold', id, { heldOn: '2026-05-11', documentId }, { baseVersion: 5 });
  expect((await rowsOf('P1')).map((r) => r.counts_on)).toEqual(['2026-05-11']);
});

test('N1: campaigns with a gender strategy, all and by whom they reach', async () => {
  const campaign = (audience: string, genderStrategy: boolean | null = true) =>
    heldEvent(1, 'campana', '2026-05-01', { audience, genderStrategy });
  await campaign('productores');
  await campaign('productores');
  await campaign('compradores');
  await campaign('proveedores', false);
  await campaign('proveedores', null);
  const of = async (code: string) => (await figure(code)).n;
  expect([await of('N1'), await of('N1-productores'), await of('N1-compradores'), await of('N1-proveedores')]).toEqual([
    3, 2, 1, 0,
  ]);
  // Of the two for providers one had none and of the other nobody knows: no figure, and not 0.
  expect(await figure('N1')).toMatchObject({ value: 3, n0: 1 });
  expect(await figure('N1-proveedores')).toMatchObject({ status: 'noData', value: null, n0: 1 });
});

test('D12, D14: a person counts once in the period, and women among those whose sex is known', async () => {
  for (const [code, kind] of [
    ['D12', 'gerencial'],
    ['D14', 'financiera'],
  ] as const) {
    const [first, second] = [await heldEvent(1, kind, '2026-04-10'), await heldEvent(3, kind, '2026-05-10')];
    const comes = async ({ id, official }: typeof first, name: string, more: object = {}) => {
      await world.db.query(`update event set state = 'REALIZADO' where id = $1`, [id]);
      const line = { eventId: id, name, cameAs: 'participante', ...more };
      await must(official, 'eventAttendance.register', newId(), line);
    };
    await comes(first, 'Juana Quispe', { ci: '1234567' });
    await comes(second, 'J. Quispe', { ci: '1234567', sex: 'F' });
    await comes(first, 'Pedro Choque', { sex: 'M', groupName: 'Illampu' });
    await comes(second, 'Pédro  choque', { sex: 'M', groupName: 'illampu' });
    await comes(second, 'Rosa', { sex: 'F', cameAs: 'dirigente' });
    await comes(second, 'Alguien');
    // Written once as a woman and once as a man: of unknown sex.
    await comes(first, 'Ángel Cruz', { ci: '7654321', sex: 'F' });
    await comes(second, 'Angel Cruz', { ci: '7654321', sex: 'M' });
    // Who taught, an authority and a guest were not trained; of whom nobody wrote as what they came, nobody knows.
    for (const cameAs of ['facilitador', 'autoridad', 'invitado'])
      await comes(second, `Quien vino de ${cameAs}`, { sex: 'F', cameAs });
    await comes(second, 'Sin anotar', { sex: 'F', cameAs: null });
    await comes(first, 'Luisa Mayta', { ci: '5554443', sex: 'F', cameAs: null });
    await comes(second, 'Luisa Mayta', { ci: '5554443', cameAs: 'participante' });
    await world.db.query(`update event set state = 'VALIDADO' where id = $1`, [second.id]);
    // Juana, Pedro, Rosa, somebody, Ángel and Luisa: six; of the four whose sex is known, three women.
    expect([code, await figure(code)]).toMatchObject([code, { n: 6, n0: 1 }]);
    expect(await figure(`${code}-mujeres`)).toMatchObject({ n: 3, d: 4 });
    // Only the second event is validated: the same six; before it the first gave Juana, Pedro and Ángel.
    expect([(await figure(code, '2026-Q2', 3)).n, (await figure(code, '2026-M04', 1)).n]).toEqual([6, 3]);
    expect((await figure(`${code}-mujeres`, '2026-M01')).status).toBe('noData');
  }
});

test('1.4: providers under a contract that began, each once; of them those who were trained, and the women', async () => {
  const [procurement, coordinator] = [await world.person('UCN_ADQ'), await world.person('UCN_COORD')];
  const provider = (name: string, sex: 'F' | 'M' | null) =>
    must(procurement, 'serviceProvider.register', newId(), { name, services: ['asistente'], sex });
  const contract = async (
    providerId: string,
    startsOn: string,
    signs = true,
    service = 'asistente',
    signedOn = startsOn,
  ) => {
    const body = { number: 'C-1', providerId, service, subject: 'Servir', startsOn, endsOn: '2026-12-31', amount: 1 };
    const id = await must(procurement, 'providerContract.register', newId(), { ...body, unitId: 'LPZ' });
    const documentId = await must(procurement, 'document.record', newId(), { title: 'Contrato', reference: 'Caja 3' });
    if (signs) await must(coordinator, 'providerContract.sign', id, { documentId }, { baseVersion: 1 });
    // What is signed now in the story was signed then.
    await world.db.query(`update life_step set reached_on = $1 where subject_id = $2 and step = 'sign'`, [
      signedOn,
      id,
    ]);
  };
  const [ana, luis, firm, later] = [
    await provider('Ana', 'F'),
    await provider('Luis', 'M'),
    await provider('Consultora', null),
    await provider('Rosa', 'F'),
  ];
  const { id: course } = await heldEvent(2, 'proveedores', '2026-05-10');
  await world.db.query(`update event set state = 'REALIZADO' where id = $1`, [course]);
  const official = await world.person('UOD_OFICIAL', ['LPZ']);
  const listed = (name: string, providerId: string, cameAs: string | null) =>
    must(official, 'eventAttendance.register', newId(), { eventId: course, name, providerId, cameAs });
  await listed('Ana', ana, 'participante');
  // One taught, and of the firm nobody wrote as what it came.
  await listed('Luis', luis, 'facilitador');
  await listed('Consultora', firm, null);
  await contract(ana, '2026-01-10');
  await contract(ana, '2026-04-01');
  // Begun in February and signed in April: it serves from April.
  await contract(luis, '2026-02-01', true, 'asistente', '2026-04-01');
  await contract(firm, '2026-06-01');
  // Of next month, not signed, and of a supervisor: none of them counts.
  await contract(later, '2026-07-01');
  await contract(later, '2026-03-01', false);
  await contract(later, '2026-03-01', true, 'supervisor');
  expect([(await figure('1.4')).n, await figure('1.4-capacitados')]).toMatchObject([3, { n: 1, n0: 1 }]);
  expect(await figure('1.4a')).toMatchObject({ n: 1, d: 2 });
  // In March only Ana served, and the course was still to come; validated, it never was.
  expect([(await figure('1.4', '2026-M03')).n, (await figure('1.4-capacitados', '2026-M03')).n]).toEqual([1, 0]);
  expect((await figure('1.4-capacitados', '2026-Q2', 3)).n).toBe(0);
});

test('every measure is told in a story', () => {
  expect([...told].sort()).toEqual(measures.map((m) => m.code).sort());
});
