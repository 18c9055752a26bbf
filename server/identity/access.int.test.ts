import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '../../domain/kernel/dates.ts';
import { codeText, normalCode, tokenText } from '../../domain/people/secret.ts';
import { type AuthWorld, openAuthWorld, PASSWORD, said } from '../../tests/helpers/authWorld.ts';
import { compose } from '../commands/compose.ts';
import { sha256 } from '../commands/hash.ts';
import { sealAll } from '../commands/sequencer.ts';
import { newId } from '../ids.ts';
import { ensureHeadKey, keysDirOf } from '../integrity/headKey.ts';
import { publishHead } from '../integrity/headPublishing.ts';
import { verify } from '../integrity/verify.ts';
import { sweepIdentity } from './createIdentity.ts';

let door: AuthWorld;
beforeAll(async () => {
  door = await openAuthWorld();
});
beforeEach(() => door.reset());

/** The instant some days from now. */
const later = (days: number) => new Date(Date.parse(door.now()) + days * 86_400_000).toISOString();

describe('sessions end', () => {
  test('closing an account, ending its sessions and revoking its device are felt at once', async () => {
    const admin = await door.account('ADMIN_TI');
    await door.account('ADMIN_TI');
    const ana = await door.account('UOD_OFICIAL', { unitId: 'LPZ' });
    const b = door.browser();
    await b.logIn(ana.username);
    door.pass(10);
    expect((await door.act(admin.actor, 'user.endSessions', ana.id, {}))?.status).toBe('accepted');
    expect((await b.get('/api/me')).status).toBe(401);
    door.pass(10);
    const deviceId = newId();
    await b.post(
      '/api/auth/sign-in/username',
      { username: ana.username, password: PASSWORD },
      { 'x-sigg-device': deviceId },
    );
    expect((await door.act(ana.actor, 'device.register', deviceId, { name: 'Teléfono de Ana' }))?.status).toBe(
      'accepted',
    );
    expect((await b.get('/api/me')).status).toBe(200);
    expect((await door.act(admin.actor, 'device.revoke', deviceId, { reason: 'Lo perdió en el camino' }))?.status).toBe(
      'accepted',
    );
    expect((await said(await b.get('/api/me'))).problem?.code).toBe('SIGG-204');
    const late = await door.act(ana.actor, 'device.register', newId(), { name: 'Otro teléfono' }, { deviceId });
    expect(late?.problem?.code).toBe('SIGG-204');
    expect(await door.system.db.query('select 1 from receipt where device_id = $1', [deviceId])).toEqual([]);
    await door.browser().logIn(ana.username);
    door.pass(10);
    expect((await door.act(admin.actor, 'user.close', ana.id, { reason: 'Terminó su contrato' }))?.status).toBe(
      'accepted',
    );
    expect((await door.browser().logIn(ana.username)).status).toBe(401);
  });

  test("a person ends their own sessions, never another person's", async () => {
    const ana = await door.account('UOD_OFICIAL');
    const luis = await door.account('UOD_OFICIAL');
    const [one, two, other] = [door.browser(), door.browser(), door.browser()];
    await one.logIn(ana.username);
    await two.logIn(ana.username);
    await other.logIn(luis.username);
    const [foreign] = await door.system.db.query<{ id: string }>('select id from auth_session where user_id = $1', [
      luis.id,
    ]);
    expect((await one.post('/api/auth/revoke-session', { id: foreign?.id })).status).toBe(404);
    expect((await one.post('/api/auth/revoke-other-sessions')).status).toBe(200);
    expect([
      (await one.get('/api/me')).status,
      (await two.get('/api/me')).status,
      (await other.get('/api/me')).status,
    ]).toEqual([200, 401, 200]);
    expect(
      (
        await one.post('/api/auth/change-password', {
          currentPassword: PASSWORD,
          newPassword: 'otra frase bien distinta',
        })
      ).status,
    ).toBe(200);
    expect((await one.get('/api/me')).status).toBe(200);
    expect((await door.browser().logIn(ana.username)).status).toBe(401);
    expect(
      (
        await said(
          await one.post('/api/auth/change-password', {
            currentPassword: 'otra frase bien distinta',
            newPassword: 'corta',
          }),
        )
      ).problem?.code,
    ).toBe('SIGG-215');
  });

  test('a withdrawn device opens and ends nothing at the door', async () => {
    const ana = await door.account('UOD_OFICIAL', { unitId: 'LPZ' });
    const [lost, desk] = [door.browser(), door.browser()];
    const deviceId = newId();
    await lost.post(
      '/api/auth/sign-in/username',
      { username: ana.username, password: PASSWORD },
      { 'x-sigg-device': deviceId },
    );
    await door.act(ana.actor, 'device.register', deviceId, { name: 'Teléfono de Ana' });
    await desk.logIn(ana.username);
    expect((await door.act(ana.actor, 'device.revoke', deviceId, { reason: 'Lo perdió en el camino' }))?.status).toBe(
      'accepted',
    );
    expect((await lost.post('/api/auth/revoke-other-sessions')).status).toBe(401);
    expect(
      (
        await lost.post('/api/auth/change-password', {
          currentPassword: PASSWORD,
          newPassword: 'otra frase bien distinta',
        })
      ).status,
    ).toBe(401);
    expect((await lost.post('/api/auth/two-factor/enable', { password: PASSWORD })).status).toBe(401);
    expect((await desk.get('/api/me')).status).toBe(200);
  });

  test('a session begun for a month does not outlive half a day once a role demands a second factor', async () => {
    const admin = await door.account('ADMIN_TI');
    const ana = await door.account('UOD_OFICIAL', { unitId: 'LPZ' });
    const b = door.browser();
    await b.logIn(ana.username);
    door.pass(13 * 3_600_000);
    expect((await b.get('/api/me')).status).toBe(200);
    const given = await door.act(admin.actor, 'role.propose', newId(), {
      userId: ana.id,
      role: 'UCN_NEG',
      scopeIds: [],
    });
    expect(given?.status).toBe('accepted');
    expect((await b.get('/api/me')).status).toBe(401);
  });

  test('what time has ended is swept', async () => {
    const ana = await door.account('UOD_OFICIAL');
    await door.browser().logIn(ana.username);
    await sweepIdentity(door.system.db, later(40));
    expect(await door.system.db.query('select 1 from auth_session')).toEqual([]);
    expect(await door.system.db.query('select 1 from auth_limit')).toEqual([]);
  });
});

