import { type Day, dayOf, type Instant } from '../../domain/kernel/dates.ts';
import { systemActor } from '../../domain/people/actor.ts';
import { type Role, roles } from '../../domain/people/roles.ts';
import { compose } from '../commands/compose.ts';
import { executeCommands } from '../commands/executeCommands.ts';
import { newId } from '../ids.ts';
import { keysDirOf } from '../integrity/headKey.ts';
import type { System } from '../system.ts';
import { enrolDemoSecondFactor } from './demoSecondFactor.ts';
import { hashOf, setPassword } from './password.ts';
import { ensureSessionKey } from './sessionKey.ts';

export interface NewAccount {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly ciNumber?: string | null;
  readonly ciComplement?: string | null;
  /** The unit for which the person works; null or absent for people of the nation or of other bodies. */
  readonly unitId?: string | null;
  readonly demo?: boolean;
  readonly roles: readonly {
    readonly role: Role;
    readonly scopeIds?: readonly string[];
    readonly from?: Day;
    readonly to?: Day | null;
  }[];
  readonly password: string;
  /** The moment at which it happens, for a demonstration with a clock of its own; now when absent. */
  readonly at?: Instant;
  /**
   * Makes the ids of commands and grants, for a demonstration that must always come out the same; random when absent.
   */
  readonly makeId?: () => string;
}

const hashes = new Map<string, Promise<string>>();

/** All demonstration accounts share one password, so it is hashed once: forty times would take seconds. */
function demoHash(password: string): Promise<string> {
  const known = hashes.get(password) ?? hashOf(password);
  hashes.set(password, known);
  return known;
}

/**
 * Makes an account with roles and a password for the system: first through the write path (user.create, role.propose),
 * then the credentials. A demonstration account whose roles demand a second factor gets one whose code is DEMO_CODE,
 * which works only in a demonstration database. Throws when a command is refused. It can be repeated with the same ids.
 */
export async function createAccountWithPassword(system: System, account: NewAccount): Promise<void> {
  const at = account.at ?? system.now();
  const makeId = account.makeId ?? newId;
  const occurredOn = dayOf(at);
  const demo = account.demo ?? false;
  const send = async (kind: string, subjectId: string, body: unknown) => {
    const text = compose({ kind, actor: systemActor, subjectId, body, occurredOn, at, id: makeId() });
    const [result] = await executeCommands(system.context, { texts: [text], actor: systemActor, receivedAt: at });
    if (result?.status !== 'accepted')
      throw new Error(
        `${kind} ${account.username}: ${result?.problem?.code ?? 'no answer'} ${result?.problem?.message ?? ''}`,
      );
  };
  await send('user.create', account.id, {
    username: account.username,
    name: account.name,
    ciNumber: account.ciNumber ?? null,
    ciComplement: account.ciComplement ?? null,
    unitId: account.unitId ?? null,
    demo,
  });
  for (const { role, scopeIds, from, to } of account.roles) {
    await send('role.propose', makeId(), {
      userId: account.id,
      role,
      scopeIds: scopeIds ?? [],
      from: from ?? occurredOn,
      to: to ?? null,
      demo,
    });
  }
  await giveCredentials(system, account);
}

/**
 * Sets the password of an existing account and, for a demonstration account whose roles demand one, its second factor.
 */
export async function giveCredentials(
  system: System,
  account: Pick<NewAccount, 'id' | 'username' | 'name' | 'demo' | 'roles' | 'password'>,
): Promise<void> {
  const demo = account.demo ?? false;
  const passwordHash = await (demo ? demoHash(account.password) : hashOf(account.password));
  const guarded = account.roles.some(({ role }) => roles[role].secondFactor);
  const secret = demo && guarded ? await ensureSessionKey(keysDirOf(system.config.dataDir)) : null;
  await system.db.transaction(async (tx) => {
    await setPassword(
      tx,
      { userId: account.id, username: account.username, name: account.name, passwordHash },
      system.now(),
    );
    if (secret) await enrolDemoSecondFactor(tx, secret, account.id);
  });
}
