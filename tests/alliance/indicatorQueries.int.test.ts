import { beforeAll, beforeEach, expect, it } from 'vitest';
import { writtenMonths } from '../../domain/kernel/dates.ts';
import { indicators, measures } from '../../domain/monitoring/indicators.ts';
import type {
  EvidenceView,
  FigureRow,
  IndicatorListView,
  MeasureView,
  MissingVisitsView,
  TrendView,
  VisitMonthsView,
} from '../../domain/monitoring/indicatorViews.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { recordInitialParameters } from '../../server/commands/initialParameters.ts';
import { newId } from '../../server/ids.ts';
import type { Page } from '../../server/queries/query.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
import { visitBody } from '../helpers/bodies.ts';
import { NOW, openWorld, type World } from '../helpers/world.ts';
import { ask } from './ask.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  await loadCatalogue(world.db);
  await recordInitialParameters(world.system.context, NOW);
});

/** April 2026 is over and not among the open periods: figures are computed from the records as they are. */
const APRIL = { period: '2026-M04', level: '1' };

/**
 * Two alliances in La Paz and one in Oruro, active; one of La Paz was visited in April: coverage 1 of 3, in La Paz 1 of
 * 2.
 */
async function story() {
  const signed = () => ({
    stateSince: '2025-03-10',
    agreement: { id: newId(), kind: 'integral', number: newId().slice(-6), signedOn: '2025-03-01' },
  });
  const a = await world.alliance('LPZ', signed());
  await world.alliance('LPZ', signed());
  const c = await world.alliance('ORU', signed());
  const who = await world.person('ACOMPANANTE', [a.id]);
  const visit = newId();
  const body = visitBody(a.id);
  const sent = await world.send(who, 'visit.register', visit, body, {
    occurredOn: '2026-04-03',
    at: '2026-04-03T15:00:00.000Z',
  });
  expect(sent.status).toBe('accepted');
  return { a, c, who, visit, body };
}

it('a figure with its parts by name, the three levels, and narrowed to a unit', async () => {
  const { who } = await story();
  const expert = await world.person('UCN_ME');
  const whole = await ask<MeasureView>(world, expert, 'indicator.figure', { ...APRIL, measure: 'N8-visitas' });
  expect(whole.figure).toMatchObject({ n: 1, d: 3, status: 'value' });
  expect(whole.parts.unit).toMatchObject([
    { key: 'LPZ', name: 'UOD La Paz', figure: { n: 1, d: 2 } },
    { key: 'ORU', name: 'UOD Oruro', figure: { n: 0, d: 1, value: 0 } },
  ]);
  // Nobody gave their municipality; such alliances are listed as unknown and not left out.
  expect(whole.parts.municipality).toMatchObject([{ key: null, name: 's/d (sin dato)', figure: { n: 1, d: 3 } }]);
  expect(whole.byLevel.map((l) => [l.level, l.figure.n])).toEqual([
    [1, 1],
    [2, 0],
    [3, 0],
  ]);
  const narrowed = await ask<MeasureView>(world, expert, 'indicator.figure', {
    ...APRIL,
    measure: 'N8-visitas',
    unit: 'ORU',
  });
  expect(narrowed.figure).toMatchObject({ n: 0, d: 1 });
  // Asking for another unit does not extend a person's reach.
  const own = await ask<MeasureView>(world, who, 'indicator.figure', { ...APRIL, measure: 'N8-visitas', unit: 'ORU' });
  expect(own.figure.d).toBe(0);
});

it('every indicator has its figure; the periods to choose end with today', async () => {
  await story();
  const list = await ask<IndicatorListView>(world, await world.person('UCN_ME'), 'indicator.list', APRIL);
  expect(list.indicators.map((i) => i.code)).toEqual(indicators.map((i) => i.code));
  expect(list.indicators.flatMap((i) => i.measures).every((m) => m.figure.status !== undefined)).toBe(true);
  expect(list.cutoff).toBe('2026-04-30');
  const codes = list.periods.map((p) => p.code);
  expect(codes).toContain('2026-M06');
  expect(codes).toContain('2024-Q1');
  expect(codes).not.toContain('2026-M07');
});

