/**
 * One owner per data folder: two engines on one folder silently lose rows.
 *
 * The lock is a listening socket in the folder. The system closes it when the owner dies, however it dies; a process number in a
 * file says nothing in a container (always 1). A pathname socket is found through a shared volume too, which an abstract name
 * (one per network namespace) is not. Its path may be longer than the 108 bytes a socket address holds, so it is reached through
 * /proc/self/fd/<folder>. The same socket takes requests to the owner (backup asks for a fresh dump).
 *
 * Taking: listen under a name of one's own, then hard-link it to the lock's name, which succeeds for one only. If the name is
 * taken, somebody who answers is the owner; a name that nobody answers is left over (killed owner, copied folder) and is moved
 * away. Those that take or move at once are told apart by looking, after a pause, whose socket the name leads to.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync } from 'node:fs';
import { link, readdir, rename, rm, stat } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

/** Answers a request of another process of this machine, e.g. 'dump'; throws to refuse. */
export type RequestHandler = (request: string) => Promise<unknown>;

export interface FolderLock {
  /** Sets who answers requests; until then they are refused. */
  onRequest(handler: RequestHandler): void;
  release(): Promise<void>;
}

export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

const lockName = 'sigg.lock';
/** Long enough for another process that saw the same left-over lock to have finished moving it. */
const settleMs = 150;
const answerMs = 2_000;

/** The folder by a path short enough for a socket address; `done` releases it. */
function shortPath(folder: string): { readonly at: (name: string) => string; readonly done: () => void } {
  if (Buffer.byteLength(join(folder, `${lockName}.${'0'.repeat(24)}`)) < 100)
    return { at: (name) => join(folder, name), done: () => undefined };
  if (!existsSync('/proc/self/fd'))
    throw new FolderInUse(`La ruta de la carpeta de datos es demasiado larga para este sistema: ${folder}`);
  const fd = openSync(folder, 'r');
  return { at: (name) => `/proc/self/fd/${fd}/${name}`, done: () => closeSync(fd) };
}

function ask(path: string, request: string, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(path);
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('no answer')));
    socket.on('connect', () => socket.end(`${request}\n`));
    socket.on('data', (bytes) => {
      answer += bytes.toString();
    });
    socket.on('end', () => resolve(answer.trim()));
    socket.on('error', reject);
  });
}

/**
 * Whether a process is listening: a refused connection is a socket whose process is gone. A process that is slow to
 * answer is still there.
 */
function listens(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.setTimeout(answerMs, () => socket.destroy());
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('close', (failed) => {
      if (!failed) resolve(true);
    });
    socket.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT'),
    );
  });
}

function serve(socket: Socket, handler: RequestHandler | undefined): void {
  let request = '';
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    request += bytes.toString();
    if (request.length > 4096) socket.destroy();
  });
  socket.on('end', async () => {
    const reply = await answerTo(request.trim(), handler);
    socket.end(`${JSON.stringify(reply)}\n`);
  });
}

async function answerTo(request: string, handler: RequestHandler | undefined): Promise<unknown> {
  if (request === 'pid' || request === '') return { ok: process.pid };
  if (handler === undefined) return { error: 'El servidor todavía está arrancando.' };
  try {
    return { ok: await handler(request) };
  } catch (thrown) {
    return { error: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

async function sameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([stat(a).catch(() => undefined), stat(b).catch(() => undefined)]);
  return one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev;
}

/** Gives the lock's name to our socket. True when the name leads to it; false when a living process has it. */
async function takeName(own: string, lock: string, aside: string): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const linked = await link(own, lock).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        // ENOENT: the new owner took our socket for one of a killed process (sweep); that owner answers below.
        if (error.code !== 'EEXIST' && error.code !== 'ENOENT') throw error;
        return false;
      },
    );
    if (linked) {
      await new Promise((resolve) => setTimeout(resolve, settleMs));
      if (await sameFile(own, lock)) return true;
      continue;
    }
    if (await listens(lock)) return false;
    await rename(lock, aside).catch(() => undefined);
    // Between looking and moving, another process may have put its own socket there: give it back.
    if (await listens(aside)) await link(aside, lock).catch(() => undefined);
    await rm(aside, { force: true });
  }
  return false;
}

/** Removes the names that killed owners left; only the owner of the lock does this. */
async function sweep(folder: string, at: (name: string) => string, own: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${lockName}.`) && at(name) !== own && !(await listens(at(name))))
      await rm(at(name), { force: true });
  }
}

/** Takes the folder, or throws FolderInUse with a sentence that names its owner. The folder must exist. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = shortPath(folder);
  const suffix = randomBytes(6).toString('hex');
  const [own, lock, aside] = [
    path.at(`${lockName}.${suffix}`),
    path.at(lockName),
    path.at(`${lockName}.${suffix}.old`),
  ];
  let handler: RequestHandler | undefined;
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => serve(socket, handler));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(own, resolve);
  });
  server.unref();
  const close = async (): Promise<void> => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await rm(own, { force: true });
    path.done();
  };
  if (!(await takeName(own, lock, aside))) {
    const owner = await ask(lock, 'pid', answerMs).catch(() => '');
    await close();
    const pid = /\d+/.exec(owner)?.[0];
    throw new FolderInUse(
      `La carpeta de datos ya está en uso por otro SIGG${pid === undefined ? '' : ` (proceso ${pid})`}: ${folder}`,
    );
  }
  await sweep(folder, path.at, own);
  return {
    onRequest(next) {
      handler = next;
    },
    async release() {
      if (await sameFile(own, lock)) await rm(lock, { force: true });
      await close();
    },
  };
}

/**
 * Sends a request to the owner of a folder; undefined when it has no owner. Throws Error with the owner's sentence when
 * it refuses.
 */
export async function askOwner(folder: string, request: string, timeoutMs = 600_000): Promise<unknown> {
  const path = shortPath(folder);
  try {
    const lock = path.at(lockName);
    if (!(await listens(lock))) return undefined;
    const answer = await ask(lock, request, timeoutMs);
    if (answer === '') throw new Error('El servidor se cerró antes de contestar. Vuelva a intentarlo.');
    const reply = JSON.parse(answer) as { ok?: unknown; error?: string };
    if (reply.error !== undefined) throw new Error(reply.error);
    return reply.ok;
  } finally {
    path.done();
  }
}
