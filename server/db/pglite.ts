import { type ConnectionSource, defaultStatementTimeoutMs, type Leased } from './connection.ts';
import { DatabaseError } from './errors.ts';
import { type PgliteEngine, startEngine } from './pgliteEngine.ts';
import type { WorkerStart } from './pgliteMessages.ts';
import { turns, type Urgency } from './turns.ts';

export interface PgliteSource extends ConnectionSource {
  /** The data folder as a tar, taken between two transactions; everything waits meanwhile. A folder in use is dumped by dump.ts. */
  dumpDataDir(compression: 'none' | 'gzip'): Promise<Uint8Array>;
}

/**
 * The embedded engine (PGlite + PostGIS) in a worker thread, its one connection handed out in turn.
 *
 * A statement cannot be interrupted inside the engine: `statement_timeout` does not fire, there are no timer signals in
 * WebAssembly. So, for a database on disk, a statement over its limit ends the thread (about 30 ms), fails with 57014 and the
 * engine opens again (about 2 s) as after a power cut: what was committed is there, the transaction of the statement is not.
 * In memory that would lose everything, so there a statement runs to its end whatever it takes. The main thread is free meanwhile.
 *
 * An engine that dies by itself is opened again in the same way. Throws DatabaseError('engine') when it does not start.
 */
export async function openPglite(start: WorkerStart): Promise<PgliteSource> {
  const onDisk = start.dataDir !== undefined;
  const open = (template: Uint8Array | undefined): Promise<PgliteEngine> =>
    startEngine({ dataDir: start.dataDir, template }, { mayEnd: onDisk });
  let engine = await open(start.template);
  const queue = turns();
  let ended = false;

  /** The engine for whoever has the turn; a dead one is replaced first. */
  const alive = async (): Promise<PgliteEngine> => {
    if (!engine.dead()) return engine;
    if (ended) throw new DatabaseError({ code: 'connection', message: 'the database is closed' });
    if (!onDisk)
      throw new DatabaseError({
        code: 'engine',
        message: 'the embedded database in memory has ended, and its data with it',
      });
    engine = await open(undefined);
    return engine;
  };

  const withTurn = async <T>(work: (engine: PgliteEngine) => Promise<T>): Promise<T> => {
    const done = await queue.take();
    try {
      return await work(await alive());
    } finally {
      done();
    }
  };

  const connect = async (urgency: Urgency): Promise<Leased> => {
    const done = await queue.take(urgency);
    try {
      const current = engine.dead() ? await alive() : engine;
      current.limit(defaultStatementTimeoutMs);
      return { client: current.client, release: done, limitStatements: (ms) => current.limit(ms) };
    } catch (thrown) {
      done();
      throw thrown;
    }
  };

  return {
    connect,
    dumpDataDir: (compression) => withTurn((current) => current.dump(compression)),
    async end() {
      const done = await queue.take();
      ended = true;
      await engine.close();
      done();
    },
  };
}
