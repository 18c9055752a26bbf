import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fieldLife, fieldRegister } from '../../domain/fieldLives.ts';
import { addDays, dayOf } from '../../domain/kernel/dates.ts';
import type { Life } from '../../domain/kernel/noun/life.ts';
import type { NounFileView, NounRow } from '../../domain/kernel/noun/views.ts';
import type { ListView } from '../../domain/kernel/views.ts';
import { complaintCode } from '../../domain/participation/complaintCode.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { Role } from '../../domain/people/roles.ts';
import { OWN, rowsOf } from '../../domain/sync/feed.ts';
import { newId } from '../../server/ids.ts';
import { writeState } from '../../server/stores/systemState.ts';
import { readFeed } from '../../server/sync/feed.ts';
import { fieldBlank, fieldBody } from '../../web/local/fieldForm.ts';
import { ask } from '../alliance/ask.ts';
import { visitBody } from '../helpers/bodies.ts';
import { NOW, openWorld, TODAY, type World } from '../helpers/world.ts';
import { type Edge, Handset, openEdge } from '../sync/edge.ts';

const HOUR = 3_600_000;
const life = fieldLife('complaint') as Life;
const STORY = 'Los plantines llegaron secos y nadie responde.';
let world: World;
let edge: Edge;
let officer: Actor;
let ana: Actor;
let alliance: { id: string };
let phone: Handset;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  alliance = await world.alliance('SCZ');
  officer = await world.person('UCN_RECL');
  ana = await world.person('ACOMPANANTE', [alliance.id]);
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
  await h.phone.sync();
  return h;
}

/**
 * Takes a complaint as the form does: with the initial values, the person's answers, and the values that follow from
 * both.
 */
async function take(h: Handset, answers: Record<string, unknown> = {}, id = newId()): Promise<string> {
  const person = h.phone.need();
  const today = h.phone.state().today;
  const body = fieldBody(life, person, {
    ...fieldBlank(life, today, null),
    story: STORY,
    privacy: 'anonima',
    danger: 'no',
    ...answers,
  });
  await h.phone.record({
    definition: fieldRegister(life),
    subjectId: id,
    allianceId: null,
    baseVersion: null,
    occurredOn: today,
    place: null,
    body,
  });
  await h.phone.sync();
  return id;
}
async function later(h: Handset, ms = HOUR): Promise<void> {
  edge.nowMs += ms;
  await h.phone.sync();
  await h.phone.refresh();
}
const file = (id: string) => ask<NounFileView | null>(world, officer, 'complaint.get', { id });
const thing = (h: Handset, id: string) => h.phone.state().nounRecords.find((t) => t.id === id) ?? null;
const flagsOf = async (id: string) =>
  (
    await world.db.query<{ flags: string[] }>(
      "select flags from journal_entry where subject_id = $1::text::uuid and kind = 'complaint.register'",
      [id],
    )
  )[0]?.flags;
async function step(name: string, id: string, body: Record<string, unknown>): Promise<void> {
  const version = (await file(id))?.version ?? null;
  expect(await world.send(officer, `complaint.${name}`, id, body, { baseVersion: version }), name).toMatchObject({
    status: 'accepted',
  });
}

