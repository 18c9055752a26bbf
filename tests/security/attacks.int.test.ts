import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '../../domain/kernel/dates.ts';
import { tokenText } from '../../domain/people/secret.ts';
import { compose } from '../../server/commands/compose.ts';
import { sha256 } from '../../server/commands/hash.ts';
import { authenticationLimits } from '../../server/identity/authentication.ts';
import { firstAdministratorLink } from '../../server/identity/firstAdministrator.ts';
import { newId } from '../../server/ids.ts';
import { type AuthWorld, codeNow, openAuthWorld, PASSWORD, said } from '../helpers/authWorld.ts';

/** The log-in and the keys, attacked by somebody who wants to get in. */
let door: AuthWorld;
beforeAll(async () => {
  door = await openAuthWorld();
});
beforeEach(() => door.reset());

describe('sessions', () => {
  test('a cookie planted before the log-in is not the session after it', async () => {
    const attacker = await door.account('UOD_OFICIAL');
    const victim = await door.account('UOD_OFICIAL');
    const bad = door.browser();
    await bad.logIn(attacker.username);
    const planted = [...bad.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
    const answer = await door
      .browser()
      .post('/api/auth/sign-in/username', { username: victim.username, password: PASSWORD }, { cookie: planted });
    const given = answer.headers.getSetCookie().find((c) => c.includes('session_token')) ?? '';
    expect(given).not.toBe('');
    expect(planted).not.toContain(given.split(';')[0]);
    expect(await said(await bad.get('/api/me'))).toMatchObject({ user: { id: attacker.id } });
  });

  test('somebody made to log in from another site stays out: no cookie is given', async () => {
    const ana = await door.account('UOD_OFICIAL');
    for (const headers of [{ origin: 'https://malo.example' }, { 'sec-fetch-site': 'cross-site' }] as Record<
      string,
      string
    >[]) {
      const answer = await door
        .browser()
        .post('/api/auth/sign-in/username', { username: ana.username, password: PASSWORD }, headers);
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
    }
  });

  test('a wrong key is not rescued by a good cookie, nor a key taken where only a person may be', async () => {
    const ana = await door.account('UOD_OFICIAL');
    const b = door.browser();
    await b.logIn(ana.username);
    expect((await b.get('/api/me', { authorization: `Bearer ${tokenText(new Uint8Array(20))}` })).status).toBe(401);
  });
});

describe('guessing', () => {
  test('the printed code is tried at most as often as a password, also from many addresses', async () => {
    const ana = await door.account('UOD_OFICIAL');
    const guess = (i: number) =>
      door.browser(`10.5.0.${i}`).post('/api/auth/set-password', {
        username: ana.username,
        code: `K7QD-02MX-9RT4-V${i}`,
        password: 'otra frase larga y segura',
      });
    for (let i = 0; i < authenticationLimits.account.max; i += 1)
      expect((await said(await guess(i))).problem?.code).toBe('SIGG-214');
    const stopped = await guess(99);
    expect([stopped.status, Number(stopped.headers.get('retry-after')) > 0]).toEqual([429, true]);
  });

  test('the code of the app is tried at most as often, and opens nothing a second time', async () => {
    const me = await door.account('UCN_ME');
    const b = door.browser();
    await b.logIn(me.username);
    const { totpURI } = (await (await b.post('/api/auth/two-factor/enable', { password: PASSWORD })).json()) as {
      totpURI: string;
    };
    await b.post('/api/auth/two-factor/verify-totp', { code: codeNow(totpURI) });

    const first = door.browser('10.6.0.1');
    await first.logIn(me.username);
    const code = codeNow(totpURI, 30);
    expect(
      (await first.post('/api/auth/two-factor/verify-totp', { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` })).status,
    ).toBe(200);
    const over = door.browser('10.6.0.2');
    await over.logIn(me.username);
    expect((await said(await over.post('/api/auth/two-factor/verify-totp', { code }))).problem?.code).toBe('SIGG-213');
    expect((await over.get('/api/me')).status).toBe(401);

    // Entering the right password again gives no new attempts at the code.
    let tries = 0;
    for (let last = 401; last === 401 && tries < 50; tries += 1) {
      if (tries % 4 === 0) await over.logIn(me.username);
      last = (await over.post('/api/auth/two-factor/verify-totp', { code: String(100_000 + tries) })).status;
      if (last !== 401) expect(last).toBe(429);
    }
    expect(tries).toBeLessThanOrEqual(authenticationLimits.account.max + 1);
  });

  test('the link of the first administrator cannot be guessed without end, and names our address, not the asked one', async () => {
    const link = await firstAdministratorLink(door.system);
    expect(link?.startsWith(`${door.system.config.publicUrl}/oficina/`)).toBe(true);
    const b = door.browser('10.7.0.1');
    let last = 0;
    for (let i = 0; i < 25; i += 1) {
      last = (
        await b.post(
          '/api/first-administrator',
          { token: `x${i}`, username: 'malo', name: 'Malo Malo', ci: '5551234', password: PASSWORD },
          { host: 'malo.example' },
        )
      ).status;
    }
    expect(last).toBe(429);
    expect(await door.system.db.query('select 1 from user_account')).toEqual([]);
  });
});

describe('a key that wants more', () => {
  async function keyOf(
    maker: Awaited<ReturnType<AuthWorld['account']>>,
    operations: readonly string[],
    roles: readonly string[],
  ): Promise<{ key: string; tokenId: string }> {
    const key = tokenText(crypto.getRandomValues(new Uint8Array(20)));
    const tokenId = newId();
    const expiresOn = dayOf(new Date(Date.parse(door.now()) + 30 * 86_400_000).toISOString());
    const made = await door.act(maker.actor, 'token.create', tokenId, {
      name: 'Tablero',
      tokenHash: sha256(key),
      roles,
      operations,
      expiresOn,
    });
    expect(made?.status).toBe('accepted');
    return { key, tokenId };
  }
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
  const text = (maker: { id: string }, kind: string, body: unknown, more: object = {}) =>
    compose({
      kind,
      actor: { id: maker.id },
      subjectId: newId(),
      body,
      occurredOn: dayOf(door.now()),
      at: door.now(),
      ...more,
    });

  test('gets no query, file, feed, phone key or command that it does not name', async () => {
    const maker = await door.account('UOD_OFICIAL', { unitId: 'LPZ' });
    const { key } = await keyOf(maker, ['document.record'], ['UOD_OFICIAL']);
    const b = door.browser();
    const answers = [
      await b.get('/api/q/alliance.list', bearer(key)),
      await b.get(`/files/${'a'.repeat(64)}`, bearer(key)),
      await b.get('/api/sync', bearer(key)),
      await b.post('/api/sync/key', { deviceId: newId() }, bearer(key)),
      await b.post('/api/files', {}, bearer(key)),
      await b.post('/api/imports', { file: 'a'.repeat(64), filename: 'x' }, bearer(key)),
      await b.post('/api/commands', { commands: [text(maker, 'visit.register', {})] }, bearer(key)),
      await b.post(
        '/api/commands',
        { commands: [text(maker, 'document.record', { title: 'Acta' }), text(maker, 'alliance.adopt', {})] },
        bearer(key),
      ),
      await b.post('/api/commands', { commands: ['{"kind":"document.record","kind":"role.propose"}'] }, bearer(key)),
    ];
    for (const answer of answers)
      expect([answer.url, answer.status, (await said(answer)).problem?.code]).toEqual([answer.url, 403, 'SIGG-211']);
    for (const path of [
      '/api/auth/change-password',
      '/api/auth/two-factor/enable',
      '/api/auth/revoke-other-sessions',
      '/api/auth/revoke-session',
    ]) {
      const answer = await b.post(
        path,
        { id: newId(), password: PASSWORD, currentPassword: PASSWORD, newPassword: 'otra frase larga y segura' },
        bearer(key),
      );
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });

  test('is never held, so that nothing of it is released with all that its maker may do', async () => {
    const maker = await door.account('UOD_OFICIAL', { unitId: 'LPZ' });
    const { key, tokenId } = await keyOf(maker, ['document.record'], ['UOD_OFICIAL']);
    const answer = await door
      .browser()
      .post(
        '/api/commands',
        { commands: [text(maker, 'document.record', { title: 'Acta' }, { after: [newId()], deviceId: tokenId })] },
        bearer(key),
      );
    const { results } = (await answer.json()) as { results: { status: string; problem: { code: string } }[] };
    expect(results[0]).toMatchObject({ status: 'retry', problem: { code: 'SIGG-111' } });
    expect(await door.system.db.query('select 1 from held_command')).toEqual([]);
    expect(await door.system.db.query('select 1 from receipt where kind = $1', ['document.record'])).toEqual([]);
  });

  test('writes for nobody else, and ends with the role or the account of its maker', async () => {
    const maker = await door.account('UOD_OFICIAL', { unitId: 'LPZ' });
    const other = await door.account('UOD_OFICIAL', { unitId: 'LPZ' });
    const admin = await door.account('ADMIN_TI');
    const { key, tokenId } = await keyOf(maker, ['document.record', 'alliance.list'], ['UOD_OFICIAL']);
    const b = door.browser();
    const forged = await b.post(
      '/api/commands',
      { commands: [text(other, 'document.record', { title: 'Acta' }, { deviceId: tokenId })] },
      bearer(key),
    );
    expect(((await forged.json()) as { results: { problem: { code: string } }[] }).results[0]?.problem.code).toBe(
      'SIGG-203',
    );
    expect((await b.get('/api/q/alliance.list', bearer(key))).status).toBe(200);
    const [grant] = await door.system.db.query<{ id: string; version: number }>(
      'select id, version from role_grant where user_id = $1',
      [maker.id],
    );
    expect((await door.act(admin.actor, 'role.revoke', grant?.id ?? '', { reason: 'Cambió de puesto' }))?.status).toBe(
      'accepted',
    );
    door.pass(86_400_000);
    expect((await b.get('/api/q/alliance.list', bearer(key))).status).toBe(403);
    const [user] = await door.system.db.query<{ version: number }>('select version from user_account where id = $1', [
      maker.id,
    ]);
    expect(
      (
        await door.act(
          admin.actor,
          'user.close',
          maker.id,
          { reason: 'Se fue de la unidad' },
          { baseVersion: user?.version },
        )
      )?.status,
    ).toBe('accepted');
    expect((await b.get('/api/me', bearer(key))).status).toBe(401);
  });
});

describe('a command that waited', () => {
  test('is judged by what its author may do when it is done, not when it was sent', async () => {
    const ana = await door.account('UOD_OFICIAL', { unitId: 'LPZ' });
    const admin = await door.account('ADMIN_TI');
    const first = newId();
    const held = await door.act(
      ana.actor,
      'document.record',
      newId(),
      { title: 'Acta que espera' },
      { after: [first] },
    );
    expect(held?.status).toBe('held');
    const [grant] = await door.system.db.query<{ id: string }>('select id from role_grant where user_id = $1', [
      ana.id,
    ]);
    await door.act(admin.actor, 'role.revoke', grant?.id ?? '', { reason: 'Cambió de puesto' });
    door.pass(86_400_000);
    await door.act(
      admin.actor,
      'user.create',
      newId(),
      { username: 'alguien', name: 'Alguien Más', ciNumber: '8765432', ciComplement: null, unitId: null },
      { id: first },
    );
    const [receipt] = await door.system.db.query<{ status: string }>(
      `select status from receipt where kind = 'document.record' and actor_id = $1`,
      [ana.id],
    );
    expect(receipt?.status).toBe('refused');
    expect(await door.system.db.query('select 1 from source_document')).toEqual([]);
  });
});
