import type { ClientBase } from 'pg';
import { beforeEach, expect, test, vi } from 'vitest';

interface Asked {
  readonly name?: string;
  readonly text: string;
}

let runQuery: typeof import('./connection.ts')['runQuery'];
/** Names are the process's: each test begins with none. */
beforeEach(async () => {
  vi.resetModules();
  ({ runQuery } = await import('./connection.ts'));
});

/** A server that answers every statement, or refuses those that `stale` names as planned for the table as it was. */
function server(stale: (asked: Asked) => boolean = () => false): { client: ClientBase; asked: Asked[] } {
  const asked: Asked[] = [];
  const query = async (statement: Asked) => {
    asked.push(statement);
    if (stale(statement)) throw Object.assign(new Error('cached plan must not change result type'), { code: '0A000' });
    return { rows: [{ text: statement.text }] };
  };
  return { client: { query } as unknown as ClientBase, asked };
}

test('a statement has a name from the second time on, always the same; no two have one name', async () => {
  const { client, asked } = server();
  for (const text of ['a', 'b', 'a', 'b', 'a', 'b']) await runQuery(client, text, []);
  const names = asked.map((s) => s.name);
  expect(names.slice(0, 2)).toEqual([undefined, undefined]);
  expect(names[2]).toBeDefined();
  expect(names[3]).toBeDefined();
  expect(names[2]).not.toBe(names[3]);
  expect(names.slice(4)).toEqual(names.slice(2, 4));
});

test('when a table changed under a statement with a name it is asked again without, and has another name from then on', async () => {
  const old = new Set<string>();
  const { client, asked } = server(({ name }) => name !== undefined && old.has(name));
  for (let i = 0; i < 2; i += 1) await runQuery(client, 'a', []);
  const before = asked.at(-1)?.name as string;
  old.add(before);
  expect((await runQuery(client, 'a', [])).rows).toEqual([{ text: 'a' }]);
  expect(asked.slice(-2).map((s) => s.name)).toEqual([before, undefined]);
  await runQuery(client, 'a', []);
  expect(asked.at(-1)?.name).toBeDefined();
  expect(asked.at(-1)?.name).not.toBe(before);
});

test('where asking again fails too, as inside a transaction, the first reason is told', async () => {
  let changed = false;
  const { client } = server(() => changed);
  for (let i = 0; i < 2; i += 1) await runQuery(client, 'a', []);
  changed = true;
  await expect(runQuery(client, 'a', [])).rejects.toMatchObject({ code: '0A000' });
});

test('a thousand statements have names; those that come later go without', async () => {
  const { client, asked } = server();
  for (let i = 0; i <= 1000; i += 1)
    for (let twice = 0; twice < 2; twice += 1) await runQuery(client, `select ${i}`, []);
  expect(new Set(asked.map((s) => s.name).filter((name) => name !== undefined)).size).toBe(1000);
  expect(asked.at(-1)?.name).toBeUndefined();
});
