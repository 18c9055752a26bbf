import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = ['domain', 'server', 'web', 'portal'];

/** What each room may import from the other rooms (architecture 4). */
const allowed: Record<string, readonly string[]> = {
  domain: ['domain'],
  web: ['web', 'domain'],
  portal: ['portal', 'domain'],
  server: ['server', 'domain', 'portal', 'migrations', 'indicators', 'reference', 'package.json'],
};

/** Parts of the server that a lower part may not import. */
const floors: Record<string, readonly string[]> = {
  'server/db': ['server/stores', 'server/http', 'server/commands/executeCommands.ts'],
  'server/stores': ['server/http', 'server/commands/executeCommands.ts', 'server/queries'],
  'server/commands': ['server/http'],
};

function filesOf(folder: string): string[] {
  // A harness page shows a component during development; it is in no build.
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesOf(path);
    return /\.tsx?$/.test(entry.name) && !/(\.test\.tsx?|^harness\.tsx)$/.test(entry.name) ? [path] : [];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [
    ...text.matchAll(/(?:from|import\()\s*['"](\.[^'"]+)['"]/g),
    ...text.matchAll(/^import\s+['"](\.[^'"]+)['"]/gm),
  ].map((m) => relative(root, resolve(root, dirname(file), m[1] ?? '')));
}

/**
 * Screens are named in one list and loaded when they are opened, so the imports of a screen may lead back to the list.
 */
const LAZY = 'web/office/screens.ts';

/**
 * Groups of files of one room that import each other in a circle, each once; [] when there are none. Imports of types
 * count too.
 */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  // Tarjan: files that can all reach one another.
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): void => {
    const own = order.size;
    order.set(file, own);
    low.set(file, own);
    stack.push(file);
    for (const target of graph.get(file) ?? []) {
      if (!order.has(target)) visit(target);
      if (stack.includes(target)) low.set(file, Math.min(low.get(file) ?? own, low.get(target) ?? own));
    }
    if (low.get(file) !== own) return;
    const circle = stack.splice(stack.indexOf(file)).sort();
    if (circle.length > 1 || graph.get(file)?.includes(file)) found.push(circle);
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return found;
}

test('every import respects the walls between the rooms and the floors of the server', () => {
  const broken: string[] = [];
  let seen = 0;
  for (const room of rooms) {
    for (const file of filesOf(room)) {
      for (const target of importsOf(file)) {
        seen += 1;
        if (!allowed[room]?.some((ok) => target === ok || target.startsWith(`${ok}/`)))
          broken.push(`${file} → ${target}`);
        for (const [floor, forbidden] of Object.entries(floors)) {
          if (file.startsWith(`${floor}/`) && forbidden.some((f) => target === f || target.startsWith(`${f}/`)))
            broken.push(`${file} → ${target}`);
        }
      }
    }
  }
  console.log(`walls: ${seen} imports looked at`);
  expect(broken).toEqual([]);
  expect(seen).toBeGreaterThan(100);
});

test('no file imports, by whatever way round, a file that imports it: what two share has a place of its own', () => {
  const files = rooms.flatMap(filesOf);
  const graph = new Map(
    files.map((file) => [file, importsOf(file).filter((target) => files.includes(target) && file !== LAZY)]),
  );
  expect(circles(graph)).toEqual([]);
  console.log(`walls: ${files.length} files without a circle`);
});

test('the search for circles finds them, however long', () => {
  const of = (...arrows: [string, string[]][]) => circles(new Map(arrows));
  expect(of(['a', ['b']], ['b', ['c']], ['c', []])).toEqual([]);
  expect(of(['a', ['a']])).toEqual([['a']]);
  expect(
    of(['x', ['a']], ['a', ['b', 'd']], ['b', ['c']], ['c', ['a']], ['d', []], ['e', ['f']], ['f', ['e']]),
  ).toEqual([
    ['a', 'b', 'c'],
    ['e', 'f'],
  ]);
});
