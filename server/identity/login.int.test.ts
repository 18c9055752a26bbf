import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AuthWorld, type Browser, codeNow, openAuthWorld, PASSWORD, said } from '../../tests/helpers/authWorld.ts';
import { writeState } from '../stores/systemState.ts';
import type { System } from '../system.ts';
import { authenticationLimits } from './authentication.ts';
import { createIdentity } from './createIdentity.ts';
import { DEMO_CODE } from './demoSecondFactor.ts';
import { take } from './limiter.ts';

let door: AuthWorld;
beforeAll(async () => {
  door = await openAuthWorld();
});
beforeEach(() => door.reset());

describe('log-in', () => {
  test('user name and password open a session whose cookie is httpOnly and same-site; the session reads in one round trip', async () => {
    const ana = await door.account('UOD_OFICIAL');
    const b = door.browser();
    const answer = await b.logIn(ana.username.toUpperCase());
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ twoFactorRedirect: false });
    const cookie = answer.headers.getSetCookie().find((c) => c.includes('session_token')) ?? '';
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    const me = await said(await b.get('/api/me'));
    expect(me).toMatchObject({
      user: { id: ana.id, username: ana.username },
      secondFactor: { required: false, enrolled: false, passed: false },
    });
    let trips = 0;
    const query = (sql: string, params?: readonly unknown[]) => {
      trips += 1;
      return door.system.db.query(sql, params);
    };
    const counting = { ...door.system.db, query } as System['db'];
    const identity = await createIdentity({ db: counting, config: door.system.config, now: door.now });
    const headers = new Headers({ cookie: [...b.cookies].map(([k, v]) => `${k}=${v}`).join('; ') });
    expect((await identity.sessionOf(headers))?.actor.grants).toHaveLength(1);
    expect(trips).toBe(1);
  });

  test('a cookie that was tampered with, an expired session and a session after log-out are none', async () => {
    const ana = await door.account('UOD_OFICIAL');
    const b = door.browser();
    await b.logIn(ana.username);
    const [name, value] = [...b.cookies].find(([k]) => k.endsWith('session_token')) ?? ['', ''];
    const read = (v: string) => door.system.identity.sessionOf(new Headers({ cookie: `${name}=${v}` }));
    expect(await read(value)).not.toBeNull();
    expect(await read(value.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')))).toBeNull();
    expect(await read(`${decodeURIComponent(value).split('.')[0]}.`)).toBeNull();
    door.pass(31 * 86_400_000);
    expect(await read(value)).toBeNull();
    door.pass(-(31 * 86_400_000));
    await b.post('/api/auth/sign-out');
    expect(await read(value)).toBeNull();
    expect((await b.get('/api/me')).status).toBe(401);
  });

  test('behind https the cookie is secure, and one made without it is not read', async () => {
    const ana = await door.account('UOD_OFICIAL');
    const config = { ...door.system.config, publicUrl: 'https://sigg.example.bo' };
    const identity = await createIdentity({ db: door.system.db, config, now: door.now });
    const body = JSON.stringify({ username: ana.username, password: PASSWORD });
    const answer = await identity.handle(
      new Request('https://sigg.example.bo/api/auth/sign-in/username', { method: 'POST', body }),
      '10.1.1.1',
    );
    const cookie = answer.headers.getSetCookie().find((c) => c.includes('session_token')) ?? '';
    expect(cookie).toMatch(/^__Secure-sigg\.session_token=/);
    expect(cookie).toMatch(/; Secure/i);
    const pair = cookie.split(';')[0] ?? '';
    expect(await identity.sessionOf(new Headers({ cookie: pair }))).not.toBeNull();
    expect(await identity.sessionOf(new Headers({ cookie: pair.replace('__Secure-', '') }))).toBeNull();
  });

  test('wrong password and unknown user are answered the same; the rest of the library is closed', async () => {
    const ana = await door.account('UOD_OFICIAL');
    const b = door.browser();
    const wrong = await b.logIn(ana.username, 'otra cosa que no es');
    const unknown = await b.logIn('nadie.asi', 'otra cosa que no es');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.json()).toEqual(await unknown.json());
    const closed = [
      '/sign-up/email',
      '/sign-in/email',
      '/update-user',
      '/change-email',
      '/delete-user',
      '/request-password-reset',
      '/reset-password',
      '/is-username-available',
      '/two-factor/disable',
      '/two-factor/send-otp',
      '/two-factor/get-totp-uri',
      '/sign-in/social',
      '/list-sessions',
      '/verify-password',
    ];
    for (const path of closed)
      expect([
        path,
        (await b.post(`/api/auth${path}`, { email: 'a@b.c', password: PASSWORD, name: 'x', username: 'xxx' })).status,
      ]).toEqual([path, 404]);
    expect((await b.get('/api/auth/get-session')).status).toBe(404);
  });

  test('attempts are limited by account from any address, the wait is told, and it passes', async () => {
    const ana = await door.account('UOD_OFICIAL');
    for (let i = 0; i < authenticationLimits.account.max; i++)
      expect((await door.browser(`10.2.0.${i}`).logIn(ana.username, 'no es esta frase')).status).toBe(401);
    const b = door.browser('10.2.1.1');
    const stopped = await b.logIn(ana.username);
    expect(stopped.status).toBe(429);
    const problem = (await said(stopped)).problem;
    expect(problem?.code).toBe('SIGG-207');
    expect(Number(stopped.headers.get('retry-after'))).toBe(problem?.details?.seconds);
    door.pass(authenticationLimits.account.windowS * 1000 + 1);
    expect((await b.logIn(ana.username)).status).toBe(200);
  });

  test('attempts that come at once are counted one by one', async () => {
    const waits = await Promise.all(
      Array.from({ length: 30 }, () => take(door.system.db, 'door:at:once', { max: 10, windowS: 60 }, door.now())),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
    expect(waits.filter((wait) => wait === 60)).toHaveLength(20);
  });

  test('attempts are limited by address over any account; honest ones are given back', async () => {
    const ana = await door.account('UOD_OFICIAL');
    const b = door.browser('10.3.0.1');
    for (let i = 0; i < 3; i++) expect((await b.logIn(ana.username)).status).toBe(200);
    for (let i = 0; i < authenticationLimits.address.max; i++)
      await take(door.system.db, 'door:address:10.3.0.1', authenticationLimits.address, door.now());
    expect((await b.logIn(ana.username)).status).toBe(429);
    expect((await door.browser('10.3.0.2').logIn(ana.username)).status).toBe(200);
  });
});

