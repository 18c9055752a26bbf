import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, expect, test, vi } from 'vitest';
import { commandList } from '../domain/commands.ts';
import { fieldActions } from '../domain/field/actions.ts';
import { fieldLives, fieldRegister } from '../domain/fieldLives.ts';
import { versionNouns } from '../domain/versionNouns.ts';

/** The files that a phone downloads, read from the built bundle, so that an import deep inside is found too. */
const root = fileURLToPath(new URL('..', import.meta.url));
const ENTRY_KB = 200;
const TOTAL_KB = 600;
let modules: string[];
let code: string;
let entryKb: number;
let totalKb: number;
let first: string[];

beforeAll(async () => {
  vi.stubEnv('NODE_ENV', 'production');
  const built = await build({
    configFile: join(root, 'web/vite.config.ts'),
    logLevel: 'silent',
    build: { write: false },
  });
  vi.unstubAllEnvs();
  const output = (Array.isArray(built) ? built : [built as Rolldown.RolldownOutput]).flatMap((b) => b.output);
  const list = output.find((o) => o.fileName === 'field-files.json');
  if (list?.type !== 'asset') throw new Error('no list of the phone’s files');
  const { entry, files } = JSON.parse(String(list.source)) as { entry: string[]; files: string[] };
  const chunks = output.filter((o) => o.type === 'chunk').filter((c) => files.includes(`/${c.fileName}`));
  modules = chunks.flatMap((c) => c.moduleIds).map((id) => relative(root, id));
  code = chunks.map((c) => c.code).join('\n');
  const own = chunks.filter((c) => entry.includes(`/${c.fileName}`));
  const weight = (of: readonly { code: string }[]) =>
    of.reduce((sum, c) => sum + gzipSync(c.code, { level: 9 }).length, 0) / 1024;
  entryKb = weight(own);
  totalKb = weight(chunks);
  first = own.flatMap((c) => c.moduleIds).map((id) => relative(root, id));
});

const ours = (): string[] => modules.filter((m) => /^(domain|web|portal|server)\//.test(m));

test('a phone downloads the rooms that are its own, and no list of everything there is', () => {
  expect(ours().length).toBeGreaterThan(100);
  const strange = ours().filter(
    (m) => /^(server|portal|web\/office|web\/map)\//.test(m) || /^domain\/(nouns|commands)\.ts$|\/area\.ts$/.test(m),
  );
  expect(strange).toEqual([]);
});

test('of lists and calendars, those of the device: the library of the office stays there', () => {
  expect(modules.some((m) => m.includes('node_modules/react-dom/'))).toBe(true);
  expect(modules.filter((m) => /react-aria|react-stately|@internationalized/.test(m))).toEqual([]);
});

test('of declared nouns, those that are captured in the field and no other', () => {
  const declared = ours()
    .filter((m) => /\.tsx?$/.test(m))
    .flatMap((m) =>
      [...readFileSync(join(root, m), 'utf8').matchAll(/= noun\('(\w+)'/g)].map((found) => found[1] ?? ''),
    );
  const captured = versionNouns.filter((n) => n.capturedIn.includes('field'));
  expect(declared.sort()).toEqual([...fieldLives.map((l) => l.noun), ...captured].map((n) => n.name).sort());
});

test('a noun that lives by steps adds nothing to what is needed for the first screen, a visit and a sale', () => {
  const lives = first.filter((m) =>
    /^domain\/(fieldLives|.*\.field)\.ts$|^domain\/kernel\/noun\/(commands|decide|remark)/.test(m),
  );
  expect(lives).toEqual([]);
  expect(modules).toContain('domain/fieldLives.ts');
});

test('of nouns in the old way, those that a button of the phone says something of', () => {
  const nounOf = (kind: string): string => kind.split('.')[0] ?? '';
  const buttons = [...Object.values(fieldActions), ...fieldLives.map(fieldRegister)].map(({ kind }) => nounOf(kind));
  const said = commandList
    .map(({ kind }) => kind)
    .filter((kind) => ['`', "'", '"'].some((q) => code.includes(`${q}${kind}${q}`)));
  expect(said).toContain('visit.register');
  expect(said.map(nounOf).filter((noun) => ![...buttons, 'device'].includes(noun))).toEqual([]);
});

test('of words, those that a phone says: the words of the office stay there', () => {
  const words = ours().filter((m) => m.startsWith('domain/words/'));
  const phones = ['capture', 'fieldApp', 'outbox', 'shared', 'territory', 'units'].map(
    (name) => `domain/words/${name}.ts`,
  );
  expect(words.sort()).toEqual(phones);
});

test(`what is needed to capture weighs at most ${ENTRY_KB} KB`, () => {
  console.log(`field entry: ${entryKb.toFixed(1)} KB gzip of ${totalKb.toFixed(1)}, ${ours().length} modules of ours`);
  expect(totalKb).toBeLessThan(TOTAL_KB);
  expect(entryKb).toBeLessThan(ENTRY_KB);
  expect(entryKb).toBeGreaterThan(50);
});
