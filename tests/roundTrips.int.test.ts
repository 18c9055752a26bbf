import { beforeAll, expect, test } from 'vitest';
import { compose } from '../server/commands/compose.ts';
import { readConfig } from '../server/config.ts';
import { createApp } from '../server/http/app.ts';
import { createIdentity } from '../server/identity/createIdentity.ts';
import { hashOf, setPassword } from '../server/identity/password.ts';
import { newId } from '../server/ids.ts';
import { createSystem } from '../server/system.ts';
import { visitBody } from './helpers/bodies.ts';
import { type Counting, countingDatabase } from './helpers/countingDatabase.ts';
import { temporaryFolder } from './helpers/temporaryFolder.ts';
import { openWorld, TODAY, type World } from './helpers/world.ts';

/** Architecture 1.3: at most five round trips for a command, including its session. */
const MOST = 5;
const password = 'camino-de-la-quinua-7';

let world: World;
let counting: Counting;
let app: ReturnType<typeof createApp>;
let user: { id: string };
let allianceId: string;
let cookie: string;

beforeAll(async () => {
  world = await openWorld();
  allianceId = (await world.alliance('LPZ')).id;
  user = await world.person('ACOMPANANTE', [allianceId]);
  counting = countingDatabase(world.db);
  const config = { ...readConfig({}), dataDir: temporaryFolder('trips') };
  const now = () => new Date().toISOString();
  const identity = await createIdentity({ db: counting.db, config, now });
  app = createApp(createSystem({ ...world.system, config, db: counting.db, identity, now }));
  const [account] = await world.db.query<{ username: string; name: string }>(
    'select username, name from user_account where id = $1',
    [user.id],
  );
  if (!account) throw new Error('the account is not there');
  await setPassword(world.db, { userId: user.id, ...account, passwordHash: await hashOf(password) }, now());
  const entered = await app.request('/api/auth/sign-in/username', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: account.username, password }),
  });
  expect(entered.status).toBe(200);
  cookie = entered.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
  // The first command also reads what is read only once: the columns of the tables, the state of the server.
  await send(1);
});

const visit = () =>
  compose({
    kind: 'visit.register',
    actor: user,
    subjectId: newId(),
    body: visitBody(allianceId),
    occurredOn: TODAY,
    at: `${TODAY}T14:00:00.000Z`,
  });

async function send(n: number): Promise<string[]> {
  counting.trips();
  const body = JSON.stringify({ commands: Array.from({ length: n }, visit) });
  const answer = await app.request('/api/commands', {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body,
  });
  const { results } = (await answer.json()) as { results: { status: string }[] };
  expect(results.map((r) => r.status)).toEqual(Array.from({ length: n }, () => 'accepted'));
  return counting.trips();
}

test('one command: session, begin with locks, load, write, commit', async () => {
  const trips = await send(1);
  console.log(`round trips of one command: ${trips.length} (${trips.join(' | ')})`);
  expect(trips.length).toBeLessThanOrEqual(MOST);
});

test('a batch of facts on different subjects costs no more than one', async () => {
  const trips = await send(20);
  console.log(`round trips of a batch of 20: ${trips.length}`);
  expect(trips.length).toBeLessThanOrEqual(MOST);
});
