import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface KillableServer {
  readonly address: string;
  /** Kills with SIGKILL: no handler runs. */
  readonly kill: () => Promise<void>;
  /** Stops it in order. */
  readonly stop: () => Promise<void>;
}

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const START_LIMIT_MS = 120_000;

/**
 * Starts what `npm start` starts and waits until it prints its address. If it does not, throws an Error with its
 * output.
 */
export async function startServer(env: Readonly<Record<string, string>>): Promise<KillableServer> {
  const child = spawn(process.execPath, [main], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = once(child, 'exit');
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the server did not start: ${said}`)), START_LIMIT_MS);
    const listen = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
      const found = /en marcha:\s+(http\S+)/.exec(said)?.[1];
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await gone;
  };
  return { address, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}
