import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../domain/people/actor.ts';
import { day, openWorld, TODAY, type World } from '../../tests/helpers/world.ts';
import { newId } from '../ids.ts';

/** What two people settle, when they act at once, when one lent the other their hand, and when the ground moved in between. */
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(() => world.reset());

const actorOf = async (id: string) => (await world.system.context.actorOf(id)) as Actor;
const grantOf = (a: Actor, role: string) => a.grants.find((g) => g.role === role && !g.delegatedBy)?.id ?? '';
const code = (r: { problem?: { code: string } | null }) => r.problem?.code;

const lend = (giver: Actor, role: string, to: Actor, id: string, more = {}) =>
  world.send(giver, 'delegation.give', id, {
    grantId: grantOf(giver, role),
    toUserId: to.id,
    from: TODAY,
    to: day(9),
    reason: 'Vacación anual',
    ...more,
  });

async function propose(by: Actor, userId: string, role: string, scopeIds: string[] = []): Promise<string> {
  const id = newId();
  expect((await world.send(by, 'role.propose', id, { userId, role, scopeIds })).status).toBe('accepted');
  return id;
}

describe('at once', () => {
  test('two administrators who close each other leave one', async () => {
    const [a, b] = [await world.person('ADMIN_TI'), await world.person('ADMIN_TI')];
    const results = await Promise.all([
      world.send(a, 'user.close', b.id, { reason: 'Terminó su contrato' }),
      world.send(b, 'user.close', a.id, { reason: 'Terminó su contrato' }),
    ]);
    expect(results.map((r) => r.status).sort()).toEqual(['accepted', 'refused']);
    expect(
      await world.db.query(
        'select 1 from user_account u join role_grant g on g.user_id = u.id where g.role = $1 and u.active',
        ['ADMIN_TI'],
      ),
    ).toHaveLength(1);
  });

  test('two administrators who take each other the role leave one', async () => {
    const [a, b] = [await world.person('ADMIN_TI'), await world.person('ADMIN_TI')];
    const results = await Promise.all([
      world.send(a, 'role.revoke', grantOf(b, 'ADMIN_TI'), { reason: 'Cambio de funciones' }),
      world.send(b, 'role.revoke', grantOf(a, 'ADMIN_TI'), { reason: 'Cambio de funciones' }),
    ]);
    expect(results.map((r) => r.status).sort()).toEqual(['accepted', 'refused']);
  });

  test('a yes and a no to the same role: one of them stands, and the other is told', async () => {
    const [admin, coord, other] = [
      await world.person('ADMIN_TI'),
      await world.person('UCN_COORD'),
      await world.person('UCN_COORD'),
    ];
    const ana = await world.person('UCN_NEG');
    const grant = await propose(admin, ana.id, 'UCN_ADQ');
    expect(
      (await actorOf(ana.id)).grants.some((g) => g.role === 'UCN_ADQ'),
      'one person is enough for this one',
    ).toBe(true);
    const guarded = await propose(admin, ana.id, 'UCN_DESEMB');
    const results = await Promise.all([
      world.send(coord, 'role.confirm', guarded, {}),
      world.send(other, 'role.refuse', guarded, { reason: 'No corresponde' }),
      world.send(other, 'role.confirm', guarded, {}),
    ]);
    expect(results.filter((r) => r.status === 'accepted')).toHaveLength(1);
    expect(results.filter((r) => code(r) === 'SIGG-312')).toHaveLength(2);
    expect(grant).not.toBe(guarded);
  });
});

