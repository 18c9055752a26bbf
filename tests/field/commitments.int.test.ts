import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commitmentId, NO_LONGER_SAID, type Settlement } from '../../domain/field/settle.ts';
import { addDays } from '../../domain/kernel/dates.ts';
import type { NounFileView, NounRow } from '../../domain/kernel/noun/views.ts';
import type { ListView, WorkListView } from '../../domain/kernel/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { type FeedPage, rowsOf } from '../../domain/sync/feed.ts';
import { newId } from '../../server/ids.ts';
import { ensureHeadKey } from '../../server/integrity/headKey.ts';
import { publishHead } from '../../server/integrity/headPublishing.ts';
import { verify } from '../../server/integrity/verify.ts';
import { planCommitments } from '../../server/jobs/commitments.ts';
import { runJobs } from '../../server/jobs/run.ts';
import { loadActor } from '../../server/stores/actors.ts';
import { readFeed } from '../../server/sync/feed.ts';
import { ask as askIn } from '../alliance/ask.ts';
import { temporaryFolder } from '../helpers/temporaryFolder.ts';
import { day, NOW, openWorld, TODAY, type World } from '../helpers/world.ts';

let world: World;
let companion: Actor;
let official: Actor;
let alliance: string;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  alliance = (await world.alliance('LPZ')).id;
  companion = await world.person('ACOMPANANTE', [alliance]);
  official = await world.person('UOD_OFICIAL', ['LPZ']);
});

const ask = <T>(actor: Actor, name: string, params: Record<string, string> = {}) =>
  askIn<T>(world, actor, name, params);
const list = async (params: Record<string, string> = {}, actor = official) =>
  (await ask<ListView<NounRow>>(actor, 'commitment.list', params)).rows;
const file = (id: string, actor = official) => ask<NounFileView | null>(actor, 'commitment.get', { id });
const home = async (actor: Actor) =>
  (await ask<WorkListView>(actor, 'work.list')).items.filter((i) => i.kind === 'commitment');

const CANAL = { text: 'Limpiar el canal', who: 'la directiva', dueOn: day(-40) };
const body = (more: Record<string, unknown> = {}) => ({
  allianceId: alliance,
  done: true,
  presentMembers: [],
  topics: ['produccion'],
  commitments: [],
  photos: [],
  ...more,
});

async function visited(occurredOn: string, more: Record<string, unknown> = {}, id = newId()): Promise<string> {
  const { status, problem } = await world.send(companion, 'visit.register', id, body(more), { occurredOn });
  expect([status, problem?.message]).toEqual(['accepted', undefined]);
  return id;
}

/** Runs the job of *sistema*. Returns how many acts it did. */
async function follow(today = TODAY): Promise<number> {
  await world.seal();
  await planCommitments(world.db, NOW, today);
  const done = await runJobs(world.system.context, NOW, today);
  await world.seal();
  return done;
}

/** The findings of `verify`, except those caused by persons and alliances that the test wrote without commands. */
async function findings(): Promise<string[]> {
  const keysDir = temporaryFolder('commitments');
  await publishHead({ db: world.db, keysDir, key: await ensureHeadKey(keysDir), now: () => NOW });
  const report = await verify({ db: world.db, files: world.system.files, keysDir });
  return report.findings.flatMap(({ first }) => first).filter((place) => /commitment|life_step|visit/.test(place));
}

const entries = async (): Promise<number> =>
  (await world.db.query("select 1 from journal_entry where kind = 'commitment.follow'")).length;

