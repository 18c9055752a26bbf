import { beforeAll, expect, test } from 'vitest';
import { compose } from '../server/commands/compose.ts';
import { createApp } from '../server/http/app.ts';
import type { Session } from '../server/identity/identity.ts';
import { newId } from '../server/ids.ts';
import { loadActor } from '../server/stores/actors.ts';
import { createSystem } from '../server/system.ts';
import { type Counting, countingDatabase } from './helpers/countingDatabase.ts';
import { NOW, openWorld, TODAY, type World } from './helpers/world.ts';

/** Architecture 1.3: at most five round trips a command, its session included. */
const MOST = 5;

let world: World;
let counting: Counting;
let app: ReturnType<typeof createApp>;
let user: { id: string };
let allianceId: string;

beforeAll(async () => {
  world = await openWorld();
  allianceId = (await world.alliance('LPZ')).id;
  user = await world.person('ACOMPANANTE', [allianceId]);
  counting = countingDatabase(world.db);
  const sessionOf = async (): Promise<Session | null> => {
    const actor = await loadActor(counting.db, user.id);
    return (
      actor && {
        actor,
        userId: actor.id,
        username: 'u',
        sessionId: 's',
        via: 'session',
        operations: null,
        secondFactor: { required: false, enrolled: false, passed: false },
      }
    );
  };
  const system = createSystem({ ...world.system, db: counting.db, identity: { ...world.system.identity, sessionOf }, now: () => NOW });
  app = createApp(system);
  // What is read once and then known: the columns of the tables, where the server stands.
  await send(1);
});

const visit = () =>
  compose({
    kind: 'visit.register',
    actor: user,
    subjectId: newId(),
    body: { allianceId, done: true, presentMembers: [], topics: ['produccion'], commitments: [], photos: [] },
    occurredOn: TODAY,
    at: NOW,
  });

async function send(n: number): Promise<string[]> {
  counting.trips();
  const answer = await app.request('/api/commands', { method: 'POST', body: JSON.stringify({ commands: Array.from({ length: n }, visit) }) });
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
