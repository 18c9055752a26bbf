import { beforeAll, describe, expect, test } from 'vitest';
import { enteredFields } from '../domain/kernel/noun/noun.ts';
import { ProblemError } from '../domain/kernel/problem.ts';
import { measures } from '../domain/monitoring/indicators.ts';
import { lives } from '../domain/nouns.ts';
import { type Actor, systemActor } from '../domain/people/actor.ts';
import { isRole, type Role, roleNames, roles, type View } from '../domain/people/roles.ts';
import { type QueryDefinition, readingOf } from '../server/queries/query.ts';
import { queryList } from '../server/queries/registry.ts';
import { testDatabase } from './helpers/database.ts';
import { expectedTable } from './helpers/expected.ts';
import { rememberingDatabase } from './helpers/rememberingDatabase.ts';
import { temporaryFolder } from './helpers/temporaryFolder.ts';
import { FOREIGN, PERSONAL, type Seeded, seedTwoUnits } from './helpers/twoUnits.ts';
import { openWorld, TODAY, type World } from './helpers/world.ts';

/**
 * Role × query against the reviewed table tests/expected/queries.csv; and every query asked as every role over two
 * units: people who reach only their own unit must read nothing of the other, and a view without personal data must
 * show none. A cell says the view: F full, n without personal data, p published; empty: may not ask. `own`: the query
 * answers only about the person who asks.
 */
const letterOf: Readonly<Record<View, string>> = { full: 'F', noPersonal: 'n', published: 'p' };

let world: World;
let mine: Seeded;
let other: Seeded;
const actors = new Map<Role, Actor>();

beforeAll(async () => {
  world = await openWorld({ db: rememberingDatabase(await testDatabase()), dataDir: temporaryFolder('world') });
  ({ mine, other } = await seedTwoUnits(world));
  for (const role of roleNames) {
    const { scope } = roles[role];
    const ids =
      scope === 'unit'
        ? [mine.unit]
        : scope === 'alliances'
          ? [mine.alliance]
          : scope === 'organisation'
            ? [mine.organisation]
            : scope === 'municipality'
              ? [mine.municipality]
              : scope === 'session'
                ? [mine.shared.committeeSession ?? '']
                : [];
    actors.set(role, await world.person(role, ids));
  }
});

function lineOf(query: QueryDefinition, columns: readonly string[]): string {
  return columns
    .map((c) =>
      c === 'query'
        ? query.name
        : c === 'personal'
          ? query.personal
            ? 'yes'
            : ''
          : isRole(c) && query.by.includes(c)
            ? letterOf[roles[c].view]
            : '',
    )
    .join(',');
}

/**
 * The parameters to ask with: none, filters that name the other unit, and every existing id under every name of an id
 * parameter.
 */
function questions(): Record<string, string>[] {
  const place = { lon: '-67', lat: '-16.5' };
  const common = { measure: measures[0]?.code ?? '', noun: 'visit', month: TODAY.slice(0, 7), ...place };
  const byId = ([what, id]: readonly [string, string]) => ({
    ...common,
    noun: what.startsWith('sale') ? 'sale' : 'visit',
    id,
    ids: id,
    recordId: id,
    allianceId: id,
    organisationId: id,
    subjectId: id,
    userId: id,
    batchId: id,
    versionId: id,
    entryId: id,
  });
  return [
    {},
    common,
    { ...common, unit: other.unit, all: '1' },
    { ...common, text: FOREIGN },
    { ...common, noun: 'sale' },
    { programme: 'PAR2FA', level: '1', asOf: TODAY, by: 'unit' },
    ...measures.map(({ code }) => ({ ...common, measure: code })),
    ...Object.entries(other.ids).map(byId),
    ...[mine.ids, mine.shared, other.shared].flatMap((ids) => Object.entries(ids).map(byId)),
    // Every field of a declared noun, for the queries that ask what a reference may point to.
    ...lives.flatMap(({ noun }) => enteredFields(noun).map((field) => ({ field }))),
    { allianceId: mine.alliance },
    { allianceId: other.alliance },
    // A name that people of both units have, asked for an alliance of each unit.
    { allianceId: mine.alliance, text: PERSONAL[0] },
    { allianceId: other.alliance, text: PERSONAL[0] },
  ];
}

/** The people of a unit who write in shared registers. */
const HANDS: readonly string[] = ['official', 'companion'];

const table = expectedTable('queries.csv');
let entitlements = 0;
let answers = 0;
const shown = new Set<string>();