describe('a complaint taken without signal (BR-52, BR-55)', () => {
  test('arrives days later with the code and the day that were told, from the day it was received; how it goes comes back', async () => {
    phone.online = false;
    const paper = addDays(TODAY, -4);
    const id = await take(phone, { receivedOn: paper, allianceId: alliance.id });
    await phone.phone.refresh();
    const told = thing(phone, id);
    expect(told).toMatchObject({
      name: complaintCode(id, paper),
      dueOn: addDays(paper, 30),
      state: null,
      item: { state: 'pending' },
    });
    // Nothing unencrypted on the phone says to which alliance it belongs.
    expect(
      JSON.stringify([await phone.phone.db.outbox.toArray()], (k, v) => (k === 'iv' || k === 'box' ? 0 : v)),
    ).not.toContain(alliance.id);

    phone.sleep(5 * 24 * HOUR);
    phone.online = true;
    await later(phone);
    const view = await file(id);
    expect(view).toMatchObject({ state: 'RECIBIDO', stateSince: paper });
    expect(view?.values).toMatchObject({
      code: told?.name,
      dueOn: told?.dueOn,
      receivedOn: paper,
      channel: 'acompanante',
      unitId: 'SCZ',
      allianceId: alliance.id,
    });
    expect(await flagsOf(id)).toEqual([]);
    expect(thing(phone, id)).toMatchObject({
      name: told?.name,
      state: 'RECIBIDO',
      dueOn: told?.dueOn,
      values: { receivedOn: paper, answeredOn: null },
    });

    await step('acknowledge', id, { acknowledgedOn: TODAY });
    await step('classify', id, { topic: 'demora' });
    await step('answer', id, {
      answer: 'Se reponen el jueves.',
      answeredOn: TODAY,
      answerChannel: 'persona',
      outcome: 'fundado',
    });
    await later(phone);
    expect(thing(phone, id)).toMatchObject({ state: 'RESPONDIDO', dueOn: null, values: { answeredOn: TODAY } });
    // Nothing of its content or of the answer came back to the phone.
    expect(JSON.stringify(phone.phone.need().pack.of('thing'))).not.toMatch(/plantines|reponen|servicio/);
  });

  test('without an alliance it is the nation’s, and taken with a flag; of a known municipality it is its unit’s', async () => {
    const id = await take(phone);
    await later(phone);
    expect((await file(id))?.values).toMatchObject({
      allianceId: null,
      municipalityCode: null,
      unitId: null,
      channel: 'acompanante',
    });
    expect(await flagsOf(id)).toEqual(['fuera de asignación']);
    const supervisor = await world.person('SUPERVISOR_CAMPO', []);
    const other = await handed(supervisor);
    const second = await take(other);
    await later(other);
    expect((await file(second))?.values).toMatchObject({ channel: 'app' });
    other.close();
  });

  test('who serves one unit and no alliance takes it there', async () => {
    const h = await handed(await world.person('UOD_SOCIAL', ['LPZ']));
    const id = await take(h);
    await later(h);
    expect(thing(h, id)).toMatchObject({ state: 'RECIBIDO', name: (await file(id))?.values.code });
    expect((await file(id))?.values).toMatchObject({ unitId: 'LPZ', channel: 'app' });
    expect(await flagsOf(id)).toEqual([]);
    h.close();
  });

  test('a second tap and a lost answer are one complaint', async () => {
    phone.fault = () => 'lostAnswer';
    const id = await take(phone);
    await phone.phone.sync();
    const again = await take(phone, {}, id);
    phone.fault = () => 'none';
    await later(phone);
    expect(again).toBe(id);
    const list = await ask<ListView<NounRow>>(world, officer, 'complaint.list');
    expect(list.rows.map((r) => r.id)).toEqual([id]);
    // The second one needs the person, who is told that it already exists; the first one stays.
    expect(phone.phone.state().items.map((i) => [i.row.state, i.row.problemCode])).toEqual([
      ['attention', 'SIGG-313'],
      ['accepted', null],
    ]);
    expect(thing(phone, id)).toMatchObject({ state: 'RECIBIDO' });
  });

  test.each([
    ['ahead', 26],
    ['behind', -26],
  ])('a clock that is %s is told with it, and the complaint is taken', async (_way, hours) => {
    phone.skewMs = hours * HOUR;
    phone.online = false;
    const id = await take(phone);
    phone.sleep(24 * HOUR);
    phone.online = true;
    await later(phone);
    expect(await flagsOf(id)).toContain('fecha dudosa');
    expect((await file(id))?.state).toBe('RECIBIDO');
  });

  test('one that waits for another command waits at the office too, and nobody reads there what it says', async () => {
    const id = newId();
    const body = { receivedOn: TODAY, channel: 'acompanante', story: STORY, privacy: 'anonima' };
    const sent = await world.send(ana, 'complaint.register', id, body, { after: [newId()] });
    expect(sent.status).toBe('held');
    const held = async (role: Role, ids: readonly string[] = []) =>
      (
        await ask<ListView<{ commandId: string; kind: string; authorName: string }>>(
          world,
          await world.person(role, ids),
          'held.list',
        )
      ).rows;
    // The nation sees that something waits, but neither what nor whose. A unit, whose list contains only its own
    // people, sees nothing.
    expect(await held('UCN_ME')).toMatchObject([{ kind: 'reservado', authorName: 'Reservado' }]);
    expect(await held('UOD_OPERADOR', ['SCZ'])).toEqual([]);
    const waits = await world.send(ana, 'visit.register', newId(), visitBody(alliance.id), { after: [newId()] });
    expect(waits.status).toBe('held');
    expect(await held('UOD_OPERADOR', ['SCZ'])).toMatchObject([{ kind: 'visit.register', authorName: ana.name }]);
  });

  test('a day before anybody held the role is told in the body, not judged by it', async () => {
    const novice = await world.person('ACOMPANANTE', [], { from: TODAY });
    const h = await handed(novice);
    const id = await take(h, { receivedOn: addDays(TODAY, -20) });
    await later(h);
    expect((await file(id))?.values).toMatchObject({ receivedOn: addDays(TODAY, -20), dueOn: addDays(TODAY, 10) });
    h.close();
  });
});

