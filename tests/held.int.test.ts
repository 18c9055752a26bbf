import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, systemActor } from '../domain/people/actor.ts';
import { compose } from '../server/commands/compose.ts';
import { executeCommands, Resting, sweepHeld } from '../server/commands/executeCommands.ts';
import { HELD_PER_ACTOR } from '../server/commands/holding.ts';
import { newId } from '../server/ids.ts';
import { readingOf } from '../server/queries/query.ts';
import { queries } from '../server/queries/registry.ts';
import { visitBody } from './helpers/bodies.ts';
import { countingDatabase } from './helpers/countingDatabase.ts';
import { NOW, openWorld, TODAY, type World } from './helpers/world.ts';

/**
 * Commands that wait for others, sent by an attacker or by a phone with a wrong clock or a bad connection. No command
 * is retried for ever, the cost does not grow with the square of a chain's length, and nothing is lost.
 * SIGG_HELD_CHAIN: the length of the longer chain (2,000 takes a minute).
 */
const CHAIN = Number(process.env.SIGG_HELD_CHAIN ?? 240);

let world: World;
let who: Actor;
let allianceId: string;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  allianceId = (await world.alliance('LPZ')).id;
  who = await world.person('ACOMPANANTE', [allianceId]);
});

const visit = (id: string, after: readonly string[], more: Partial<Parameters<typeof compose>[0]> = {}) =>
  compose({
    kind: 'visit.register',
    actor: who,
    subjectId: newId(),
    body: visitBody(allianceId),
    occurredOn: TODAY,
    at: NOW,
    id,
    after,
    ...more,
  });
const execute = (texts: readonly string[], context = world.system.context, actor = who) =>
  executeCommands(context, { texts, actor, receivedAt: NOW });
/** An instant so many seconds after NOW. */
const later = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();
const held = async () =>
  (await world.db.query<{ n: number }>('select count(*)::int as n from held_command'))[0]?.n ?? 0;
const visits = async () => (await world.db.query<{ n: number }>('select count(*)::int as n from visit'))[0]?.n;

/**
 * Holds a chain of commands behind one that has not arrived, sends that one, and returns how many round trips to the
 * database the release of the chain took.
 */
async function releasing(length: number): Promise<number> {
  const ids = Array.from({ length }, newId);
  const texts = ids.slice(1).map((id, i) => visit(id, [ids[i] as string]));
  for (let from = 0; from < texts.length; from += 100) {
    for (const answer of await execute(texts.slice(from, from + 100))) expect(answer.status).toBe('held');
  }
  const counting = countingDatabase(world.db);
  const context = { ...world.system.context, db: counting.db };
  await execute([visit(ids[0] as string, [])], context);
  for (let before = await held(); before > 0; before = await held()) {
    await sweepHeld(context, { receivedAt: NOW });
    expect(await held()).toBeLessThan(before);
  }
  return counting.trips().length;
}

/** Two requests may cross: one that came in first may run what the second one brought. */
describe('an entry is never of a moment before its command arrived', () => {
  const moments = () =>
    world.db.query<{ entry: string; receipt: string }>(
      `select e.id, e.received_at as entry, r.received_at as receipt from journal_entry e
         join receipt r on r.command_id = e.id where e.kind = 'visit.register' order by e.n`,
    );
  const at = (texts: readonly string[], seconds: number) =>
    executeCommands(world.system.context, { texts, actor: who, receivedAt: later(seconds) });

  test('when it is released by an earlier request', async () => {
    const first = newId();
    const [answer] = await at([visit(newId(), [first])], 2);
    expect(answer?.status).toBe('held');
    await at([visit(first, [])], 1);
    expect((await moments()).map((m) => [m.entry, m.receipt].map((t) => new Date(t).toISOString()))).toEqual([
      [later(1), later(1)],
      [later(2), later(2)],
    ]);
  });

  test('when an earlier copy of itself runs it', async () => {
    const [first, second] = [newId(), newId()];
    const texts = [visit(second, [first]), visit(first, [])];
    await at(texts.slice(0, 1), 2);
    await executeCommands(
      { ...world.system.context, actorOf: async () => null },
      { texts: texts.slice(1), actor: who, receivedAt: later(2) },
    );
    const [copy] = await at(texts.slice(0, 1), 1);
    expect(copy?.status).toBe('accepted');
    expect((await moments()).map((m) => new Date(m.entry).toISOString())).toEqual([later(2), later(2)]);
  });
});

