/** The embedded engine in a thread of its own: a long statement stalls this thread, never the one that answers people. */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { postgis } from '@electric-sql/pglite-postgis';
import type { FromWorker, ToWorker, WorkerStart } from './pgliteMessages.ts';

if (parentPort === null) throw new Error('This file runs only as a worker thread');
const port = parentPort;
const start = workerData as WorkerStart;

const say = (message: FromWorker, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
const reason = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 500);

/**
 * Passes the engine's answer on as it comes. `execProtocolRawSync` is not used because it also parses all messages and
 * keeps them for ever: the thread grew by everything that it had ever answered, and its pauses for garbage collection
 * with it.
 */
async function answerOf(engine: PGlite, asked: Uint8Array): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  // A part is in the engine's own memory only while it is handed over, so it is copied.
  await engine.execProtocolRawStream(asked, { syncToFs: false, onRawData: (part) => void parts.push(part.slice()) });
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

async function serve(engine: PGlite, message: ToWorker): Promise<void> {
  if (message.kind === 'wire') {
    const bytes = await answerOf(engine, message.bytes);
    say({ kind: 'wire', bytes }, [bytes.buffer as ArrayBuffer]);
  } else if (message.kind === 'dump') {
    const bytes = new Uint8Array(await (await engine.dumpDataDir(message.compression)).arrayBuffer());
    say({ kind: 'dumped', bytes }, [bytes.buffer]);
  } else {
    await engine.close();
    say({ kind: 'closed' });
    port.close();
  }
}

try {
  const engine = await PGlite.create({
    ...(start.dataDir === undefined ? {} : { dataDir: start.dataDir }),
    ...(start.template === undefined ? {} : { loadDataDir: new Blob([start.template as Uint8Array<ArrayBuffer>]) }),
    extensions: { postgis, pg_trgm, unaccent, btree_gist, pgcrypto },
  });
  port.on('message', (message: ToWorker) => {
    serve(engine, message).catch((thrown: unknown) => say({ kind: 'failed', message: reason(thrown) }));
  });
  say({ kind: 'ready' });
} catch (thrown) {
  say({ kind: 'failed', message: reason(thrown) });
  port.close();
}
