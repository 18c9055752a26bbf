import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

/**
 * Everything that the pages name must exist: files, folders, commands, settings. A page that names something removed is
 * worse than none.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const isOurs = (path: string) => !/(^|\/)(node_modules|data|dist)(\/|$)/.test(path);
const find = (pattern: string) => globSync(pattern, { cwd: root, exclude: (name) => !isOurs(name) });
const pages = [...find('*.md'), ...find('*/**/*.md')].sort();
const folders = [
  'domain',
  'server',
  'web',
  'portal',
  'tests',
  'migrations',
  'indicators',
  'reference',
  'bench',
  'docs',
  'scripts',
];
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const program = [...find('{domain,server,web,portal,tests,bench,scripts}/**/*.{ts,tsx}'), 'vitest.config.ts', '.ci/run']
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');

const codeIn = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map((m) => m[1] ?? '');
let looked = 0;
afterAll(() => console.log(`docs: ${looked} names looked up in ${pages.length} pages`));

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  test('its links lead somewhere', () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map((m) => m[1] ?? '')
      .filter((t) => !/^(https?:|mailto:|#)/.test(t));
    looked += targets.length;
    expect(
      targets.filter(
        (t) =>
          find(relative(root, resolve(root, dirname(page), t.replace(/#.*$/, ''))).replace(/\/$/, '')).length === 0,
      ),
    ).toEqual([]);
  });

  test('the files and folders it names are there', () => {
    const named = codeIn(text)
      .flatMap((code) => code.split(/[\s,]+/))
      .map((word) => word.replace(/[.:]$/, ''))
      // A page names files from the root or from its own folder; test files also by their name alone. `<area>` stands
      // for any area.
      .filter((word) => folders.some((f) => word.startsWith(`${f}/`)) || /\.test\.tsx?$/.test(word))
      .map((word) => word.replaceAll(/<[^>]+>/g, '*').replace(/\/$/, ''));
    looked += named.length;
    const gone = named.filter(
      (path) => ![path, join(dirname(page), path), `**/${path}`, `${path}*`].some((p) => find(p).length > 0),
    );
    expect(gone).toEqual([]);
  });

  test('the commands and settings it names exist', () => {
    const commands = [...text.matchAll(/npm run ([a-z:-]+)/g)].map((m) => m[1] ?? '');
    const settings = [...text.matchAll(/\bSIGG_[A-Z_]*[A-Z]\b/g)].map((m) => m[0]);
    looked += commands.length + settings.length;
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
    expect(settings.filter((name) => !program.includes(name))).toEqual([]);
  });
});

test('every setting that the program reads is told', () => {
  const read = [...find('{server,scripts}/**/*.ts'), 'tests/helpers/database.ts']
    .filter((file) => !file.includes('.test.'))
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\benv\.(SIGG_[A-Z_]+|PORT|DATABASE_URL)\b/g)].map(
        (m) => m[1] ?? '',
      ),
    )
    // npm chooses the engine of a run; faults belong to the crash test.
    .filter((name) => !['SIGG_TEST_ENGINE', 'SIGG_TEST_FAULT'].includes(name));
  const told = ['README.md', 'docs/operar.md', 'CONTRIBUTING.md']
    .map((page) => readFileSync(join(root, page), 'utf8'))
    .join('\n');
  expect(new Set(read).size).toBeGreaterThan(10);
  expect([...new Set(read)].filter((name) => !told.includes(`\`${name}`))).toEqual([]);
});

test('every command that a person runs is told in both front pages', () => {
  const textOf = (page: string) => readFileSync(join(root, page), 'utf8');
  // Commands that only developers run are explained in CONTRIBUTING.md.
  const developers = textOf('CONTRIBUTING.md');
  for (const page of ['README.md', 'README.es.md']) {
    const untold = Object.keys(scripts)
      .map((name) => (['start', 'test'].includes(name) ? `npm ${name}` : `npm run ${name}`))
      .filter((command) => ![textOf(page), developers].some((text) => new RegExp(`${command}(?![a-z:-])`).test(text)));
    expect([page, untold]).toEqual([page, []]);
  }
});
