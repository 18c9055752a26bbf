import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Words of the developers, or words that leave a reader without their object. Each was found on a screen by somebody
 * who did not understand it.
 */
const JARGON: readonly RegExp[] = [
  /\bBR-\d+/,
  /\b[Ss]orte(ad|o\b|ar|aron)/,
  /unidad base/i,
  /\b(a|al) (su|tu) alcance/i,
  /Qué perdió/,
  /a lo que alcanza/i,
  /\b(usted|rol|quienes) alcanzan?\b/i,
];

/** A file without its comments; what is left in quotes may be read by people. */
const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\//g, (c) => c.replace(/[^\n]/g, '')).replace(/(^|[\s;{(,])\/\/.*$/gm, '$1');

test('no screen, page or message speaks in the jargon of its makers', () => {
  const files = ['domain', 'server', 'web', 'portal'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => join(room, file)),
  );
  const found = files.flatMap((file) =>
    withoutComments(readFileSync(join(root, file), 'utf8'))
      .split('\n')
      .flatMap((line, i) =>
        JARGON.some((word) => word.test(line)) ? [`${file}:${i + 1} ${line.trim().slice(0, 100)}`] : [],
      ),
  );
  console.log(`plain words: ${files.length} files looked at for ${JARGON.length} words`);
  expect(found).toEqual([]);
});
