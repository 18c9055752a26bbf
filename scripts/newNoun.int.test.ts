import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../tests/helpers/temporaryFolder.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const PARTS = [
  'domain',
  'server',
  'web',
  'portal',
  'scripts',
  'tests',
  'bench',
  'migrations',
  'docs',
  'indicators',
  'reference',
] as const;
const FILES = ['package.json', 'biome.json', 'tsconfig.base.json', 'vitest.config.ts', '.gitignore'] as const;

/** A copy of the project in which files may be written. */
function copyOfProject(): string {
  const folder = temporaryFolder('new-noun');
  for (const part of [...PARTS, ...FILES]) {
    mkdirSync(dirname(join(folder, part)), { recursive: true });
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

test('what one command writes of a noun passes types, formatter and its own story, in an area with nouns and without', () => {
  const folder = copyOfProject();
  // Without the settings of the test run to which this test belongs.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|NODE_OPTIONS|SIGG_TEST_DATABASE_URL|SIGG_TEST_ENGINE)/.test(name),
    ),
  );
  const run = (file: string, ...args: string[]) =>
    execFileSync(file, args, {
      cwd: folder,
      env: { ...env, NO_COLOR: '1' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const bin = (name: string) => join(root, 'node_modules/.bin', name);
  const write = (...args: string[]) => run(process.execPath, 'scripts/newNoun.ts', ...args);
  const told = [
    write('participation', 'meeting', 'una reunión', 'la reunión', 'reuniones'),
    write('territory', 'waterPoint', 'un punto de agua', 'el punto de agua', 'puntos de agua'),
  ];
  expect(told.map((lines) => lines.split('\n').filter((line) => /^[a-z].*\.\w+$/.test(line)).length)).toEqual([9, 11]);
  for (const room of ['domain', 'web', 'tests']) run(bin('tsc'), '-p', room, '--noEmit');
  const stories = ['tests/participation/meeting.int.test.ts', 'tests/territory/waterPoint.int.test.ts'];
  run(bin('biome'), 'check', '--error-on-warnings', 'domain', ...stories);
  expect(run(bin('vitest'), 'run', '--project', 'integration', ...stories)).toMatch(/Tests\s+2 passed/);
  // A second call must be refused, because it would overwrite files.
  expect(() => write('participation', 'meeting', 'una reunión', 'la reunión', 'reuniones')).toThrow(
    /Ya hay domain\/participation\/meeting\.ts/,
  );
  expect(() => write('participation', 'Meeting', 'una reunión', 'la reunión', 'reuniones')).toThrow(
    /la primera minúscula/,
  );
});