describe('a chain', () => {
  test(`of ${CHAIN} costs as many trips for each as one of half as many`, async () => {
    const half = await releasing(CHAIN / 2);
    const whole = await releasing(CHAIN);
    console.log(`released ${CHAIN / 2} in ${half} trips, ${CHAIN} in ${whole}`);
    expect(await visits()).toBe(CHAIN + CHAIN / 2);
    expect(whole / half).toBeLessThan(2.1);
    expect(whole / CHAIN).toBeLessThan(12);
  }, 600_000);

  test('is let go between two commands when the server closes, and goes on where it was', async () => {
    const ids = Array.from({ length: 12 }, newId);
    await execute(ids.slice(1).map((id, i) => visit(id, [ids[i] as string])));
    // As if the server had stopped right after the first command, before the waiting ones were released.
    await execute([visit(ids[0] as string, [])], { ...world.system.context, actorOf: async () => null });
    expect(await held()).toBe(11);
    const closing = new AbortController();
    let asked = 0;
    const context = {
      ...world.system.context,
      actorOf: (id: string) => {
        if (++asked === 3) closing.abort();
        return world.system.context.actorOf(id);
      },
    };
    await sweepHeld(context, { receivedAt: NOW, signal: closing.signal });
    expect(await held()).toBe(8);
    await sweepHeld(world.system.context, { receivedAt: NOW });
    expect([await held(), await visits()]).toEqual([0, 12]);
  });

  test('that one of several accounts cannot release stays and is left alone longer each time', async () => {
    const first = newId();
    await execute([visit(newId(), [first])]);
    let asked = 0;
    const context = {
      ...world.system.context,
      actorOf: async () => {
        asked += 1;
        return null;
      },
    };
    await execute([visit(first, [])], context);
    asked = 0;
    const resting = new Resting();
    for (let i = 0; i < 40; i++) await sweepHeld(context, { receivedAt: NOW, resting });
    expect([asked, await held()]).toEqual([5, 1]);
  });
});

describe('a circle', () => {
  test('of two, three and thirty is told to who closes it; the others are told that what they need was refused', async () => {
    for (const length of [2, 3, 30]) {
      const ids = Array.from({ length }, newId);
      const answers = await execute(ids.map((id, i) => visit(id, [ids[(i + 1) % length] as string])));
      expect(answers.slice(0, -1).map((a) => a.status)).toEqual(Array(length - 1).fill('held'));
      expect(answers.at(-1)).toMatchObject({ status: 'refused', problem: { code: 'SIGG-112' } });
      await sweepHeld(world.system.context, { receivedAt: NOW });
      expect(await held()).toBe(0);
      const again = await world.db.query<{ code: string }>(
        `select distinct problem->>'code' as code from receipt where command_id = any($1::text[]::uuid[])`,
        [ids],
      );
      expect(again.map((r) => r.code).sort()).toEqual(['SIGG-107', 'SIGG-112']);
    }
  });

  test('across two accounts, sent at the same moment, is told too', async () => {
    const other = await world.person('ACOMPANANTE', [allianceId]);
    for (let i = 0; i < 5; i++) {
      const [a, b] = [newId(), newId()];
      await Promise.all([
        execute([visit(a, [b])]),
        execute([visit(b, [a], { actor: other })], world.system.context, other),
      ]);
    }
    await sweepHeld(world.system.context, { receivedAt: NOW });
    expect([await held(), await visits()]).toEqual([0, 0]);
  });
});

describe('what may begin to wait', () => {
  test('has a form: a NUL or half a character is refused before, and the list of what waits can be read', async () => {
    for (const [notes, more] of [
      ['a\u0000b', {}],
      ['\ud800', {}],
      ['bien', { 'c\u0000': 1 }],
    ] as const) {
      const [answer] = await execute([visit(newId(), [newId()], { body: visitBody(allianceId, { notes, ...more }) })]);
      expect(answer).toMatchObject({ status: 'refused', problem: { code: 'SIGG-101' } });
    }
    // A command that an earlier version accepted.
    const id = newId();
    await execute([visit(id, [newId()])]);
    await world.db.query(
      `update held_command set envelope = replace(envelope, 'produccion', 'a\\u0000b') where command_id = $1`,
      [id],
    );
    const reader = await world.person('UCN_ME');
    const query = queries.get('held.list');
    if (!query) throw new Error('no held.list');
    const reading = readingOf(query, world.db, reader, query.params.parse({}), TODAY);
    const page = reading && (await query.run(reading));
    expect(JSON.stringify(page)).toContain('registrar visita');
  });

  test('is of a role that may send it, whatever its reach: an assignment may be on its way', async () => {
    const away = await world.person('ACOMPANANTE', []);
    const buyer = await world.person('UCN_COM', []);
    const sent = async (actor: Actor) =>
      (await execute([visit(newId(), [newId()], { actor })], world.system.context, actor))[0];
    expect((await sent(away))?.status).toBe('held');
    expect(await sent(buyer)).toMatchObject({ status: 'refused', problem: { code: 'SIGG-201' } });
    expect((await sent(systemActor))?.status).toBe('refused');
  });

  test(`of one person are ${HELD_PER_ACTOR} at most; one more is kept by its phone and goes in when there is room`, async () => {
    await world.db.query(
      `insert into held_command (command_id, envelope, waits_for, actor_id, received_at)
       select gen_random_uuid(), '{}', array[gen_random_uuid()], $1::uuid, $2::timestamptz from generate_series(1, $3::int)`,
      [who.id, NOW, HELD_PER_ACTOR],
    );
    const id = newId();
    const text = visit(id, [newId()]);
    expect((await execute([text]))[0]).toMatchObject({
      status: 'retry',
      problem: { code: 'SIGG-113', retry: 'later' },
    });
    expect(await world.db.query('select 1 from receipt where command_id = $1', [id])).toEqual([]);
    await world.db.query(`delete from held_command where envelope = '{}'`);
    expect((await execute([text]))[0]?.status).toBe('held');
  });
});
