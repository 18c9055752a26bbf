import type { Hono } from 'hono';
import { commands } from '../../domain/commands.ts';
import { type Actor, SYSTEM_ACTOR_ID } from '../../domain/people/actor.ts';
import { grantableRoles, type Role, roles } from '../../domain/people/roles.ts';
import type { AppEnv } from '../../server/http/answers.ts';
import { createApp } from '../../server/http/app.ts';
import { createIdentity } from '../../server/identity/createIdentity.ts';
import type { Identity, Session } from '../../server/identity/identity.ts';
import { newId } from '../../server/ids.ts';
import { createSystem, type System } from '../../server/system.ts';
import { testDatabase } from '../helpers/database.ts';
import { rememberingDatabase } from '../helpers/rememberingDatabase.ts';
import { temporaryFolder } from '../helpers/temporaryFolder.ts';
import { type Seeded, seedTwoUnits } from '../helpers/twoUnits.ts';
import { NOW, openWorld, TODAY, type World } from '../helpers/world.ts';

/**
 * Header that names the person of a request instead of a log-in, because these tests are about what follows the log-in.
 */
const WHO = 'x-test-person';
/** Given instead of operations: a session whose roles require a second factor that was not given. */
const OWES = 'owes';

export interface HttpWorld {
  readonly world: World;
  readonly system: System;
  readonly app: Hono<AppEnv>;
  /** One person per role; those whose role has a reach belong to unit LPZ and its alliance. */
  readonly people: Readonly<Record<Role, Actor>>;
  /** A person with an account whose only role begins later. */
  readonly idle: Actor;
  /** The rows in LPZ, which `people` serve, and in SCZ, which they do not; texts in SCZ contain FOREIGN. */
  readonly mine: Seeded;
  readonly other: Seeded;
  /** Sends a request as a person (null: nobody), optionally with a key limited to some operations. */
  readonly ask: (
    who: Actor | null,
    path: string,
    init?: RequestInit & { operations?: readonly string[]; withoutSecondFactor?: boolean },
  ) => Promise<Response>;
}

/** A world with one person per role, over the whole application. */
export async function openHttpWorld(): Promise<HttpWorld> {
  const db = rememberingDatabase(await testDatabase());
  const world = await openWorld({ db, dataDir: temporaryFolder('world') });
  const { mine, other } = await seedTwoUnits(world);
  const scopeIds: Partial<Record<string, readonly string[]>> = {
    unit: [mine.unit],
    alliances: [mine.alliance],
    organisation: [mine.organisation],
    municipality: [mine.municipality],
    session: [mine.shared.committeeSession ?? ''],
  };
  const people = {} as Record<Role, Actor>;
  for (const role of grantableRoles) people[role] = await world.person(role, scopeIds[roles[role].scope] ?? []);
  const idle = await world.person('UCN_COM', [], { from: '2099-01-01' });
  const sessions = new Map<string, Session>();
  for (const actor of Object.values(people)) sessions.set(actor.id, sessionFor(actor));
  const door = await createIdentity({ db: world.db, config: world.system.config, now: () => NOW });
  const identity: Identity = { ...door, sessionOf: async (headers) => sessionOf(sessions, headers) };
  const system = createSystem({ ...world.system, identity, now: () => NOW });
  const app = createApp(system);
  return {
    world,
    system,
    app,
    people,
    idle,
    mine,
    other,
    ask: async (who, path, init = {}) => {
      const headers = new Headers(init.headers);
      if (who) headers.set(WHO, `${who.id} ${init.withoutSecondFactor ? OWES : (init.operations ?? []).join(',')}`);
      if (who && !sessions.has(who.id)) sessions.set(who.id, sessionFor(who));
      return app.request(path, { ...init, headers });
    },
  };
}

function sessionFor(actor: Actor): Session {
  return {
    actor,
    userId: actor.id,
    username: 'prueba',
    sessionId: newId(),
    via: 'session',
    operations: null,
    secondFactor: { required: false, enrolled: true, passed: true },
  };
}

