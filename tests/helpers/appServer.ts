import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Day } from '../../domain/kernel/dates.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Password of every demonstration account, and the code for those that need a second factor. */
export const DEMO_PASSWORD = 'alianzas-demo';
export const DEMO_CODE = '000000';

/** The app as `npm start` gives it to a newcomer, with its own port and folder. */
export interface RunningApp {
  readonly base: string;
  /**
   * What the server has printed so far, for links that it prints for the person who starts it (first administrator).
   */
  readonly printed: () => string;
  /** Ends the server as Ctrl+C does and removes its folder. */
  readonly stop: () => Promise<void>;
  /** Kills the server at once; its folder stays. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same folder and port; with `day`, on another day. */
  readonly startAgain: (day?: Day) => Promise<void>;
  /** Ends the server as Ctrl+C does, but its folder stays. */
  readonly pause: () => Promise<void>;
  /** Milliseconds by which its clock is ahead of the machine's. */
  readonly ahead: () => number;
}

const otherDay = new URL('otherDay.ts', import.meta.url).href;
/** Milliseconds from now to ten in the morning of a day in La Paz. */
const until = (day: Day): number => Date.parse(`${day}T14:00:00.000Z`) - Date.now();

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

/**
 * Starts the real server, with the small demonstration portfolio, and waits until it prints its address.
 *
 * @param day the day on which it starts and the portfolio ends; by default the machine's
 */
export async function startApp(env: Readonly<Record<string, string>> = {}, day?: Day): Promise<RunningApp> {
  const dataDir = temporaryFolder('journey');
  const port = await freePort();
  let child: ChildProcess | undefined;
  let output = '';
  let ahead = 0;
  const stop = async () => {
    if (child) await ended(child, 'SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  };
  const begin = async (on?: Day) => {
    if (on) ahead = until(on);
    // The clock is passed in the environment and not as an argument, because the server's threads must load it too.
    const clock = ahead === 0 ? {} : { NODE_OPTIONS: `--import ${otherDay}`, SIGG_TEST_AHEAD: String(ahead) };
    child = spawn(process.execPath, [join(root, 'server/main.ts')], {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(port),
        SIGG_DATA_DIR: dataDir,
        DATABASE_URL: '',
        ...clock,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await said(child, /está en marcha:/);
  };
  try {
    await begin(day);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    base: `http://localhost:${port}`,
    printed: () => output,
    stop,
    kill: async () => child && ended(child, 'SIGKILL'),
    startAgain: begin,
    pause: async () => child && ended(child, 'SIGTERM'),
    ahead: () => ahead,
  };
}

function said(child: ChildProcess, sign: RegExp): Promise<void> {
  return new Promise((done, failed) => {
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8000);
      if (sign.test(output)) done();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('exit', (code) => failed(new Error(`The server ended with ${code} before it answered:\n${output}`)));
  });
}

function ended(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.once('exit', () => {
      clearTimeout(late);
      done();
    });
    child.kill(signal);
  });
}