describe('one’s own', () => {
  test('role is not confirmed by who gets it nor by who proposed it, and not once the account is closed', async () => {
    const [admin, coord, other] = [
      await world.person('ADMIN_TI'),
      await world.person('UCN_COORD'),
      await world.person('UCN_COORD'),
    ];
    const own = await propose(admin, coord.id, 'UCN_ADQ');
    expect((await actorOf(coord.id)).grants.map((g) => [g.id === own, g.role])).toContainEqual([true, 'UCN_ADQ']);
    const guarded = await propose(admin, coord.id, 'UCN_DESEMB');
    const confirm = (by: Actor, id: string) => world.send(by, 'role.confirm', id, {});
    expect(code(await confirm(coord, guarded))).toBe('SIGG-404');
    expect(code(await confirm(admin, guarded))).toBe('SIGG-403');
    expect((await confirm(other, guarded)).status).toBe('accepted');
    const ana = await world.person('UCN_NEG');
    const late = await propose(admin, ana.id, 'UCN_DESEMB');
    expect((await world.send(admin, 'user.close', ana.id, { reason: 'Terminó su contrato' })).status).toBe('accepted');
    expect(code(await confirm(other, late))).toBe('SIGG-420');
  });

  test('code of access and delegation are not confirmed by whom they concern', async () => {
    const [admin, coord, other] = [
      await world.person('ADMIN_TI'),
      await world.person('UCN_COORD'),
      await world.person('UCN_COORD'),
    ];
    expect(
      (await world.send(admin, 'user.resetPassword', coord.id, { codeHash: 'a'.repeat(64), secondFactor: true }))
        .status,
    ).toBe('accepted');
    const [reset] = await world.db.query<{ id: string }>('select id from access_reset where user_id = $1', [coord.id]);
    const settle = (by: Actor) => world.send(by, 'user.confirmReset', coord.id, { resetId: reset?.id, accept: true });
    expect([code(await settle(coord)), code(await settle(admin))]).toEqual(['SIGG-403', 'SIGG-403']);
    expect((await settle(other)).status).toBe('accepted');

    const [fin, lent] = [await world.person('UCN_FIN'), newId()];
    expect((await lend(fin, 'UCN_FIN', coord, lent)).status).toBe('accepted');
    const confirm = (by: Actor, id: string) => world.send(by, 'delegation.confirm', id, { accept: true });
    expect(code(await confirm(coord, lent)), 'who receives it').toBe('SIGG-403');
    expect((await confirm(other, lent)).status).toBe('accepted');
    const given = newId();
    expect((await lend(other, 'UCN_COORD', await world.person('UCN_NEG'), given)).status).toBe('accepted');
    expect(code(await confirm(other, given)), 'who gives it').toBe('SIGG-403');
    expect((await confirm(coord, given)).status).toBe('accepted');
  });
});

describe('the start serves once', () => {
  test('closing the account of the only other guardian does not bring it back', async () => {
    const [admin, coord] = [await world.person('ADMIN_TI'), await world.person('UCN_COORD')];
    const friend = await world.person('UCN_NEG');
    expect((await world.send(admin, 'user.close', coord.id, { reason: 'Terminó su contrato' })).status).toBe(
      'accepted',
    );
    await propose(admin, friend.id, 'UCN_COORD');
    expect((await actorOf(friend.id)).grants.map((g) => g.role)).toEqual(['UCN_NEG']);
  });
});