describe('role × query', () => {
  test('the table has a column for every role and a row for every query, and no others', () => {
    expect(table.columns).toEqual(['query', 'personal', ...roleNames]);
    const missing = queryList.filter((q) => !table.rows.has(q.name)).map((q) => lineOf(q, table.columns));
    expect(
      missing,
      `Queries without a reviewed row in tests/expected/queries.csv. Review and add:\n${missing.join('\n')}\n`,
    ).toEqual([]);
    const known = new Set(queryList.map((q) => q.name));
    expect([...table.rows.keys()].filter((name) => !known.has(name))).toEqual([]);
  });

  test.each(queryList.map((q) => [q.name, q] as const))('%s', async (name, query) => {
    const row = table.rows.get(name);
    const wrong: string[] = [];
    expect(query.personal ? 'yes' : '').toBe(row?.get('personal') ?? 'no row');
    const commonIds = [mine.shared, other.shared].flatMap((ids) => Object.values(ids));
    let answered = 0;
    for (const role of roleNames) {
      const actor = actors.get(role) as Actor;
      const expected = row?.get(role) ?? '';
      const reading = readingOf(query, world.db, actor, {}, TODAY);
      entitlements += 1;
      const is = reading ? letterOf[reading.view] : '';
      if (is !== expected) wrong.push(`${role}: the code gives «${is}», the table «${expected}»`);
      if (!reading) continue;
      const asked = new Set<string>();
      const reachesOther = roles[role].scope === 'national';
      for (const [i, params] of questions().entries()) {
        if (reachesOther && i > 12 && asked.size > 0 && reading.view === 'full') break;
        const read = query.params.safeParse(params);
        // A query ignores parameters that it does not take, so the same question is asked only once.
        if (!read.success || asked.has(JSON.stringify(read.data))) continue;
        asked.add(JSON.stringify(read.data));
        const text = JSON.stringify(await answerOf(query.run({ ...reading, params: read.data })));
        answered += 1;
        if (
          text.includes('propia') ||
          [mine.ids, mine.shared].flatMap((ids) => Object.values(ids)).some((id) => text.includes(id))
        )
          shown.add(name);
        if (!reachesOther && text.includes(FOREIGN))
          wrong.push(`${role} reads the other unit with ${JSON.stringify(params)}: …${around(text, FOREIGN)}…`);
        if (!reachesOther) {
          // In a register shared by everybody, the authors may be read by everybody too.
          const hands = Object.values(params).some((id) => commonIds.includes(id)) ? HANDS : [];
          const leaked = Object.entries(other.ids).find(
            ([what, id]) => text.includes(id) && !Object.values(params).includes(id) && !hands.includes(what),
          );
          if (leaked)
            wrong.push(
              `${role} gets the id of the other unit's ${leaked[0]} with ${JSON.stringify(params)}: …${around(text, leaked[1])}…`,
            );
        }
        const personal = reading.view === 'full' ? undefined : PERSONAL.find((p) => text.includes(p));
        if (!query.personal && text.includes(PERSONAL[1]))
          wrong.push(`carries identity cards and is not marked personal: …${around(text, PERSONAL[1])}…`);
        if (personal)
          wrong.push(
            `${role} reads personal data (${personal}) with ${JSON.stringify(params)}: …${around(text, personal)}…`,
          );
      }
    }
    answers += answered;
    const nobody: Actor = { ...systemActor, kind: 'person' };
    expect(readingOf(query, world.db, nobody, {}, TODAY)).toBeNull();
    if (query.by.some((r) => r !== 'PUBLICO'))
      expect(
        answered,
        `${name} could not be asked with any of the questions; add its parameters to questions()`,
      ).toBeGreaterThan(0);
    expect([...new Set(wrong.map((w) => w.slice(0, 400)))].slice(0, 12)).toEqual([]);
  });

  test('every list says how many there are, also on a page past its end', async () => {
    const asked: string[] = [];
    const wrong: string[] = [];
    for (const query of queryList) {
      for (const [role, actor] of actors) {
        const reading = readingOf(query, world.db, actor, {}, TODAY);
        if (!reading) continue;
        for (const params of questions()) {
          const pages = [1, 1000].map((page) => query.params.safeParse({ ...params, page }));
          const [first, far] = pages.flatMap((p) =>
            p.success && p.data !== null && typeof p.data === 'object' && 'page' in p.data ? [p.data] : [],
          );
          if (!first || !far) continue;
          const at = async (page: unknown) =>
            (await answerOf(query.run({ ...reading, params: page }))) as { rows?: unknown[]; total?: number } | null;
          const { total } = (await at(first)) ?? {};
          if (!total) continue;
          const past = await at(far);
          if (past?.total !== total || past.rows?.length !== 0)
            wrong.push(`${query.name} as ${role}: ${total} on the first page, ${past?.total} past the end`);
          asked.push(query.name);
          break;
        }
        if (asked.at(-1) === query.name) break;
      }
    }
    console.log(`lists asked past their end: ${asked.length} (${asked.join(', ')})`);
    expect(wrong).toEqual([]);
    expect(asked.length).toBeGreaterThan(10);
  });

  test('a role without personal data does not widen where another role of the same person sees it', async () => {
    const [wide, narrow] = [actors.get('ACOMPANANTE'), actors.get('COADYUVANTE')];
    const both: Actor = {
      ...(wide as Actor),
      grants: [...(wide?.grants ?? []), ...(narrow?.grants ?? []).map((g) => ({ ...g, ids: [other.alliance] }))],
    };
    const query = queryList.find((q) => q.name === 'alliance.get') as QueryDefinition;
    const ask = async (id: string) => {
      const reading = readingOf(query, world.db, both, query.params.parse({ id }), TODAY);
      return reading ? JSON.stringify(await answerOf(query.run(reading))) : 'null';
    };
    expect(await ask(mine.alliance)).toContain(PERSONAL[0]);
    expect(await ask(other.alliance)).not.toContain(PERSONAL[0]);
  });

  test('prints how many cases ran', () => {
    console.log(
      `role × query: ${entitlements} entitlements, ${answers} answers searched over ${queryList.length} ` +
        `queries and ${roleNames.length} roles`,
    );
    const silent = queryList.filter((q) => !shown.has(q.name)).map((q) => q.name);
    console.log(
      `queries that showed nothing of the seeded world (catalogues, or a search that proves less): ${silent.join(', ')}`,
    );
    expect(answers).toBeGreaterThan(queryList.length);
    expect(silent.length, 'most queries must have something to leak').toBeLessThan(queryList.length / 2);
  });
});

function around(text: string, what: string): string {
  const at = text.indexOf(what);
  return text.slice(Math.max(0, at - 80), at + 60);
}

/** The answer of a query; a problem of the catalogue is an answer too. */
async function answerOf(running: Promise<unknown>): Promise<unknown> {
  try {
    return (await running) ?? null;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}