describe('a password by a second person', () => {
  test('a printed code sets a password once, ends every session, and the old password no longer opens', async () => {
    const operator = await door.account('UOD_OPERADOR', { unitId: 'LPZ' });
    const ana = await door.account('UOD_OFICIAL', { unitId: 'LPZ' });
    const b = door.browser();
    await b.logIn(ana.username);
    door.pass(10);
    const code = codeText(crypto.getRandomValues(new Uint8Array(10)));
    const reset = (codeHash: string, more = {}) =>
      door.act(operator.actor, 'user.resetPassword', ana.id, { codeHash, secondFactor: false, ...more });
    expect(
      (
        await door.act(operator.actor, 'user.resetPassword', operator.id, {
          codeHash: sha256('x'),
          secondFactor: false,
        })
      )?.problem?.code,
    ).toBe('SIGG-205');
    expect((await reset(sha256(normalCode(code))))?.status).toBe('accepted');
    expect((await b.get('/api/me')).status).toBe(401);
    expect((await door.browser().logIn(ana.username)).status).toBe(401);
    door.pass(10);
    const set = (typed: string, password = 'la frase nueva de Ana') =>
      door.browser().post('/api/auth/set-password', { username: ana.username, code: typed, password });
    expect((await said(await set('0000-0000-0000-0000'))).problem?.code).toBe('SIGG-214');
    expect((await said(await set(code, 'corta'))).problem?.code).toBe('SIGG-215');
    expect((await set(code.toLowerCase().replaceAll('-', ' '))).status).toBe(200);
    expect((await set(code)).status).toBe(401);
    door.pass(10);
    expect((await door.browser().logIn(ana.username, 'la frase nueva de Ana')).status).toBe(200);
    const journal = await door.system.db.query<{ body: string }>(
      `select body from journal_body b join journal_entry e on e.id = b.entry_id where e.kind = 'user.resetPassword'`,
    );
    expect(journal).toHaveLength(1);
    expect(journal[0]?.body).not.toContain(code);
  });

  test('a code expires, and a newer one replaces it', async () => {
    const operator = await door.account('UOD_OPERADOR', { unitId: 'LPZ' });
    const ana = await door.account('UOD_OFICIAL', { unitId: 'LPZ' });
    const [first, second] = ['AAAA-AAAA-AAAA-AAAA', 'BBBB-BBBB-BBBB-BBBB'];
    for (const code of [first, second])
      await door.act(operator.actor, 'user.resetPassword', ana.id, {
        codeHash: sha256(normalCode(code)),
        secondFactor: false,
        hours: 2,
      });
    const set = (code: string) =>
      door
        .browser()
        .post('/api/auth/set-password', { username: ana.username, code, password: 'la frase nueva de Ana' });
    expect((await set(first)).status).toBe(401);
    door.pass(3 * 3_600_000);
    expect((await set(second)).status).toBe(401);
    const outsider = await door.account('UOD_OPERADOR', { unitId: 'SCZ', scopeIds: ['SCZ'] });
    expect(
      (await door.act(outsider.actor, 'user.resetPassword', ana.id, { codeHash: sha256('y'), secondFactor: false }))
        ?.problem?.code,
    ).toBe('SIGG-202');
  });

  test('forgetting the second factor of a guarded role takes a second person', async () => {
    const admin = await door.account('ADMIN_TI');
    const other = await door.account('ADMIN_TI');
    const fin = await door.account('UCN_FIN');
    const code = 'CCCC-CCCC-CCCC-CCCC';
    await door.act(admin.actor, 'user.resetPassword', fin.id, {
      codeHash: sha256(normalCode(code)),
      secondFactor: true,
    });
    const set = () =>
      door
        .browser()
        .post('/api/auth/set-password', { username: fin.username, code, password: 'la frase nueva de Fin' });
    expect((await set()).status).toBe(401);
    const [reset] = await door.system.db.query<{ id: string }>('select id from access_reset where user_id = $1', [
      fin.id,
    ]);
    expect(
      (await door.act(admin.actor, 'user.confirmReset', fin.id, { resetId: reset?.id, accept: true }))?.problem?.code,
    ).toBe('SIGG-403');
    expect(
      (await door.act(other.actor, 'user.confirmReset', fin.id, { resetId: reset?.id, accept: true }))?.status,
    ).toBe('accepted');
    expect((await set()).status).toBe(200);
  });
});