describe('what comes back to the phone', () => {
  test('who it accuses loses it: rows, cursor and fresh pack say nothing, whoever else recorded it', async () => {
    const id = await take(phone, { allianceId: alliance.id });
    const other = await take(phone);
    await later(phone);
    await step('acknowledge', id, { acknowledgedOn: TODAY });
    await later(phone);
    expect(thing(phone, id)).toMatchObject({ state: 'REGISTRADO' });
    // The copies of what was sent are removed after the backup; what remains comes from the feed.
    const [head] = await world.db.query<{ n: number }>('select max(number) as n from journal_seal');
    await writeState(world.db, 'durable', head?.n ?? 0);
    await later(phone);
    expect(await phone.phone.db.outbox.count()).toBe(0);
    expect(thing(phone, id)).toMatchObject({ state: 'REGISTRADO', item: null });

    await step('classify', id, { topic: 'cobro_indebido', accusedId: ana.id });
    await later(phone);
    expect(phone.phone.state().nounRecords.map((t) => t.id)).toEqual([other]);
    expect(await phone.phone.db.rows.filter((r) => r.id === id).count()).toBe(0);
    const fresh = await readFeed(world.db, {
      actor: ana,
      cursor: undefined,
      deviceId: null,
      own: true,
      now: () => NOW,
    });
    expect(JSON.stringify(fresh)).not.toContain(id);
    await phone.restart();
    expect(thing(phone, id)).toBeNull();
    // After a correction that names nobody, it comes back.
    await step('classify', id, { topic: 'otro', accusedId: null });
    await later(phone);
    expect(thing(phone, id)).toMatchObject({ state: 'CLASIFICADO' });
  });

  test('the public half of the complaints key, so that who complains is sealed before it leaves the phone', async () => {
    expect(phone.phone.state().boxKey).toBeNull();
    const id = newId();
    const key = { name: 'Llave de prueba', publicKey: 'mitad-publica', recovery: 'mitad privada, envuelta' };
    expect(await world.send(officer, 'complaintKey.register', id, key)).toMatchObject({ status: 'accepted' });
    await later(phone);
    expect(phone.phone.state().boxKey).toEqual({ id, publicKey: 'mitad-publica' });
  });

  test('nobody else gets it: not who shares the alliance, not who took one of the same', async () => {
    const beto = await world.person('ACOMPANANTE', [alliance.id]);
    const h = await handed(beto);
    const id = await take(phone, { allianceId: alliance.id });
    await later(phone);
    const own = await take(h, { allianceId: alliance.id });
    await later(h);
    expect(h.phone.state().nounRecords.map((t) => t.id)).toEqual([own]);
    expect(JSON.stringify(h.phone.need().pack.all())).not.toContain(id);
    h.close();
  });

  test('it leaves with the role, and with the months after it was settled', async () => {
    const id = await take(phone);
    await later(phone);
    const feed = async (day: string) => {
      const page = await readFeed(world.db, {
        actor: ana,
        cursor: undefined,
        deviceId: null,
        own: true,
        now: () => `${day}T14:00:00.000Z`,
      });
      return page.subjects
        .filter((s) => s.id === OWN)
        .flatMap(rowsOf)
        .map((r) => r.id);
    };
    expect(await feed(addDays(TODAY, 300))).toEqual([id]);
    await step('dismiss', id, { answer: 'No corresponde al programa.', answeredOn: TODAY, answerChannel: 'portal' });
    expect(await feed(addDays(TODAY, 90))).toEqual([id]);
    expect(await feed(addDays(TODAY, 91))).toEqual([]);
    await world.db.query('update role_grant set valid_to = $2::date where user_id = $1::text::uuid', [
      ana.id,
      addDays(TODAY, -1),
    ]);
    await world.db.query('update assignment set valid_to = $2::date where user_id = $1::text::uuid', [
      ana.id,
      addDays(TODAY, -1),
    ]);
    await later(phone);
    expect(dayOf(new Date(edge.nowMs).toISOString())).toBe(TODAY);
    expect(phone.phone.need().pack.of('thing')).toEqual([]);
  });

  test('an app of before there was such a thing is told nothing of it, and the app of today then gets all', async () => {
    const id = await take(phone);
    await later(phone);
    const old = await readFeed(world.db, { actor: ana, cursor: undefined, deviceId: null, now: () => NOW });
    expect(old.subjects.map((s) => s.id)).not.toContain(OWN);
    const next = await readFeed(world.db, {
      actor: ana,
      cursor: old.cursor,
      deviceId: null,
      own: true,
      now: () => NOW,
    });
    expect(next.subjects.map((s) => [s.id, s.whole])).toEqual([[OWN, true]]);
    expect(next.subjects.flatMap(rowsOf).map((r) => r.id)).toEqual([id]);
    const quiet = await readFeed(world.db, {
      actor: ana,
      cursor: next.cursor,
      deviceId: null,
      own: true,
      now: () => NOW,
    });
    expect(quiet.subjects).toEqual([]);
  });
});
