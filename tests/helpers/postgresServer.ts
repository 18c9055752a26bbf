import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresBinDir } from '../../server/db/postgresPrograms.ts';

/** A private PostgreSQL for one run of tests: its own folder and port, only on loopback, without a password. */
export interface PostgresServer {
  /** Address of its maintenance database. */
  readonly url: string;
  /** Folder with initdb, pg_dump and the rest. */
  readonly binDir: string;
  urlOf(database: string): string;
  stop(): void;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/**
 * Runs a program of PostgreSQL. PostgreSQL refuses to run as root; then the programs run as the user that Debian's
 * package creates.
 */
function run(program: string, args: readonly string[]): void {
  const asRoot = process.getuid?.() === 0;
  const [command, rest] = asRoot ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, args];
  const done = spawnSync(command, rest, { encoding: 'utf8', cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.status !== 0)
    throw new Error(`${program} ${args.join(' ')}: ${done.stderr || done.stdout || done.error?.message}`);
}

const prefix = 'sigg-postgres-';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Stops the server of a folder. Its process is recognised by the folder in its command line, so that another process
 * with a reused id is left alone.
 */
function stopIn(dir: string): void {
  const pidFile = join(dir, 'data', 'postmaster.pid');
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
  const command = `/proc/${pid}/cmdline`;
  if (pid > 0 && existsSync(command) && readFileSync(command, 'utf8').includes(dir)) {
    // SIGQUIT ends it at once; its data are thrown away anyway.
    process.kill(pid, 'SIGQUIT');
    for (let waited = 0; waited < 50 && isRunning(pid); waited += 1)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  rmSync(dir, { recursive: true, force: true });
}

/** Stops servers of runs that were killed before they could stop them. */
function stopLeftOvers(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const dir = join(tmpdir(), name);
    const owner = join(dir, 'owner');
    if (existsSync(owner) && !isRunning(Number(readFileSync(owner, 'utf8')))) stopIn(dir);
  }
}

export interface ServerOptions {
  /** Off by default (tests); measurements of throughput and kill tests switch it on. */
  readonly durable?: boolean;
  /** Further lines 'name=value' of the configuration. */
  readonly settings?: readonly string[];
}

/** initdb and start; throws when PostgreSQL is not installed (see scripts/ensurePostgres.ts). */
export async function startPostgres(options: ServerOptions = {}): Promise<PostgresServer> {
  const binDir = postgresBinDir(['initdb', 'pg_ctl']);
  if (binDir === undefined) throw new Error('PostgreSQL is not installed: node scripts/ensurePostgres.ts');
  stopLeftOvers();
  const dir = mkdtempSync(join(tmpdir(), prefix));
  writeFileSync(join(dir, 'owner'), String(process.pid));
  if (process.getuid?.() === 0) {
    const ids = spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' }).stdout.trim();
    const group = spawnSync('id', ['-g', 'postgres'], { encoding: 'utf8' }).stdout.trim();
    chownSync(dir, Number(ids), Number(group));
  }
  const data = join(dir, 'data');
  const port = await freePort();
  const durable = options.durable === true;
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    "unix_socket_directories=''",
    'max_connections=60',
    'shared_buffers=256MB',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
    ...(options.settings ?? []),
  ];
  run(join(binDir, 'initdb'), ['-D', data, '-U', 'sigg', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N']);
  try {
    run(join(binDir, 'pg_ctl'), [
      '-D',
      data,
      '-w',
      '-t',
      '60',
      '-l',
      join(dir, 'log'),
      '-o',
      settings.map((line) => `-c ${line}`).join(' '),
      'start',
    ]);
  } catch (thrown) {
    const log = existsSync(join(dir, 'log')) ? readFileSync(join(dir, 'log'), 'utf8') : '';
    rmSync(dir, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start: ${log || String(thrown)}`);
  }
  const stop = (): void => stopIn(dir);
  process.once('exit', stop);
  const urlOf = (database: string): string => `postgres://sigg@127.0.0.1:${port}/${database}`;
  return {
    url: urlOf('postgres'),
    binDir,
    urlOf,
    stop() {
      process.off('exit', stop);
      stop();
    },
  };
}