describe('keys of integrations', () => {
  test('a key acts for its maker within its roles and operations, until it is revoked', async () => {
    const maker = await door.account('UOD_OFICIAL', { unitId: 'LPZ' });
    const key = tokenText(crypto.getRandomValues(new Uint8Array(20)));
    const tokenId = newId();
    const expiresOn = dayOf(later(30));
    const body = {
      name: 'Tablero',
      tokenHash: sha256(key),
      roles: ['UOD_OFICIAL'],
      operations: ['document.record'],
      expiresOn,
    };
    expect((await door.act(maker.actor, 'token.create', newId(), { ...body, roles: ['UCN_FIN'] }))?.problem?.code).toBe(
      'SIGG-417',
    );
    expect(
      (await door.act(maker.actor, 'token.create', newId(), { ...body, operations: ['role.propose'] }))?.problem?.code,
    ).toBe('SIGG-418');
    expect((await door.act(maker.actor, 'token.create', tokenId, body))?.status).toBe('accepted');
    const send = (kind: string, subjectId: string, b: unknown, deviceId = tokenId) =>
      door.browser().post(
        '/api/commands',
        {
          commands: [
            compose({
              kind,
              actor: { id: maker.id },
              subjectId,
              body: b,
              occurredOn: dayOf(door.now()),
              at: door.now(),
              deviceId,
            }),
          ],
        },
        { authorization: `Bearer ${key}` },
      );
    const done = (await (await send('document.record', newId(), { title: 'Por integración' })).json()) as {
      results: { status: string }[];
    };
    expect(done.results[0]?.status).toBe('accepted');
    expect(
      (await said(await send('document.record', newId(), { title: 'Con otro nombre' }, newId()))).problem?.code,
      'under its own name only',
    ).toBe('SIGG-217');
    expect((await said(await send('alliance.adopt', newId(), {}))).problem?.code).toBe('SIGG-211');
    expect((await door.act(maker.actor, 'token.revoke', tokenId, {}))?.status).toBe('accepted');
    expect((await send('document.record', newId(), { title: 'Tarde' })).status).toBe(401);
    expect(
      (
        await door.system.db.query<{ n: number }>('select count(*)::int as n from api_token where token_hash = $1', [
          key,
        ])
      )[0]?.n,
    ).toBe(0);
  });
});

