import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import type { MeView } from '../../domain/kernel/views.ts';
import { sealLabels } from '../../domain/sync/unsent.ts';
import {
  dataKey,
  openBytes,
  openJson,
  pinKey,
  type RawKey,
  randomBytes,
  recoveryKey,
  sealBytes,
  sealJson,
} from './crypto.ts';
import type { PhoneDatabase, VaultRow } from './database.ts';
import type { Ports } from './ports.ts';

/** A person whose data are stored on this phone. */
export interface PersonHere {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  /** Commands and photos that have not been sent. */
  readonly unsent: number;
  readonly revoked: boolean;
}

/** A person whose data are open. */
export interface Opened {
  readonly userId: string;
  readonly key: CryptoKey;
  readonly me: MeView;
}

const WRAP = sealLabels.key;
const ME = 'vault.me';
/** This many wrong PINs cause no wait; each further one doubles it. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 60 * 60_000;

/** The problem of a PIN: it must have 4 to 12 digits, not all alike and no run. */
export function pinProblem(pin: string): string | null {
  if (!/^\d{4,12}$/.test(pin)) return 'El PIN tiene de 4 a 12 números.';
  if (/^(\d)\1+$/.test(pin) || '0123456789'.includes(pin) || '9876543210'.includes(pin))
    return 'Ese PIN se adivina fácil. Elija otro.';
  return null;
}

/** Makes a person's vault on this phone. `secret` is the server's second key. */
export async function createVault(
  db: PhoneDatabase,
  ports: Ports,
  me: MeView,
  pin: string,
  secret: string | null,
  deviceId: string,
): Promise<Opened> {
  const raw: RawKey = randomBytes(32);
  const key = await dataKey(raw);
  const row = await wrapped(ports, me, raw, key, pin, secret);
  await db.transaction('rw', db.vaults, db.meta, async () => {
    await db.vaults.put(row);
    if (!(await db.meta.get(me.user.id))) {
      await db.meta.put({
        owner: me.user.id,
        deviceId,
        seq: 0,
        cursor: null,
        epoch: null,
        head: 0,
        durable: 0,
        offsetMs: null,
        syncedAt: null,
        missing: [],
      });
    }
  });
  return { userId: me.user.id, key, me };
}

async function wrapped(
  ports: Ports,
  me: MeView,
  raw: RawKey,
  key: CryptoKey,
  pin: string,
  secret: string | null,
): Promise<VaultRow> {
  const salt = randomBytes(16);
  return {
    userId: me.user.id,
    username: me.user.username,
    name: me.user.name,
    salt,
    iterations: ports.iterations,
    wrapped: await sealBytes(await pinKey(pin, salt, ports.iterations), WRAP, raw),
    recovery: secret ? await sealBytes(await recoveryKey(secret), WRAP, raw) : null,
    failed: 0,
    lockedUntil: 0,
    me: await sealJson(key, ME, me),
    revoked: false,
  };
}

/**
 * Opens a person's data with the PIN. Throws ProblemError for a wrong PIN, and while the wait after too many wrong ones
 * lasts.
 */
export async function openVault(db: PhoneDatabase, ports: Ports, userId: string, pin: string): Promise<Opened> {
  const vault = await db.vaults.get(userId);
  if (!vault) throw new ProblemError(problem('notFound'));
  const wait = vault.lockedUntil - ports.now();
  // A device clock that was set back must not lock the phone for longer than the longest wait.
  if (wait > 0 && wait <= LONGEST_WAIT_MS)
    throw new ProblemError(problem('pinWait', { seconds: Math.ceil(wait / 1000) }));
  let raw: RawKey;
  try {
    raw = await openBytes(await pinKey(pin, vault.salt, vault.iterations), WRAP, vault.wrapped);
  } catch {
    const failed = vault.failed + 1;
    const over = failed - FREE_TRIES;
    await db.vaults.update(userId, {
      failed,
      lockedUntil: over < 0 ? 0 : ports.now() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** over),
    });
    throw new ProblemError(problem('wrongPin'));
  }
  const key = await dataKey(raw);
  if (vault.failed > 0) await db.vaults.update(userId, { failed: 0, lockedUntil: 0 });
  return { userId, key, me: await openJson<MeView>(key, ME, vault.me) };
}

/** Sets a new PIN with the server's second key, so that a forgotten PIN loses nothing. */
export async function recoverVault(
  db: PhoneDatabase,
  ports: Ports,
  me: MeView,
  secret: string,
  newPin: string,
): Promise<Opened> {
  const vault = await db.vaults.get(me.user.id);
  if (!vault?.recovery) throw new ProblemError(problem('notFound'));
  const raw = await openBytes(await recoveryKey(secret), WRAP, vault.recovery);
  const key = await dataKey(raw);
  await db.vaults.put(await wrapped(ports, me, raw, key, newPin, secret));
  return { userId: me.user.id, key, me };
}

/** Changes the PIN of a person who knows the present one. */
export async function changePin(
  db: PhoneDatabase,
  ports: Ports,
  userId: string,
  pin: string,
  newPin: string,
): Promise<void> {
  await openVault(db, ports, userId, pin);
  const vault = await db.vaults.get(userId);
  if (!vault) throw new ProblemError(problem('notFound'));
  const raw = await openBytes(await pinKey(pin, vault.salt, vault.iterations), WRAP, vault.wrapped);
  const salt = randomBytes(16);
  await db.vaults.update(userId, {
    salt,
    iterations: ports.iterations,
    wrapped: await sealBytes(await pinKey(newPin, salt, ports.iterations), WRAP, raw),
  });
}

/** Stores who the person is, as the server last said it. */
export async function keepMe(db: PhoneDatabase, opened: Opened, me: MeView): Promise<Opened> {
  const sealed = await sealJson(opened.key, ME, me);
  await db.vaults.update(opened.userId, { me: sealed, name: me.user.name, username: me.user.username });
  return { ...opened, me };
}

/** The people of this phone, and how much of each is waiting to be sent. */
export async function peopleHere(db: PhoneDatabase): Promise<PersonHere[]> {
  const vaults = await db.vaults.toArray();
  return Promise.all(
    vaults.map(async ({ userId, username, name, revoked }) => {
      const commands = await db.outbox
        .where('owner')
        .equals(userId)
        .filter((o) => o.state !== 'accepted' && o.state !== 'conflict' && o.state !== 'withdrawn')
        .count();
      const files = await db.files.where('[owner+state]').equals([userId, 'pending']).count();
      return { userId, username, name, unsent: commands + files, revoked };
    }),
  );
}

/** The device id of a person on this phone, by their user name; null for somebody new. */
export async function deviceOf(db: PhoneDatabase, username: string): Promise<string | null> {
  const vault = (await db.vaults.toArray()).find((v) => v.username.toLowerCase() === username.toLowerCase());
  return vault ? ((await db.meta.get(vault.userId))?.deviceId ?? null) : null;
}
