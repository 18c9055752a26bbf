import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registerVisit } from '../../domain/field/visit.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { NOW, openWorld, TODAY, type World } from '../helpers/world.ts';
import { type Edge, Handset, openEdge } from './edge.ts';

let world: World;
let edge: Edge;
let ana: Actor;
let alliance: { id: string; organisationId: string };
let phone: Handset;

const visitBody = (more: Record<string, unknown> = {}) => ({
  allianceId: alliance.id, done: true, presentMembers: [], topics: ['produccion'], commitments: [], photos: [], ...more,
});
const visit = (h: Handset, more: Record<string, unknown> = {}, id = newId()) =>
  h.phone.record({ definition: registerVisit, subjectId: id, allianceId: alliance.id, baseVersion: null, occurredOn: TODAY, place: null, body: visitBody(more) });

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
});
