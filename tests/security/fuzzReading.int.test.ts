import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { inputSchema } from '../../server/http/openapi/jsonSchema.ts';
import { answerSchema } from '../../server/http/openapi/querySchemas.ts';
import { openApiDocument } from '../../server/http/openapi.ts';
import { queryList } from '../../server/queries/registry.ts';
import { answerTrouble, type HttpWorld, openHttpWorld } from './httpWorld.ts';
import { mutated, nasty, valid } from './jsonArbitrary.ts';

/**
 * Asks every query with parameters generated from its schema and then corrupted, and every route with odd methods,
 * addresses and headers.
 */
const RUNS = Number(process.env.SIGG_FUZZ_RUNS ?? 30);
const SEED = Number(process.env.SIGG_FUZZ_SEED ?? 20_260_615);

let http: HttpWorld;
let asked = 0;
let answered = 0;
const ajv = new Ajv2020({ strict: false });
ajv.addSchema({ $id: 'openapi', components: openApiDocument(readConfig({})).components } as AnySchema);

beforeAll(async () => {
  http = await openHttpWorld();
});
afterAll(() =>
  console.log(
    `fuzzed over HTTP: ${asked} requests for ${queryList.length} queries and every route, ${answered} answers ` +
      `held against what the API promises; seed ${SEED}`,
  ),
);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** An address with parameters as a client might write them: texts, repeated names, unknown names. */
function address(name: string, params: unknown): string {
  const search = new URLSearchParams();
  if (typeof params === 'object' && params !== null) {
    for (const [key, value] of Object.entries(params))
      for (const v of Array.isArray(value) ? value : [value])
        search.append(key, textOf(v).replaceAll(/[\ud800-\udfff]/g, '\ufffd'));
  } else search.append('x', textOf(params));
  return `/api/q/${name}?${search.toString()}`;
}

describe('every query', () => {
  test.each(queryList.map((q) => [q.name, q] as const))('%s', async (name, query) => {
    const schema = inputSchema(query.params);
    const role = query.by[0] ?? 'UCN_ME';
    const described = answerSchema(name);
    const promise = described
      ? ajv.compile({
          $ref: undefined,
          ...JSON.parse(JSON.stringify(described).replaceAll('"#/components', '"openapi#/components')),
        } as AnySchema)
      : null;
    const params = [
      {},
      { id: http.mine.alliance },
      { allianceId: http.mine.alliance },
      ...fc.sample(valid(schema), { numRuns: RUNS, seed: SEED }),
      ...fc.sample(mutated(schema), { numRuns: RUNS, seed: SEED + 1 }),
    ];
    const wrong: string[] = [];
    for (const p of params) {
      const path = address(name, p);
      const answer = await http.ask(http.people[role], path);
      asked += 1;
      const trouble = await answerTrouble(answer);
      if (trouble) wrong.push(`${path.slice(0, 300)}: ${trouble}`);
      if (answer.status !== 200 || !promise) continue;
      answered += 1;
      const { data } = (await answer.json()) as { data: unknown };
      if (!promise(data))
        wrong.push(`${path.slice(0, 200)}: the answer is not what the API promises: ${ajv.errorsText(promise.errors)}`);
    }
    expect(wrong.slice(0, 4)).toEqual([]);
  });

  test('a name that is no query, and names that mean something to a program', async () => {
    for (const name of [
      'nope',
      '__proto__',
      'constructor',
      'toString',
      '..%2f..%2fme',
      '%00',
      '%ff',
      'a'.repeat(5000),
    ]) {
      const answer = await http.ask(http.people.UCN_ME, `/api/q/${name}`);
      asked += 1;
      expect(await answerTrouble(answer), name).toBeNull();
      expect(answer.status, name).toBeGreaterThanOrEqual(400);
    }
  });
});

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'REPORT'];
const HEADERS: readonly Record<string, string>[] = [
  {},
  { 'content-type': 'application/json' },
  { 'content-type': 'multipart/form-data' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'text/html; charset=utf-7' },
  { cookie: 'sigg.session_token=%E0%A4%A; sigg.two_factor=%E0%A4%A; __Secure-sigg.session_token=x' },
  { authorization: 'Bearer sigg_' },
  { authorization: `Bearer ${'x'.repeat(4000)}` },
  { 'x-forwarded-for': "1.1.1.1, '; drop table x" },
  { range: 'bytes=0-18446744073709551615' },
  { 'if-none-match': '*' },
  { 'content-length': '-1' },
  { 'transfer-encoding': 'chunked' },
  { accept: '../../x', 'accept-language': 'x'.repeat(3000) },
  { 'x-sigg-device': "' or 1=1" },
  { 'x-http-method-override': 'DELETE' },
];
const BODIES = [
  '',
  '{',
  '{"commands":null}',
  '{"__proto__":{"a":1}}',
  '[[[[',
  '\u0000',
  '--x\r\nContent-Disposition: form-data; name="file"; filename="../../a.exe"\r\n\r\nMZ\r\n--x--\r\n',
];

