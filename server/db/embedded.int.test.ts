import { cp, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrationsDir, testEngine } from '../../tests/helpers/database.ts';
import { temporaryFolder } from '../../tests/helpers/temporaryFolder.ts';
import { type Database, openDatabase } from './database.ts';
import { checkDump, unpackDump } from './dump.ts';
import { type Embedded, openEmbedded } from './embedded.ts';
import { askOwner } from './folderLock.ts';
import { collectStatistics, removeDeadRows } from './maintenance.ts';
import { restoreDump } from './restoreDump.ts';

/** These are about the embedded engine's folder, whatever the run's engine is; they run once, with the embedded one. */
describe.skipIf(testEngine !== 'pglite')('embedded database on disk', () => {
  let root: string;
  let embedded: Embedded;
  beforeAll(async () => {
    root = temporaryFolder('embedded');
    embedded = await openEmbedded(root, { migrationsDir });
    await embedded.db.script('create table probe (id int primary key, note text)');
  });
  afterAll(() => embedded.close());

  const epochOf = async (from: Embedded): Promise<unknown> =>
    (await from.db.query("select value from system_state where key = 'epoch'"))[0]?.value;

  test('a new folder has an epoch of its own and is locked', async () => {
    expect(embedded.created).toBe(true);
    expect(await epochOf(embedded)).toMatch(/^[0-9a-f-]{36}$/);
    await expect(openEmbedded(root, { migrationsDir })).rejects.toThrow('ya está en uso');
  });

  test('a dump taken while people write opens as the database was, and answers come meanwhile', async () => {
    await embedded.db.query('insert into probe select i, repeat(md5(i::text), 8) from generate_series(1, 50000) i');
    let written = 50_000;
    let slowest = 0;
    let dumping = true;
    const writer = (async () => {
      while (dumping) {
        const from = performance.now();
        await embedded.db.query('insert into probe values ($1, $2)', [written + 1, 'durante']);
        slowest = Math.max(slowest, performance.now() - from);
        written += 1;
      }
    })();
    const before = written;
    const dump = await embedded.dump();
    dumping = false;
    await writer;
    console.log(
      `dump: ${Math.round(dump.bytes / 1024)} KB in ${Math.round(dump.ms)} ms, connection held ` +
        `${Math.round(dump.heldMs)} ms at most, slowest answer meanwhile ${Math.round(slowest)} ms, ` +
        `${written - before} rows written meanwhile`,
    );
    // That people went on writing is the point; how long the slowest waited depends on the machine and is printed.
    expect(written - before).toBeGreaterThan(20);
    expect((await readdir(join(root, 'dumps'))).filter((name) => name.endsWith('.part'))).toEqual([]);

    const copy = join(root, 'copy');
    await unpackDump(dump.file, copy);
    const db = await openDatabase({ dataDir: copy });
    const [row] = await db.query<{ rows: number; last: number }>('select count(*) as rows, max(id) as last from probe');
    expect(row?.rows).toBe(row?.last);
    expect(row?.rows).toBeGreaterThanOrEqual(before);
    expect(row?.rows).toBeLessThanOrEqual(written);
    await db.close();
  });

  test('another process gets a copy that opens as the database was; one that nobody removed goes with the next start', async () => {
    const copy = (await askOwner(root, 'copy')) as string;
    await embedded.db.query("insert into probe values (-2, 'después')");
    const db = await openDatabase({ dataDir: copy });
    expect(await db.query('select count(*) as n from probe where id = -2')).toEqual([{ n: 0 }]);
    expect(await db.query('select count(*) > 50000 as all from probe')).toEqual([{ all: true }]);
    await db.close();
    await embedded.db.query('delete from probe where id = -2');
    await embedded.close();
    embedded = await openEmbedded(root, { migrationsDir });
    expect((await readdir(root)).filter((name) => name.startsWith('copy-'))).toEqual([]);
  });

  test('a cut or altered dump is found', async () => {
    const [name] = (await readdir(join(root, 'dumps'))).sort();
    const bad = join(root, 'bad.tar.gz');
    const bytes = await readFile(join(root, 'dumps', String(name)));
    await writeFile(bad, bytes);
    await truncate(bad, bytes.length - 5000);
    await expect(checkDump(bad)).rejects.toThrow();
    const middle = Math.floor(bytes.length / 2);
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 0xff, middle);
    await writeFile(bad, bytes);
    await expect(checkDump(bad)).rejects.toThrow();
    await expect(checkDump(join(root, 'none.tar.gz'))).rejects.toThrow('ENOENT');
  });

  test('a statement over its limit ends with 57014; others go on, what was committed is there', async () => {
    const [before] = await embedded.db.query<{ n: number }>('select count(*) as n from probe');
    const long = embedded.db.transaction(
      async (tx) => {
        await tx.query("insert into probe values (-1, 'se pierde')");
        await tx.query('select count(*) from generate_series(1, 2000000000)');
      },
      { statementTimeoutMs: 300 },
    );
    const waiting = embedded.db.query<{ n: number }>('select count(*) as n from probe');
    await expect(long).rejects.toMatchObject({ code: '57014' });
    expect(await waiting).toEqual([before]);
    expect(await embedded.db.query('show statement_timeout')).toEqual([{ statement_timeout: '30s' }]);
    await embedded.db.transaction((tx) => tx.query('select pg_sleep(0.01)'), { statementTimeoutMs: 0 });
  });

  test('statistics, dead rows and the log are looked after', async () => {
    await embedded.db.query("update probe set note = note || 'x'");
    await collectStatistics(embedded.db);
    await removeDeadRows(embedded.db);
    await embedded.db.query('select pg_stat_force_next_flush()');
    const [row] = await embedded.db.query<{ live: number; dead: number; analysed: boolean }>(
      `select n_live_tup as live, n_dead_tup as dead, last_analyze is not null as analysed from pg_stat_user_tables
        where relname = 'probe'`,
    );
    expect(row?.analysed).toBe(true);
    expect(row?.dead).toBeLessThan(1000);
  });

  test('closing leaves a dump and the folder free; opening again keeps rows and epoch', async () => {
    const epoch = await epochOf(embedded);
    await embedded.db.query("insert into probe values (-2, 'última')");
    const from = Date.now();
    await embedded.close();
    const newest = (await readdir(join(root, 'dumps'))).sort().at(-1) ?? '';
    expect((await stat(join(root, 'dumps', newest))).mtimeMs).toBeGreaterThanOrEqual(Math.floor(from));
    embedded = await openEmbedded(root, { migrationsDir });
    expect(embedded.created).toBe(false);
    expect(await epochOf(embedded)).toBe(epoch);
    expect(await embedded.db.query('select note from probe where id = -2')).toEqual([{ note: 'última' }]);
  });

  test('a damaged database says how to come back, and its last dump brings it back; one that cannot be read changes nothing', async () => {
    const epoch = await epochOf(embedded);
    await embedded.close();
    const control = join(root, 'db', 'global', 'pg_control');
    await writeFile(control, 'dañado');
    const newest = (await readdir(join(root, 'dumps'))).sort().at(-1) ?? '';
    await expect(openEmbedded(root, { migrationsDir })).rejects.toThrow(
      `npm run restore -- ${join(root, 'dumps', newest)}`,
    );

    const at = '2026-11-24T08:00:00.000Z';
    const cut = join(root, 'cut.tar.gz');
    await writeFile(cut, (await readFile(join(root, 'dumps', newest))).subarray(0, 100_000));
    const noted: Database[] = [];
    const note = async (db: Database) => noted.push(db);
    await expect(restoreDump(cut, root, at, note)).rejects.toThrow('No se puede leer el volcado');
    expect(await readFile(control, 'utf8')).toBe('dañado');

    const restored = await restoreDump(join(root, 'dumps', newest), root, at, note);
    expect(noted).toHaveLength(1);
    expect(await readFile(join(restored.movedTo ?? '', 'global', 'pg_control'), 'utf8')).toBe('dañado');
    embedded = await openEmbedded(root, { migrationsDir });
    expect(embedded.created).toBe(false);
    expect(await epochOf(embedded)).toBe(restored.epoch);
    expect(restored.epoch).not.toBe(epoch);
    expect(await embedded.db.query('select note from probe where id = -2')).toEqual([{ note: 'última' }]);
  });

  test('before an upgrade a dump is written; a first start that was cut off begins again', async () => {
    await embedded.close();
    const newer = join(root, 'migrations');
    await cp(migrationsDir, newer, { recursive: true });
    await writeFile(join(newer, '9999_probe.sql'), "create table added (n int); comment on table added is 'x'");
    await rm(join(root, 'dumps'), { recursive: true });
    const lines: string[] = [];
    embedded = await openEmbedded(root, { migrationsDir: newer, onProgress: (line) => lines.push(line) });
    expect(lines).toContainEqual(expect.stringMatching(/^Aplicando 9999_probe\.sql \(\d+ de \d+\)$/));
    expect((await readdir(join(root, 'dumps'))).length).toBe(1);
    await embedded.close();
    await expect(openEmbedded(root, { migrationsDir })).rejects.toThrow('más nueva que este programa');

    const cut = join(root, 'cut');
    await mkdir(join(cut, 'db'), { recursive: true });
    await writeFile(join(cut, 'db', 'PG_VERSION'), '18\n');
    await writeFile(join(cut, 'db.making'), '');
    embedded = await openEmbedded(cut, { migrationsDir });
    expect(embedded.created).toBe(true);
    expect(await readdir(cut)).not.toContain('db.making');
  });
});
