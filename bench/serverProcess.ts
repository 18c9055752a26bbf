import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ExecuteContext } from '../server/commands/executeCommands.ts';
import { readConfig } from '../server/config.ts';
import { start } from '../server/start.ts';

export interface ServerProcess {
  readonly address: string;
  /** Asks the server for a piece of background work (bench/server.ts) and waits for its end. */
  readonly work: (name: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

type Env = Readonly<Record<string, string>>;

/** Works with the system of a data folder before its server is started, for example to fill it. */
export async function prepare<T>(env: Env, work: (context: ExecuteContext) => Promise<T>): Promise<T> {
  const running = await start(readConfig(env), () => undefined);
  try {
    return await work(running.system.context);
  } finally {
    await running.close();
  }
}

/** Starts the server in its own process. With `profile`, it writes its CPU profile to that folder when it stops. */
export async function startServer(env: Env, profile?: string): Promise<ServerProcess> {
  const script = fileURLToPath(new URL('./server.ts', import.meta.url));
  const options = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const child = spawn(process.execPath, [...options, script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  // However the bench ends, its server ends with it.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const address = await firstLine(child);
  return {
    address,
    work: async (name) => {
      child.send(name);
      const [done] = (await once(child, 'message')) as [{ error?: string }];
      if (done.error) throw new Error(`${name}: ${done.error}`);
    },
    stop: async () => {
      process.removeListener('exit', end);
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end).trim());
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it listened`)));
  });
}
