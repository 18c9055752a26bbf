import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
export const webFolder = join(root, 'dist/web');
const stamp = join(root, 'dist/web/built-from.txt');

/** Names, sizes and times of what the apps are built from. */
function sourceKey(): string {
  const hash = createHash('sha256');
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else {
        const { size, mtimeMs } = statSync(path);
        hash.update(`${path}:${size}:${mtimeMs}\n`);
      }
    }
  };
  walk(join(root, 'web'));
  walk(join(root, 'domain'));
  hash.update(readFileSync(join(root, 'package-lock.json')));
  return hash.digest('hex');
}

/**
 * Builds the apps when their sources changed since the last build. Returns false when there was nothing to do; throws with
 * the builder's last lines when it fails.
 */
export async function buildWeb(onProgress: (line: string) => void): Promise<boolean> {
  const key = sourceKey();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return false;
  onProgress('Preparando las pantallas');
  await run(process.execPath, [
    join(root, 'node_modules/vite/bin/vite.js'),
    'build',
    '--config',
    'web/vite.config.ts',
    '--logLevel',
    'warn',
  ]);
  writeFileSync(stamp, key);
  return true;
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let tail = '';
    const keep = (chunk: Buffer) => {
      tail = (tail + chunk.toString()).slice(-2000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', failed);
    child.on('exit', (code) =>
      code === 0 ? done() : failed(new Error(`No se pudieron preparar las pantallas:\n${tail}`)),
    );
  });
}
