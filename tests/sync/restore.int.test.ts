import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registerVisit } from '../../domain/field/visit.ts';
import { rowKey, rowsOf } from '../../domain/sync/feed.ts';
import { newId } from '../../server/ids.ts';
import { loadActor } from '../../server/stores/actors.ts';
import { writeState } from '../../server/stores/systemState.ts';
import { readFeed } from '../../server/sync/feed.ts';
import { NOW, openWorld, TODAY, type World } from '../helpers/world.ts';
import { type Edge, Handset, openEdge } from './edge.ts';

let world: World;
let edge: Edge;
let alliance: { id: string };
let phones: Handset[];

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  alliance = await world.alliance('SCZ');
  edge = openEdge(world, Date.parse(NOW));
  phones = [];
  for (let i = 0; i < 2; i++) {
    const person = await world.person('ACOMPANANTE', [alliance.id]);
    const handset = new Handset(edge, person.id);
    await handset.enrol();
    phones.push(handset);
  }
});

const visit = (h: Handset, notes: string) =>
  h.phone.record({
    definition: registerVisit,
    subjectId: newId(),
    allianceId: alliance.id,
    baseVersion: null,
    occurredOn: TODAY,
    place: null,
    body: { allianceId: alliance.id, done: true, presentMembers: [], topics: ['produccion'], commitments: [], photos: [], notes },
  });

async function syncAll(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    edge.nowMs += 1_800_000;
    for (const h of phones) await h.phone.sync();
  }
}

/** The database as a backup at this number would bring it back: later entries and rows are gone, the epoch is new. */
async function restoreTo(number: number): Promise<void> {
  const { db } = world;
  await db.script(`
    begin;
    set local session_replication_role = replica;
    create temporary table later on commit drop as
      select e.id from journal_entry e left join journal_seal s on s.entry_id = e.id where s.number is null or s.number > ${number};
    delete from visit where entry_id in (select id from later);
    delete from journal_change where entry_id in (select id from later);
    delete from journal_body where entry_id in (select id from later);
    delete from journal_pending where entry_id in (select id from later);
    delete from journal_seal where number > ${number};
    delete from receipt where command_id in (select id from later);
    delete from journal_entry where id in (select id from later);
    commit;`);
  await writeState(db, 'epoch', newId());
  await writeState(db, 'durable', number);
}

describe('after the server was restored from a backup', () => {
  it('every record is there once, and each phone holds what the server has', async () => {
    for (const h of phones) for (const n of ['uno', 'dos']) await visit(h, n);
    await syncAll();
    const head = await world.seal();
    const backedUp = (head as { number: number }).number;
    // Backed up and known to be: what the backup holds leaves the phones.
    await writeState(world.db, 'durable', backedUp);
    await syncAll();
    expect(await Promise.all(phones.map((h) => h.phone.db.outbox.count()))).toEqual([0, 0]);
    for (const h of phones) for (const n of ['tres', 'cuatro', 'cinco']) await visit(h, n);
    await syncAll();
    const before = await world.db.query('select record_id, notes, version from visit order by record_id');
    expect(before).toHaveLength(10);

    await restoreTo(backedUp);
    expect(await world.db.query('select 1 from visit')).toHaveLength(4);
    // One phone was killed meanwhile; the other has something new.
    await phones[0]?.restart();
    await visit(phones[1] as Handset, 'seis');
    await syncAll();

    const after = await world.db.query<{ record_id: string; notes: string; version: number }>('select record_id, notes, version from visit order by record_id');
    expect(after.filter((v) => v.notes !== 'seis')).toEqual(before);
    expect(after).toHaveLength(11);
    for (const h of phones) {
      const actor = await loadActor(world.db, h.userId);
      if (!actor) throw new Error('no actor');
      const fresh = (await readFeed(world.db, { actor, cursor: undefined, deviceId: null, now: edge.system.now })).subjects.flatMap(rowsOf);
      expect(h.phone.person?.pack.all().map(rowKey).sort()).toEqual(fresh.map(rowKey).sort());
      await h.phone.refresh();
      expect(h.phone.state().items.every((i) => i.row.state === 'accepted')).toBe(true);
    }
  });
});
