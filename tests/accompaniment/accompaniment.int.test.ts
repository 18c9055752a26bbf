import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fieldLife, fieldRegister, fieldStep } from '../../domain/fieldLives.ts';
import type { Life } from '../../domain/kernel/noun/life.ts';
import type { NounFileView, NounRow } from '../../domain/kernel/noun/views.ts';
import type { JournalEntryView, ListView, WorkListView } from '../../domain/kernel/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { recordInitialParameters } from '../../server/commands/initialParameters.ts';
import { newId } from '../../server/ids.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
import { fieldBlank, fieldBody, stepAnswers, stepBody } from '../../web/local/fieldForm.ts';
import { bringLives } from '../../web/local/lives.ts';
import { ask as askIn } from '../alliance/ask.ts';
import { day, NOW, openWorld, TODAY, type World } from '../helpers/world.ts';
import { type Edge, Handset, openEdge } from '../sync/edge.ts';

/** What an acompañante records without signal, and who verifies and validates it. */
let world: World;
let edge: Edge;
let alliance: string;
let ana: Actor;
let operator: Actor;
let official: Actor;
let me: Actor;
let phone: Handset;

const lifeOf = (noun: string): Life => fieldLife(noun) as Life;

beforeAll(async () => {
  world = await openWorld();
  await bringLives();
});
beforeEach(async () => {
  await world.reset();
  await loadCatalogue(world.db);
  await recordInitialParameters(world.system.context, NOW);
  alliance = (await world.alliance('LPZ', { state: 'EN_OPERACION' })).id;
  ana = await world.person('ACOMPANANTE', [alliance]);
  operator = await world.person('UOD_OPERADOR', ['LPZ']);
  official = await world.person('UOD_OFICIAL', ['LPZ']);
  me = await world.person('UCN_ME');
  edge = openEdge(world, Date.parse(NOW));
  phone = await handed(ana);
});
afterEach(async () => {
  phone.close();
  await edge.quiet();
});

async function handed(person: Actor): Promise<Handset> {
  const h = new Handset(edge, person.id);
  await h.enrol();
  await sync(h);
  return h;
}

/** One synchronisation, and the state of the screens after it. */
async function sync(h = phone): Promise<void> {
  await h.phone.sendNow();
  await h.phone.refresh();
}

const ask = <T>(actor: Actor, name: string, params: Record<string, string> = {}) =>
  askIn<T>(world, actor, name, params);
const file = async (noun: string, id: string, actor = official): Promise<NounFileView> => {
  const found = await ask<NounFileView | null>(actor, `${noun}.get`, { id });
  if (!found) throw new Error(`${noun} ${id} is not there`);
  return found;
};
const must = async (actor: Actor, kind: string, id: string, body: object, baseVersion: number | null = null) => {
  const { status, problem } = await world.send(actor, kind, id, body, { baseVersion });
  expect([kind, status, problem?.message]).toEqual([kind, 'accepted', undefined]);
  return id;
};
const refused = async (actor: Actor, kind: string, id: string, body: object, baseVersion: number) =>
  (await world.send(actor, kind, id, body, { baseVersion })).problem?.message;

const held = (id: string, h = phone) => h.phone.state().nounRecords.find((r) => r.id === id);
const due = (h = phone) => h.phone.state().alliances.find((v) => v.alliance.id === alliance)?.due ?? [];

/** Registers one on the phone, as its form does. */
async function register(noun: string, answers: Record<string, unknown>, h = phone): Promise<string> {
  const l = lifeOf(noun);
  const { today } = h.phone.state();
  const id = newId();
  const command = {
    subjectId: id,
    allianceId: null,
    baseVersion: null,
    occurredOn: today,
    place: null,
    body: fieldBody(l, h.phone.need(), { ...fieldBlank(l, today, alliance), ...answers }),
  };
  expect(h.phone.forecast(fieldRegister(l), command).outcome).toBe('ok');
  await h.phone.record({ definition: fieldRegister(l), ...command });
  return id;
}