describe('the proof', () => {
  test('accounts, roles, delegations, devices, keys and resets are rows that their entries vouch for', async () => {
    const admin = await door.account('ADMIN_TI');
    const second = await door.account('UCN_COORD');
    const social = await door.account('UOD_SOCIAL', { unitId: 'LPZ' });
    const ana = await door.account('UOD_OFICIAL', { unitId: 'LPZ' });
    const must = async (...send: Parameters<AuthWorld['act']>) =>
      expect(await door.act(...send)).toMatchObject({ status: 'accepted' });
    const grantId = newId();
    await must(admin.actor, 'role.propose', grantId, { userId: ana.id, role: 'UCN_FIN', scopeIds: [] });
    await must(second.actor, 'role.confirm', grantId, {});
    await must(social.actor, 'delegation.give', newId(), {
      grantId: social.actor?.grants[0]?.id,
      toUserId: ana.id,
      from: dayOf(door.now()),
      to: dayOf(later(3)),
      reason: 'Vacación anual',
    });
    const device = newId();
    await must(ana.actor, 'device.register', device, { name: 'Teléfono' });
    await must(admin.actor, 'device.revoke', device, { reason: 'Lo perdió en el camino' });
    await must(ana.actor, 'token.create', newId(), {
      name: 'Tablero',
      tokenHash: sha256('clave'),
      roles: ['UOD_OFICIAL'],
      operations: ['alliance.list'],
      expiresOn: dayOf(later(30)),
    });
    await must(admin.actor, 'user.resetPassword', ana.id, { codeHash: sha256('código'), secondFactor: true });
    const [reset] = await door.system.db.query<{ id: string }>('select id from access_reset where user_id = $1', [
      ana.id,
    ]);
    await must(second.actor, 'user.confirmReset', ana.id, { resetId: reset?.id, accept: true });
    await must(admin.actor, 'user.update', ana.id, { name: 'Ana Corregida', phone: '70012345' }, { baseVersion: 2 });
    await sealAll(door.system.db, door.now);
    const keysDir = keysDirOf(door.system.config.dataDir);
    await publishHead({ db: door.system.db, keysDir, key: await ensureHeadKey(keysDir), now: door.now });
    const report = await verify({ db: door.system.db, files: door.system.files, keysDir });
    expect(report.findings).toEqual([]);
    expect(report.counts.sealed).toBeGreaterThan(15);
  });
});

describe('what others lent', () => {
  test('a lent role that demands a second factor never keeps its receiver from their own work; with the code it is in hand', async () => {
    const admin = await door.account('ADMIN_TI');
    const operator = await door.account('UOD_OPERADOR', { unitId: 'LPZ' });
    const ana = await door.account('UOD_OFICIAL', { unitId: 'LPZ' });
    const id = newId();
    const body = {
      grantId: operator.actor?.grants[0]?.id,
      toUserId: ana.id,
      from: dayOf(door.now()),
      to: dayOf(later(5)),
      reason: 'Vacación anual',
    };
    expect(await door.act(operator.actor, 'delegation.give', id, body)).toMatchObject({ status: 'accepted' });
    expect(await door.act(admin.actor, 'delegation.confirm', id, { accept: true })).toMatchObject({
      status: 'accepted',
    });
    door.pass(2 * 86_400_000);
    const b = door.browser();
    expect((await b.logIn(ana.username)).status).toBe(200);
    const me = await said(await b.get('/api/me'));
    expect(me.secondFactor).toMatchObject({ required: false, passed: false, lent: true });
    expect((me.roles as { role: string }[]).map((r) => r.role)).toEqual(['UOD_OFICIAL']);
    expect((await b.get('/api/q/alliance.list')).status, 'her own work goes on').toBe(200);
    // As if she had given the code in this session.
    await door.system.db.query('update auth_session set second_factor = true where user_id = $1', [ana.id]);
    const withCode = await said(await b.get('/api/me'));
    expect(withCode.secondFactor).toMatchObject({ required: false, passed: true, lent: false });
    expect((withCode.roles as { role: string }[]).map((r) => r.role).sort()).toEqual(['UOD_OFICIAL', 'UOD_OPERADOR']);
    // Twelve hours later the code is old: the lent role rests again, her own session goes on.
    door.pass(13 * 3_600_000);
    const old = await said(await b.get('/api/me'));
    expect(old.secondFactor).toMatchObject({ required: false, lent: true });
    expect((old.roles as { role: string }[]).map((r) => r.role)).toEqual(['UOD_OFICIAL']);
  });
});
