import { beforeAll, expect, test } from 'vitest';
import { FUNNEL_STEPS, type FunnelView } from '../../domain/alliance/funnel.ts';
import type { AllianceState } from '../../domain/alliance/states.ts';
import { addDays } from '../../domain/kernel/dates.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
import { openWorld, TODAY, type World } from '../helpers/world.ts';
import { ask } from './ask.ts';

/**
 * Three requests of La Paz: one came to verified in the field (7, 12 and then 5 days), one stands in its first review
 * (10 days), one was refused after 3 days. One alliance of Santa Cruz was adopted in operation, another after its
 * convenio had been ended.
 */
let world: World;
let national: Actor;
const ago = (days: number) => addDays(TODAY, -days);

beforeAll(async () => {
  world = await openWorld();
  await loadCatalogue(world.db);
  national = await world.person('UCN_ME');
  const officer = await world.person('UOD_OFICIAL', ['LPZ']);
  const data = {
    model: 1,
    municipalityCode: '020804',
    communityName: 'Villa Nueva',
    productCode: 'QUINUA',
    familiesDeclared: 30,
    buyerName: 'Feria',
    ruralConfirmed: true,
  };
  const request = async (since: number) => {
    const { id } = await world.alliance('LPZ', { state: 'SOLICITUD_RECIBIDA', stateSince: ago(since), data });
    return id;
  };
  const advance = async (id: string, to: AllianceState, days: number) => {
    const document = newId();
    await world.send(national, 'document.record', document, { title: 'Acta' });
    const [row] = await world.db.query<{ version: number }>('select version from alliance where id = $1', [id]);
    const body = { to, reachedOn: ago(days), documentId: document };
    const sent = await world.send(officer, 'alliance.advance', id, body, { baseVersion: row?.version ?? null });
    expect({ problem: null, to, ...sent }).toMatchObject({ status: 'accepted' });
  };
  const first = await request(40);
  await advance(first, 'EN_GABINETE', 33);
  await advance(first, 'EVALUADA_GABINETE', 21);
  await advance(first, 'VERIFICADA_EN_CAMPO', 16);
  const second = await request(30);
  await advance(second, 'EN_GABINETE', 10);
  await advance(await request(20), 'SOLICITUD_INADMITIDA', 17);
  await world.alliance('SCZ', { data: { model: 2 } });
  await world.alliance('SCZ', { state: 'CONVENIO_RESUELTO' });
  await world.seal();
});

const funnel = (actor: Actor, more: Record<string, string> = {}) =>
  ask<FunnelView>(world, actor, 'alliance.funnel', {
    programme: 'PAR2FA',
    level: '1',
    asOf: TODAY,
    by: 'unit',
    ...more,
  });
const told = (view: FunnelView, state: AllianceState) => view.rows.find((row) => row.state === state);

test('counts who came to each state or a later one, who is there, and for how long', async () => {
  const view = await funnel(national);
  expect(view.alliances).toBe(5);
  expect(told(view, 'SOLICITUD_RECIBIDA')).toMatchObject({ reached: 5, here: 0, longestDays: null });
  expect(told(view, 'EN_GABINETE')).toMatchObject({ reached: 4, here: 1, longestDays: 10 });
  expect(told(view, 'VERIFICADA_EN_CAMPO')).toMatchObject({ reached: 3, here: 1, longestDays: 16 });
  expect(told(view, 'OPORTUNIDAD')).toMatchObject({ reached: 2, here: 0 });
  expect(told(view, 'CONVENIO_FIRMADO')).toMatchObject({ reached: 2, here: 0 });
  expect(told(view, 'EN_OPERACION')).toMatchObject({ reached: 1, here: 1 });
  expect(view.aside.toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
    { state: 'CONVENIO_RESUELTO', here: 1 },
    { state: 'SOLICITUD_INADMITIDA', here: 1 },
  ]);
});

test('the median is over steps registered here: an adopted day begins none', async () => {
  const view = await funnel(national);
  expect(told(view, 'SOLICITUD_RECIBIDA')).toMatchObject({ medianDays: null, timed: 0 });
  expect(told(view, 'EN_GABINETE')).toMatchObject({ medianDays: 12, timed: 1 });
  expect(told(view, 'EVALUADA_GABINETE')).toMatchObject({ medianDays: 5, timed: 1 });
  expect(told(view, 'VERIFICADA_EN_CAMPO')).toMatchObject({ medianDays: null, timed: 0 });
});

test('of an earlier day it tells what was so then', async () => {
  const view = await funnel(national, { asOf: ago(21) });
  // Of the two adopted today nobody knows what they were then: they are named and not counted.
  expect(told(view, 'EVALUADA_GABINETE')).toMatchObject({ reached: 1, here: 1, longestDays: 0 });
  expect(told(view, 'SOLICITUD_RECIBIDA')).toMatchObject({ here: 1, longestDays: 9 });
  expect([view.alliances, view.undated, view.aside]).toEqual([2, 2, []]);
  expect((await funnel(national)).undated).toBe(0);
});

test('is divided by unit, model, product and year, each alliance once; what is not known is named', async () => {
  const sums = (view: FunnelView) =>
    FUNNEL_STEPS.map((_, i) => view.groups.reduce((n, g) => n + (g.reached[i] ?? 0), 0));
  const whole = await funnel(national);
  const steps = FUNNEL_STEPS.map((step) => told(whole, step)?.reached);
  for (const by of ['unit', 'model', 'product', 'year'])
    expect([by, sums(await funnel(national, { by }))]).toEqual([by, steps]);
  expect((await funnel(national, { by: 'product' })).groups.map(({ name, reached }) => [name, ...reached])).toEqual([
    ['Quinua', 3, 0, 0, 0, 0],
    ['s/d', 2, 2, 2, 2, 2],
  ]);
});

test('is told within reach alone, and of no day to come', async () => {
  const elsewhere = await world.person('UOD_OPERADOR', ['SCZ']);
  expect((await funnel(elsewhere)).alliances).toBe(2);
  expect((await funnel(national, { unit: 'LPZ' })).alliances).toBe(3);
  await expect(funnel(national, { asOf: addDays(TODAY, 1) })).rejects.toThrow('todavía no empezó');
});