/** Takes a step on the phone, as its form does: what it knows of the record, and the answers. */
async function take(noun: string, step: string, id: string, answers: Record<string, unknown>, h = phone) {
  const l = lifeOf(noun);
  const record = held(id, h);
  if (!record) throw new Error(`${noun} ${id} is not on the phone`);
  const { today } = h.phone.state();
  const values = { ...stepAnswers(l, step, record.values, today), ...answers };
  const body = stepBody(l, step, h.phone.need(), record.values, values);
  const at = { subjectId: id, allianceId: null, baseVersion: record.version, occurredOn: today, place: null };
  const forecast = h.phone.forecast(fieldStep(l, step), { ...at, body });
  expect(forecast.outcome).toBe(record.version === null ? 'unconfirmed' : 'ok');
  await h.phone.record({ definition: fieldStep(l, step), ...at, body });
}

const MILESTONE = { stage: 'operacion', what: 'Galpón de acopio techado', programmedOn: day(-3) };
const programmed = (body: object = {}, actor = operator) =>
  must(actor, 'milestone.register', newId(), { allianceId: alliance, ...MILESTONE, ...body });
const ASSISTANCE = {
  topic: 'cosecha',
  what: 'Secado en carpa solar',
  hours: 3.5,
  women: 9,
  men: 5,
  giver: 'acompanante',
};

describe('a milestone', () => {
  test('is programmed in the office, executed without signal, verified and validated by three persons', async () => {
    const id = await programmed();
    await sync();
    expect(held(id)).toMatchObject({ state: 'PROGRAMADO', name: MILESTONE.what, dueOn: day(-3) });
    expect(due().map((d) => [d.kind, d.text, d.days])).toContainEqual(['record', `Hito: ${MILESTONE.what}`, -3]);

    phone.online = false;
    await take('milestone', 'execute', id, { executedOn: day(-1), executionNotes: 'Techo de calamina' });
    expect(held(id)).toMatchObject({ state: 'REGISTRADO', dueOn: null });
    expect(due().filter((d) => d.kind === 'record')).toEqual([]);
    phone.online = true;
    await sync();

    expect(await file('milestone', id)).toMatchObject({ state: 'REGISTRADO', values: { executedOn: day(-1) } });
    const version = (await file('milestone', id)).version;
    expect(await refused(operator, 'milestone.verify', id, {}, version)).toBeDefined();
    await must(official, 'milestone.verify', id, {}, version);
    await must(me, 'milestone.validate', id, {}, version + 1);
    await sync();
    expect(held(id)?.state).toBe('VALIDADO');
    expect(phone.phone.state().items.every((i) => i.stands === 'done')).toBe(true);
  });

  test('executed without signal while the office moved its day: taken, with both, and flagged', async () => {
    const id = await programmed();
    await sync();
    await must(official, 'milestone.reschedule', id, { movedTo: day(10), moveReason: 'Falta la calamina' }, 1);
    await take('milestone', 'execute', id, { executedOn: TODAY });
    await sync();
    const found = await file('milestone', id);
    expect(found).toMatchObject({ state: 'REGISTRADO', values: { executedOn: TODAY, movedTo: day(10) } });
    expect(flagsOf(found)).toEqual(['cambió entretanto']);
    // Neither who moved it nor who told it was the recorder, so the official verifies it.
    await must(official, 'milestone.verify', id, {}, found.version);
  });

  test('annulled meanwhile: what was executed is kept in its history and changes nothing', async () => {
    const id = await programmed();
    await sync();
    await must(official, 'milestone.annul', id, { annulReason: 'Se repite con otro' }, 1);
    await take('milestone', 'execute', id, { executedOn: TODAY });
    await sync();
    const found = await file('milestone', id);
    expect(found).toMatchObject({ state: 'ANULADO', version: 2, values: { executedOn: null } });
    expect(found.journal.map((e) => e.kind)).toContain('milestone.execute');
    expect(flagsOf(found)).toEqual(['cambió entretanto']);
    expect(held(id)?.state).toBe('ANULADO');
  });
});

const flagsOf = ({ journal }: NounFileView): string[] =>
  journal.flatMap((e: JournalEntryView) => [...((e as { flags?: readonly string[] }).flags ?? [])]);

