import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { wordsOfStates } from '../domain/alliance/states.ts';
import { tableOf } from '../domain/kernel/columns.ts';
import { lives } from '../domain/nouns.ts';
import { roles, type View } from '../domain/people/roles.ts';
import { answerSchemas } from '../server/answersBuild.ts';
import { inputSchema } from '../server/http/openapi/jsonSchema.ts';
import { queryPaths } from '../server/http/openapi/querySchemas.ts';
import { isDownloaded, type QueryDefinition } from '../server/queries/query.ts';
import { queries, queryList } from '../server/queries/registry.ts';

interface Shape {
  readonly $ref?: string;
  readonly anyOf?: readonly Shape[];
  readonly type?: string;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
}

/** Lists that cannot be downloaded, and why. */
const NOT_DOWNLOADED: Readonly<Record<string, string>> = {
  'buyer.find': 'the first few that match what somebody writes, of which they choose one',
  'family.find': 'the first few that match what somebody writes, of which they choose one',
  'search.everywhere': 'the first few of each kind that match what somebody writes',
  'search.people': 'the first few of each kind that match what somebody writes',
  'delegation.colleagues': 'what a form offers to choose from',
  'import.importables': 'what a form offers to choose from',
  'session.list': 'the places where somebody is logged in now: of use to end one, not to keep',
  'parameter.list': 'each parameter with its whole history: no table of one row each',
};

/** Queries that every noun has in addition to its list, and why they cannot be downloaded. */
const BESIDE_A_LIST: Readonly<Record<string, string>> = {
  choices: 'what a form offers to choose from',
  acts: 'what may be done with chosen rows of the list',
  map: 'the rows of the list as points of a map',
};

const reasonNot = (name: string): string | undefined =>
  NOT_DOWNLOADED[name] ??
  (lives.some(({ noun }) => name.startsWith(`${noun.name}.`)) ? BESIDE_A_LIST[name.split('.')[1] ?? ''] : undefined);

const { answers, shapes } = answerSchemas() as {
  answers: Record<string, Shape>;
  shapes: Record<string, Shape>;
};
function solved(shape: Shape | undefined): Shape {
  if (shape?.$ref) return solved(shapes[shape.$ref.split('/').at(-1) ?? '']);
  const whole = shape?.anyOf?.filter(({ type }) => type !== 'null');
  return whole?.length === 1 ? solved(whole[0]) : (shape ?? {});
}

/** The queries whose answer has rows, with the fields of a row if a type describes them. */
const lists = queryList.flatMap((query) => {
  const rows = solved(query.answer ? (inputSchema(query.answer) as Shape) : answers[query.name]).properties?.rows;
  return rows ? [{ query, row: solved(solved(rows).items).properties ?? {} }] : [];
});
const declared = lists.flatMap(({ query, row }) => (query.columns ? [{ query, row, columns: query.columns }] : []));

