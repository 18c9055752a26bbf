import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../domain/people/actor.ts';
import type {
  AccessListView,
  DelegationListView,
  DeviceListView,
  MyAccountView,
  PendingAccessView,
  SessionListView,
  TokenListView,
  UserListView,
  UserView,
} from '../../../domain/people/views.ts';
import { day, openWorld, TODAY, type World } from '../../../tests/helpers/world.ts';
import { createApp } from '../../http/app.ts';
import type { Session } from '../../identity/identity.ts';
import { newId } from '../../ids.ts';
import { readingOf } from '../query.ts';
import { queries } from '../registry.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

async function ask<T>(actor: Actor, name: string, params: Record<string, string> = {}): Promise<T> {
  const query = queries.get(name);
  if (!query) throw new Error(name);
  const reading = readingOf(query, world.db, actor, query.params.parse(params), TODAY);
  if (!reading) throw new Error(`${name} is not for this actor`);
  return (await query.run(reading)) as T;
}

const create = async (admin: Actor, username: string, unitId: string | null, ci: string) => {
  const id = newId();
  const result = await world.send(admin, 'user.create', id, {
    username,
    name: `Persona de ${username}`,
    ciNumber: ci,
    phone: '70012345',
    unitId,
  });
  expect(result.status).toBe('accepted');
  return id;
};

describe('accounts', () => {
  test('a unit sees its people, the nation all; cards need the full view; each reading is logged for the auditor', async () => {
    await world.reset();
    const admin = await world.person('ADMIN_TI');
    const operator = await world.person('UOD_OPERADOR', ['LPZ']);
    const auditor = await world.person('AUDITOR');
    const ana = await create(admin, 'ana.lpz', 'LPZ', '4441111');
    await create(admin, 'luis.scz', 'SCZ', '4442222');
    const names = (v: UserListView) => v.rows.map((r) => r.username);
    expect(names(await ask<UserListView>(operator, 'user.list'))).toContain('ana.lpz');
    expect(names(await ask<UserListView>(operator, 'user.list'))).not.toContain('luis.scz');
    expect(names(await ask<UserListView>(admin, 'user.list', { unit: 'SCZ' }))).toEqual(['luis.scz']);
    expect(names(await ask<UserListView>(admin, 'user.list', { text: 'pérsona dé ANA' }))).toEqual(['ana.lpz']);
    expect((await ask<UserListView>(admin, 'user.list', { role: 'AUDITOR' })).total).toBe(1);
    expect(await ask<UserView>(operator, 'user.get', { id: ana })).toMatchObject({
      ci: '4441111',
      phone: '70012345',
      unitId: 'LPZ',
    });
    expect(await ask<UserView>(admin, 'user.get', { id: ana })).toMatchObject({ ci: null, phone: null });
    const other = await world.person('UOD_OPERADOR', ['SCZ']);
    expect(await ask<UserView | null>(other, 'user.get', { id: ana })).toBeNull();

    const session = (actor: Actor): Session => ({
      actor,
      userId: actor.id,
      username: 'x',
      sessionId: newId(),
      via: 'session',
      operations: null,
      secondFactor: { required: true, enrolled: true, passed: true },
    });
    const get = async (actor: Actor, path: string) => {
      const app = createApp({
        ...world.system,
        identity: { sessionOf: async () => session(actor), handle: async () => new Response(null) },
      });
      return app.request(`http://localhost${path}`);
    };
    expect((await get(operator, `/api/q/user.get?id=${ana}`)).status).toBe(200);
    expect((await get(admin, `/api/q/user.get?id=${ana}`)).status).toBe(200);
    const log = await ask<AccessListView>(auditor, 'access.list');
    expect(log.rows).toHaveLength(1);
    expect(log.rows[0]).toMatchObject({
      userId: operator.id,
      query: 'user.get',
      queryTitle: 'ver una cuenta',
      about: `id=${ana}`,
      aboutName: 'Persona de ana.lpz',
      subjects: 1,
      via: 'session',
    });
    expect((await ask<AccessListView>(auditor, 'access.list', { text: 'ANA.lpz' })).total).toBe(1);
    expect((await ask<AccessListView>(auditor, 'access.list', { text: 'nadie así' })).total).toBe(0);
    expect((await ask<AccessListView>(auditor, 'access.list', { to: day(-1) })).total).toBe(0);
    await expect(world.db.query('update access_log set subjects = 0')).rejects.toThrow();
    await expect(world.db.query('delete from access_log')).rejects.toThrow();
  });

  test('one card, one account, one user name; nobody closes their own account; a name is corrected on the version one saw', async () => {
    await world.reset();
    const admin = await world.person('ADMIN_TI');
    const ana = await create(admin, 'ana.una', 'LPZ', '4443333');
    const twice = (username: string, ci: string) =>
      world.send(admin, 'user.create', newId(), { username, name: 'Otra Persona', ciNumber: ci, unitId: 'LPZ' });
    expect((await twice('ana.dos', '4443333')).problem?.code).toBe('SIGG-401');
    expect((await twice('ana.una', '4449999')).problem?.code).toBe('SIGG-402');
    expect(
      (await world.send(admin, 'user.create', newId(), { username: 'sin.carnet', name: 'Sin Carnet' })).problem?.code,
    ).toBe('SIGG-109');
    expect(
      (
        await world.send(admin, 'user.create', newId(), {
          username: 'con.letras',
          name: 'Con Letras',
          ciNumber: '12AB567',
        })
      ).problem?.field,
    ).toBe('body.ciNumber');
    expect(
      (await world.send(admin, 'user.update', ana, { name: 'Ana Corregida' }, { baseVersion: 7 })).problem?.code,
    ).toBe('SIGG-110');
    expect((await world.send(admin, 'user.update', ana, { name: 'Ana Corregida' }, { baseVersion: 1 })).status).toBe(
      'accepted',
    );
    const operator = await world.person('UOD_OPERADOR', ['LPZ']);
    expect((await world.send(operator, 'user.update', ana, { unitId: 'SCZ' }, { baseVersion: 2 })).problem?.code).toBe(
      'SIGG-202',
    );
    expect((await world.send(admin, 'user.close', admin.id, { reason: 'porque sí' })).problem?.code).toBe('SIGG-205');
    expect((await world.send(operator, 'user.close', ana, { reason: 'Terminó su contrato' })).status).toBe('accepted');
    expect((await world.send(operator, 'user.reopen', ana, { reason: 'Volvió al programa' })).status).toBe('accepted');
    const other = await world.person('UOD_OPERADOR', ['SCZ']);
    expect((await world.send(other, 'user.close', ana, { reason: 'De otra unidad' })).problem?.code).toBe('SIGG-202');
    expect(
      (await world.send(await world.person('UCN_FIN'), 'user.close', ana, { reason: 'Sin permiso' })).problem?.code,
    ).toBe('SIGG-201');
  });
});

