import { beforeAll, beforeEach, expect, it } from 'vitest';
import { indicators } from '../../domain/monitoring/indicators.ts';
import type { EvidenceView, IndicatorListView, MeasureView } from '../../domain/monitoring/indicatorViews.ts';
import { recordInitialParameters } from '../../server/commands/initialParameters.ts';
import { newId } from '../../server/ids.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
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

/** Two alliances in La Paz and one in Oruro, active; one of La Paz was visited in April: coverage 1 of 3, in La Paz 1 of 2. */
async function story() {
  const a = await world.alliance('LPZ');
  await world.alliance('LPZ');
  const c = await world.alliance('ORU');
  const who = await world.person('ACOMPANANTE', [a.id]);
  const visit = newId();
  const body = { allianceId: a.id, done: true, presentMembers: [], topics: ['produccion'], commitments: [], photos: [] };
  const sent = await world.send(who, 'visit.register', visit, body, { occurredOn: '2026-04-03', at: '2026-04-03T15:00:00.000Z' });
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
  // Nobody said in which municipality they are: that is told, not left out.
  expect(whole.parts.municipality).toMatchObject([{ key: null, name: 's/d (sin dato)', figure: { n: 1, d: 3 } }]);
  expect(whole.byLevel.map((l) => [l.level, l.figure.n])).toEqual([
    [1, 1],
    [2, 0],
    [3, 0],
  ]);
  const narrowed = await ask<MeasureView>(world, expert, 'indicator.figure', { ...APRIL, measure: 'N8-visitas', unit: 'ORU' });
  expect(narrowed.figure).toMatchObject({ n: 0, d: 1 });
  // To ask for another unit adds nothing to one's reach.
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
  const evidence = await ask<EvidenceView>(world, expert, 'indicator.evidence', { ...APRIL, measure: 'N8-visitas', dimension: 'unit', key: 'LPZ' });
  expect(evidence).toMatchObject({ total: 2, dimensionName: 'unidad operativa', valueName: 'UOD La Paz' });
  expect(evidence.rows[0]).toMatchObject({ alliance_id: a.id, unitName: 'UOD La Paz', n: 1, d: 1, recordsTotal: 1 });
  expect(evidence.rows[0]?.records).toMatchObject([{ noun: 'visit', recordId: visit, version: 1, level: 1, occurredOn: '2026-04-03', photos: 0 }]);
  expect(evidence.rows[1]).toMatchObject({ n: 0, note: 'sin visita en el mes', records: [], recordsTotal: 0 });

  // A correction of a validated record is on its way until it is validated itself.
  await world.db.query('update visit set level = 3 where record_id = $1', [visit]);
  const sent = await world.send(who, 'visit.correct', visit, { ...body, topics: ['genero'] }, { occurredOn: '2026-04-03', baseVersion: 1 });
  expect(sent.status).toBe('accepted');
  const validated = await ask<MeasureView>(world, expert, 'indicator.figure', { ...APRIL, level: '3', measure: 'N8-visitas' });
  expect(validated).toMatchObject({ corrections: 1, figure: { n: 1 } });
  const elsewhere = await ask<MeasureView>(world, expert, 'indicator.figure', { ...APRIL, level: '3', measure: 'N8-visitas', unit: 'ORU' });
  expect(elsewhere.corrections).toBe(0);
});