/** The queries that the office offers to download, from a list or by a link of their own. */
function offered(): string[] {
  const office = join(import.meta.dirname, '../web/office');
  return globSync('**/*.tsx', { cwd: office }).flatMap((file) => {
    const source = readFileSync(join(office, file), 'utf8');
    const listed = /^\s+exports$/m.test(source) ? [...source.matchAll(/useQueryPage<\w+>\('([\w.]+)'/g)] : [];
    const linked = [...source.matchAll(/queryPath\('([\w.]+)',[^)]*format:/g)];
    return [...listed, ...linked].flatMap(([, name]) => name ?? []);
  });
}

describe('downloads of lists', () => {
  test('every list declares its columns or makes its own table, or is not downloaded for a reason', () => {
    const undecided = lists.filter(({ query }) => isDownloaded(query) === (reasonNot(query.name) !== undefined));
    console.log(
      `downloads: ${lists.length} lists, ${declared.length} declare columns, ` +
        `${lists.filter(({ query }) => query.table).length} make their own table, ` +
        `${lists.filter(({ query }) => reasonNot(query.name)).length} are not downloaded`,
    );
    expect(undecided.map(({ query }) => query.name)).toEqual([]);
    expect(lists.filter(({ query }) => query.columns && query.table)).toEqual([]);
    expect(Object.keys(NOT_DOWNLOADED).filter((name) => !lists.some(({ query }) => query.name === name))).toEqual([]);
    expect(declared.length).toBeGreaterThan(20);
  });

  test('what the office and the OpenAPI offer to download can be downloaded', () => {
    const names = [...new Set(offered())];
    console.log(`downloads: the office offers ${names.length} lists beside those of nouns`);
    expect(names.length).toBeGreaterThan(12);
    expect(names.filter((name) => !isDownloaded(queries.get(name) as QueryDefinition))).toEqual([]);
    const paths = queryPaths(() => ({}));
    const told = queryList.filter(({ name }) => JSON.stringify(paths[`/api/q/${name}`]).includes('"name":"format"'));
    expect(told.map(({ name }) => name)).toEqual(queryList.filter(isDownloaded).map(({ name }) => name));
  });

  test('every column is of a value that the row has, has a heading of its own and tells no identity of another', () => {
    const wrong: string[] = [];
    let cases = 0;
    for (const { query, row, columns } of declared) {
      const headings = new Set<string>();
      for (const [name, column] of Object.entries(columns.declared)) {
        cases += 1;
        if (!(name in row)) wrong.push(`${query.name}: no ${name}`);
        if (headings.has(column.label)) wrong.push(`${query.name}: «${column.label}» twice`);
        headings.add(column.label);
        // The id of a unit may be shown, because people use the code as the unit's name.
        if (/(Id|_id)$/.test(name) && name !== 'unitId') wrong.push(`${query.name}: ${name} is an identity`);
        if ('kind' in column && column.kind === 'reference') wrong.push(`${query.name}: ${name} is a reference`);
      }
    }
    console.log(`downloads: ${cases} columns of ${declared.length} lists`);
    expect(cases).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
  });

  test('no role is given a column that its view does not see, and each is given some', () => {
    const seen: Readonly<Record<View, readonly View[]>> = {
      full: ['full', 'noPersonal', 'published'],
      noPersonal: ['noPersonal', 'published'],
      published: ['published'],
    };
    const wrong: string[] = [];
    let cases = 0;
    for (const { query, columns } of declared)
      for (const role of query.by) {
        const { view } = roles[role];
        const { headings } = tableOf(columns, [], view);
        if (headings.length === 0) wrong.push(`${query.name}: nothing for ${role}`);
        for (const column of Object.values(columns.declared)) {
          cases += 1;
          const given = headings.some((heading) => heading.toLowerCase() === column.label.toLowerCase());
          if (given !== seen[view].includes(column.view)) wrong.push(`${query.name}: ${column.label} for ${role}`);
        }
      }
    console.log(`downloads: ${cases} columns of lists by role`);
    expect(cases).toBeGreaterThan(2000);
    expect(wrong).toEqual([]);
  });

  test('who acted and what may be a card goes to the full view alone', () => {
    const headings = (name: string, view: View) => tableOf(queries.get(name)?.columns as never, [], view).headings;
    for (const [name, personal] of [
      ['alliance.journal', ['Persona', 'Por delegación de', 'Dispositivo']],
      ['held.list', ['Registró']],
      ['import.problems', ['Valor']],
    ] as const) {
      expect(headings(name, 'full')).toEqual(expect.arrayContaining([...personal]));
      expect(
        headings(name, 'noPersonal').filter((heading) => (personal as readonly string[]).includes(heading)),
      ).toEqual([]);
    }
  });

  test('a count is downloaded as itself and a state in the words of its own list, whatever they are called', () => {
    const written = (name: string, row: object) =>
      tableOf(queries.get(name)?.columns as never, [row], 'full').rows[0] ?? {};
    expect(written('import.list', { total: 250, done: 100, status: 'checked' })).toMatchObject({
      'Filas en total': 250,
      'Filas listas': 100,
      Situación: 'Revisada, por confirmar',
    });
    expect(written('buyer.agreements', { soldRegistered: 250, price: 25_000, level: 2 })).toMatchObject({
      'Vendido en 12 meses, registrado': 2.5,
      Precio: 2.5,
      Nivel: 'Verificado',
    });
    expect(written('alliance.list', { state: 'EN_OPERACION' })).toMatchObject({ Estado: wordsOfStates.EN_OPERACION });
    expect(written('conflict.list', { noun: 'sale', status: 'open' })).toMatchObject({
      Registro: 'venta',
      Situación: 'abierto',
    });
    expect(written('duplicate.list', { status: 'open' })).toMatchObject({ Situación: 'por decidir' });
  });
});