describe('a lent hand', () => {
  test('neither confirms a delegation nor a code of access; an own one does', async () => {
    const [admin, coord, other] = [
      await world.person('ADMIN_TI'),
      await world.person('UCN_COORD'),
      await world.person('UCN_COORD'),
    ];
    const [deputy, fin, third] = [
      await world.person('UCN_NEG'),
      await world.person('UCN_FIN'),
      await world.person('UCN_SOC_AMB'),
    ];
    const hand = newId();
    expect((await lend(coord, 'UCN_COORD', deputy, hand)).status).toBe('accepted');
    expect((await world.send(other, 'delegation.confirm', hand, { accept: true })).status).toBe('accepted');
    // As on the day from which it holds.
    await world.db.query('update delegation set valid_from = $2::date where id = $1', [hand, TODAY]);
    const lentTo = await actorOf(deputy.id);
    expect(lentTo.grants.some((g) => g.role === 'UCN_COORD' && g.delegatedBy === coord.id)).toBe(true);
    const money = newId();
    expect((await lend(fin, 'UCN_FIN', third, money)).status).toBe('accepted');
    expect(code(await world.send(lentTo, 'delegation.confirm', money, { accept: true }))).toBe('SIGG-415');
    expect(
      (await world.send(admin, 'user.resetPassword', fin.id, { codeHash: 'a'.repeat(64), secondFactor: true })).status,
    ).toBe('accepted');
    const [reset] = await world.db.query<{ id: string }>('select id from access_reset where user_id = $1', [fin.id]);
    const settle = (by: Actor) => world.send(by, 'user.confirmReset', fin.id, { resetId: reset?.id, accept: true });
    expect(code(await settle(lentTo))).toBe('SIGG-415');
    expect((await settle(other)).status).toBe('accepted');
    expect((await world.send(other, 'delegation.confirm', money, { accept: true })).status).toBe('accepted');
  });

  test('a code that expired meanwhile is not confirmed', async () => {
    const [admin, coord, fin] = [
      await world.person('ADMIN_TI'),
      await world.person('UCN_COORD'),
      await world.person('UCN_FIN'),
    ];
    await world.send(admin, 'user.resetPassword', fin.id, { codeHash: 'a'.repeat(64), secondFactor: true });
    const [reset] = await world.db.query<{ id: string }>(
      `update access_reset set valid_until = '2020-01-01' where user_id = $1 returning id`,
      [fin.id],
    );
    expect(code(await world.send(coord, 'user.confirmReset', fin.id, { resetId: reset?.id, accept: true }))).toBe(
      'SIGG-421',
    );
  });

  test('is judged on what both people hold when it is confirmed', async () => {
    const [admin, operator] = [await world.person('ADMIN_TI'), await world.person('UOD_OPERADOR', ['LPZ'])];
    const [fid, official] = [await world.person('UOD_FIDUCIARIO', ['LPZ']), await world.person('UOD_OFICIAL', ['LPZ'])];
    const lent = newId();
    expect((await lend(fid, 'UOD_FIDUCIARIO', official, lent)).status).toBe('accepted');
    const confirm = () => world.send(operator, 'delegation.confirm', lent, { accept: true });
    // The receiver is to certify progress: that does not go with reviewing what was spent.
    expect(
      code(
        await world.send(operator, 'role.propose', newId(), {
          userId: official.id,
          role: 'UOD_RIEGO',
          scopeIds: ['LPZ'],
        }),
      ),
    ).toBe('SIGG-411');
    expect(
      (await world.send(admin, 'role.revoke', grantOf(fid, 'UOD_FIDUCIARIO'), { reason: 'Cambio de funciones' }))
        .status,
    ).toBe('accepted');
    expect(code(await confirm()), 'the role that was to be lent no longer stands').toBe('SIGG-409');
    expect(
      (await world.send(operator, 'delegation.confirm', lent, { accept: false })).status,
      'a no is always possible',
    ).toBe('accepted');
  });

  test('does not join two roles that are kept apart, both lent by others', async () => {
    const operator = await world.person('UOD_OPERADOR', ['LPZ']);
    const [fid, riego, official] = [
      await world.person('UOD_FIDUCIARIO', ['LPZ']),
      await world.person('UOD_RIEGO', ['LPZ']),
      await world.person('UOD_OFICIAL', ['LPZ']),
    ];
    const first = newId();
    expect((await lend(fid, 'UOD_FIDUCIARIO', official, first)).status).toBe('accepted');
    expect(code(await lend(riego, 'UOD_RIEGO', official, newId())), 'also while the first waits').toBe('SIGG-411');
    expect((await world.send(operator, 'delegation.confirm', first, { accept: true })).status).toBe('accepted');
    expect(code(await lend(riego, 'UOD_RIEGO', official, newId()))).toBe('SIGG-411');
    expect(
      (await lend(riego, 'UOD_RIEGO', official, newId(), { from: day(10), to: day(12) })).status,
      'once the first has ended',
    ).toBe('accepted');
  });

  test('ends with the role it was lent from, and with the account of who lent it', async () => {
    const admin = await world.person('ADMIN_TI');
    const [social, ambiental, official] = [
      await world.person('UOD_SOCIAL', ['LPZ']),
      await world.person('UOD_AMBIENTAL', ['LPZ']),
      await world.person('UOD_OFICIAL', ['LPZ']),
    ];
    await lend(social, 'UOD_SOCIAL', official, newId());
    await lend(ambiental, 'UOD_AMBIENTAL', official, newId());
    const until = async () =>
      Object.fromEntries((await actorOf(official.id)).grants.filter((g) => g.delegatedBy).map((g) => [g.role, g.to]));
    expect(await until()).toEqual({ UOD_SOCIAL: day(9), UOD_AMBIENTAL: day(9) });
    expect((await world.send(admin, 'user.close', social.id, { reason: 'Terminó su contrato' })).status).toBe(
      'accepted',
    );
    expect(
      (await world.send(admin, 'role.revoke', grantOf(ambiental, 'UOD_AMBIENTAL'), { reason: 'Cambio de funciones' }))
        .status,
    ).toBe('accepted');
    expect(await until()).toEqual({ UOD_SOCIAL: day(-1), UOD_AMBIENTAL: day(-1) });
  });
});
