import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { correctVisit, registerVisit } from '../../domain/field/visit.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { writeState } from '../../server/stores/systemState.ts';
import { metaOf } from '../../web/local/feed.ts';
import { Phone } from '../../web/local/phone.ts';
import { visitBody } from '../helpers/bodies.ts';
import { NOW, openWorld, TODAY, type World } from '../helpers/world.ts';
import { type Edge, Handset, openEdge, PIN } from './edge.ts';

let world: World;
let edge: Edge;
let ana: Actor;
let alliance: { id: string; organisationId: string };
let phone: Handset;

const visitHere = (more: Record<string, unknown> = {}) => visitBody(alliance.id, more);
const visit = (h: Handset, more: Record<string, unknown> = {}, id = newId()) =>
  h.phone.record({
    definition: registerVisit,
    subjectId: id,
    allianceId: alliance.id,
    baseVersion: null,
    occurredOn: TODAY,
    place: null,
    body: visitHere(more),
  });

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  alliance = await world.alliance('SCZ');
  ana = await world.person('ACOMPANANTE', [alliance.id]);
  edge = openEdge(world, Date.parse(NOW));
  phone = new Handset(edge, ana.id);
  await phone.enrol();
});
afterEach(async () => {
  phone.close();
  await edge.quiet();
});

const offline = (h: Handset) => {
  h.fault = () => 'lostRequest';
};
const online = (h: Handset) => {
  h.fault = () => 'none';
};