describe('every route', () => {
  const paths = () => [...new Set(http.app.routes.map((r) => r.path).filter((p) => p !== '/*'))];
  const fill = (path: string, by: string) => path.replaceAll(/:\w+/g, by).replace('*', by);

  test('with every method, odd headers and odd bodies, by somebody and by nobody', async () => {
    const wrong: string[] = [];
    for (const path of paths()) {
      for (const method of METHODS) {
        for (const [i, headers] of HEADERS.entries()) {
          const withBody = !['GET', 'HEAD', 'OPTIONS'].includes(method);
          const request: RequestInit = {
            method,
            headers,
            ...(withBody ? { body: BODIES[i % BODIES.length] ?? '' } : {}),
          };
          const where = fill(path, i % 2 ? 'x' : http.mine.alliance);
          const answer = await http.ask(i % 3 ? http.people.UCN_ME : null, where, request);
          asked += 1;
          const trouble =
            method === 'HEAD'
              ? answer.status >= 500
                ? String(answer.status)
                : null
              : await pageTrouble(answer, where);
          if (trouble) wrong.push(`${method} ${where} ${JSON.stringify(headers).slice(0, 100)}: ${trouble}`);
        }
      }
    }
    expect(wrong.slice(0, 8)).toEqual([]);
  });

  test('with every nasty value in its address', async () => {
    const wrong: string[] = [];
    for (const path of paths()) {
      for (const value of nasty) {
        const by = encodeURIComponent(textOf(value).replaceAll(/[\ud800-\udfff]/g, '\ufffd')).slice(0, 4000);
        for (const where of [
          fill(path, by || '%20'),
          `${fill(path, 'x')}?${by}=${by}&w=${by}&offset=${by}&total=${by}&cursor=${by}&pagina=${by}&detail=${by}`,
        ]) {
          const answer = await http.ask(http.people.UCN_ME, where);
          asked += 1;
          const trouble = await pageTrouble(answer, where);
          if (trouble) wrong.push(`${where.slice(0, 200)}: ${trouble}`);
        }
      }
    }
    expect(wrong.slice(0, 8)).toEqual([]);
  });

  /** A page for people refuses in the language of its readers, without a code. */
  async function pageTrouble(answer: Response, where: string): Promise<string | null> {
    const page = answer.headers.get('content-type')?.startsWith('text/html');
    if (page && answer.status < 500) {
      const text = await answer.text();
      if (where.includes('<script>alert(1)') || /<script>alert\(1\)|<img src=x/.test(text))
        return `reflects what it was given: ${text.slice(0, 200)}`;
      return null;
    }
    return answerTrouble(answer);
  }
});

describe('paths that try to climb out', () => {
  test.each([
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/....//....//package.json',
    '/assets/..\\..\\package.json',
    '/assets/%00',
    '/assets/',
    '/assets',
    '/files/..%2f..%2fetc%2fpasswd',
    '/api/files/..%2f..%2fx',
    '//etc/passwd',
    '/oficina/../../../etc/passwd',
    '/assets/%c0%ae%c0%ae/package.json',
  ])('%s', async (path) => {
    const answer = await http.ask(http.people.UCN_ME, path);
    const text = await answer.text();
    expect(text).not.toMatch(/"devDependencies"|root:x:0/);
    expect(answer.status).toBeLessThan(500);
  });
});
