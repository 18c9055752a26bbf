import { beforeAll, describe, expect, test } from 'vitest';
import { grantableRoles } from '../../domain/people/roles.ts';
import { expectedTable } from '../helpers/expected.ts';
import { type HttpWorld, openHttpWorld } from './httpWorld.ts';
import { makeThings, type RouteThings, requestFor } from './routeRequests.ts';

/**
 * Every role × every route that requires a log-in, against the reviewed table tests/expected/routeRoles.csv. A cell:
 * in, allowed for the role (the content may still be wrong); 403, not for the role; 404, nothing there within its
 * reach.
 */
const table = expectedTable('routeRoles.csv');
const routes = [...expectedTable('routes.csv').rows]
  .filter(([, row]) => row.get('right') !== 'anyone')
  .map(([route]) => route);
/**
 * Routes whose permissions are checked by other tests: commands.csv and queries.csv for every role and reach; a
 * person's own phone, for any role, in server/sync.
 */
const APART = ['GET /api/me', 'POST /api/commands', 'GET /api/q/:name', 'POST /api/sync/key'];

let http: HttpWorld;
let things: RouteThings;
let cases = 0;
beforeAll(async () => {
  http = await openHttpWorld();
  things = await makeThings(http);
});

describe('role × route', () => {
  test('the table has a column for every such route and a row for every role', () => {
    expect(table.columns).toEqual(['role', ...routes.filter((route) => !APART.includes(route))]);
    expect([...table.rows.keys()]).toEqual(grantableRoles);
  });

  test.each(grantableRoles)('%s', async (role) => {
    const said: string[] = [];
    for (const route of table.columns.slice(1)) {
      const { path, init } = await requestFor(http, things, route, http.people[role], cases);
      cases += 1;
      const { status } = await http.ask(http.people[role], path, {
        ...init,
        method: route.slice(0, route.indexOf(' ')),
      });
      said.push(
        status === 403 || status === 404 ? String(status) : status < 500 && status !== 401 ? 'in' : `! ${status}`,
      );
    }
    const is = [role, ...said].join(',');
    expect(is).toBe([...(table.rows.get(role)?.values() ?? [])].join(','));
  });

  test('prints how many cases ran', () => {
    console.log(
      `role × route: ${cases} cases over ${table.columns.length - 1} routes and ${grantableRoles.length} roles`,
    );
    expect(cases).toBe((table.columns.length - 1) * grantableRoles.length);
  });
});
