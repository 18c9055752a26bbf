import { beforeAll, describe, expect, test } from 'vitest';
import type { NounChoicesView, NounFileView } from '../../domain/kernel/noun/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { Role } from '../../domain/people/roles.ts';
import { newId } from '../../server/ids.ts';
import { ask } from '../alliance/ask.ts';
import { type Seeded, seedTwoUnits } from '../helpers/twoUnits.ts';
import { day, openWorld, type World } from '../helpers/world.ts';

/** What holds for every noun by its declaration, shown with some of them. */
let world: World;
let mine: Seeded;
let other: Seeded;
const by = (role: Role, ids: readonly string[] = []): Promise<Actor> => world.person(role, ids);
const take = (actor: Actor, kind: string, id: string, body: unknown, baseVersion: number | null = null) =>
  world.send(actor, kind, id, body, { baseVersion });

beforeAll(async () => {
  world = await openWorld();
  ({ mine, other } = await seedTwoUnits(world));
});

describe('what was withdrawn is registered again', () => {
  test('an alliance taken off an agenda by mistake comes back onto it; twice at once it does not', async () => {
    const specialist = await by('UCN_NEG');
    const session = newId();
    await take(specialist, 'committeeSession.register', session, { number: 'KEPT-1', plannedOn: day(3) });
    const body = {
      sessionId: session,
      allianceId: mine.alliance,
      amountPar: 1_000_000,
      amountCounterpart: 500_000,
    };
    const first = newId();
    expect(await take(specialist, 'committeeDecision.register', first, body)).toMatchObject({ status: 'accepted' });
    const second = await take(specialist, 'committeeDecision.register', newId(), body);
    expect([second.status, second.problem?.code]).toEqual(['refused', 'SIGG-313']);
    expect(await take(specialist, 'committeeDecision.withdraw', first, {}, 1)).toMatchObject({ status: 'accepted' });
    expect(await take(specialist, 'committeeDecision.register', newId(), body)).toMatchObject({ status: 'accepted' });
  });
});

describe('a correction is offered only where it would be taken', () => {
  test('a resolution: before it is in force, and no longer', async () => {
    const [specialist, coordinator] = [await by('UCN_NEG'), await by('UCN_COORD')];
    const id = newId();
    const body = {
      number: 'R-KEPT',
      issuedOn: day(-1),
      authority: 'Ministerio',
      amount: 900_000,
      purpose: 'Transferencias a alianzas',
      destination: 'Organizaciones de La Paz',
    };
    expect(await take(specialist, 'resolution.register', id, body)).toMatchObject({ status: 'accepted' });
    const offered = async () => (await ask<NounFileView>(world, specialist, 'resolution.get', { id })).mayCorrect;
    expect(await offered()).toBe(true);
    expect(await take(coordinator, 'resolution.enact', id, { documentId: mine.ids.document }, 1)).toMatchObject({
      status: 'accepted',
    });
    expect(await offered()).toBe(false);
    const refused = await take(specialist, 'resolution.correct', id, { amount: 1, reason: 'Se leyó mal' }, 2);
    expect(refused.status).toBe('refused');
  });
});

describe('a reference to an alliance', () => {
  test('of another unit is refused where it is not the place of the row', async () => {
    const official = await by('UOD_OFICIAL', [mine.unit]);
    const [row] = await world.db.query<{ id: string; version: number }>(
      `update request set state = 'ADMITIDA' where id = $1 returning id, version`,
      [mine.ids.request],
    );
    const join = (allianceId: string) =>
      take(official, 'request.join', row?.id ?? '', { allianceId }, row?.version ?? 1);
    const wrong = await join(other.alliance);
    expect([wrong.status, wrong.problem?.code, wrong.problem?.field]).toEqual([
      'refused',
      'SIGG-506',
      'body.allianceId',
    ]);
    expect(await join(mine.alliance)).toMatchObject({ status: 'accepted' });
  });
});

describe('the choices of a field', () => {
  test('are given to who enters it or reads their list, and to nobody else', async () => {
    const choose = async (role: Role) =>
      ask<NounChoicesView>(world, await by(role, [mine.unit]), 'request.choices', { field: 'buyerId' });
    expect((await choose('UOD_OFICIAL')).rows.length).toBeGreaterThan(0);
    await expect(choose('UOD_SOCIAL')).rejects.toMatchObject({ problem: { code: 'SIGG-202' } });
  });
});
