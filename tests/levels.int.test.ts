import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { measures } from '../domain/monitoring/indicators.ts';
import { withoutVersions } from '../domain/monitoring/levels.ts';
import { versionedNames } from '../domain/monitoring/versioned.ts';
import { lives } from '../domain/nouns.ts';
import { testDatabase } from './helpers/database.ts';

/** A function with which figures are computed: its text, and the tables and functions that it reads. */
interface Piece {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly reads: readonly string[];
}

/**
 * The tables named after from and join and the functions called anywhere, without names that the statement itself
 * defines (with …).
 */
function readBy(sql: string, known: ReadonlySet<string>): string[] {
  const text = sql.replace(/--.*$/gm, '').replace(/'(?:[^']|'')*'/g, "''");
  const own = new Set(
    [...text.matchAll(/(?:\bwith\b|,)\s*(\w+)(?:\s*\([^)]*\))?\s+as\s+(?:materialized\s+)?\(/g)].map((m) => m[1]),
  );
  const listed = [
    ...text.matchAll(
      /\b(?:from|join)\s+((?:\w+(?:\s*\([^()]*(?:\([^()]*\)[^()]*)*\))?(?:\s+(?:as\s+)?\w+)?\s*,\s*)*\w+)/g,
    ),
  ].flatMap((m) => (m[1] ?? '').split(/,(?![^(]*\))/).map((part) => part.trim().split(/[\s(]/)[0] ?? ''));
  const called = [...text.matchAll(/\b(\w+)\s*\(/g)].map((m) => m[1] ?? '').filter((name) => known.has(name));
  return [...new Set([...listed, ...called])].filter(
    (name) => name && !own.has(name) && !['lateral', 'select', 'unnest', 'generate_series'].includes(name),
  );
}

async function pieces(): Promise<{ functions: Map<string, Piece>; tables: Set<string>; reference: Set<string> }> {
  const db = await testDatabase();
  const rows = await db.query<{ name: string; parameters: string[]; text: string }>(
    `select p.proname as name, coalesce(p.proargnames, '{}') as parameters, p.prosrc as text from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prolang = (select oid from pg_language where lanname = 'sql')
        and not exists (select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')`,
  );
  const tables = await db.query<{ name: string; reference: boolean }>(
    `select c.relname as name, coalesce(obj_description(c.oid, 'pg_class'), '') like '@reference%' as reference from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')`,
  );
  const known = new Set(rows.map((r) => r.name));
  return {
    functions: new Map(
      rows.map((r) => [r.name, { name: r.name, parameters: r.parameters, reads: readBy(r.text, known) }]),
    ),
    tables: new Set(tables.map((t) => t.name)),
    reference: new Set(tables.filter((t) => t.reference).map((t) => t.name)),
  };
}

const files = readdirSync(new URL('../indicators/', import.meta.url)).filter((f) => f.endsWith('.sql'));
const textOf = (file: string) => readFileSync(new URL(`../indicators/${file}`, import.meta.url), 'utf8');

test('no measure reads a table: only functions, each with its level and its day, and catalogues', async () => {
  const { functions, tables, reference } = await pieces();
  const bare: string[] = [];
  let calls = 0;
  for (const file of files) {
    const text = textOf(file);
    for (const name of readBy(text, new Set(functions.keys()))) {
      if (tables.has(name) && !reference.has(name)) bare.push(`${file}: ${name}`);
      if (!functions.has(name)) continue;
      calls += 1;
      const asked = new RegExp(`\\b${name}\\(([^()]*)\\)`).exec(text)?.[1] ?? '';
      if (!functions.get(name)?.parameters.includes('p_level') || !asked.includes(':level'))
        bare.push(`${file}: ${name} without level`);
    }
    // The end of a period, or today's date, would include days that have not come yet.
    for (const word of [':to', ':today', 'now()', 'current_date'])
      if (text.includes(word)) bare.push(`${file}: ${word}`);
  }
  expect(bare).toEqual([]);
  expect(calls).toBeGreaterThan(files.length);
  console.log(`measures: ${files.length} files, ${calls} functions called with a level`);
});

/** The tables on which something depends, also through the functions it calls. */
function restsOn(name: string, functions: ReadonlyMap<string, Piece>, seen = new Set<string>()): Set<string> {
  for (const read of functions.get(name)?.reads ?? [name]) {
    if (seen.has(read)) continue;
    seen.add(read);
    if (functions.has(read)) restsOn(read, functions, seen);
  }
  return seen;
}

test('what a measure rests on is kept in versions, or says how it reaches a level; and the measure names all of it', async () => {
  const { functions, tables, reference } = await pieces();
  const known = new Set(functions.keys());
  const outside = new Set(['journal_entry']);
  for (const measure of measures) {
    const read = new Set(
      readBy(textOf(`${measure.code}.sql`), known).flatMap((name) => [name, ...restsOn(name, functions)]),
    );
    const nouns = [...read].filter((name) => tables.has(name) && !reference.has(name) && !outside.has(name)).sort();
    expect([measure.code, nouns]).toEqual([measure.code, [...measure.reads].sort()]);
    for (const noun of nouns)
      expect(versionedNames.includes(noun) || Object.hasOwn(withoutVersions, noun), noun).toBe(true);
  }
});

test('versions are read through the function of their noun alone, and what has none exists with a noun that has', async () => {
  const { functions } = await pieces();
  for (const [name, { reads, parameters }] of functions) {
    for (const noun of versionedNames) if (reads.includes(noun)) expect(name).toBe(`${noun}_at`);
    const loose = reads.filter((read) => Object.hasOwn(withoutVersions, read));
    // A function that reads them by level must join the noun with which they exist, at that level.
    if (parameters.includes('p_level')) {
      const brought = restsOn(name, functions);
      const has = (noun: string) =>
        withoutVersions[noun]?.existsWith.some((one) => brought.has(`${one}_at`) || name === `${one}_at`);
      for (const noun of loose) expect([name, noun, has(noun)]).toEqual([name, noun, true]);
    }
  }
  for (const noun of versionedNames) expect(functions.get(`${noun}_at`)?.reads).toEqual([noun]);
  for (const { existsWith, reaches } of Object.values(withoutVersions)) {
    // A noun with a life cycle exists by itself, at the levels that it declares.
    for (const one of existsWith)
      expect(versionedNames.includes(one) || lives.some(({ noun }) => noun.table === one && noun.reaches), one).toBe(
        true,
      );
    expect(Object.keys(reaches)).toEqual(['2', '3']);
  }
});

test('the search for what a statement reads finds tables, functions and lists, and not what it names itself', () => {
  const known = new Set(['visit_at', 'unit_on']);
  const sql = `with a as (select 1 from sale s), b (x) as materialized (select * from a, visit_at(1) v) -- from hidden
    select unit_on(x, 'from nothing') from b join agreement_at(2) g on true left join lateral (select 1 from person, family f) p on true`;
  expect(readBy(sql, known).sort()).toEqual(['agreement_at', 'family', 'person', 'sale', 'unit_on', 'visit_at']);
});
