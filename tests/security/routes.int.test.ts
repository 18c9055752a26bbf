import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../domain/people/actor.ts';
import { isRole } from '../../domain/people/roles.ts';
import { expectedTable } from '../helpers/expected.ts';
import { answerTrouble, type HttpWorld, openHttpWorld } from './httpWorld.ts';
import { makeThings, type RouteThings, requestFor } from './routeRequests.ts';

/**
 * Every route of the server × who asks, against the reviewed table tests/expected/routes.csv. A cell is the status and,
 * for a refusal, the code: '401 SIGG-200'. 'open' in all cells: the same answer for everyone, which is neither a
 * refusal of access nor a failure.
 */
const table = expectedTable('routes.csv');
const askers = ['anonymous', 'wrong role', 'right role', 'token without scope', 'without second factor'] as const;
type Asker = (typeof askers)[number];

let http: HttpWorld;
let things: RouteThings;
let cases = 0;

beforeAll(async () => {
  http = await openHttpWorld();
  things = await makeThings(http);
});
afterAll(() => console.log(`route × who asks: ${cases} cases over ${table.rows.size} routes`));

/** The handlers of the registry, without those that run before all of them. */
function routesOf(app: HttpWorld['app']): string[] {
  return [...new Set(app.routes.filter((r) => r.path !== '/*').map((r) => `${r.method} ${r.path}`))];
}

/** The outcome in the words of the table. Commands are answered one by one inside a 200. */
async function outcomeOf(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('application/json')) return String(answer.status);
  const said = (await answer.json()) as {
    problem?: { code: string };
    results?: { status: string; problem?: { code: string } }[];
  } | null;
  const one = Array.isArray(said?.results) ? said.results[0] : undefined;
  if (one) return [answer.status, one.problem?.code ?? one.status].join(' ');
  return [answer.status, said?.problem?.code].filter(Boolean).join(' ');
}

async function ask(
  route: string,
  asker: Asker,
  row: ReadonlyMap<string, string>,
): Promise<{ answer: Response; outcome: string }> {
  const named = (column: string): Actor => {
    const role = row.get(column) ?? '';
    if (role === 'no role') return http.idle;
    if (!isRole(role)) throw new Error(`routes.csv: ${route}: no role ${role}`);
    return http.people[role];
  };
  const who =
    asker === 'anonymous'
      ? null
      : row.get('right') === 'anyone'
        ? http.people.ACOMPANANTE
        : named(asker === 'wrong role' ? 'wrong' : 'right');
  const { path, init } = await requestFor(http, things, route, who ?? http.people.ACOMPANANTE, cases);
  cases += 1;
  const method = route.slice(0, route.indexOf(' '));
  const answer = await http.ask(who, path, {
    ...init,
    method: method === 'ALL' ? 'POST' : method,
    ...(asker === 'token without scope' ? { operations: ['nothing.else'] } : {}),
    ...(asker === 'without second factor' ? { withoutSecondFactor: true } : {}),
  });
  return { answer, outcome: await outcomeOf(answer.clone()) };
}

describe('every route', () => {
  test('the table has a row for every route of the server, and no others', () => {
    const routes = routesOf(http.app);
    const missing = routes.filter((route) => !table.rows.has(route));
    expect(missing, `Routes without a reviewed row in tests/expected/routes.csv:\n${missing.join('\n')}\n`).toEqual([]);
    expect([...table.rows.keys()].filter((route) => !routes.includes(route))).toEqual([]);
  });

  test.each([...table.rows])('%s', async (route, row) => {
    const wrong: string[] = [];
    const seen = new Set<string>();
    for (const asker of askers) {
      const { answer, outcome } = await ask(route, asker, row);
      const trouble = answer.headers.get('content-type')?.startsWith('text/html') ? null : await answerTrouble(answer);
      if (trouble && answer.status !== 503) wrong.push(`${asker}: ${trouble}`);
      seen.add(outcome);
      const should = row.get(asker);
      if (should === 'open') {
        if (answer.status === 401 || answer.status === 403 || seen.size > 1)
          wrong.push(`${asker}: ${outcome}, but it is open to all alike`);
      } else if (outcome !== should) wrong.push(`${asker}: the server says ${outcome}, the table ${should}`);
    }
    expect(wrong).toEqual([]);
  });
});