describe('second factor', () => {
  async function enrol(b: Browser) {
    const enable = await b.post('/api/auth/two-factor/enable', { password: PASSWORD });
    expect(enable.status).toBe(200);
    const { totpURI, backupCodes } = (await enable.json()) as { totpURI: string; backupCodes: string[] };
    const code = codeNow(totpURI);
    expect((await b.post('/api/auth/two-factor/verify-totp', { code })).status).toBe(200);
    return { totpURI, backupCodes, code };
  }

  test('who must have a second factor can only enrol; that ends other sessions; then each log-in asks for the code', async () => {
    const me = await door.account('UCN_ME');
    const b = door.browser();
    const elsewhere = door.browser('10.9.9.9');
    await b.logIn(me.username);
    await elsewhere.logIn(me.username);
    const refused = await b.post('/api/commands', { commands: [] });
    expect([refused.status, (await said(refused)).problem?.code]).toEqual([403, 'SIGG-206']);
    const { totpURI, backupCodes, code } = await enrol(b);
    expect(totpURI).toContain(`SIGG:${me.username}`);
    expect(backupCodes).toHaveLength(10);
    expect((await b.post('/api/commands', { commands: [] })).status).toBe(200);
    expect((await elsewhere.get('/api/me')).status).toBe(401);
    expect((await b.post('/api/auth/two-factor/enable', { password: PASSWORD })).status).toBe(409);

    const again = door.browser('10.1.1.2');
    expect(await (await again.logIn(me.username)).json()).toEqual({ twoFactorRedirect: true });
    expect((await again.get('/api/me')).status).toBe(401);
    const wrong = await again.post('/api/auth/two-factor/verify-totp', { code: '123456' });
    expect([wrong.status, (await said(wrong)).problem?.code]).toEqual([401, 'SIGG-213']);
    // The code by which it was enrolled was given: it opens nothing more.
    const given = await again.post('/api/auth/two-factor/verify-totp', { code });
    expect([given.status, (await said(given)).problem?.code]).toEqual([401, 'SIGG-213']);
    expect(
      (await again.post('/api/auth/two-factor/verify-totp', { code: codeNow(totpURI, 30), trustDevice: true })).status,
    ).toBe(200);
    expect((await said(await again.get('/api/me'))).secondFactor).toEqual({
      required: true,
      enrolled: true,
      passed: true,
      lent: false,
    });
    expect([...again.cookies.keys()].join()).not.toContain('trust');

    const withPaper = door.browser('10.1.1.3');
    await withPaper.logIn(me.username);
    expect((await withPaper.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] })).status).toBe(
      200,
    );
    const twice = door.browser('10.1.1.4');
    await twice.logIn(me.username);
    expect((await twice.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] })).status).toBe(401);
    // A guarded session lasts a working day.
    door.pass(13 * 3_600_000);
    expect((await withPaper.get('/api/me')).status).toBe(401);
  });

  test('the printed code of a demonstration works for demonstration accounts of a demonstration, and nowhere else', async () => {
    const demo = await door.account('UCN_ME', { demo: true });
    const real = await door.account('UCN_FIN');
    let tries = 0;
    const attempt = async (username: string) => {
      tries += 1;
      const b = door.browser(`10.4.0.${tries}`);
      const first = (await (await b.logIn(username)).json()) as { twoFactorRedirect?: boolean };
      const code = await b.post('/api/auth/two-factor/verify-totp', { code: DEMO_CODE });
      return { asked: first.twoFactorRedirect, code: code.status, in: (await b.get('/api/me')).status, b };
    };
    expect(await attempt(demo.username)).toMatchObject({ asked: true, code: 401, in: 401 });
    await writeState(door.system.db, 'demo', true);
    const opened = await attempt(demo.username);
    expect(opened).toMatchObject({ asked: true, code: 200, in: 200 });
    expect((await said(await opened.b.get('/api/me'))).secondFactor).toEqual({
      required: true,
      enrolled: true,
      passed: true,
      lent: false,
    });
    // A person's own account inside a demonstration keeps its own code.
    const b = door.browser('10.4.1.1');
    await b.logIn(real.username);
    await enrol(b);
    expect(await attempt(real.username)).toMatchObject({ asked: true, code: 401, in: 401 });
  });
});