describe('the phone', () => {
  it('brings the pack, keeps a visit made without signal through a restart, and sends it once', async () => {
    await phone.phone.sync();
    await phone.phone.refresh();
    expect(phone.phone.state().alliances.map((a) => a.alliance.id)).toEqual([alliance.id]);
    offline(phone);
    await visit(phone, { notes: 'sin señal' });
    await phone.phone.sync();
    await phone.restart();
    expect(phone.phone.state().items[0]?.row.state).toBe('sent');
    expect(phone.phone.state().alliances[0]?.visits[0]?.record.notes).toBe('sin señal');
    online(phone);
    edge.nowMs += 3_600_000;
    await phone.phone.sync();
    await phone.phone.refresh();
    expect(phone.phone.state().items[0]?.row).toMatchObject({ state: 'accepted' });
    expect(await world.db.query('select notes from visit')).toEqual([{ notes: 'sin señal' }]);
    expect(phone.phone.person?.pack.of('visit')).toHaveLength(1);
    expect(phone.phone.state().items[0]?.row.number).toBeGreaterThan(0);
  });

  it('sends the same bytes after a lost answer, and the server answers as before', async () => {
    phone.fault = () => 'lostAnswer';
    await visit(phone);
    await phone.phone.sync();
    online(phone);
    edge.nowMs += 3_600_000;
    await phone.phone.sync();
    expect(phone.sent.filter((s) => s.path === '/api/commands').length).toBeGreaterThan(1);
    expect(await world.db.query('select count(*)::int as n from visit')).toEqual([{ n: 1 }]);
    await phone.phone.refresh();
    expect(phone.phone.state().items[0]?.row.state).toBe('accepted');
  });

  it('stops what depends on a refused command; the person corrects the first and both go', async () => {
    await phone.phone.sync();
    offline(phone);
    const id = newId();
    // A topic that is in no list: valid for the phone's store, refused by the server.
    const first = await visit(phone, { topics: ['astrologia'] }, id);
    await phone.phone.sync();
    await phone.phone.record({
      definition: correctVisit,
      subjectId: id,
      allianceId: alliance.id,
      baseVersion: 1,
      occurredOn: TODAY,
      place: null,
      body: visitHere({ notes: 'corregida' }),
    });
    online(phone);
    edge.nowMs += 3_600_000;
    await phone.phone.sync();
    await phone.phone.refresh();
    expect(phone.phone.state().items.map((i) => [i.row.state, i.row.problemCode])).toEqual([
      ['attention', 'SIGG-107'],
      ['attention', 'SIGG-101'],
    ]);
    await phone.phone.replace(first.id, visitHere());
    await phone.phone.sync();
    await phone.phone.refresh();
    expect(phone.phone.state().items.map((i) => i.row.state)).toEqual([
      'accepted',
      'accepted',
      'withdrawn',
      'withdrawn',
    ]);
    expect(await world.db.query("select version, notes from visit where standing = 'current'")).toEqual([
      { version: 2, notes: 'corregida' },
    ]);
  });

  it('pauses when the session ends, keeps everything, and goes on after the log-in', async () => {
    phone.fault = () => 'expired';
    await visit(phone);
    await phone.phone.sync();
    await phone.phone.refresh();
    expect(phone.phone.state()).toMatchObject({ pause: 'login' });
    expect(phone.phone.state().items[0]?.waiting.can).toContain('Ingresar');
    online(phone);
    await phone.phone.sendNow();
    await phone.phone.refresh();
    expect(phone.phone.state()).toMatchObject({ pause: null });
    expect(phone.phone.state().items[0]?.row.state).toBe('accepted');
  });

  it('does not send under the session of another person, and gives that person nothing of the first', async () => {
    const stranger = await world.person('ACOMPANANTE', []);
    await visit(phone);
    const call = edge.call(
      () => stranger.id,
      () => 'none',
    );
    phone.wrap = () => call;
    await visit(phone);
    await phone.phone.sync();
    await phone.phone.refresh();
    expect(phone.phone.state().pause).toBe('otherSession');
    phone.wrap = (own) => own;
    edge.nowMs += 3_600_000;
    await phone.phone.sendNow();
    expect(
      await world.db.query('select count(*)::int as n, count(distinct author_id)::int as authors from visit'),
    ).toEqual([{ n: 2, authors: 1 }]);
  });

  it('loses the data of an alliance that is no longer its own, never what it says of it', async () => {
    await phone.phone.sync();
    offline(phone);
    await visit(phone);
    await phone.phone.sync();
    await world.db.query("update assignment set valid_to = '2026-06-14' where user_id = $1::text::uuid", [ana.id]);
    online(phone);
    edge.nowMs += 3_600_000;
    await phone.phone.sync();
    await phone.phone.refresh();
    expect(phone.phone.state().alliances).toEqual([]);
    expect(await phone.phone.db.rows.filter((r) => r.subjectId === alliance.id).count()).toBe(0);
    expect(phone.phone.state().items[0]?.row).toMatchObject({ state: 'accepted', flags: ['fuera de asignación'] });
  });

  it('keeps what was accepted until a backup holds it, and lets it go then', async () => {
    await visit(phone);
    await phone.phone.sync();
    const count = () => phone.phone.db.outbox.count();
    expect(await count()).toBe(1);
    const [head] = await world.db.query<{ n: number }>('select max(number) as n from journal_seal');
    await writeState(world.db, 'durable', (head?.n ?? 0) - 1);
    await phone.phone.sync();
    expect(await count()).toBe(1);
    await writeState(world.db, 'durable', head?.n ?? 0);
    await phone.phone.sync();
    expect(await count()).toBe(0);
    expect(phone.phone.person?.pack.of('visit')).toHaveLength(1);
  });

  it('erases its data when it was withdrawn, and keeps the unsent for its owner', async () => {
    await phone.phone.sync();
    offline(phone);
    await visit(phone);
    await phone.phone.sync();
    const deviceId = phone.phone.need().deviceId;
    const row = {
      id: deviceId,
      user_id: ana.id,
      name: 'x',
      registered_on: TODAY,
      revoked_on: TODAY,
      revoked_reason: 'perdido',
      version: 1,
      entry_id: newId(),
      row_hash: '',
    };
    await world.db.query('insert into device select * from jsonb_populate_record(null::device, $1::text::jsonb)', [
      JSON.stringify(row),
    ]);
    online(phone);
    edge.nowMs += 3_600_000;
    await phone.phone.sync();
    await phone.phone.refresh();
    expect(phone.phone.state()).toMatchObject({ revoked: true, alliances: [] });
    expect(await phone.phone.db.rows.count()).toBe(0);
    expect(phone.phone.state().items).toHaveLength(1);
    expect(phone.phone.state().items[0]?.waiting.can).toContain('unidad');
  });

  it('opened twice on one phone shows the same in both', async () => {
    await phone.phone.sync();
    const tab = new Phone(phone.phone.ports);
    await tab.unlock(ana.id, PIN);
    await visit(phone, { notes: 'desde la otra' });
    await phone.phone.sync();
    await tab.sync();
    expect(tab.person?.pack.of('visit').map((v) => v.notes)).toEqual(['desde la otra']);
    tab.lock();
    tab.db.close();
  });

  it('misses no number of its own that is still in the outbox', async () => {
    await phone.phone.sync();
    // The first is lost on the way, the second arrives: the server sees a gap, and the phone has lost nothing.
    offline(phone);
    const first = await visit(phone);
    await phone.phone.sync();
    online(phone);
    await visit(phone);
    await phone.phone.sync();
    await phone.phone.refresh();
    expect(phone.phone.state().items.map((i) => i.row.state)).toEqual(['accepted', 'sent']);
    expect((await metaOf(phone.phone.need())).missing).toEqual([[first.seq, first.seq]]);
    expect(phone.phone.state().missing).toEqual([]);
    await phone.phone.db.outbox.delete(first.id);
    await phone.phone.refresh();
    expect(phone.phone.state().missing).toEqual([[first.seq, first.seq]]);
  });

  it('tells a full phone in words, and keeps nothing by halves', async () => {
    const table = phone.phone.db.outbox;
    const add = table.add.bind(table);
    table.add = (() =>
      Promise.reject(Object.assign(new Error('full'), { name: 'QuotaExceededError' }))) as unknown as typeof table.add;
    await expect(visit(phone)).rejects.toMatchObject({ problem: { code: 'SIGG-907' } });
    table.add = add as typeof table.add;
    expect(await table.count()).toBe(0);
    await visit(phone);
    expect((await table.toArray()).map((o) => o.seq)).toEqual([1]);
  });
});
