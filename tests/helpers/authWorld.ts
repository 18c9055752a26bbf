import { Secret, TOTP } from 'otpauth';
import { dayOf } from '../../domain/kernel/dates.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { type Role, roles } from '../../domain/people/roles.ts';
import { compose } from '../../server/commands/compose.ts';
import type { CommandResult } from '../../server/commands/executeCommands.ts';
import { readConfig } from '../../server/config.ts';
import { createApp } from '../../server/http/app.ts';
import { createAccountWithPassword } from '../../server/identity/accounts.ts';
import { createIdentity } from '../../server/identity/createIdentity.ts';
import { newId } from '../../server/ids.ts';
import { createSystem, type System } from '../../server/system.ts';
import { temporaryFolder } from './temporaryFolder.ts';
import { openWorld, type World } from './world.ts';

export const PASSWORD = 'una frase larga y segura';

/**
 * What a test of the log-in needs: the whole app with real identity, accounts with passwords, browsers with cookies, a
 * clock.
 */
export interface AuthWorld {
  readonly system: System;
  readonly reset: () => Promise<void>;
  /** Moves the clock forward by milliseconds (back, when negative). */
  readonly pass: (ms: number) => void;
  readonly now: () => string;
  readonly browser: (address?: string) => Browser;
  readonly account: (
    role: Role | null,
    more?: { demo?: boolean; unitId?: string; scopeIds?: string[] },
  ) => Promise<{ id: string; username: string; actor: Actor | null }>;
  readonly act: (
    actor: Actor | null,
    kind: string,
    subjectId: string,
    body: unknown,
    more?: object,
  ) => Promise<CommandResult | undefined>;
}

/** A browser with its cookies that uses the whole app. */
export interface Browser {
  readonly cookies: ReadonlyMap<string, string>;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  readonly post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>;
  readonly logIn: (username: string, password?: string) => Promise<Response>;
}

/** The body of an answer; when refused, with its problem. */
export const said = async (answer: Response) =>
  (await answer.json()) as { problem?: { code: string; details?: { seconds?: number } } } & Record<string, unknown>;

/** The code that an authenticator would show now, or `laterS` seconds later, for the key in an enrolment address. */
export function codeNow(uri: string, laterS = 0): string {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({
    timestamp: Date.now() + laterS * 1000,
  });
}

function browserOf(system: System, address: string): Browser {
  const cookies = new Map<string, string>();
  const app = createApp({ ...system, config: { ...system.config, trustProxy: 1 } });
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await app.request(`http://localhost${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': address,
        cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '),
        ...headers,
      },
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
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body = {}, headers) => call('POST', path, body, headers),
    logIn: (username, password = PASSWORD) => call('POST', '/api/auth/sign-in/username', { username, password }),
  };
}

let count = 0;

export async function openAuthWorld(): Promise<AuthWorld> {
  const world: World = await openWorld();
  let clock = Date.now();
  const now = () => new Date(clock).toISOString();
  const config = { ...readConfig({}), dataDir: temporaryFolder('identity') };
  const system = createSystem({
    config,
    db: world.db,
    identity: await createIdentity({ db: world.db, config, now }),
    files: world.system.files,
    now,
  });

  const account: AuthWorld['account'] = async (role, more = {}) => {
    count += 1;
    const id = newId();
    const username = `persona${count}`;
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
  };

  const act: AuthWorld['act'] = async (actor, kind, subjectId, body, more = {}) => {
    if (!actor) throw new Error('no actor');
    const [result] = await system.execute(actor, [
      compose({ kind, actor, subjectId, body, occurredOn: dayOf(now()), at: now(), ...more }),
    ]);
    return result;
  };

  return {
    system,
    reset: async () => {
      await world.reset();
      await system.db.query(`delete from system_state where key = 'demo'`);
      clock = Date.now();
    },
    pass: (ms) => {
      clock += ms;
    },
    now,
    browser: (address = '10.1.1.1') => browserOf(system, address),
    account,
    act,
  };
}
