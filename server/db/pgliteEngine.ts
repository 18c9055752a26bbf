import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { Client } from 'pg';
import { applicationName, defaultStatementTimeoutMs, runScript, sessionSettings } from './connection.ts';
import { DatabaseError } from './errors.ts';
import type { FromWorker, ToWorker, WorkerStart } from './pgliteMessages.ts';
import { PgliteSocket } from './pgliteSocket.ts';
import { typeParsers } from './values.ts';

// Node 24 can abort ("jit_page_->allocations_.erase(addr) == 1", nodejs/node#64500) when V8 frees machine code of the engine
// while it runs: nothing of it is freed before the process ends. Little memory is at stake, since the code is compiled once.
setFlagsFromString('--no-wasm-code-gc');

/** One life of the embedded engine: a worker thread and the one client connected to it. */
export interface PgliteEngine {
  readonly client: Client;
  readonly dead: () => boolean;
  /** The most time from sending bytes to the answer; 0 = no limit. Valid until changed. */
  limit(ms: number): void;
  dump(compression: 'none' | 'gzip'): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Whether a statement over its limit may end the thread: only when the data is on disk and survives that. */
  readonly mayEnd: boolean;
}

type Answer = Extract<FromWorker['kind'], 'ready' | 'dumped' | 'closed'>;

/** Starts the thread and connects to it. Throws DatabaseError('engine') when the engine does not start. */
export async function startEngine(start: WorkerStart, options: EngineOptions): Promise<PgliteEngine> {
  const worker = new Worker(new URL('./pgliteWorker.ts', import.meta.url), { workerData: start, name: 'sigg-pglite' });
  const expected = new Map<
    Answer,
    { resolve: (message: FromWorker) => void; reject: (error: DatabaseError) => void }
  >();
  let limitMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;

  const post = (message: ToWorker): void => worker.postMessage(message);
  const socket = new PgliteSocket((bytes) => {
    if (limitMs > 0 && options.mayEnd) timer = setTimeout(overdue, limitMs);
    post({ kind: 'wire', bytes });
  });
  // An engine that does not start has no client yet; whoever started it gets the error.
  socket.on('error', () => undefined);
  const die = (error: DatabaseError): void => {
    if (ended) return;
    ended = true;
    clearTimeout(timer);
    for (const { reject } of expected.values()) reject(error);
    expected.clear();
    socket.destroy(error);
    void worker.terminate();
  };
  const overdue = (): void =>
    die(
      new DatabaseError({
        code: '57014',
        message: `statement took more than ${limitMs} ms; the embedded engine was ended and opens again`,
      }),
    );
  const fail = (message: string): void =>
    die(new DatabaseError({ code: 'engine', message: `embedded database: ${message}` }));

  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'wire') {
      clearTimeout(timer);
      socket.receive(message.bytes);
    } else if (message.kind === 'failed') fail(message.message);
    else {
      expected.get(message.kind)?.resolve(message);
      expected.delete(message.kind);
    }
  });
  worker.on('error', (thrown) => fail(thrown instanceof Error ? thrown.message : String(thrown)));
  worker.on('exit', () => fail('its thread ended'));

  const answer = <K extends Answer>(kind: K): Promise<Extract<FromWorker, { kind: K }>> =>
    new Promise((resolve, reject) => {
      expected.set(kind, { resolve: (message) => resolve(message as Extract<FromWorker, { kind: K }>), reject });
    });

  await answer('ready');
  const client = new Client({
    stream: () => socket,
    types: typeParsers,
    user: 'postgres',
    database: 'postgres',
    host: 'localhost',
  });
  // Callers that wait for an answer get the error through it; nobody else needs it.
  client.on('error', () => undefined);
  await client.connect();
  const settings = {
    ...sessionSettings,
    application_name: applicationName,
    statement_timeout: String(defaultStatementTimeoutMs),
  };
  await runScript(
    client,
    Object.entries(settings)
      .map(([name, value]) => `set ${name} = '${value}'`)
      .join('; '),
  );
  return {
    client,
    dead: () => ended,
    limit(ms) {
      limitMs = ms;
    },
    async dump(compression) {
      const dumped = answer('dumped');
      post({ kind: 'dump', compression });
      return (await dumped).bytes;
    },
    async close() {
      if (ended) return;
      const closed = answer('closed');
      post({ kind: 'close' });
      await closed.catch(() => undefined);
      ended = true;
      socket.destroy();
      await worker.terminate();
    },
  };
}