it('from the figure to the record behind it, and what is being corrected', async () => {
  const { a, who, visit, body } = await story();
  const expert = await world.person('UCN_ME');
  const evidence = await ask<EvidenceView>(world, expert, 'indicator.evidence', {
    ...APRIL,
    measure: 'N8-visitas',
    dimension: 'unit',
    key: 'LPZ',
  });
  expect(evidence).toMatchObject({ total: 2, dimensionName: 'unidad operativa', valueName: 'UOD La Paz' });
  expect(evidence.rows[0]).toMatchObject({ alliance_id: a.id, unitName: 'UOD La Paz', n: 1, d: 1, recordsTotal: 1 });
  expect(evidence.rows[0]?.records).toMatchObject([
    { noun: 'visit', recordId: visit, version: 1, level: 1, occurredOn: '2026-04-03', photos: 0 },
  ]);
  expect(evidence.rows[1]).toMatchObject({ n: 0, note: 'sin visita en el mes', records: [], recordsTotal: 0 });

  // A correction of a validated record is pending until it is validated itself.
  await world.db.query('update visit set level = 3 where record_id = $1', [visit]);
  await world.db.script('update alliance_profile set level = 3; update agreement set level = 3');
  const sent = await world.send(
    who,
    'visit.correct',
    visit,
    { ...body, topics: ['genero'] },
    { occurredOn: '2026-04-03', baseVersion: 1 },
  );
  expect(sent.status).toBe('accepted');
  const validated = await ask<MeasureView>(world, expert, 'indicator.figure', {
    ...APRIL,
    level: '3',
    measure: 'N8-visitas',
  });
  expect(validated).toMatchObject({ corrections: 1, figure: { n: 1 } });
  const elsewhere = await ask<MeasureView>(world, expert, 'indicator.figure', {
    ...APRIL,
    level: '3',
    measure: 'N8-visitas',
    unit: 'ORU',
  });
  expect(elsewhere.corrections).toBe(0);
});

it('the months without visit are those that the figure does not count, alliance by alliance, at every level and within reach', async () => {
  // In April a of La Paz was visited, b of La Paz and c of Oruro were not. A visit that could not be done leaves its
  // month without a visit.
  const { a, c, who, body } = await story();
  const failed = { ...body, done: false, notDoneReason: 'clima', topics: [] };
  const undone = await world.send(who, 'visit.register', newId(), failed, {
    occurredOn: '2026-05-04',
    at: '2026-05-04T15:00:00.000Z',
  });
  expect(undone.status).toBe('accepted');
  const expert = await world.person('UCN_ME');
  const missing = (reader: Actor, params: object) =>
    ask<MissingVisitsView>(world, reader, 'visit.missing', { ...params });
  const second = await missing(expert, { period: '2026-Q2', level: '1' });
  expect(
    second.rows.map((r) => [r.unitName, r.monthsVisited, r.monthsExpected, r.monthsMissing, r.missingMonths]).sort(),
  ).toEqual([
    ['UOD La Paz', 0, 3, 3, 'abril, mayo y junio de 2026'],
    ['UOD La Paz', 1, 3, 2, 'mayo y junio de 2026'],
    ['UOD Oruro', 0, 3, 3, 'abril, mayo y junio de 2026'],
  ]);
  // The alliance that lacks most comes first, also across pages.
  expect(second.rows.at(-1)?.allianceId).toBe(a.id);
  const third = await missing(expert, { period: '2026-Q2', level: '1', page: '3', pageSize: '1' });
  expect([third.total, third.rows.map((r) => r.allianceId)]).toEqual([3, [a.id]]);
  // A unit, and a person who serves one alliance, see their own; asking for another unit adds nothing.
  expect((await missing(expert, { ...APRIL, unit: 'ORU' })).rows.map((r) => r.allianceId)).toEqual([c.id]);
  const operator = await world.person('UOD_OPERADOR', ['LPZ']);
  expect((await missing(operator, APRIL)).rows.map((r) => r.unitName)).toEqual(['UOD La Paz']);
  expect((await missing(who, { ...APRIL, unit: 'ORU' })).total).toBe(0);
  expect((await missing(who, APRIL)).total).toBe(0);
  // For one alliance the months are the same at every level, and equal in the file and in the list.
  for (const year of ['2026', '2025'])
    for (const alliance of [a, c]) {
      const told = await ask<VisitMonthsView>(world, expert, 'visit.months', { allianceId: alliance.id, period: year });
      for (const { level, monthsExpected, monthsMissing } of told.byLevel) {
        const row = (await missing(expert, { period: year, level: String(level) })).rows.find(
          (r) => r.allianceId === alliance.id,
        );
        const lacking = told.months.flatMap((m) => (m.byLevel[level - 1]?.state === 'missing' ? [m.month] : []));
        expect([year, level, monthsMissing, lacking.length, writtenMonths(lacking)]).toEqual([
          year,
          level,
          row?.monthsMissing ?? 0,
          row?.monthsMissing ?? 0,
          row?.missingMonths ?? '',
        ]);
        if (row) expect(monthsExpected).toBe(row.monthsExpected);
      }
    }
  const april = (await ask<VisitMonthsView>(world, expert, 'visit.months', { allianceId: a.id })).months.find(
    (m) => m.month === '2026-04',
  );
  expect(april?.byLevel[0]).toMatchObject({ level: 1, state: 'visited' });
  // Nothing is shown about alliances out of reach.
  expect(
    (
      await ask<VisitMonthsView>(world, await world.person('UOD_OPERADOR', ['SCZ']), 'visit.months', {
        allianceId: a.id,
      })
    ).months,
  ).toEqual([]);
  // In every period and level the sum of the list equals what the figure lacks.
  let compared = 0;
  for (const period of ['2026-M04', '2026-Q1', '2026-Q2', '2026'])
    for (const level of ['1', '2', '3']) {
      const { figure } = await ask<MeasureView>(world, expert, 'indicator.figure', {
        period,
        level,
        measure: 'N8-visitas',
      });
      const { rows } = await missing(expert, { period, level });
      expect([period, level, rows.reduce((sum, r) => sum + r.monthsMissing, 0)]).toEqual([
        period,
        level,
        figure.d - figure.n,
      ]);
      compared += 1;
    }
  console.log(`months without visit: ${compared} figures compared`);
});

