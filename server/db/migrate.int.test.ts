import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../tests/helpers/database.ts';
import { temporaryFolder } from '../../tests/helpers/temporaryFolder.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';

let db: Database;
let dir: string;
beforeAll(async () => {
  db = await freshDatabase();
  dir = temporaryFolder('migrations');
});
afterAll(() => db.close());

const write = (name: string, sql: string): Promise<void> => writeFile(join(dir, name), sql);

test('files are applied once, in order, and a second run does nothing', async () => {
  await write('0002_b.sql', 'insert into note values (2)');
  await write('0001_a.sql', 'create table note (n int); insert into note values (1);');
  const lines: string[] = [];
  expect(await migrate(db, dir, (line) => lines.push(line))).toEqual(['0001_a.sql', '0002_b.sql']);
  expect(lines).toEqual(['Aplicando 0001_a.sql (1 de 2)', 'Aplicando 0002_b.sql (2 de 2)']);
  expect(await migrate(db, dir)).toEqual([]);
  expect(await db.query('select n from note order by n')).toEqual([{ n: 1 }, { n: 2 }]);
});

test('a failing file leaves nothing behind, and the message names it', async () => {
  await write('0003_c.sql', 'insert into note values (3); select * from nowhere;');
  await expect(migrate(db, dir)).rejects.toThrow(/0003_c\.sql: relation "nowhere" does not exist/);
  expect(await db.query('select n from note where n = 3')).toEqual([]);
  await write('0003_c.sql', 'insert into note values (3);');
  expect(await migrate(db, dir)).toEqual(['0003_c.sql']);
});

test('two at once apply each file once', async () => {
  await write('0004_d.sql', 'insert into note values (4);');
  const applied = await Promise.all([migrate(db, dir), migrate(db, dir)]);
  expect(applied.flat()).toEqual(['0004_d.sql']);
});

test('a changed file, a late file and an unknown one are refused', async () => {
  await write('0001_a.sql', 'create table other (n int)');
  await expect(migrate(db, dir)).rejects.toThrow(/0001_a\.sql/);
  await write('0001_a.sql', 'create table note (n int); insert into note values (1);');
  await write('0002_late.sql', 'select 1');
  await expect(migrate(db, dir)).rejects.toThrow(/0002_late\.sql debería haberse aplicado antes que 0003_c\.sql/);
  await rm(join(dir, '0002_late.sql'));
  await rm(join(dir, '0004_d.sql'));
  await expect(migrate(db, dir)).rejects.toThrow(/más nueva que este programa \(tiene 0004_d\.sql\)/);
});
