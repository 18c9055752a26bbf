import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Day } from '../domain/kernel/dates.ts';
import type { NounFileView } from '../domain/kernel/noun/views.ts';
import type { ListView, WorkListView } from '../domain/kernel/views.ts';
import type { WaitingRow, WaitingView } from '../domain/monitoring/waiting.ts';
import type { Actor } from '../domain/people/actor.ts';
import { newId } from '../server/ids.ts';
import { readingOf } from '../server/queries/query.ts';
import { queries } from '../server/queries/registry.ts';
import { ask as askIn } from './alliance/ask.ts';
import { visitBody } from './helpers/bodies.ts';
import { day, openWorld, type World } from './helpers/world.ts';

let world: World;
let officer: Actor;
let coordinator: Actor;
let operator: Actor;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  officer = await world.person('UCN_RECL');
  coordinator = await world.person('UCN_COORD');
  operator = await world.person('UOD_OPERADOR', ['LPZ']);
});

const ask = <T>(actor: Actor, name: string, params: Record<string, string> = {}) =>
  askIn<T>(world, actor, name, params);
const waiting = (actor: Actor, params: Record<string, string> = {}) =>
  ask<WaitingView>(actor, 'work.waiting', { pageSize: '200', ...params });

async function complaint(unitId: string, receivedOn: string, more: Record<string, unknown> = {}): Promise<string> {
  const id = newId();
  const step = async (kind: string, body: object) => {
    const version = (await ask<NounFileView | null>(officer, 'complaint.get', { id }))?.version ?? null;
    expect(await world.send(officer, `complaint.${kind}`, id, body, { baseVersion: version })).toMatchObject({
      status: 'accepted',
    });
  };
  await step('register', {
    receivedOn,
    channel: 'oficina',
    story: 'No llegaron los plantines.',
    privacy: 'publica',
    unitId,
  });
  await step('acknowledge', { acknowledgedOn: receivedOn });
  await step('classify', { topic: 'demora', ...more });
  return id;
}

/** Two complaints of one unit and one of another, alliances in three states, and visits that nobody verified. */
async function story(): Promise<void> {
  await complaint('LPZ', day(-40));
  await complaint('LPZ', day(-10));
  await complaint('SCZ', day(-3));
  await world.alliance('LPZ', { state: 'EN_GABINETE', stateSince: day(-30) });
  await world.alliance('LPZ', { state: 'EN_GABINETE', stateSince: day(-10) });
  await world.alliance('SCZ', { state: 'SOLICITUD_RECIBIDA', stateSince: day(-5) });
  const running = await world.alliance('LPZ', { state: 'EN_OPERACION', stateSince: day(-300) });
  const companion = await world.person('ACOMPANANTE', [running.id]);
  for (let i = 0; i < 3; i++)
    expect(await world.send(companion, 'visit.register', newId(), visitBody(running.id))).toMatchObject({
      status: 'accepted',
    });
}
/** The answer as it will be read on another day. */
async function waitingOn(actor: Actor, today: Day): Promise<WaitingView> {
  const query = queries.get('work.waiting');
  const reading = query && readingOf(query, world.db, actor, query.params.parse({ pageSize: '200' }), today);
  if (!query || !reading) throw new Error('not allowed');
  return query.run(reading) as Promise<WaitingView>;
}
const of = (view: WaitingView, what: string, unit: string) =>
  view.rows
    .filter((r) => r.what === what && r.unitName === unit)
    .map((r) => [r.stateName, r.holder, r.count, r.medianDays, r.longestDays, r.overdue]);

