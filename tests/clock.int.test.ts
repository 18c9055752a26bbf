import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commandList } from '../domain/commands.ts';
import { defineCommand, refuse } from '../domain/kernel/command.ts';
import { dayOf } from '../domain/kernel/dates.ts';
import { type ProblemName, problem } from '../domain/kernel/problem.ts';
import { problems } from '../domain/kernel/problems.ts';
import type { Actor } from '../domain/people/actor.ts';
import { compose } from '../server/commands/compose.ts';
import { type CommandResult, executeCommands } from '../server/commands/executeCommands.ts';
import { newId } from '../server/ids.ts';
import { readStatus } from '../server/queries/system/status.ts';
import { visitBody } from './helpers/bodies.ts';
import { NOW, openWorld, TODAY, type World } from './helpers/world.ts';

/**
 * A server whose clock is two days behind, one that seals in the past, one that fails inside: faults of the server
 * never lead to a final refusal.
 */
let world: World;
let who: Actor;
let allianceId: string;
const BEHIND = new Date(Date.parse(NOW) - 2 * 86_400_000).toISOString();
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  allianceId = (await world.alliance('LPZ')).id;
  who = await world.person('ACOMPANANTE', [allianceId]);
});

const text = (kind: string, subjectId: string, body: unknown, more: Partial<Parameters<typeof compose>[0]> = {}) =>
  compose({ kind, actor: who, subjectId, body, occurredOn: TODAY, at: NOW, ...more });
const send = async (envelope: string, at = NOW, actor = who): Promise<CommandResult | undefined> =>
  (await executeCommands({ ...world.system.context, now: () => at }, { texts: [envelope], actor, receivedAt: at }))[0];
const receipts = async () =>
  (await world.db.query<{ n: number }>(`select count(*)::int as n from receipt where status = 'refused'`))[0]?.n;

describe('a clock two days behind', () => {
  test('takes a true fact of today later, never refuses it for good', async () => {
    const envelope = text('visit.register', newId(), visitBody(allianceId));
    expect(await send(envelope, BEHIND)).toMatchObject({
      status: 'retry',
      problem: { code: 'SIGG-114', retry: 'later' },
    });
    expect(await receipts()).toBe(0);
    expect((await send(envelope))?.status).toBe('accepted');
  });

  test('a day that is in the future for the device too is refused, as before', async () => {
    expect(
      await send(text('visit.register', newId(), visitBody(allianceId), { occurredOn: '2099-01-01' })),
    ).toMatchObject({
      status: 'refused',
      problem: { code: 'SIGG-105' },
    });
  });

  test('is noticed by what was sealed later: until it is put right no refusal is final, and the system state says so', async () => {
    await world.seal();
    const official = await world.person('UOD_OFICIAL', ['LPZ']);
    const wrong = compose({
      kind: 'alliance.suspend',
      actor: official,
      subjectId: allianceId,
      body: { on: TODAY, reason: 'Se halló algo', documentId: newId() },
      occurredOn: dayOf(BEHIND),
      at: BEHIND,
    });
    const said = await send(wrong, BEHIND, official);
    expect(said).toMatchObject({ status: 'retry', problem: { code: 'SIGG-910', retry: 'later' } });
    expect(said?.problem?.message).toContain('Su rol no permite');
    expect(await receipts()).toBe(0);
    expect(await send(wrong, NOW, official)).toMatchObject({ status: 'refused', problem: { code: 'SIGG-201' } });
    const clock = async (at: string) =>
      (await readStatus(world.db, world.system.config.dataDir, Date.parse(at))).checks.find((c) => c.name === 'Reloj');
    expect(await clock(BEHIND)).toMatchObject({ state: 'failing', sentence: expect.stringContaining('2 días atrás') });
    expect(await clock(NOW)).toMatchObject({ state: 'ok' });
    expect(await clock(new Date(Date.parse(NOW) - 60_000).toISOString())).toMatchObject({ state: 'ok' });
  });
});

describe('what a rule answers', () => {
  test('is kept when it is final, and is not kept when it may pass: every problem of the catalogue', async () => {
    const [first] = commandList.filter((d) => d.kind === 'visit.register');
    if (!first) throw new Error('no visit.register');
    const kept = first.decide;
    const counts = { never: 0, later: 0, afterLogin: 0 };
    try {
      for (const name of Object.keys(problems) as ProblemName[]) {
        const p = (problem as (n: ProblemName, d: unknown) => ReturnType<typeof problem>)(name, {
          fields: [],
          signals: [],
          day: TODAY,
          today: TODAY,
          start: TODAY,
          from: TODAY,
        });
        Object.assign(first, { decide: defineCommand({ ...first, decide: () => refuse(p) } as never).decide });
        const id = newId();
        const answer = await send(text('visit.register', newId(), visitBody(allianceId), { id }));
        const stored = await world.db.query('select 1 from receipt where command_id = $1', [id]);
        const expected = p.retry === 'later' ? ['retry', 0] : ['refused', 1];
        expect([name, answer?.status, stored.length]).toEqual([name, ...expected]);
        counts[p.retry] += 1;
      }
    } finally {
      Object.assign(first, { decide: kept });
    }
    console.log(
      `problems answered by a rule: ${counts.never} final, ${counts.later} to try again, ${counts.afterLogin} for the person`,
    );
  });

  test('a command that fails inside is sent again, and harms no other of its batch', async () => {
    const [first] = commandList.filter((d) => d.kind === 'visit.register');
    if (!first) throw new Error('no visit.register');
    const kept = first.decide;
    const bad = newId();
    try {
      Object.assign(first, {
        decide: (input: Parameters<typeof kept>[0]) => {
          if (input.command.id === bad) throw new Error('a mistake of ours');
          return kept(input);
        },
      });
      const texts = [
        text('visit.register', newId(), visitBody(allianceId), { id: bad }),
        text('visit.register', newId(), visitBody(allianceId)),
      ];
      const answers = await executeCommands(world.system.context, { texts, actor: who, receivedAt: NOW });
      expect(answers.map((a) => a.status)).toEqual(['retry', 'accepted']);
      expect(answers[0]?.problem).toMatchObject({ code: 'SIGG-900', retry: 'later' });
    } finally {
      Object.assign(first, { decide: kept });
    }
  });

  test('a kind that only a newer server knows is sent again', async () => {
    const envelope = text('visit.register', newId(), visitBody(allianceId)).replace(
      '"visit.register"',
      '"visit.teleport"',
    );
    expect(await send(envelope)).toMatchObject({ status: 'retry', problem: { code: 'SIGG-102', retry: 'later' } });
  });
});
