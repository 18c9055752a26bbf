import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { commands } from '../domain/commands.ts';
import { drawnBy } from '../domain/monitoring/batch.ts';
import { grantableRoles } from '../domain/people/roles.ts';

const office = fileURLToPath(new URL('../web/office', import.meta.url));
const files = new Map(
  readdirSync(join(office, 'areas'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => [join('areas', file), readFileSync(join(office, 'areas', file), 'utf8')]),
);

/** Addresses of the server that do the same as a command. */
const ADDRESSES: Readonly<Record<string, string>> = { '/api/imports': 'alliance.adopt' };

/** The commands that a file sends or checks: named in quotes, or by an address that does the same. */
function kindsIn(text: string): string[] {
  const named = [...text.matchAll(/'([a-z]\w*\.[a-z]\w*)'|"([a-z]\w*\.[a-z]\w*)"/gi)].map((m) => m[1] ?? m[2] ?? '');
  const sent = Object.entries(ADDRESSES).flatMap(([address, kind]) => (text.includes(`'${address}'`) ? [kind] : []));
  return [...new Set([...named, ...sent])].filter((kind) => commands.has(kind));
}

/** Acts of a batch: `decidesAt` checks the roles of the commands themselves, and their reach. */
const OF_A_BATCH = ['record.verify', 'record.validate', 'record.observe'];

/**
 * Whether a file checks that its reader may send this command: by name, by a constant, for every act of a list, or with
 * a button that checks by itself.
 */
function asks(text: string, kind: string): boolean {
  const constant = new RegExp(`const (\\w+)(?:: \\w+)? = '${kind.replace('.', '\\.')}'`).exec(text)?.[1];
  if (OF_A_BATCH.includes(kind) && text.includes('decidesAt(')) return true;
  // The server answers what a person may import, according to the roles of the commands that a sheet becomes.
  if (kind === ADDRESSES['/api/imports'] && text.includes("'import.importables'")) return true;
  const asked = [...text.matchAll(/may\.command\(([^)]*)\)/g)].map((m) => m[1] ?? '');
  return (
    asked.some((a) => a === `'${kind}'` || a === constant || /^\w+\.kind$|^kind$|^KINDS/.test(a)) || /<Act\b/.test(text)
  );
}

const importers = (file: string): string[] =>
  [...files].flatMap(([other, text]) => {
    const targets = [...text.matchAll(/from '(\.[^']+)'/g)].map((m) =>
      relative(office, resolve(office, other, '..', m[1] ?? '')),
    );
    return targets.includes(file) ? [other] : [];
  });

test('every act that a screen of the office offers is asked for first: whoever may not do it is not shown it', () => {
  const everybodys = (kind: string) => grantableRoles.every((role) => commands.get(kind)?.by.includes(role));
  let cases = 0;
  const unasked: string[] = [];
  for (const [file, text] of files) {
    for (const kind of kindsIn(text)) {
      cases += 1;
      const above = [file, ...importers(file), ...importers(file).flatMap(importers)];
      if (!everybodys(kind) && !above.some((f) => asks(files.get(f) ?? '', kind))) unasked.push(`${file}: ${kind}`);
    }
  }
  console.log(`acts on screens: ${cases} in ${files.size} files`);
  expect(cases).toBeGreaterThan(40);
  expect(unasked).toEqual([]);
});

test('whoever decides on a batch may send each of its three acts', () => {
  const may = (role: string, kind: string) => commands.get(kind)?.by.some((r) => r === role);
  for (const role of drawnBy.unit)
    expect(
      ['record.verify', 'record.observe'].filter((kind) => !may(role, kind)),
      role,
    ).toEqual([]);
  for (const role of drawnBy.nation)
    expect(
      ['record.validate', 'record.observe'].filter((kind) => !may(role, kind)),
      role,
    ).toEqual([]);
});