describe('a productive cycle', () => {
  test('is opened and closed before any signal; what nobody knows stays empty', async () => {
    phone.online = false;
    const [product] = phone.phone.need().pack.of('product');
    const id = await register('productiveCycle', {
      campaign: 'Campaña grande 2026',
      productCode: product?.id,
      unitCode: phone.phone.need().pack.of('unit')[0]?.id,
      openedOn: day(-90),
      area: 12.5,
    });
    await take('productiveCycle', 'close', id, { closedOn: TODAY, production: 150, soldVolume: 120 });
    expect(held(id)).toMatchObject({ state: 'REGISTRADO', name: 'Campaña grande 2026' });
    phone.online = true;
    await sync();
    await sync();
    expect(await file('productiveCycle', id)).toMatchObject({
      state: 'REGISTRADO',
      values: { production: 1_500_000, soldVolume: 1_200_000, costs: null, income: null, area: 125_000 },
    });
    expect(await refused(me, 'productiveCycle.validate', id, {}, 2)).toBeDefined();
  });
});

describe('a technical assistance', () => {
  test('given back with a reason it is on the phone before all else, and is corrected there', async () => {
    const id = await register('technicalAssistance', ASSISTANCE);
    await sync();
    await must(official, 'technicalAssistance.return', id, { returnReason: 'Falta quién la dio' }, 1);
    await sync();
    expect(due()[0]).toMatchObject({ kind: 'returned', recordId: id, on: null });
    expect(held(id)?.values.returnReason).toBe('Falta quién la dio');
    expect(await refused(ana, 'technicalAssistance.correct', id, { women: 8, reason: 'Conté mal' }, 2)).toBeDefined();

    await take('technicalAssistance', 'amend', id, { giver: 'comprador', giverName: 'Técnica del comprador' });
    await sync();
    expect(await file('technicalAssistance', id)).toMatchObject({
      state: 'REGISTRADO',
      values: { giver: 'comprador', women: 9, hours: 35_000, returnReason: null, allianceId: alliance },
    });
    expect(due().filter((d) => d.kind === 'returned')).toEqual([]);
  });

  test('recorded in the office by the official, another official verifies it', async () => {
    const body = { allianceId: alliance, givenOn: TODAY, ...ASSISTANCE, hours: 35_000 };
    const id = await must(official, 'technicalAssistance.register', newId(), body);
    expect(await refused(official, 'technicalAssistance.verify', id, {}, 1)).toContain('usted lo registró');
    await must(await world.person('UOD_OFICIAL', ['LPZ']), 'technicalAssistance.verify', id, {}, 1);
    const wrong = await world.send(official, 'technicalAssistance.register', newId(), { ...body, women: 0, men: 0 });
    expect(wrong.problem?.message).toContain('al menos una persona');
  });

  test('many wait on one line of the home of who verifies, and leave it once verified', async () => {
    const ids = [await register('technicalAssistance', ASSISTANCE), await register('technicalAssistance', ASSISTANCE)];
    await sync();
    const home = async (actor: Actor) =>
      (await ask<WorkListView>(actor, 'work.list')).items.filter((i) => i.kind === 'technicalAssistance');
    expect((await home(official)).map((i) => i.title)).toEqual(['Atender las asistencias técnicas']);
    for (const id of ids) await must(official, 'technicalAssistance.verify', id, {}, 1);
    expect(await home(official)).toEqual([]);
    expect((await home(me)).map((i) => i.count)).toEqual([2]);
    const rows = await ask<ListView<NounRow>>(me, 'technicalAssistance.list', { state: 'VERIFICADO' });
    expect(rows.total).toBe(2);
  });
});

describe('the phone', () => {
  test('is sent what belongs to the alliances of its person, whoever recorded it, and no other', async () => {
    const id = await programmed();
    const other = (await world.alliance('SCZ')).id;
    const berta = await handed(await world.person('ACOMPANANTE', [other]));
    await sync();
    expect(held(id)).toBeDefined();
    expect(held(id, berta)).toBeUndefined();
    berta.close();
  });
});
