import { type Day, dayOf, type Instant } from '../domain/kernel/dates.ts';
import type { Actor } from '../domain/people/actor.ts';
import { type CommandResult, type ExecuteContext, executeCommands, type Sent } from './commands/executeCommands.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import type { FileStore } from './files/fileStore.ts';
import type { Identity } from './identity/identity.ts';
import { loadActor } from './stores/actors.ts';

/** What the routes use: one running SIGG over one database. */
export interface System {
  readonly config: Config;
  readonly db: Database;
  readonly identity: Identity;
  readonly files: FileStore;
  readonly now: () => Instant;
  readonly today: () => Day;
  /** The one write path, for an actor who is already known. */
  readonly execute: (actor: Actor, texts: readonly string[], how?: Pick<Sent, 'broughtIn'>) => Promise<CommandResult[]>;
  readonly context: ExecuteContext;
}

interface Parts {
  readonly config: Config;
  readonly db: Database;
  readonly identity: Identity;
  readonly files: FileStore;
  readonly onAccepted?: () => void;
  readonly now?: () => Instant;
  readonly faults?: ExecuteContext['faults'];
}

/** Puts the parts together. It starts nothing: `startBackground` starts the background work. */
export function createSystem(parts: Parts): System {
  const now = parts.now ?? (() => new Date().toISOString());
  const context: ExecuteContext = {
    db: parts.db,
    actorOf: (id) => loadActor(parts.db, id),
    onAccepted: parts.onAccepted,
    now,
    faults: parts.faults,
  };
  return {
    config: parts.config,
    db: parts.db,
    identity: parts.identity,
    files: parts.files,
    now,
    today: () => dayOf(now()),
    context,
    execute: (actor, texts, how = {}) => executeCommands(context, { texts, actor, receivedAt: now(), ...how }),
  };
}