describe('roles by two people', () => {
  const propose = (by: Actor, userId: string, role: string, scopeIds: string[], more = {}, grantId = newId()) =>
    world.send(by, 'role.propose', grantId, { userId, role, scopeIds, ...more });

  test('a role that pays waits for a second person and holds from the next day; others at once', async () => {
    await world.reset();
    const [admin, second] = [await world.person('ADMIN_TI'), await world.person('UCN_COORD')];
    const ana = await create(admin, 'ana.paga', null, '4444444');
    const grantId = newId();
    expect((await propose(admin, ana, 'UCN_DESEMB', [], {}, grantId)).status).toBe('accepted');
    const held = async () => (await world.system.context.actorOf(ana))?.grants ?? [];
    expect(await held()).toEqual([]);
    const pending = await ask<PendingAccessView>(second, 'role.pending');
    expect(pending.grants).toMatchObject([
      { id: grantId, role: 'UCN_DESEMB', userId: ana, mine: false, scopeName: 'Nacional' },
    ]);
    expect((await ask<PendingAccessView>(admin, 'role.pending')).grants[0]?.mine).toBe(true);
    expect((await world.send(admin, 'role.confirm', grantId, {})).problem?.code).toBe('SIGG-403');
    expect((await world.send(second, 'role.confirm', grantId, {})).status).toBe('accepted');
    expect(await held()).toMatchObject([{ role: 'UCN_DESEMB', from: day(1), to: null }]);
    expect((await world.send(second, 'role.confirm', grantId, {})).problem?.code).toBe('SIGG-312');
    expect((await propose(admin, ana, 'SUPERVISOR_CAMPO', [])).problem?.code, 'who certifies does not pay').toBe(
      'SIGG-411',
    );
    const plain = await create(admin, 'luis.social', 'LPZ', '4445555');
    expect((await propose(admin, plain, 'UOD_SOCIAL', ['LPZ'])).status).toBe('accepted');
    expect((await world.system.context.actorOf(plain))?.grants).toMatchObject([
      { role: 'UOD_SOCIAL', ids: ['LPZ'], from: TODAY },
    ]);
    expect((await propose(admin, plain, 'UOD_SOCIAL', ['LPZ'])).problem?.code).toBe('SIGG-313');
    expect((await propose(admin, plain, 'UOD_SOCIAL', ['XXX'])).problem?.code).toBe('SIGG-506');
    expect((await propose(admin, plain, 'UOD_SOCIAL', [])).problem?.code).toBe('SIGG-109');
    expect((await propose(admin, plain, 'UCN_NEG', ['LPZ'])).problem?.code).toBe('SIGG-414');
    expect((await propose(admin, plain, 'PUBLICO', [])).problem?.code).toBe('SIGG-405');
    expect((await propose(admin, plain, 'UOD_AMBIENTAL', ['LPZ'], { from: day(-1) })).problem?.code).toBe('SIGG-413');
    expect((await propose(admin, admin.id, 'UOD_SOCIAL', ['LPZ'])).problem?.code).toBe('SIGG-404');
  });

  test('a unit gives its own roles and no others; revoking acts at once; the last administrator stays', async () => {
    await world.reset();
    const admin = await world.person('ADMIN_TI');
    const operator = await world.person('UOD_OPERADOR', ['LPZ']);
    const ana = await create(admin, 'ana.campo', 'LPZ', '4446666');
    expect((await propose(operator, ana, 'UOD_OFICIAL', ['SCZ'])).problem?.code).toBe('SIGG-202');
    expect((await propose(operator, ana, 'UCN_COM', [])).problem?.code).toBe('SIGG-202');
    const grantId = newId();
    expect((await propose(operator, ana, 'ACOMPANANTE', [], {}, grantId)).status).toBe('accepted');
    expect((await world.send(operator, 'role.revoke', grantId, { reason: 'Terminó su contrato' })).status).toBe(
      'accepted',
    );
    expect((await world.system.context.actorOf(ana))?.grants).toMatchObject([{ role: 'ACOMPANANTE', to: day(-1) }]);
    const [own] = await world.db.query<{ id: string }>('select id from role_grant where user_id = $1', [admin.id]);
    expect(
      (await world.send(admin, 'role.revoke', own?.id ?? '', { reason: 'Me voy del programa' })).problem?.code,
    ).toBe('SIGG-412');
    const wrong = newId();
    await propose(operator, ana, 'SUPERVISOR_CAMPO', [], {}, wrong);
    expect((await world.send(admin, 'role.refuse', wrong, { reason: 'No cumple los requisitos' })).status).toBe(
      'accepted',
    );
    expect((await world.send(admin, 'role.confirm', wrong, {})).problem?.code).toBe('SIGG-312');
  });
});

