import { beforeAll, describe, expect, test } from 'vitest';
import { compose } from '../server/commands/compose.ts';
import { executeCommands, sweepHeld } from '../server/commands/executeCommands.ts';
import { newId } from '../server/ids.ts';
import { visitBody } from './helpers/bodies.ts';
import { NOW, openWorld, TODAY, type World } from './helpers/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

describe('the one write path', () => {
  test('an accepted command leaves its rows, its entry, its body, its change and its receipt, and is sealed', async () => {
    const a = await world.alliance('LPZ');
    const who = await world.person('ACOMPANANTE', [a.id]);
    const id = newId();
    const recordId = newId();
    expect(await world.send(who, 'visit.register', recordId, visitBody(a.id), { id })).toMatchObject({
      status: 'accepted',
      flags: [],
    });
    await world.seal();
    const [row] = await world.db.query('select * from visit where record_id = $1', [recordId]);
    expect(row).toMatchObject({ id, version: 1, standing: 'current', level: 1, entry_id: id, unit_id: 'LPZ' });
    const [entry] = await world.db.query(
      'select * from journal_entry e join journal_seal s on s.entry_id = e.id where e.id = $1',
      [id],
    );
    expect(entry).toMatchObject({ kind: 'visit.register', actor_id: who.id, role: 'ACOMPANANTE', alliance_id: a.id });
    expect(await world.db.query('select noun, row_hash from journal_change where entry_id = $1', [id])).toEqual([
      { noun: 'visit', row_hash: row?.row_hash },
    ]);
    expect(await world.db.query('select count(*)::int as n from journal_pending')).toEqual([{ n: 0 }]);
  });

  test('a command that waits for itself is refused, not held for ever', async () => {
    const a = await world.alliance('LPZ');
    const who = await world.person('ACOMPANANTE', [a.id]);
    const id = newId();
    const answer = await world.send(who, 'visit.register', newId(), visitBody(a.id), { id, after: [id] });
    expect(answer).toMatchObject({ status: 'refused', problem: { code: 'SIGG-100' } });
  });

  test('the same command is answered the same, also when two copies arrive at once, and is written once', async () => {
    const a = await world.alliance('LPZ');
    const who = await world.person('ACOMPANANTE', [a.id]);
    const text = compose({
      kind: 'visit.register',
      actor: who,
      subjectId: newId(),
      body: visitBody(a.id),
      occurredOn: TODAY,
      at: NOW,
    });
    const once = () => executeCommands(world.system.context, { texts: [text], actor: who, receivedAt: NOW });
    const answers = await Promise.all([once(), once(), once()]);
    expect(new Set(answers.map((x) => JSON.stringify(x))).size).toBe(1);
    expect(await world.db.query('select count(*)::int as n from visit where alliance_id = $1', [a.id])).toEqual([
      { n: 1 },
    ]);
    const changed = text.replace('produccion', 'genero');
    const [other] = await executeCommands(world.system.context, { texts: [changed], actor: who, receivedAt: NOW });
    expect(other?.problem?.code).toBe('SIGG-104');
  });

  test('a command that came before the one it needs is held, and done when that one comes', async () => {
    const a = await world.alliance('LPZ');
    const who = await world.person('ACOMPANANTE', [a.id]);
    const first = newId();
    const subject = newId();
    const held = await world.send(who, 'visit.correct', subject, visitBody(a.id, { notes: 'corregido' }), {
      after: [first],
      baseVersion: 1,
    });
    expect(held.status).toBe('held');
    await world.send(who, 'visit.register', subject, visitBody(a.id), { id: first });
    await sweepHeld(world.system.context, { receivedAt: NOW });
    expect(
      await world.db.query('select version, standing, notes from visit where record_id = $1 order by version', [
        subject,
      ]),
    ).toEqual([
      { version: 1, standing: 'superseded', notes: null },
      { version: 2, standing: 'current', notes: 'corregido' },
    ]);
    expect(await world.db.query('select * from held_command')).toEqual([]);
  });

  test('what needs a held one is held too; all are done in their order when the first comes', async () => {
    const a = await world.alliance('LPZ');
    const who = await world.person('ACOMPANANTE', [a.id]);
    const [first, second, third, subject] = [newId(), newId(), newId(), newId()];
    const correct = (id: string, after: string, baseVersion: number, notes: string) =>
      world.send(who, 'visit.correct', subject, visitBody(a.id, { notes }), { id, after: [after], baseVersion });
    expect((await correct(third, second, 2, 'tercera')).status).toBe('held');
    expect((await correct(second, first, 1, 'segunda')).status).toBe('held');
    // Sent again while it waits, it gets the same answer and keeps waiting.
    expect((await correct(third, second, 2, 'tercera')).status).toBe('held');
    await sweepHeld(world.system.context, { receivedAt: NOW });
    expect(await world.db.query('select command_id from held_command order by received_at, command_id')).toHaveLength(
      2,
    );
    expect((await world.send(who, 'visit.register', subject, visitBody(a.id), { id: first })).status).toBe('accepted');
    expect(
      await world.db.query('select version, standing, notes from visit where record_id = $1 order by version', [
        subject,
      ]),
    ).toEqual([
      { version: 1, standing: 'superseded', notes: null },
      { version: 2, standing: 'superseded', notes: 'segunda' },
      { version: 3, standing: 'current', notes: 'tercera' },
    ]);
    expect(await world.db.query('select * from held_command')).toEqual([]);
    expect((await correct(third, second, 2, 'tercera')).status).toBe('accepted');
  });

  test('several that wait for the same one are done in the order they came', async () => {
    const a = await world.alliance('LPZ');
    const who = await world.person('ACOMPANANTE', [a.id]);
    const [first, subject] = [newId(), newId()];
    for (const [baseVersion, notes] of [
      [1, 'segunda'],
      [2, 'tercera'],
      [3, 'cuarta'],
    ] as const) {
      const held = await world.send(who, 'visit.correct', subject, visitBody(a.id, { notes }), {
        after: [first],
        baseVersion,
      });
      expect(held.status).toBe('held');
    }
    await world.send(who, 'visit.register', subject, visitBody(a.id), { id: first });
    expect(
      await world.db.query('select version, standing, notes from visit where record_id = $1 order by version', [
        subject,
      ]),
    ).toEqual([
      { version: 1, standing: 'superseded', notes: null },
      { version: 2, standing: 'superseded', notes: 'segunda' },
      { version: 3, standing: 'superseded', notes: 'tercera' },
      { version: 4, standing: 'current', notes: 'cuarta' },
    ]);
  });

  test('what needs a refused one is refused, whichever of them comes first, and also when it was not let go at once', async () => {
    const a = await world.alliance('LPZ');
    const who = await world.person('ACOMPANANTE', [a.id]);
    const bad = (id: string) =>
      compose({
        kind: 'visit.register',
        actor: who,
        subjectId: newId(),
        body: visitBody(a.id),
        occurredOn: '2099-01-01',
        at: NOW,
        id,
      });
    const execute = async (text: string, context = world.system.context) =>
      (await executeCommands(context, { texts: [text], actor: who, receivedAt: NOW }))[0];
    const follow = (after: string, ...others: string[]) => ({ id: newId(), subject: newId(), after, others });
    const send = ({ id, subject, after, others }: ReturnType<typeof follow>) =>
      world.send(who, 'visit.register', subject, visitBody(a.id), { id, after: [after, ...others] });
    const isRefused = { status: 'refused', problem: { code: 'SIGG-107' } };

    // The last one also needs a command that never arrives.
    const [one, two, three] = [follow(newId()), follow(newId()), follow(newId(), newId())];
    expect((await execute(bad(one.after)))?.status).toBe('refused');
    expect(await send(one)).toMatchObject(isRefused);

    expect((await send(two)).status).toBe('held');
    await execute(bad(two.after));
    expect(await send(two)).toMatchObject(isRefused);

    expect((await send(three)).status).toBe('held');
    await execute(bad(three.after), { ...world.system.context, actorOf: async () => null });
    expect(await world.db.query('select command_id from held_command')).toEqual([{ command_id: three.id }]);
    await sweepHeld(world.system.context, { receivedAt: NOW });
    expect(await send(three)).toMatchObject(isRefused);

    expect(await world.db.query('select * from visit where alliance_id = $1', [a.id])).toEqual([]);
    expect(await world.db.query('select * from held_command')).toEqual([]);
  });

  test('the same field changed by two people is kept as a proposed version and a conflict, another field is merged', async () => {
    const a = await world.alliance('LPZ');
    const who = await world.person('ACOMPANANTE', [a.id]);
    const official = await world.person('UOD_OFICIAL', ['LPZ']);
    const subject = newId();
    await world.send(who, 'visit.register', subject, visitBody(a.id));
    expect(
      (
        await world.send(official, 'visit.correct', subject, visitBody(a.id, { notes: 'de la oficina' }), {
          baseVersion: 1,
        })
      ).status,
    ).toBe('accepted');
    expect(
      (
        await world.send(who, 'visit.correct', subject, visitBody(a.id, { nextVisitOn: '2026-07-01' }), {
          baseVersion: 1,
        })
      ).status,
    ).toBe('accepted');
    const [merged] = await world.db.query(
      `select notes, next_visit_on, version from visit where record_id = $1 and standing = 'current'`,
      [subject],
    );
    expect(merged).toEqual({ notes: 'de la oficina', next_visit_on: '2026-07-01', version: 3 });
    expect(
      (await world.send(who, 'visit.correct', subject, visitBody(a.id, { notes: 'del campo' }), { baseVersion: 1 }))
        .status,
    ).toBe('conflict');
    expect(await world.db.query('select fields, status from conflict where record_id = $1', [subject])).toEqual([
      { fields: ['notes'], status: 'open' },
    ]);
  });

  test('a fact outside the assignment of its author is taken with its flag; an act outside the unit is refused', async () => {
    const a = await world.alliance('LPZ');
    const other = await world.person('ACOMPANANTE');
    expect(await world.send(other, 'visit.register', newId(), visitBody(a.id))).toMatchObject({
      status: 'accepted',
      flags: ['fuera de asignación'],
    });
    const coordinator = await world.person('UCN_COORD');
    expect((await world.send(coordinator, 'visit.register', newId(), visitBody(a.id))).problem?.code).toBe('SIGG-201');
  });

  test('one bad record of a batch harms no other', async () => {
    const a = await world.alliance('LPZ');
    const who = await world.person('ACOMPANANTE', [a.id]);
    const make = (body: object, occurredOn = TODAY) =>
      compose({ kind: 'visit.register', actor: who, subjectId: newId(), body, occurredOn, at: NOW });
    const answers = await executeCommands(world.system.context, {
      texts: [
        make(visitBody(a.id)),
        '{not json',
        make(visitBody(a.id), '2099-01-01'),
        make(visitBody(a.id, { notes: 'a\u0000b' })),
        make(visitBody(a.id)),
      ],
      actor: who,
      receivedAt: NOW,
    });
    expect(answers.map((x) => [x.status, x.problem?.code])).toEqual([
      ['accepted', undefined],
      ['unreadable', 'SIGG-100'],
      ['refused', 'SIGG-105'],
      ['refused', 'SIGG-101'],
      ['accepted', undefined],
    ]);
  });
});
