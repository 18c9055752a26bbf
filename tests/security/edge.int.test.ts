import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../server/http/app.ts';
import { authenticationLimits } from '../../server/identity/authentication.ts';
import { take } from '../../server/identity/limiter.ts';
import { FOREIGN } from '../helpers/twoUnits.ts';
import { NOW } from '../helpers/world.ts';
import { type HttpWorld, openHttpWorld } from './httpWorld.ts';

/** Checks before every route: from which origin writes come, what pages may load, which address counts. */
let http: HttpWorld;
let cases = 0;
beforeAll(async () => {
  http = await openHttpWorld();
});
afterAll(() => console.log(`edge: ${cases} cases`));

const routes = () => [
  ...new Map(http.app.routes.filter((r) => r.path !== '/*').map((r) => [`${r.method} ${r.path}`, r])).values(),
];
const fill = (path: string) => path.replaceAll(/:\w+/g, 'x').replace('*', 'x');

describe('a write from another site', () => {
  const foreign: readonly Record<string, string>[] = [
    { origin: 'https://malo.example' },
    { origin: 'null' },
    { origin: 'http://localhost.malo.example' },
    { origin: 'http://localhost:3001' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://malo.example', 'x-forwarded-host': 'malo.example', host: 'localhost:3000' },
  ];

  test('is refused on every route that is no reading, before anything else', async () => {
    for (const { path, method } of routes()) {
      if (method === 'GET') continue;
      for (const headers of foreign) {
        for (const verb of method === 'ALL' ? ['POST', 'PUT', 'PATCH', 'DELETE'] : [method]) {
          cases += 1;
          const answer = await http.ask(http.people.UCN_ME, `http://localhost:3000${fill(path)}`, {
            method: verb,
            headers,
            body: '{}',
          });
          const { problem } = (await answer.json()) as { problem: { code: string } };
          expect([verb, path, answer.status, problem.code, answer.headers.get('set-cookie')]).toEqual([
            verb,
            path,
            403,
            'SIGG-209',
            null,
          ]);
          expect(answer.headers.get('content-security-policy'), path).toContain("default-src 'none'");
          expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff');
        }
      }
    }
  });

  test('from our own address, and from a client that is no browser, it goes on', async () => {
    for (const headers of [
      { origin: 'http://localhost:3000' },
      { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' },
      {},
    ] as Record<string, string>[]) {
      cases += 1;
      const answer = await http.ask(http.people.UCN_ME, 'http://localhost:3000/api/commands', {
        method: 'POST',
        headers,
        body: '{"commands":[]}',
      });
      expect(answer.status).toBe(200);
    }
  });

  /** Published data, which programs in any browser may read too (server/http/routes/portalFiles.ts). */
  const OPEN = /^\/(datos\/[a-z]+\.(csv|json|geojson|xlsx)|integridad\/huellas\.jsonl)$/;

  test('no answer but open data invites another site to read it, and none with who asks', async () => {
    const open: string[] = [];
    for (const { path, method } of routes()) {
      const answer = await http.ask(null, fill(path), {
        method: method === 'ALL' ? 'POST' : method,
        headers: { origin: 'https://malo.example' },
      });
      cases += 1;
      const invited = answer.headers.get('access-control-allow-origin');
      if (invited !== null) open.push(path);
      expect([path, invited]).toEqual([path, method === 'GET' && OPEN.test(path) ? '*' : null]);
      expect(answer.headers.get('access-control-allow-credentials'), path).toBeNull();
      const preflight = await http.ask(null, fill(path), {
        method: 'OPTIONS',
        headers: { origin: 'https://malo.example', 'access-control-request-method': 'POST' },
      });
      expect(preflight.headers.get('access-control-allow-methods'), path).toBeNull();
    }
    expect(open.length).toBeGreaterThan(5);
  });
});

describe('headers of every answer', () => {
  test('a policy without written-in scripts or styles, no guessing of types, no framing', async () => {
    for (const { path, method } of routes()) {
      for (const who of [null, http.people.UCN_ME]) {
        cases += 1;
        const { headers } = await http.ask(who, fill(path), { method: method === 'ALL' ? 'POST' : method });
        const policy = headers.get('content-security-policy') ?? '';
        expect(policy, path).toContain("default-src 'none'");
        expect(policy, path).not.toMatch(/unsafe-|\*|https?:/);
        if (!policy.includes('sandbox')) expect(policy, path).toContain("frame-ancestors 'none'");
        expect(headers.get('x-content-type-options'), path).toBe('nosniff');
        expect(headers.get('referrer-policy'), path).toBe('same-origin');
        expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
        expect(headers.get('x-powered-by') ?? headers.get('server'), path).toBeNull();
        const type = headers.get('content-type') ?? '';
        if (type.startsWith('text/')) expect(type, path).toMatch(/charset=utf-8/i);
      }
    }
  });

  test('what belongs to a person is kept by no cache', async () => {
    for (const path of ['/api/me', '/api/q/alliance.list', '/api/sync'])
      expect((await http.ask(http.people.ACOMPANANTE, path)).headers.get('cache-control'), path).toMatch(/no-store/);
  });

  test('behind https browsers are told to stay there', async () => {
    const app = createApp({ ...http.system, config: { ...http.system.config, publicUrl: 'https://sigg.example.bo' } });
    expect((await app.request('/healthz')).headers.get('strict-transport-security')).toContain('max-age=');
    expect(
      (
        await app.request('http://sigg.example.bo/api/commands', {
          method: 'POST',
          headers: { origin: 'https://sigg.example.bo' },
          body: '{}',
        })
      ).status,
    ).toBe(401);
  });
});

describe('whose address counts', () => {
  /** An attempt to log in by a client that claims the address `from`, after `spent` has used up its attempts. */
  async function attempt(trustProxy: number, from: string, spent: string): Promise<number> {
    for (let i = 0; i < authenticationLimits.address.max; i += 1)
      await take(http.system.db, `door:address:${spent}`, authenticationLimits.address, NOW);
    const app = createApp({ ...http.system, config: { ...http.system.config, trustProxy } });
    const body = JSON.stringify({ username: 'nadie', password: 'no es esta frase' });
    return (
      await app.request('/api/auth/sign-in/username', {
        method: 'POST',
        headers: { 'x-forwarded-for': from, 'content-type': 'application/json' },
        body,
      })
    ).status;
  }

  test('one that a client invents does not, unless a proxy of ours wrote it; then only what it wrote last', async () => {
    // Without a real connection, as here, the address is called 'local'.
    expect(await attempt(0, '10.1.1.1', 'local')).toBe(429);
    expect(await attempt(1, '10.1.1.2, 192.0.2.7', '192.0.2.7')).toBe(429);
    expect(await attempt(1, '192.0.2.8, 192.0.2.9', '192.0.2.8')).toBe(401);
    expect(await attempt(2, '10.1.1.3, 192.0.2.10, 10.0.0.1', '192.0.2.10')).toBe(429);
  });
});

test('names with line ends, quotes and marks of another unit never reach a header', async () => {
  await http.world.alliance('LPZ', { name: 'Uno"\r\nSet-Cookie: a=b\r\n\r\n<html>' });
  for (const path of ['/api/q/alliance.list?format=csv', '/api/q/alliance.list?format=xlsx', '/api/q/alliance.list']) {
    const { headers } = await http.ask(http.people.UOD_OFICIAL, path);
    expect(JSON.stringify([...headers])).not.toMatch(/a=b|<html>/);
    expect(JSON.stringify([...headers])).not.toContain(FOREIGN);
  }
});
