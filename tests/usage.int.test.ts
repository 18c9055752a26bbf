import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: Record<string, string> };

/** Scripts without arguments, for developers and not for operators. */
const DEVELOPMENT = ['test', 'test:postgres', 'types', 'bench:size', 'start'];
const operated = Object.entries(scripts).flatMap(([name, command]) => {
  const file = /^node (\S+\.ts)$/.exec(command)?.[1];
  return file && !DEVELOPMENT.includes(name) ? [[name, file] as const] : [];
});

test.each(operated)('%s, called wrongly, says how in one line and touches nothing', (_name, file) => {
  const env = { ...process.env, DATABASE_URL: '', SIGG_DATA_DIR: '/nonexistent' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, '--no-such-option'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  expect(status).not.toBe(0);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/^(Uso|Diga)/);
});
