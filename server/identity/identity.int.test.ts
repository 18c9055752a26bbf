import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOTP, Secret } from 'otpauth';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../../tests/helpers/world.ts';
import { dayOf } from '../../domain/kernel/dates.ts';
import { systemActor } from '../../domain/people/actor.ts';
import { codeText, normalCode, tokenText } from '../../domain/people/secret.ts';
import { type Role, roles } from '../../domain/people/roles.ts';
import { compose } from '../commands/compose.ts';
import { sha256 } from '../commands/hash.ts';
import { readConfig } from '../config.ts';
import { createApp } from '../http/app.ts';
import { newId } from '../ids.ts';
import { writeState } from '../stores/systemState.ts';
import { createSystem, type System } from '../system.ts';
import { createAccountWithPassword } from './accounts.ts';
import { createIdentity, sweepIdentity } from './createIdentity.ts';
import { DEMO_CODE } from './demoSecondFactor.ts';
import { doorLimits } from './door.ts';
import { createFirst, firstAdministratorLink } from './firstAdministrator.ts';
import { take } from './limiter.ts';

const PASSWORD = 'una frase larga y segura';
let world: World;
let system: System;
let clock = Date.now();
const now = () => new Date(clock).toISOString();

beforeAll(async () => {
  world = await openWorld();
  const config = { ...readConfig({}), dataDir: mkdtempSync(join(tmpdir(), 'sigg-identity-')) };
  system = createSystem({ config, db: world.db, identity: await createIdentity({ db: world.db, config, now }), files: world.system.files, now });
});
beforeEach(async () => {
  await world.reset();
  await system.db.query(`delete from system_state where key = 'demo'`);
  clock = Date.now();
});

