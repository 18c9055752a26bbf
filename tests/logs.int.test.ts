import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { compose } from '../server/commands/compose.ts';
import { readConfig } from '../server/config.ts';
import { createApp } from '../server/http/app.ts';
import { createIdentity } from '../server/identity/createIdentity.ts';
import { hashOf, setPassword } from '../server/identity/password.ts';
import { newId } from '../server/ids.ts';
import { logError } from '../server/log.ts';
import { createSystem, type System } from '../server/system.ts';
import { temporaryFolder } from './helpers/temporaryFolder.ts';
import { openWorld, type World } from './helpers/world.ts';

/**
 * Data that no line of the log may contain: a name, a user name, an identity card, a telephone, a password, what a
 * person wrote.
 */
const secret = {
  name: 'Zenobia Choquehuanca Yujra',
  username: 'zenobia.choquehuanca',
  ci: '44556677',
  phone: '71234567',
  password: 'ñandubay-secreto-88',
  note: 'La señora Remedios no asistió por enfermedad',
  address: '/files/nota-de-remedios',
};

let world: World;
let system: System;
let app: ReturnType<typeof createApp>;
let userId: string;
const lines: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  const config = { ...readConfig({}), dataDir: temporaryFolder('logs') };
  const now = () => new Date().toISOString();
  system = createSystem({
    ...world.system,
    config,
    now,
    identity: await createIdentity({ db: world.db, config, now }),
  });
  app = createApp(system);
  userId = (await world.person('ACOMPANANTE')).id;
  await world.db.query('update user_account set username = $2, name = $3, ci_number = $4, phone = $5 where id = $1', [
    userId,
    secret.username,
    secret.name,
    secret.ci,
    secret.phone,
  ]);
  await setPassword(
    world.db,
    { userId, username: secret.username, name: secret.name, passwordHash: await hashOf(secret.password) },
    now(),
  );
});

beforeEach(() => {
  lines.length = 0;
  const keep = (...said: unknown[]) => {
    lines.push(
      said
        .map((s) => (s instanceof Error ? `${s.message} ${s.stack}` : typeof s === 'string' ? s : JSON.stringify(s)))
        .join(' '),
    );
    return true;
  };
  vi.spyOn(process.stderr, 'write').mockImplementation(keep as typeof process.stderr.write);
  vi.spyOn(process.stdout, 'write').mockImplementation(keep as typeof process.stdout.write);
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation(keep);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  app.request(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

function expectSilence(): void {
  const all = lines.join('\n');
  for (const [what, text] of Object.entries(secret)) expect(all.toLowerCase(), what).not.toContain(text.toLowerCase());
  for (const word of [...secret.name.split(' '), 'remedios'])
    expect(all.toLowerCase(), word).not.toContain(word.toLowerCase());
}

test('a day at the door and at work leaves no personal data in the log', async () => {
  const signIn = '/api/auth/sign-in/username';
  expect(
    (await post(signIn, JSON.stringify({ username: secret.username, password: `${secret.password}x` }))).status,
  ).toBe(401);
  expect(
    (await post(signIn, JSON.stringify({ username: `${secret.username}.otra`, password: secret.password }))).status,
  ).toBe(401);
  expect((await post(signIn, `{"username": "${secret.username}", "password": ${secret.password}`)).status).toBe(400);
  const entered = await post(signIn, JSON.stringify({ username: secret.username, password: secret.password }));
  expect(entered.status).toBe(200);
  const cookie = entered.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
  await post('/api/auth/change-password', JSON.stringify({ currentPassword: 'otra', newPassword: secret.password }), {
    cookie,
  });

  const command = (kind: string, body: unknown) =>
    compose({
      kind,
      actor: { id: userId },
      subjectId: newId(),
      body,
      occurredOn: '2026-06-01',
      at: '2026-06-01T12:00:00.000Z',
    });
  const visit = {
    allianceId: newId(),
    done: true,
    presentMembers: [],
    topics: ['produccion'],
    commitments: [],
    photos: [],
    notes: secret.note,
  };
  const texts = [
    command('visit.register', visit),
    command('visit.register', { ...visit, notes: `${secret.note}\u0000` }),
    command('user.create', { username: secret.username, name: secret.name, ciNumber: secret.ci }),
  ];
  expect((await post('/api/commands', JSON.stringify({ commands: texts }), { cookie })).status).toBe(200);
  await post('/api/commands', `{"commands": ["${secret.note}`, { cookie });
  await app.request(`/api/q/organisation.list?text=${encodeURIComponent(secret.name)}`, { headers: { cookie } });
  await app.request(encodeURI(secret.address), { headers: { cookie } });
  expectSilence();
});

test('failures do not quote what they failed on', async () => {
  const failing = (error: unknown) =>
    createApp({ ...system, db: { ...system.db, query: () => Promise.reject(error) } });
  const unreadable = (() => {
    try {
      // For a short text, the error message quotes it completely.
      JSON.parse('Remedios');
    } catch (error) {
      return error;
    }
    return null;
  })();
  expect((await failing(unreadable).request('/healthz')).status).toBe(503);
  const duplicate = await world.db
    .query('insert into user_account select * from user_account where id = $1', [userId])
    .then(() => null)
    .catch((error: unknown) => error);
  expect(duplicate).not.toBeNull();
  logError('test', duplicate);
  logError('test', new Error('plain', { cause: new Error(secret.name) }));
  expect(lines.length).toBeGreaterThanOrEqual(3);
  expectSilence();
});
