/**
 * npm run new:noun -- AREA NAME "una cosa" "la cosa" "cosas"
 *
 * Writes everything a new noun needs, in all places, so that it works at once: declaration and life, migration, list
 * and file in the office, a story, and its lines in the reviewed tables. Afterwards it is edited into the noun that is
 * wanted. Existing files are never overwritten.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from './lib/readArguments.ts';
import {
  areaLives,
  areaScreens,
  commandRows,
  glossaryRow,
  queryRows,
  referenceRows,
  withArea,
  withScreens,
} from './newNoun/manifests.ts';
import { type NewNoun, tableOf, wrongCall } from './newNoun/names.ts';
import { declaration, migration, screens, story } from './newNoun/skeletons.ts';

const { positionals } = readArguments({
  usage: 'Uso: npm run new:noun -- ÁREA NOMBRE "una cosa" "la cosa" "cosas"',
  count: [5, 5],
});
const [area = '', name = '', a = '', the = '', many = ''] = positionals;
const root = fileURLToPath(new URL('..', import.meta.url));
const at = (path: string) => join(root, path);
const read = (path: string) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8') : null);
const must = (path: string): string => read(path) ?? '';

const wrong = existsSync(at(`domain/${area}`))
  ? wrongCall({ area, name, a, the, many })
  : `No hay un área «${area}» en domain/.`;
if (wrong || existsSync(at(`domain/${area}/${name}.ts`))) {
  console.error(wrong ?? `Ya hay domain/${area}/${name}.ts.`);
  process.exit(2);
}

const last = Math.max(...readdirSync(at('migrations')).map((file) => Number(file.slice(0, 4)) || 0));
const noun: NewNoun = { area, name, a, the, many, number: String(last + 1).padStart(4, '0') };
const lives = read(`domain/${area}/area.ts`);
const shown = read(`web/office/areas/${area}/area.ts`);

const files: Readonly<Record<string, string>> = {
  [`domain/${area}/${name}.ts`]: declaration(noun),
  [`domain/${area}/area.ts`]: areaLives(noun, lives),
  ...(lives === null ? { 'domain/nouns.ts': withArea(area, must('domain/nouns.ts')) } : {}),
  [`migrations/${noun.number}_${tableOf(name)}.sql`]: migration(noun),
  [`web/office/areas/${area}/area.ts`]: areaScreens(noun, shown, screens(noun)),
  ...(shown === null ? { 'web/office/screens.ts': withScreens(area, must('web/office/screens.ts')) } : {}),
  [`tests/${area}/${name}.int.test.ts`]: story(noun),
  'tests/expected/commands.csv': commandRows(noun, must('tests/expected/commands.csv')),
  'tests/expected/queries.csv': queryRows(noun, must('tests/expected/queries.csv')),
  'tests/expected/references.csv': referenceRows(noun, must('tests/expected/references.csv')),
  'docs/glossary.md': glossaryRow(noun, must('docs/glossary.md')),
};
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

const code = Object.keys(files).filter((path) => path.endsWith('.ts'));
const run = (command: string, ...args: string[]) =>
  spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
const done =
  run(at('node_modules/.bin/biome'), 'check', '--write', ...code) && run(process.execPath, 'scripts/types.ts');
console.log(`${Object.keys(files).join('\n')}\n`);
console.log(`Pruébelo: npx vitest run --project integration tests/${area}/${name}.int.test.ts`);
process.exit(done ? 0 : 1);
