import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registerVisit } from '../../domain/field/visit.ts';
import { flags } from '../../domain/kernel/command.ts';
import { dayOf } from '../../domain/kernel/dates.ts';
import { newId } from '../../server/ids.ts';
import { visitBody } from '../helpers/bodies.ts';
import { NOW, openWorld, type World } from '../helpers/world.ts';
import { type Edge, Handset, openEdge } from './edge.ts';

const HOUR = 3_600_000;
let world: World;
let edge: Edge;
let alliance: { id: string };
let phone: Handset;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  alliance = await world.alliance('SCZ');
  const ana = await world.person('ACOMPANANTE', [alliance.id]);
  edge = openEdge(world, Date.parse(NOW));
  phone = new Handset(edge, ana.id);
  await phone.enrol();
  await phone.phone.sync();
});
afterEach(async () => {
  phone.close();
  await edge.quiet();
});

/** A visit captured now without signal, on the day of the phone's own clock. */
async function visit(): Promise<string> {
  phone.online = false;
  const subjectId = newId();
  const body = visitBody(alliance.id, {});
  const occurredOn = dayOf(new Date(edge.nowMs).toISOString());
  await phone.phone.record({
    definition: registerVisit,
    subjectId,
    allianceId: alliance.id,
    baseVersion: null,
    occurredOn,
    place: null,
    body,
  });
  return subjectId;
}
async function flagsOf(recordId: string): Promise<readonly string[]> {
  phone.online = true;
  await phone.phone.sendNow();
  const [row] = await world.db.query<{ flags: string[] }>('select flags from visit where record_id = $1::text::uuid', [
    recordId,
  ]);
  if (!row) throw new Error('it did not arrive');
  return row.flags;
}

describe('the clock of a phone', () => {
  it.each([1, 9, 50])('that slept %i hours raises no doubt about a day', async (hours) => {
    phone.sleep(hours * HOUR);
    const record = await visit();
    phone.sleep(hours * HOUR);
    expect(await flagsOf(record)).toEqual([]);
  });

  it.each([
    ['ahead', 26],
    ['back', -26],
    ['ahead by a little more than is tolerated', 0.2],
  ])('moved %s before the capture is told at the next contact, though the phone slept', async (_way, hours) => {
    phone.sleep(30 * HOUR);
    phone.skewMs = hours * HOUR;
    const record = await visit();
    phone.sleep(30 * HOUR);
    expect(await flagsOf(record)).toContain(flags.doubtfulDate);
  });

  it('moved after the capture is told too: which of the two it was nobody knows', async () => {
    const record = await visit();
    phone.sleep(2 * HOUR);
    phone.skewMs = 3 * HOUR;
    expect(await flagsOf(record)).toContain(flags.doubtfulDate);
  });

  it('moved by less than is tolerated raises none, and a second visit after the contact starts anew', async () => {
    phone.skewMs = 5 * 60_000;
    phone.sleep(8 * HOUR);
    const first = await visit();
    expect(await flagsOf(first)).toEqual([]);
    phone.skewMs = 20 * HOUR;
    const second = await visit();
    expect(await flagsOf(second)).toContain(flags.doubtfulDate);
    phone.skewMs = 0;
    await phone.phone.sendNow();
    phone.sleep(8 * HOUR);
    expect(await flagsOf(await visit())).toEqual([]);
  });
});
