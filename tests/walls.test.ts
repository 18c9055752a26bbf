import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = ['domain', 'server', 'web', 'portal'];

/** What each room may import of ours (architecture 4). */
const allowed: Record<string, readonly string[]> = {
  domain: ['domain'],
  web: ['web', 'domain'],
  portal: ['portal', 'domain'],
  server: ['server', 'domain', 'portal', 'migrations', 'indicators', 'reference', 'package.json'],
};

/** Inside the server, what a lower floor may not know. */
const floors: Record<string, readonly string[]> = {
  'server/db': ['server/stores', 'server/http', 'server/commands/executeCommands.ts'],
  'server/stores': ['server/http', 'server/commands/executeCommands.ts', 'server/queries'],
  'server/commands': ['server/http'],
};

function filesOf(folder: string): string[] {
  // A harness page is for looking at a component while developing; it is in no build.
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesOf(path);
    return /\.tsx?$/.test(entry.name) && !/(\.test\.tsx?|^harness\.tsx)$/.test(entry.name) ? [path] : [];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*['"](\.[^'"]+)['"]/g), ...text.matchAll(/^import\s+['"](\.[^'"]+)['"]/gm)].map((m) =>
    relative(root, resolve(root, dirname(file), m[1] ?? '')),
  );
}

test('every import respects the walls between the rooms and the floors of the server', () => {
  const broken: string[] = [];
  let seen = 0;
  for (const room of rooms) {
    for (const file of filesOf(room)) {
      for (const target of importsOf(file)) {
        seen += 1;
        if (!allowed[room]?.some((ok) => target === ok || target.startsWith(`${ok}/`))) broken.push(`${file} → ${target}`);
        for (const [floor, forbidden] of Object.entries(floors)) {
          if (file.startsWith(`${floor}/`) && forbidden.some((f) => target === f || target.startsWith(`${f}/`))) broken.push(`${file} → ${target}`);
        }
      }
    }
  }
  console.log(`walls: ${seen} imports looked at`);
  expect(broken).toEqual([]);
  expect(seen).toBeGreaterThan(100);
});