/** A browser with its cookies, talking to the whole app. */
function browser(address = '10.1.1.1') {
  const cookies = new Map<string, string>();
  const app = createApp({ ...system, config: { ...system.config, trustProxy: 1 } });
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await app.request(`http://localhost${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address, cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name, value] = (cookie.split(';')[0] ?? '').split(/=(.*)/);
      if (/max-age=0/i.test(cookie)) cookies.delete(name ?? '');
      else cookies.set(name ?? '', value ?? '');
    }
    return answer;
  };
  return {
    cookies,
    get: (path: string, headers?: Record<string, string>) => call('GET', path, undefined, headers),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>) => call('POST', path, body, headers),
    logIn: (username: string, password = PASSWORD) => call('POST', '/api/auth/sign-in/username', { username, password }),
  };
}

const said = async (answer: Response) => (await answer.json()) as { problem?: { code: string; details?: { seconds?: number } } } & Record<string, unknown>;
const codeNow = (uri: string) => {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate();
};

let count = 0;
async function account(role: Role | null, more: { demo?: boolean; unitId?: string; scopeIds?: string[]; username?: string } = {}) {
  count += 1;
  const id = newId();
  const username = more.username ?? `persona${count}`;
  const scopeIds = more.scopeIds ?? (role && roles[role].scope === 'unit' ? ['LPZ'] : []);
  await createAccountWithPassword(system, {
    id,
    username,
    name: `Persona ${count}`,
    ciNumber: String(1_000_000 + count),
    unitId: more.unitId ?? null,
    demo: more.demo ?? false,
    roles: role ? [{ role, scopeIds, from: '2020-01-01' }] : [],
    password: PASSWORD,
  });
  return { id, username, actor: await system.context.actorOf(id) };
}

const act = async (actor: Awaited<ReturnType<typeof account>>['actor'], kind: string, subjectId: string, body: unknown, more: object = {}) => {
  if (!actor) throw new Error('no actor');
  const [result] = await system.execute(actor, [compose({ kind, actor, subjectId, body, occurredOn: dayOf(now()), at: now(), ...more })]);
  return result;
};

describe('log-in', () => {
  test('user name and password open a session whose cookie is httpOnly and same-site; the session reads in one round trip', async () => {
    const ana = await account('UOD_OFICIAL');
    const b = browser();
    const answer = await b.logIn(ana.username.toUpperCase());
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ twoFactorRedirect: false });
    const cookie = answer.headers.getSetCookie().find((c) => c.includes('session_token')) ?? '';
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    const me = await said(await b.get('/api/me'));
    expect(me).toMatchObject({ user: { id: ana.id, username: ana.username }, secondFactor: { required: false, enrolled: false, passed: false } });
    let trips = 0;
    const counting = { ...system.db, query: (sql: string, params?: readonly unknown[]) => ((trips += 1), system.db.query(sql, params)) } as System['db'];
    const identity = await createIdentity({ db: counting, config: system.config, now });
    const headers = new Headers({ cookie: [...b.cookies].map(([k, v]) => `${k}=${v}`).join('; ') });
    expect((await identity.sessionOf(headers))?.actor.grants).toHaveLength(1);
    expect(trips).toBe(1);
  });

  test('a cookie that was tampered with, an expired session and a session after log-out are none', async () => {
    const ana = await account('UOD_OFICIAL');
    const b = browser();
    await b.logIn(ana.username);
    const [name, value] = [...b.cookies].find(([k]) => k.endsWith('session_token')) ?? ['', ''];
    const read = (v: string) => system.identity.sessionOf(new Headers({ cookie: `${name}=${v}` }));
    expect(await read(value)).not.toBeNull();
    expect(await read(value.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')))).toBeNull();
    expect(await read(`${decodeURIComponent(value).split('.')[0]}.`)).toBeNull();
    clock += 31 * 86_400_000;
    expect(await read(value)).toBeNull();
    clock -= 31 * 86_400_000;
    await b.post('/api/auth/sign-out');
    expect(await read(value)).toBeNull();
    expect((await b.get('/api/me')).status).toBe(401);
  });

  test('wrong password and unknown user are answered the same; the rest of the library is closed', async () => {
    const ana = await account('UOD_OFICIAL');
    const b = browser();
    const wrong = await b.logIn(ana.username, 'otra cosa que no es');
    const unknown = await b.logIn('nadie.asi', 'otra cosa que no es');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.json()).toEqual(await unknown.json());
    const closed = ['/sign-up/email', '/sign-in/email', '/update-user', '/change-email', '/delete-user', '/request-password-reset', '/reset-password', '/is-username-available', '/two-factor/disable', '/two-factor/send-otp', '/two-factor/get-totp-uri', '/sign-in/social', '/list-sessions', '/verify-password'];
    for (const path of closed) expect([path, (await b.post(`/api/auth${path}`, { email: 'a@b.c', password: PASSWORD, name: 'x', username: 'xxx' })).status]).toEqual([path, 404]);
    expect((await b.get('/api/auth/get-session')).status).toBe(404);
  });

  test('attempts are limited by account from any address, the wait is told, and it passes', async () => {
    const ana = await account('UOD_OFICIAL');
    for (let i = 0; i < doorLimits.account.max; i++) expect((await browser(`10.2.0.${i}`).logIn(ana.username, 'no es esta frase')).status).toBe(401);
    const b = browser('10.2.1.1');
    const stopped = await b.logIn(ana.username);
    expect(stopped.status).toBe(429);
    const problem = (await said(stopped)).problem;
    expect(problem?.code).toBe('SIGG-207');
    expect(Number(stopped.headers.get('retry-after'))).toBe(problem?.details?.seconds);
    clock += doorLimits.account.windowS * 1000 + 1;
    expect((await b.logIn(ana.username)).status).toBe(200);
  });

  test('attempts are limited by address over any account; honest ones are given back', async () => {
    const ana = await account('UOD_OFICIAL');
    const b = browser('10.3.0.1');
    for (let i = 0; i < 3; i++) expect((await b.logIn(ana.username)).status).toBe(200);
    for (let i = 0; i < doorLimits.address.max; i++) await take(system.db, 'door:address:10.3.0.1', doorLimits.address, now());
    expect((await b.logIn(ana.username)).status).toBe(429);
    expect((await browser('10.3.0.2').logIn(ana.username)).status).toBe(200);
  });
});

describe('second factor', () => {
  async function enrol(b: ReturnType<typeof browser>) {
    const enable = await b.post('/api/auth/two-factor/enable', { password: PASSWORD });
    expect(enable.status).toBe(200);
    const { totpURI, backupCodes } = (await enable.json()) as { totpURI: string; backupCodes: string[] };
    expect((await b.post('/api/auth/two-factor/verify-totp', { code: codeNow(totpURI) })).status).toBe(200);
    return { totpURI, backupCodes };
  }

  test('a role that demands it can do nothing but enrol; enrolling ends the other sessions; then each log-in asks for the code', async () => {
    const me = await account('UCN_ME');
    const b = browser();
    const elsewhere = browser('10.9.9.9');
    await b.logIn(me.username);
    await elsewhere.logIn(me.username);
    const refused = await b.post('/api/commands', { commands: [] });
    expect([refused.status, (await said(refused)).problem?.code]).toEqual([403, 'SIGG-206']);
    const { totpURI, backupCodes } = await enrol(b);
    expect(totpURI).toContain(`SIGG:${me.username}`);
    expect(backupCodes).toHaveLength(10);
    expect((await b.post('/api/commands', { commands: [] })).status).toBe(200);
    expect((await elsewhere.get('/api/me')).status).toBe(401);
    expect((await b.post('/api/auth/two-factor/enable', { password: PASSWORD })).status).toBe(409);

    const again = browser('10.1.1.2');
    expect(await (await again.logIn(me.username)).json()).toEqual({ twoFactorRedirect: true });
    expect((await again.get('/api/me')).status).toBe(401);
    const wrong = await again.post('/api/auth/two-factor/verify-totp', { code: '123456' });
    expect([wrong.status, (await said(wrong)).problem?.code]).toEqual([401, 'SIGG-213']);
    expect((await again.post('/api/auth/two-factor/verify-totp', { code: codeNow(totpURI), trustDevice: true })).status).toBe(200);
    expect((await said(await again.get('/api/me'))).secondFactor).toEqual({ required: true, enrolled: true, passed: true });
    expect([...again.cookies.keys()].join()).not.toContain('trust');

    const withPaper = browser('10.1.1.3');
    await withPaper.logIn(me.username);
    expect((await withPaper.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] })).status).toBe(200);
    const twice = browser('10.1.1.4');
    await twice.logIn(me.username);
    expect((await twice.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] })).status).toBe(401);
    // A guarded session lasts a working day.
    clock += 13 * 3_600_000;
    expect((await withPaper.get('/api/me')).status).toBe(401);
  });

  test('the printed code of a demonstration works for demonstration accounts of a demonstration, and nowhere else', async () => {
    const demo = await account('UCN_ME', { demo: true });
    const real = await account('UCN_FIN');
    const attempt = async (username: string) => {
      const b = browser(`10.4.0.${(count += 1) % 250}`);
      const first = (await (await b.logIn(username)).json()) as { twoFactorRedirect?: boolean };
      const code = await b.post('/api/auth/two-factor/verify-totp', { code: DEMO_CODE });
      return { asked: first.twoFactorRedirect, code: code.status, in: (await b.get('/api/me')).status, b };
    };
    expect(await attempt(demo.username)).toMatchObject({ asked: true, code: 401, in: 401 });
    await writeState(system.db, 'demo', true);
    const opened = await attempt(demo.username);
    expect(opened).toMatchObject({ asked: true, code: 200, in: 200 });
    expect((await said(await opened.b.get('/api/me'))).secondFactor).toEqual({ required: true, enrolled: true, passed: true });
    // A person's own account inside a demonstration keeps its own code.
    const b = browser('10.4.1.1');
    await b.logIn(real.username);
    await enrol(b);
    expect(await attempt(real.username)).toMatchObject({ asked: true, code: 401, in: 401 });
  });
});

describe('sessions end', () => {
  test('closing an account, ending its sessions and revoking its device are felt at once', async () => {
    const admin = await account('ADMIN_TI');
    await account('ADMIN_TI');
    const ana = await account('UOD_OFICIAL', { unitId: 'LPZ' });
    const b = browser();
    await b.logIn(ana.username);
    clock += 10;
    expect((await act(admin.actor, 'user.endSessions', ana.id, {}))?.status).toBe('accepted');
    expect((await b.get('/api/me')).status).toBe(401);
    clock += 10;
    const deviceId = newId();
    await b.post('/api/auth/sign-in/username', { username: ana.username, password: PASSWORD }, { 'x-sigg-device': deviceId });
    expect((await act(ana.actor, 'device.register', deviceId, { name: 'Teléfono de Ana' }))?.status).toBe('accepted');
    expect((await b.get('/api/me')).status).toBe(200);
    expect((await act(admin.actor, 'device.revoke', deviceId, { reason: 'Lo perdió en el camino' }))?.status).toBe('accepted');
    expect((await said(await b.get('/api/me'))).problem?.code).toBe('SIGG-204');
    const late = await act(ana.actor, 'device.register', newId(), { name: 'Otro teléfono' }, { deviceId });
    expect(late?.problem?.code).toBe('SIGG-204');
    expect(await system.db.query('select 1 from receipt where device_id = $1', [deviceId])).toEqual([]);
    await browser().logIn(ana.username);
    clock += 10;
    expect((await act(admin.actor, 'user.close', ana.id, { reason: 'Terminó su contrato' }))?.status).toBe('accepted');
    expect((await browser().logIn(ana.username)).status).toBe(401);
  });

  test('a person ends their own sessions, never another person\'s', async () => {
    const ana = await account('UOD_OFICIAL');
    const luis = await account('UOD_OFICIAL');
    const [one, two, other] = [browser(), browser(), browser()];
    await one.logIn(ana.username);
    await two.logIn(ana.username);
    await other.logIn(luis.username);
    const [foreign] = await system.db.query<{ id: string }>('select id from auth_session where user_id = $1', [luis.id]);
    expect((await one.post('/api/auth/revoke-session', { id: foreign?.id })).status).toBe(404);
    expect((await one.post('/api/auth/revoke-other-sessions')).status).toBe(200);
    expect([(await one.get('/api/me')).status, (await two.get('/api/me')).status, (await other.get('/api/me')).status]).toEqual([200, 401, 200]);
    expect((await one.post('/api/auth/change-password', { currentPassword: PASSWORD, newPassword: 'otra frase bien distinta' })).status).toBe(200);
    expect((await one.get('/api/me')).status).toBe(200);
    expect((await browser().logIn(ana.username)).status).toBe(401);
    expect((await said(await one.post('/api/auth/change-password', { currentPassword: 'otra frase bien distinta', newPassword: 'corta' }))).problem?.code).toBe('SIGG-215');
  });

  test('what time has ended is swept', async () => {
    const ana = await account('UOD_OFICIAL');
    await browser().logIn(ana.username);
    await sweepIdentity(system.db, new Date(clock + 40 * 86_400_000).toISOString());
    expect(await system.db.query('select 1 from auth_session')).toEqual([]);
    expect(await system.db.query('select 1 from auth_limit')).toEqual([]);
  });
});

describe('a password by a second person', () => {
  test('a printed code sets a password once, ends every session, and the old password no longer opens', async () => {
    const operator = await account('UOD_OPERADOR', { unitId: 'LPZ' });
    const ana = await account('UOD_OFICIAL', { unitId: 'LPZ' });
    const b = browser();
    await b.logIn(ana.username);
    clock += 10;
    const code = codeText(crypto.getRandomValues(new Uint8Array(10)));
    const reset = (codeHash: string, more = {}) => act(operator.actor, 'user.resetPassword', ana.id, { codeHash, secondFactor: false, ...more });
    expect((await act(operator.actor, 'user.resetPassword', operator.id, { codeHash: sha256('x'), secondFactor: false }))?.problem?.code).toBe('SIGG-205');
    expect((await reset(sha256(normalCode(code))))?.status).toBe('accepted');
    expect((await b.get('/api/me')).status).toBe(401);
    expect((await browser().logIn(ana.username)).status).toBe(401);
    clock += 10;
    const set = (typed: string, password = 'la frase nueva de Ana') => browser().post('/api/auth/set-password', { username: ana.username, code: typed, password });
    expect((await said(await set('0000-0000-0000-0000'))).problem?.code).toBe('SIGG-214');
    expect((await said(await set(code, 'corta'))).problem?.code).toBe('SIGG-215');
    expect((await set(code.toLowerCase().replaceAll('-', ' '))).status).toBe(200);
    expect((await set(code)).status).toBe(401);
    clock += 10;
    expect((await browser().logIn(ana.username, 'la frase nueva de Ana')).status).toBe(200);
    const journal = await system.db.query<{ body: string }>(`select body from journal_body b join journal_entry e on e.id = b.entry_id where e.kind = 'user.resetPassword'`);
    expect(journal).toHaveLength(1);
    expect(journal[0]?.body).not.toContain(code);
  });

  test('a code expires, and a newer one replaces it', async () => {
    const operator = await account('UOD_OPERADOR', { unitId: 'LPZ' });
    const ana = await account('UOD_OFICIAL', { unitId: 'LPZ' });
    const [first, second] = ['AAAA-AAAA-AAAA-AAAA', 'BBBB-BBBB-BBBB-BBBB'];
    for (const code of [first, second]) await act(operator.actor, 'user.resetPassword', ana.id, { codeHash: sha256(normalCode(code)), secondFactor: false, hours: 2 });
    const set = (code: string) => browser().post('/api/auth/set-password', { username: ana.username, code, password: 'la frase nueva de Ana' });
    expect((await set(first)).status).toBe(401);
    clock += 3 * 3_600_000;
    expect((await set(second)).status).toBe(401);
    const outsider = await account('UOD_OPERADOR', { unitId: 'SCZ', scopeIds: ['SCZ'] });
    expect((await act(outsider.actor, 'user.resetPassword', ana.id, { codeHash: sha256('y'), secondFactor: false }))?.problem?.code).toBe('SIGG-202');
  });

  test('forgetting the second factor of a guarded role takes a second person', async () => {
    const admin = await account('ADMIN_TI');
    const other = await account('ADMIN_TI');
    const fin = await account('UCN_FIN');
    const code = 'CCCC-CCCC-CCCC-CCCC';
    await act(admin.actor, 'user.resetPassword', fin.id, { codeHash: sha256(normalCode(code)), secondFactor: true });
    const set = () => browser().post('/api/auth/set-password', { username: fin.username, code, password: 'la frase nueva de Fin' });
    expect((await set()).status).toBe(401);
    const [reset] = await system.db.query<{ id: string }>('select id from access_reset where user_id = $1', [fin.id]);
    expect((await act(admin.actor, 'user.confirmReset', fin.id, { resetId: reset?.id, accept: true }))?.problem?.code).toBe('SIGG-403');
    expect((await act(other.actor, 'user.confirmReset', fin.id, { resetId: reset?.id, accept: true }))?.status).toBe('accepted');
    expect((await set()).status).toBe(200);
  });
});

describe('the first administrator', () => {
  const given = (token: string, more = {}) => ({ token, username: 'primera', name: 'Primera Persona', ci: '5551234', password: PASSWORD, ...more });
  const tokenOf = (link: string | null) => new URL(link ?? '').searchParams.get('token') ?? '';

  test('the printed link works once, within its hour, and makes an administrator who must enrol', async () => {
    const old = tokenOf(await firstAdministratorLink(system));
    const token = tokenOf(await firstAdministratorLink(system));
    const b = browser();
    expect((await said(await b.post('/api/first-administrator', given(old)))).problem?.code).toBe('SIGG-212');
    expect((await said(await b.post('/api/first-administrator', given(token, { ci: '12AB' })))).problem?.code).toBe('SIGG-101');
    expect((await said(await b.post('/api/first-administrator', given(token, { password: 'corta' })))).problem?.code).toBe('SIGG-215');
    expect((await b.post('/api/first-administrator', given(token))).status).toBe(200);
    expect((await said(await b.post('/api/first-administrator', given(token, { username: 'otra', ci: '777777' })))).problem?.code).toBe('SIGG-212');
    expect(await firstAdministratorLink(system)).toBeNull();
    await b.logIn('primera');
    expect(await said(await b.get('/api/me'))).toMatchObject({ roles: [{ role: 'ADMIN_TI' }], secondFactor: { required: true, enrolled: false, passed: false } });
    const stored = await system.db.query<{ token_hash: string }>('select token_hash from auth_first_link');
    expect(stored.map((r) => r.token_hash)).not.toContain(token);
  });

  test('a link expires after an hour', async () => {
    const token = tokenOf(await firstAdministratorLink(system));
    clock += 3_600_001;
    expect((await createFirst(system, given(token)))?.code).toBe('SIGG-212');
  });

  test('from one administrator to two-person rules: the start serves once', async () => {
    const token = tokenOf(await firstAdministratorLink(system));
    await createFirst(system, given(token));
    const [row] = await system.db.query<{ id: string }>(`select id from user_account where username = 'primera'`);
    const first = await system.context.actorOf(row?.id ?? '');
    const people = [newId(), newId(), newId()];
    for (const [i, id] of people.entries()) {
      expect((await act(first, 'user.create', id, { username: `nueva${i}`, name: `Nueva Persona ${i}`, ciNumber: String(660000 + i) }))?.status).toBe('accepted');
    }
    const give = (who: typeof first, userId: string | undefined, role: Role, grantId = newId()) => act(who, 'role.propose', grantId, { userId, role, scopeIds: [] });
    expect((await give(first, first?.id, 'UCN_COORD'))?.problem?.code).toBe('SIGG-404');
    expect((await give(first, people[0], 'ADMIN_TI'))?.status).toBe('accepted');
    const coordGrant = newId();
    expect((await give(first, people[1], 'UCN_COORD', coordGrant))?.status).toBe('accepted');
    const grants = () => system.db.query<{ role: string; status: string; basis: string | null; confirmed_by: string | null; valid_from: string }>('select role, status, basis, confirmed_by, valid_from from role_grant order by id');
    expect((await grants()).map((g) => [g.role, g.status, g.basis])).toEqual([['ADMIN_TI', 'granted', 'arranque'], ['ADMIN_TI', 'granted', 'arranque'], ['UCN_COORD', 'proposed', null]]);
    expect((await act(first, 'role.confirm', coordGrant, {}))?.problem?.code).toBe('SIGG-403');
    const second = await system.context.actorOf(people[0] ?? '');
    expect((await act(second, 'role.confirm', coordGrant, {}))?.problem?.code, 'holds from the next day').toBe('SIGG-201');
    clock += 86_400_000;
    expect((await act(second, 'role.confirm', coordGrant, {}))?.status).toBe('accepted');
    const [, , coord] = await grants();
    expect(coord).toMatchObject({ status: 'granted', basis: 'dos personas', confirmed_by: people[0], valid_from: dayOf(new Date(clock + 86_400_000).toISOString()) });
    expect((await system.context.actorOf(systemActor.id))?.kind).toBe('system');
  });
});

describe('keys of integrations', () => {
  test('a key acts for its maker within its roles and operations, until it is revoked', async () => {
    const maker = await account('UOD_OFICIAL', { unitId: 'LPZ' });
    const key = tokenText(crypto.getRandomValues(new Uint8Array(20)));
    const tokenId = newId();
    const expiresOn = dayOf(new Date(clock + 30 * 86_400_000).toISOString());
    const body = { name: 'Tablero', tokenHash: sha256(key), roles: ['UOD_OFICIAL'], operations: ['document.record'], expiresOn };
    expect((await act(maker.actor, 'token.create', newId(), { ...body, roles: ['UCN_FIN'] }))?.problem?.code).toBe('SIGG-417');
    expect((await act(maker.actor, 'token.create', newId(), { ...body, operations: ['role.propose'] }))?.problem?.code).toBe('SIGG-418');
    expect((await act(maker.actor, 'token.create', tokenId, body))?.status).toBe('accepted');
    const send = (kind: string, subjectId: string, b: unknown) =>
      browser().post('/api/commands', { commands: [compose({ kind, actor: { id: maker.id }, subjectId, body: b, occurredOn: dayOf(now()), at: now() })] }, { authorization: `Bearer ${key}` });
    const done = (await (await send('document.record', newId(), { title: 'Por integración' })).json()) as { results: { status: string }[] };
    expect(done.results[0]?.status).toBe('accepted');
    expect((await said(await send('alliance.adopt', newId(), {}))).problem?.code).toBe('SIGG-211');
    expect((await act(maker.actor, 'token.revoke', tokenId, {}))?.status).toBe('accepted');
    expect((await send('document.record', newId(), { title: 'Tarde' })).status).toBe(401);
    expect((await system.db.query<{ n: number }>('select count(*)::int as n from api_token where token_hash = $1', [key]))[0]?.n).toBe(0);
  });
});
