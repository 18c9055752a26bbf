import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import type { MeView } from '../../domain/kernel/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { PhoneClock } from './clock.ts';
import type { PhoneDatabase } from './database.ts';
import type { Line } from './line.ts';
import type { Pack } from './pack.ts';
import type { Ports } from './ports.ts';

/** Everything the engine needs while one person's data are open. */
export interface Person {
  readonly db: PhoneDatabase;
  readonly ports: Ports;
  readonly owner: string;
  readonly deviceId: string;
  readonly key: CryptoKey;
  readonly me: MeView;
  readonly clock: PhoneClock;
  readonly line: Line;
  readonly pack: Pack;
  /** Tells the screens that something changed. */
  readonly changed: () => void;
}

/** The person as an actor of the rules. Without signal, the roles are those of the last contact. */
export function actorOf({ me }: Pick<Person, 'me'>): Actor {
  return {
    id: me.user.id,
    name: me.user.name,
    kind: 'person',
    grants: me.roles.map((r, i) => ({
      id: String(i),
      role: r.role,
      kind: r.scope.kind,
      ids: r.scope.ids,
      from: r.from,
      to: r.to,
    })),
  };
}

/** Runs a write to the phone's store. When the phone is full, it throws a problem in words, and nothing was written. */
export async function storing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isFull(error)) throw new ProblemError(problem('storageFull'));
    throw error;
  }
}

function isFull(error: unknown): boolean {
  for (
    let e = error as { name?: string; message?: string; inner?: unknown } | undefined | null;
    e;
    e = e.inner as typeof e
  ) {
    if (e.name === 'QuotaExceededError' || /quota|disk is full|out of space/i.test(e.message ?? '')) return true;
  }
  return false;
}