describe('a commitment of a visit', () => {
  test('is a thing until it is settled: overdue it stays on the list and the homes, whatever visits come', async () => {
    const visit = await visited(day(-60), { commitments: [CANAL] });
    expect(await follow()).toBe(1);
    const id = commitmentId(visit, CANAL.text);
    for (let i = 1; i <= 3; i++)
      await visited(day(-60 + 15 * i), { commitments: [{ text: `Otro ${i}`, dueOn: null }] });
    await follow();
    expect((await list({ open: '1', late: '1' })).map((r) => [r.id, r.state, r.dueOn])).toEqual([
      [id, 'PENDIENTE', CANAL.dueOn],
    ]);
    expect((await list({ allianceId: alliance })).length).toBe(4);
    for (const actor of [companion, official]) {
      expect((await home(actor)).map((i) => [i.title, i.detail, i.path, i.dueOn])).toEqual([
        [
          'Ver qué pasó con el compromiso',
          '1 pasó su día',
          `/compromisos?open=1&sort=dueOn&allianceId=${alliance}`,
          CANAL.dueOn,
        ],
      ]);
    }
    // The author of a commitment is the person who visited.
    expect(await world.db.query('select recorded_by from commitment where id = $1::uuid', [id])).toEqual([
      { recorded_by: companion.id },
    ]);
    expect((await file(id))?.names).toMatchObject({ visitId: `visita del ${day(-60).split('-').reverse().join('/')}` });
  });

  test('of many alliances they are one line of the home of who answers for the unit, the longest overdue first', async () => {
    for (let i = 0; i < 6; i++) {
      const other = (await world.alliance('LPZ')).id;
      const who = await world.person('ACOMPANANTE', [other]);
      const commitments = [
        { text: 'Techar', dueOn: day(-10 - i) },
        { text: 'Sin prisa', dueOn: day(60) },
        { text: 'Sin día' },
      ];
      expect(await world.send(who, 'visit.register', newId(), body({ allianceId: other, commitments }))).toMatchObject({
        status: 'accepted',
      });
    }
    await follow();
    expect((await home(official)).map((i) => [i.title, i.detail, i.dueOn, i.count])).toEqual([
      ['Ver qué pasó con los compromisos de 6 alianzas', '6 pasaron su día', day(-15), 6],
    ]);
    expect((await list({ open: '1', sort: 'dueOn' })).map((r) => r.dueOn).slice(0, 2)).toEqual([day(-15), day(-14)]);
    expect(await home(companion)).toEqual([]);
  });

  test('is moved and then fulfilled by later visits: one thing, with its path, and gone from what waits', async () => {
    const visit = await visited(day(-60), { commitments: [CANAL] });
    const id = commitmentId(visit, CANAL.text);
    const said = (how: Settlement['how'], more = {}): { settled: Settlement[] } => ({
      settled: [{ commitmentId: id, text: CANAL.text, how, ...more }],
    });
    await visited(day(-30), said('move', { dueOn: day(-5), reason: 'llovió' }));
    await follow();
    expect(await list({ open: '1' })).toMatchObject([
      { id, state: 'TRASLADADO', dueOn: day(-5), values: { reason: 'llovió' } },
    ]);
    await visited(day(-3), said('fulfil'));
    await follow();
    expect(await list({ open: '1' })).toEqual([]);
    expect((await file(id))?.stages.map((s) => [s.toState, s.reachedOn, s.note])).toEqual([
      ['PENDIENTE', day(-60), null],
      ['TRASLADADO', day(-30), 'llovió'],
      ['CUMPLIDO', day(-3), null],
    ]);
    expect((await file(id))?.journal.map((e) => e.kind)).toEqual(['commitment.follow', 'commitment.follow']);
    expect(await home(official)).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  test('the office settles it, and a visit of before that comes late changes nothing', async () => {
    const visit = await visited(day(-60), { commitments: [CANAL] });
    const id = commitmentId(visit, CANAL.text);
    await follow();
    const move = await world.send(
      official,
      'commitment.move',
      id,
      { movedTo: day(10), reason: 'Espera la bomba' },
      { baseVersion: 1 },
    );
    expect(move).toMatchObject({ status: 'accepted' });
    await visited(day(-20), { settled: [{ commitmentId: id, how: 'fulfil' }] });
    expect(await follow()).toBe(0);
    expect(await file(id)).toMatchObject({ state: 'TRASLADADO', dueOn: day(10), version: 2 });
    const done = await world.send(official, 'commitment.fulfil', id, { fulfilledOn: TODAY }, { baseVersion: 2 });
    expect(done).toMatchObject({ status: 'accepted' });
    expect(await follow()).toBe(0);
    expect(await file(id)).toMatchObject({ state: 'CUMPLIDO' });
  });

  test('two phones that settle one without signal agree in the end, in whatever order they come', async () => {
    const visit = await visited(day(-60), { commitments: [CANAL] });
    const id = commitmentId(visit, CANAL.text);
    await follow();
    // The later one arrives first.
    await visited(day(-10), { settled: [{ commitmentId: id, how: 'fulfil' }] });
    await follow();
    await visited(day(-20), { settled: [{ commitmentId: id, how: 'move', dueOn: day(5), reason: 'llovió' }] });
    await follow();
    expect(await file(id)).toMatchObject({
      state: 'CUMPLIDO',
      values: { movedTo: day(5), dueOn: day(5), fulfilledOn: day(-10) },
    });
  });

  test('a corrected visit takes back what it said, and what it agreed', async () => {
    const visit = await visited(day(-60), { commitments: [CANAL] });
    const id = commitmentId(visit, CANAL.text);
    const later = await visited(day(-30), { settled: [{ commitmentId: id, how: 'fulfil' }] });
    await follow();
    expect((await file(id))?.state).toBe('CUMPLIDO');
    const correct = (subject: string, more: Record<string, unknown>) =>
      world.send(companion, 'visit.correct', subject, body(more), { baseVersion: 1 });
    expect(await correct(later, { settled: [] })).toMatchObject({ status: 'accepted' });
    await follow();
    expect((await file(id))?.state).toBe('PENDIENTE');
    expect(await correct(visit, { commitments: [{ text: 'Techar el galpón', dueOn: null }] })).toMatchObject({
      status: 'accepted',
    });
    await follow();
    expect(await file(id)).toMatchObject({ state: 'DESCARTADO', values: { reason: NO_LONGER_SAID } });
    expect((await list({ open: '1' })).map((r) => r.values.what)).toEqual(['Techar el galpón']);
  });

  test('of visits of before there was any, each is made once, however often and on however many servers it is asked', async () => {
    for (let i = 0; i < 5; i++)
      await visited(addDays(day(-300), 20 * i), {
        commitments: [{ text: `Trabajo ${i}`, who: null, dueOn: day(-100 + i) }],
      });
    expect(await world.db.query('select 1 from commitment')).toEqual([]);
    expect(await follow()).toBe(1);
    expect((await list({ open: '1', late: '1' })).map((r) => r.values.what)).toEqual(
      [0, 1, 2, 3, 4].map((i) => `Trabajo ${i}`),
    );
    expect(await follow()).toBe(0);
    // As another server would, or this one when killed before it noted what it did.
    await world.db.query("delete from system_state where key = 'commitmentsFed'");
    await world.db.query("update job set state = 'waiting', ended_at = null where kind = 'commitment.follow'");
    await follow(addDays(TODAY, 1));
    expect([await entries(), (await list()).length]).toEqual([1, 5]);
    expect(await findings()).toEqual([]);
  });

  test('an app that learns of them later is sent all there are, whatever it had acknowledged before', async () => {
    await visited(day(-60), { commitments: [CANAL] });
    await follow();
    const actor = await loadActor(world.db, companion.id);
    if (!actor) throw new Error('nobody');
    const read = (cursor: string | undefined, commitments: boolean) =>
      readFeed(world.db, { actor, cursor, deviceId: null, own: true, commitments, now: () => NOW });
    const told = (page: FeedPage) => page.subjects.flatMap(rowsOf).filter((r) => r.kind === 'commitment');
    const before = await read(undefined, false);
    const after = await read(before.cursor, true);
    expect(told(after).map((r) => r.data.what)).toEqual([CANAL.text]);
    // And only once.
    expect((await read(after.cursor, true)).subjects).toEqual([]);
    expect((await read(before.cursor, false)).subjects).toEqual([]);
  });

  test('a move without its day, or without a reason, is refused at the visit', async () => {
    const id = commitmentId(newId(), 'x');
    for (const settled of [[{ commitmentId: id, how: 'move', reason: 'llovió' }], [{ commitmentId: id, how: 'drop' }]])
      expect(await world.send(companion, 'visit.register', newId(), body({ settled }))).toMatchObject({
        status: 'refused',
        problem: { code: 'SIGG-101' },
      });
    // A commitment that nobody knows is kept as it was written, and creates nothing.
    await visited(TODAY, { settled: [{ commitmentId: id, how: 'fulfil' }] });
    expect(await follow()).toBe(0);
  });
});
