import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commandList } from '../domain/commands.ts';
import { roleNames, roles } from '../domain/people/roles.ts';
import { recordKinds } from '../domain/records.ts';

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const glossary = readFileSync(path('docs/glossary.md'), 'utf8');
const lines = glossary.split('\n').filter((line) => line.startsWith('| '));
const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()));
/** Every term in backticks of a first column, with the Spanish words of its line. */
const terms = new Map(
  cells.flatMap(([, code = '', spanish = '']) =>
    [...code.matchAll(/`([^`]+)`/g)].map((m) => [m[1] ?? '', spanish] as const),
  ),
);

/** Tables and views created by the migrations. */
const tables = readdirSync(path('migrations'))
  .filter((file) => file.endsWith('.sql'))
  .flatMap((file) =>
    [
      ...readFileSync(path(`migrations/${file}`), 'utf8').matchAll(
        /^create (?:table|view|materialized view) (?:if not exists )?([a-z_.]+)/gm,
      ),
    ].map((m) => m[1] ?? ''),
  );

describe('glossary', () => {
  it(`has the term of every table (${tables.length})`, () => {
    expect(tables.length).toBeGreaterThan(40);
    expect(tables.filter((table) => !terms.get(table))).toEqual([]);
  });

  it('has the term of what every command names', () => {
    const nouns = [...new Set(commandList.map((c) => c.kind.split('.')[0] ?? ''))];
    expect(nouns.filter((noun) => !terms.get(noun))).toEqual([]);
  });

  it('explains nothing that is no longer there', () => {
    const known = new Set<string>([
      ...tables,
      ...commandList.map((c) => c.kind.split('.')[0] ?? ''),
      ...roleNames,
      ...Object.keys(recordKinds),
    ]);
    expect([...terms.keys()].filter((term) => !known.has(term))).toEqual([]);
  });

  it('calls roles as the programme does', () => {
    expect(roleNames.map((role) => [role, terms.get(role)])).toEqual(roleNames.map((role) => [role, roles[role].name]));
  });

  it('screens call records as the glossary does', () => {
    for (const [noun, { one: word }] of Object.entries(recordKinds))
      expect([noun, terms.get(noun)?.toLowerCase()]).toEqual([noun, expect.stringContaining(word.split(' ')[0] ?? '')]);
  });
});