describe('delegations', () => {
  test("one lends one's own role in force, dated; two-person roles wait for a second person; nothing lent is lent again", async () => {
    await world.reset();
    const admin = await world.person('ADMIN_TI');
    const social = await world.person('UOD_SOCIAL', ['LPZ']);
    const official = await world.person('UOD_OFICIAL', ['LPZ']);
    const operator = await world.person('UOD_OPERADOR', ['LPZ']);
    const give = (by: Actor, grantId: string, to: Actor, more = {}, id = newId()) =>
      world.send(by, 'delegation.give', id, {
        grantId,
        toUserId: to.id,
        from: TODAY,
        to: day(7),
        reason: 'Vacación anual',
        ...more,
      });
    const grantOf = (a: Actor) => a.grants[0]?.id ?? '';
    const first = newId();
    expect((await give(social, grantOf(social), official, {}, first)).status).toBe('accepted');
    const lent = await world.system.context.actorOf(official.id);
    expect(lent?.grants.find((g) => g.role === 'UOD_SOCIAL')).toMatchObject({
      from: TODAY,
      to: day(7),
      delegatedBy: social.id,
      ids: ['LPZ'],
    });
    expect((await give(social, grantOf(social), official)).problem?.code).toBe('SIGG-313');
    expect((await give(official, grantOf(social), operator)).problem?.code, "not one's own").toBe('SIGG-409');
    expect((await give(social, grantOf(social), operator, { from: day(-2) })).problem?.code).toBe('SIGG-413');
    expect((await give(social, grantOf(social), operator, { to: day(200) })).problem?.code).toBe('SIGG-416');
    expect((await give(social, grantOf(social), social)).problem?.code).toBe('SIGG-420');
    const fiduciary = await world.person('UOD_FIDUCIARIO', ['LPZ']);
    const supervisor = await world.person('UOD_RIEGO', ['LPZ']);
    expect((await give(fiduciary, grantOf(fiduciary), supervisor)).problem?.code, 'who certifies does not review').toBe(
      'SIGG-411',
    );
    const guarded = newId();
    expect((await give(fiduciary, grantOf(fiduciary), official, {}, guarded)).status).toBe('accepted');
    const has = async () =>
      (await world.system.context.actorOf(official.id))?.grants.find((g) => g.role === 'UOD_FIDUCIARIO');
    expect(await has()).toBeUndefined();
    expect((await ask<PendingAccessView>(operator, 'role.pending')).delegations).toMatchObject([
      { id: guarded, mine: false },
    ]);
    expect((await world.send(operator, 'delegation.confirm', guarded, { accept: true })).status).toBe('accepted');
    expect(await has()).toMatchObject({ from: day(1), delegatedBy: fiduciary.id });
    expect((await ask<DelegationListView>(official, 'delegation.list')).total).toBe(2);
    expect(
      (await world.send(await world.person('UOD_SOCIAL', ['SCZ']), 'delegation.end', first, {})).problem?.code,
    ).toBe('SIGG-202');
    expect((await world.send(social, 'delegation.end', first, {})).status).toBe('accepted');
    expect((await world.system.context.actorOf(official.id))?.grants.find((g) => g.role === 'UOD_SOCIAL')?.to).toBe(
      day(-1),
    );
    expect((await world.send(admin, 'delegation.end', first, {})).problem?.code).toBe('SIGG-312');
    expect((await give(admin, grantOf(admin), official)).problem?.code).toBe('SIGG-201');
  });

  test('a delegated authority does not confirm roles: it would be one hand', async () => {
    await world.reset();
    const coord = await world.person('UCN_COORD');
    const neg = await world.person('UCN_NEG');
    const ana = await create(await world.person('ADMIN_TI'), 'ana.dos.manos', null, '4447777');
    const delegated: Actor = {
      ...neg,
      grants: [
        ...neg.grants,
        { id: newId(), role: 'UCN_COORD', kind: 'national', ids: [], from: TODAY, to: day(5), delegatedBy: coord.id },
      ],
    };
    const grantId = newId();
    await world.send(coord, 'role.propose', grantId, { userId: ana, role: 'UCN_FIN', scopeIds: [] });
    expect((await world.send(delegated, 'role.confirm', grantId, {})).problem?.code).toBe('SIGG-415');
  });
});