it('the line of the last periods says what each of them says, for every measure', async () => {
  const { who, a, body } = await story();
  for (const [day, photos] of [
    ['2026-02-10', []],
    ['2025-11-20', []],
  ] as const)
    expect(
      (
        await world.send(
          who,
          'visit.register',
          newId(),
          { ...body, photos },
          { occurredOn: day, at: `${day}T15:00:00.000Z` },
        )
      ).status,
    ).toBe('accepted');
  await world.send(await world.person('UCN_ME'), 'agreement.record', newId(), {
    allianceId: a.id,
    kind: 'integral',
    number: 'C-9',
    signedOn: '2026-02-03',
  });
  const expert = await world.person('UCN_ME');
  let compared = 0;
  for (const { code } of measures) {
    for (const period of ['2026-M04', '2026-Q2', '2026']) {
      const trend = await ask<TrendView>(world, expert, 'indicator.trend', { measure: code, period, level: '1' });
      expect(trend.points.at(-1)?.period.code).toBe(period);
      for (const point of trend.points) {
        const alone = await ask<MeasureView>(world, expert, 'indicator.figure', {
          measure: code,
          period: point.period.code,
          level: '1',
        });
        expect([code, point.period.code, point.figure]).toEqual([code, point.period.code, alone.figure]);
        compared += 1;
      }
    }
  }
  console.log(`trend: ${compared} points compared`);
});

it('a table to take away says of every figure what it is', async () => {
  await story();
  const expert = await world.person('UCN_ME');
  const totals = await ask<Page<FigureRow>>(world, expert, 'indicator.table', APRIL);
  expect(totals.rows.map((r) => r.measureName)).toEqual(measures.map((m) => m.name));
  const one = await ask<Page<FigureRow>>(world, expert, 'indicator.table', { ...APRIL, measure: 'N8-visitas' });
  expect(one.rows[0]).toMatchObject({
    indicator: 'N8',
    breakdown: 'total',
    figure: 33.3,
    numerator: 1,
    denominator: 3,
    levelName: 'Registrados',
    cutoff: '2026-04-30',
  });
  expect(one.rows).toContainEqual(
    expect.objectContaining({
      breakdown: 'unidad operativa',
      valueName: 'UOD Oruro',
      figure: 0,
      figureState: 'con valor',
    }),
  );
  expect(totals.rows.find((r) => r.indicator === 'A4')).toMatchObject({ figure: null, figureState: 's/d: sin dato' });
});

it('an opening balance is added only in what is accumulated, and what records say of its time is not added again', async () => {
  // 900 alliances up to 31/12/2021 by the POA; one convenio of 2020 is among them, two of 2025 are not: 902.
  for (const [number, signedOn] of [
    ['1', '2020-05-05'],
    ['2', '2025-01-01'],
    ['3', '2025-02-01'],
  ] as const)
    await world.alliance('LPZ', { agreement: { id: newId(), kind: 'integral', signedOn, number } });
  const asked = { measure: 'P9', period: '2025', level: '1' };
  const whole = await ask<MeasureView>(world, await world.person('UCN_ME'), 'indicator.figure', asked);
  expect(whole.figure.value).toBe(3);
  expect(whole.accumulated).toMatchObject({ opening: { value: 900 }, after: { value: 2 }, total: { value: 902 } });
  // A unit has no balance of its own, and a period from before has none to add.
  expect(
    (await ask<MeasureView>(world, await world.person('UOD_OFICIAL', ['LPZ']), 'indicator.figure', asked)).accumulated,
  ).toBeNull();
  expect(
    (await ask<MeasureView>(world, await world.person('UCN_ME'), 'indicator.figure', { ...asked, period: '2021' }))
      .accumulated,
  ).toBeNull();
});