test('each state that somebody holds, with how many wait for whom, how long, and how many are past their day', async () => {
  await story();
  const view = await waiting(coordinator);
  // Classified today, and due thirty days after they were received: one of the two of La Paz is late.
  expect(of(view, 'reclamos', 'UOD La Paz')).toEqual([
    ['Clasificado', 'Responsable de reclamos o Unidad de Transparencia', 2, 0, 0, 1],
  ]);
  expect(of(view, 'alianzas', 'UOD La Paz')).toEqual([
    ['En revisión de gabinete', 'Oficial de alianzas', 2, 20, 30, null],
  ]);
  expect(of(view, 'visitas', 'UOD La Paz')).toMatchObject([
    ['Por verificar en la unidad', expect.stringContaining('Operador de unidad'), 3, 0, 0, 0],
  ]);
  // An alliance in operation waits for nobody, because its term is running.
  expect(view.rows.some((r) => r.path.includes('EN_OPERACION'))).toBe(false);
  expect([view.overdue, view.waiting]).toEqual([1, view.rows.reduce((sum, { count }) => sum + count, 0)]);
  expect(view.rows[0]?.overdue).toBe(1);
  const sorted = await waiting(coordinator, { sort: '-longestDays' });
  expect(sorted.rows[0]).toMatchObject({ what: 'alianzas', longestDays: 30 });
});

test('each row counts what its list shows that reader, and nothing of other units or hidden from them', async () => {
  await story();
  await complaint('LPZ', day(-2), { accusedId: operator.id });
  await complaint('LPZ', day(-2), { topic: 'violencia' });
  let rows = 0;
  for (const actor of [
    coordinator,
    operator,
    await world.person('UCN_ME'),
    await world.person('AUDITOR'),
    await world.person('UOD_OPERADOR', ['SCZ']),
  ]) {
    const view = await waiting(actor);
    for (const row of view.rows) {
      const total = await listed(actor, row);
      if (total === null) continue;
      expect([row.id, row.count]).toEqual([row.id, total]);
      rows += 1;
    }
  }
  console.log(`waiting: ${rows} rows counted again in their lists`);
  expect(rows).toBeGreaterThan(12);
  const own = await waiting(operator);
  expect(new Set(own.rows.map((r) => r.unitName))).toEqual(new Set(['UOD La Paz']));
  expect(of(own, 'reclamos', 'UOD La Paz')).toMatchObject([['Clasificado', expect.anything(), 2, 0, 0, 1]]);
  expect((await waiting(await world.person('UOD_OPERADOR', ['TJA']))).rows).toEqual([]);
  expect(new Set((await waiting(coordinator, { unit: 'SCZ' })).rows.map((r) => r.unitName))).toEqual(
    new Set(['UOD Santa Cruz']),
  );
  expect((await waiting(coordinator, { programme: 'OTRO' })).rows).toEqual([]);
});

test('records that wait to be verified are those of the home, of every kind, and late once their term is over', async () => {
  await story();
  const { id: allianceId } = await world.alliance('LPZ', { state: 'EN_OPERACION', stateSince: day(-20) });
  const holder = { id: newId(), ciNumber: '4455667', givenNames: 'Ana', paternalSurname: 'Quispe', sex: 'F' };
  const official = await world.person('UOD_OFICIAL', ['LPZ']);
  const family = { allianceId, familyId: newId(), holder, representative: 'holder' };
  expect(await world.send(official, 'family.enrol', newId(), family)).toMatchObject({ status: 'accepted' });
  const home = await ask<WorkListView>(operator, 'work.list');
  const own = (await waiting(operator)).rows.filter((r) => r.stateName.startsWith('Por verificar'));
  const onHome = home.items.filter((i) => i.id.startsWith('record.verify:')).reduce((n, i) => n + i.count, 0);
  expect([own.reduce((n, r) => n + r.count, 0), own.map((r) => r.what).sort()]).toEqual([
    onHome,
    ['datos de alianzas', 'socios', 'visitas'],
  ]);
  const late = async (days: number) => of(await waitingOn(operator, day(days)), 'visitas', 'UOD La Paz')[0]?.[5];
  expect([await late(0), await late(60)]).toEqual([0, 3]);
  expect(of(await waitingOn(operator, day(60)), 'socios', 'UOD La Paz')[0]?.[5]).toBeNull();
});

/**
 * The number of rows in the list behind a row, for the same reader; null for batches, because their list counts
 * batches.
 */
async function listed(actor: Actor, row: WaitingRow): Promise<number | null> {
  const { pathname, searchParams } = new URL(row.path, 'http://sigg');
  const name = { '/reclamos': 'complaint.list', '/alianzas': 'alliance.list' }[pathname];
  return name ? (await ask<ListView<unknown>>(actor, name, Object.fromEntries(searchParams))).total : null;
}