function sessionOf(sessions: ReadonlyMap<string, Session>, headers: Headers): Session | null {
  const [id = '', operations = ''] = (headers.get(WHO) ?? '').split(' ');
  const session = sessions.get(id);
  if (!session || !operations) return session ?? null;
  if (operations === OWES) return { ...session, secondFactor: { required: true, enrolled: false, passed: false } };
  return {
    ...session,
    via: 'token',
    operations: new Set(operations.split(',')),
    actor: { ...session.actor, kind: 'token' },
  };
}

/** An envelope as an object, so that a test can corrupt it before it is serialised. */
export function envelopeOf(
  actor: { readonly id: string },
  kind: string,
  body: unknown,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const id = newId();
  return {
    id,
    kind,
    schemaVersion: commands.get(kind)?.version ?? 1,
    actorId: actor.id,
    deviceId: '00000000-0000-7000-8000-0000000000de',
    deviceSeq: 1,
    subjectId: newId(),
    baseVersion: null,
    after: [],
    occurredOn: TODAY,
    capturedAt: NOW,
    clock: null,
    place: null,
    nonce: id.slice(-12),
    body,
    ...more,
  };
}

/** A person whose role may send the command; null for a command that only the system sends. */
export function senderOf(people: Readonly<Record<Role, Actor>>, kind: string): Actor | null {
  const role = commands.get(kind)?.by.find((r): r is Role => r !== 'sistema');
  return role ? people[role] : null;
}

export const NOBODY_ID = SYSTEM_ACTOR_ID;

/** Text that no answer may contain: a stack, a path of the server, words of the database or of a library. */
const LEAKS = new RegExp(
  [
    /\n\s+at |node_modules|\/server\/|\/work\/|\.ts:\d|DatabaseError|TypeError|RangeError|SyntaxError|ZodError/,
    /select .* from |syntax error|violates|relation "|pg_|PGlite/,
  ]
    .map((one) => one.source)
    .join('|'),
  'i',
);

/**
 * What is wrong with an answer, or null. There must be no 5xx and no stack; a refusal must have a code of the catalogue
 * and a sentence in Spanish.
 */
export async function answerTrouble(answer: Response): Promise<string | null> {
  const text = await answer.clone().text();
  if (answer.status >= 500) return `${answer.status} ${text.slice(0, 300)}`;
  if (answer.status >= 400 && LEAKS.test(text)) return `leaks: ${LEAKS.exec(text)?.[0]} in ${text.slice(0, 300)}`;
  if (answer.headers.get('x-content-type-options') !== 'nosniff') return 'no nosniff';
  if (!answer.headers.has('content-security-policy')) return 'no policy';
  if (answer.status < 400) return null;
  let said: unknown;
  try {
    said = (JSON.parse(text) as { problem?: unknown }).problem;
  } catch {
    return `${answer.status} without a problem: ${text.slice(0, 200)}`;
  }
  return problemTrouble(said);
}

const ENGLISH = /\b(invalid|expected|received|must|unknown|error|failed|cannot|required|string|number|object)\b/i;

/** What is wrong with a problem, or null: it needs a code and a Spanish sentence. */
export function problemTrouble(problem: unknown): string | null {
  const p = problem as { code?: unknown; message?: unknown; retry?: unknown } | undefined;
  if (typeof p?.code !== 'string' || !/^SIGG-\d{3}$/.test(p.code))
    return `no code: ${JSON.stringify(problem)?.slice(0, 200)}`;
  if (typeof p.message !== 'string' || p.message.length < 8 || !/[.»]$/.test(p.message))
    return `${p.code}: no sentence: ${String(p.message).slice(0, 200)}`;
  if (ENGLISH.test(p.message.replaceAll(/«[^»]*»/g, ''))) return `${p.code}: not Spanish: ${p.message.slice(0, 200)}`;
  if (LEAKS.test(p.message)) return `${p.code}: leaks: ${p.message.slice(0, 200)}`;
  return null;
}