describe("what is one's own", () => {
  test('account, devices, sessions and keys: own ones, and of those one administers', async () => {
    await world.reset();
    const ana = await world.person('UOD_OFICIAL', ['LPZ']);
    const luis = await world.person('UOD_OFICIAL', ['SCZ']);
    const operator = await world.person('UOD_OPERADOR', ['LPZ']);
    const deviceId = newId();
    await world.send(ana, 'device.register', deviceId, { name: 'Teléfono de campo' }, { deviceId, deviceSeq: 1 });
    await world.send(ana, 'document.record', newId(), { title: 'Con hueco' }, { deviceId, deviceSeq: 4 });
    expect((await ask<DeviceListView>(ana, 'device.list')).rows).toMatchObject([
      { id: deviceId, userId: ana.id, lastSeq: 4, gaps: 2, revokedOn: null },
    ]);
    expect((await ask<DeviceListView>(operator, 'device.list')).total).toBe(1);
    expect((await ask<DeviceListView>(luis, 'device.list')).total).toBe(0);
    expect((await world.send(luis, 'device.revoke', deviceId, { reason: 'No es mío' })).problem?.code).toBe('SIGG-202');
    expect(await ask<MyAccountView>(ana, 'me.account')).toMatchObject({
      id: ana.id,
      grants: [{ role: 'UOD_OFICIAL' }],
      secondFactor: false,
    });
    expect((await ask<SessionListView>(ana, 'session.list')).total).toBe(0);
    expect((await ask<TokenListView>(ana, 'token.list')).total).toBe(0);
  });
});
