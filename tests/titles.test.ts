import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const ROOMS = ['bench', 'domain', 'portal', 'scripts', 'server', 'tests', 'web'] as const;

/**
 * The title of a test: the quoted text directly after `describe(`, `it(`, `test(` or one of their forms
 * (`it.each(…)(`).
 */
const TITLE =
  /\b(?:describe|it|test)(?:\.\w+)*(?:<[^>]*>)?(?:\((?:[^()'"`]|\([^()]*\))*\))?\(\s*('(?:[^'\\]|\\.)*'|"[^"]*"|`[^`]*`)/g;

/** Words that every Spanish sentence needs, none of which is English. */
const SPANISH =
  /[áéíóúüñ¿¡]|(?<![\p{L}-])(el|la|los|las|un|una|que|se|de|del|al|con|lo|su|sus|por|para|sin|es|son|y)(?![\p{L}-])/iu;

/**
 * Spanish that a title may contain: words quoted from a screen, inserted values, and names and terms without an English
 * word (docs/glossary.md).
 */
const ALLOWED = [/«[^»]*»/g, /\$\{[^}]*\}/g, /acompañantes?/g, /\bEl Alto\b/g];

test('every test is titled in English', () => {
  const files = ROOMS.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.test\.tsx?$/.test(file))
      .map((file) => `${room}/${file}`),
  );
  const titles = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(TITLE)].map((m) => ({ file, title: m[1]?.slice(1, -1) ?? '' })),
  );
  const spanish = titles
    .filter(({ title }) => SPANISH.test(ALLOWED.reduce((said, word) => said.replace(word, ''), title)))
    .map(({ file, title }) => `${file}: ${title}`);
  console.log(`titles: ${titles.length} in ${files.length} files`);
  expect(titles.length).toBeGreaterThan(1000);
  expect(spanish).toEqual([]);
});
