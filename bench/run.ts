/**
 * npm run bench [-- --engine postgres|pglite] [--rounds 5] [--alliances 1100] [--singles 1600] [--batches 300]
 *
 * Measures the write path over HTTP, compared with bare transactions that insert the same rows through the same driver.
 * Server, database and clients run together on this machine. Afterwards every command must have its receipt and verify
 * must pass. Exit code 0: all of this is true; 1: a receipt is missing, verify found something, or a target was missed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePostgres } from '../scripts/ensurePostgres.ts';
import { readArguments } from '../scripts/lib/readArguments.ts';
import { openDatabase } from '../server/db/database.ts';
import { dataFolder } from '../server/db/dataFolder.ts';
import { localFileStore } from '../server/files/fileStore.ts';
import { keysDirOf } from '../server/integrity/headKey.ts';
import { verify } from '../server/integrity/verify.ts';
import { verifyText } from '../server/integrity/verifyText.ts';
import { createFieldWorld } from '../tests/helpers/fieldWorld.ts';
import { type PostgresServer, startPostgres } from '../tests/helpers/postgresServer.ts';
import { insertAtOnce, insertPlainly, prepareRows } from './bare.ts';
import { openClient, type Sent } from './client.ts';
import { atLeast, median, quantile, table } from './figures.ts';
import { parentOf, processorTime } from './processorTime.ts';
import { prepare, startServer } from './serverProcess.ts';
import { type Parcel, Workload } from './workload.ts';

const { values } = readArguments({
  usage:
    'Uso: npm run bench -- [--engine postgres|pglite] [--rounds 5] [--alliances 1100] [--singles 1600] [--batches 300] [--profile CARPETA]',
  options: {
    engine: { type: 'string', default: 'postgres' },
    rounds: { type: 'string', default: '5' },
    alliances: { type: 'string', default: '1100' },
    singles: { type: 'string', default: '1600' },
    batches: { type: 'string', default: '300' },
    profile: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const singles = Number(values.singles);
const batches = Number(values.batches);
const engine = values.engine === 'pglite' ? 'pglite' : 'postgres';
/**
 * Targets: one command per request reaches at least a third of the rate of bare transactions; batches reach 990
 * accepted commands a second on two cores.
 */
const RATIO = 1 / 3;
const BATCHED_PER_SECOND = 990;

const say = (line: string): void => console.log(line);
const sent: string[] = [];

function accepted(what: string, { byStatus }: Sent): number {
  const others = [...byStatus].filter(([status]) => status !== 'accepted');
  if (others.length > 0) say(`${what}: ${others.map(([status, ids]) => `${ids.length} ${status}`).join(', ')}`);
  for (const ids of byStatus.values()) sent.push(...ids);
  return byStatus.get('accepted')?.length ?? 0;
}

/** The first process of the PostgreSQL behind a connection. */
async function postmaster(db: { query: (sql: string) => Promise<Record<string, unknown>[]> }): Promise<number> {
  const [row] = await db.query('select pg_backend_pid() as pid');
  return parentOf(Number(row?.pid));
}

/** Keeps only commands that insert, because the bare transactions can only repeat inserts. */
const inserting = (parcels: readonly Parcel[]): Parcel[] =>
  parcels
    .map(({ user, texts }) => ({ user, texts: texts.filter((t) => !t.includes('"kind":"visit.correct"')) }))
    .filter((p) => p.texts.length > 0);

async function measure(postgres: PostgresServer | null, dataDir: string): Promise<boolean> {
  const env = { SIGG_DATA_DIR: dataDir, PORT: '0', ...(postgres ? { DATABASE_URL: postgres.url } : {}) };
  const world = await prepare(env, (context) =>
    createFieldWorld(context, Number(values.alliances), (n) => n % 300 === 0 && say(`  ${n} alliances`)),
  );
  say(`world: ${world.alliances.length} alliances, ${world.users.length} people with a session each`);
  const bareDb = postgres ? await openDatabase({ url: postgres.url }) : null;
  if (bareDb) {
    const [s] = await bareDb.query(
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
        current_setting('full_page_writes') as full_page_writes, current_setting('server_version') as version`,
    );
    say(
      `PostgreSQL ${String(s?.version)}: fsync=${String(s?.fsync)} ` +
        `synchronous_commit=${String(s?.synchronous_commit)} full_page_writes=${String(s?.full_page_writes)}`,
    );
  }
  say(
    `data on: ${spawnSync('findmnt', ['-n', '-o', 'SOURCE,FSTYPE', '-T', dataDir], { encoding: 'utf8' }).stdout.trim()}`,
  );
  const server = await startServer(env, values.profile);
  const client = openClient(server.address);
  for (const user of world.users) await client.logIn(user);
  const workload = new Workload(world.users);
  accepted('first', await client.send(workload.first()));
  say('warming up');
  accepted('warm-up', await client.send(workload.singles(2000)));
  accepted('warm-up', await client.send(workload.parcels(100)));

  // This process is the client or runs the bare transactions. The processes of the database are counted with the work
  // they do.
  const roots = [process.pid, ...(bareDb ? [await postmaster(bareDb)] : [])];
  const cost = { one: [] as number[], many: [] as number[], bare: [] as number[], once: [] as number[] };
  const costing = async (of: keyof typeof cost, work: () => Promise<number>): Promise<void> => {
    const from = processorTime(roots);
    const done = await work();
    cost[of].push((processorTime(roots) - from) / done);
  };
  const one: number[] = [];
  const many: number[] = [];
  const bare: number[] = [];
  const once: number[] = [];
  const latencies: number[] = [];
  const measureBare = async (db: NonNullable<typeof bareDb>): Promise<void> => {
    for (const [rates, of, insert] of [
      [bare, 'bare', insertPlainly],
      [once, 'once', insertAtOnce],
    ] as const) {
      const rows = await prepareRows(db, inserting(workload.singles(singles / 2)));
      for (const w of rows) sent.push(...(w.inserts.get('receipt') ?? []).map((r) => String(r.command_id)));
      await costing(of, async () => {
        rates.push(rows.length / (await insert(db, rows)));
        return rows.length;
      });
    }
  };
  for (let round = 1; round <= rounds; round += 1) {
    const alone = workload.singles(singles);
    await costing('one', async () => {
      const single = await client.send(alone);
      latencies.push(...single.latencies);
      const done = accepted('singles', single);
      one.push(done / single.seconds);
      return done;
    });
    const parcels = workload.parcels(batches);
    await costing('many', async () => {
      const batched = await client.send(parcels);
      const done = accepted('batches', batched);
      many.push(done / batched.seconds);
      return done;
    });
    if (bareDb) await measureBare(bareDb);
    say(
      `round ${round}: one by one ${one.at(-1)?.toFixed(0)}/s, batches of 20 ` +
        `${many.at(-1)?.toFixed(0)}/s` +
        (bareDb ? `, bare ${bare.at(-1)?.toFixed(0)}/s, bare in one statement ${once.at(-1)?.toFixed(0)}/s` : ''),
    );
  }
  client.close();
  await server.stop();
  await bareDb?.close();

  const db = await openDatabase(postgres ? { url: postgres.url } : { dataDir: dataFolder(dataDir).database });
  try {
    if (!postgres) for (let round = 0; round < rounds; round += 1) await measureBare(db);
    const ratio = median(one) / median(bare);
    say('');
    for (const line of table([
      ['bare transactions, an insert a row, 8 at a time', bare, ''],
      [
        'bare transactions, all rows in one statement',
        once,
        `one by one reaches ${(median(one) / median(once)).toFixed(2)} of these`,
      ],
      [
        'one command a request, 8 connections',
        one,
        `${ratio.toFixed(2)} of bare; p50 ${median(latencies).toFixed(1)} ms, p99 ${quantile(latencies, 0.99).toFixed(1)} ms`,
      ],
      ['batches of 20, 8 connections', many, `${(median(many) / median(bare)).toFixed(2)} of bare`],
    ]))
      say(line);
    const ms = (sample: readonly number[]) => `${median(sample).toFixed(2)} ms`;
    say(
      `processor time a command, server, database and client together: bare ${ms(cost.bare)}, bare in one ` +
        `statement ${ms(cost.once)}, one by one ${ms(cost.one)}, in batches ${ms(cost.many)}`,
    );
    const missing = await missingReceipts(db);
    say(`\ncommands sent: ${sent.length}, without a receipt: ${missing}`);
    const from = performance.now();
    const report = await verify({
      db,
      files: localFileStore(dataFolder(dataDir).files),
      keysDir: keysDirOf(dataDir, env),
    });
    for (const line of verifyText(report)) say(`verify: ${line}`);
    say(
      `verify took ${((performance.now() - from) / 1000).toFixed(1)} s, at most ` +
        `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB resident in this process`,
    );
    // The embedded engine is for trying the system, so its ratio is printed but has no target.
    const held = postgres
      ? [
          atLeast('one by one against bare', ratio, RATIO),
          atLeast('batches, accepted a second', median(many), BATCHED_PER_SECOND),
        ]
      : [];
    for (const h of held) say(h.sentence);
    return missing === 0 && report.ok && held.every((h) => h.ok);
  } finally {
    await db.close();
  }
}

async function missingReceipts(db: {
  query: (sql: string, params: unknown[]) => Promise<Record<string, unknown>[]>;
}): Promise<number> {
  let missing = 0;
  for (let i = 0; i < sent.length; i += 5000) {
    const slice = sent.slice(i, i + 5000);
    const [row] = await db.query('select count(*) as n from receipt where command_id = any($1::text[]::uuid[])', [
      slice,
    ]);
    missing += new Set(slice).size - Number(row?.n ?? 0);
  }
  return missing;
}

/** Whether PostgreSQL with PostGIS is available; if not, prints why in one line. */
function havePostgres(): boolean {
  try {
    ensurePostgres();
    return true;
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : String(thrown));
    return false;
  }
}

say(
  `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.version}, engine ${engine}, ${rounds} rounds, medians`,
);
if (engine === 'postgres' && !havePostgres()) process.exitCode = 1;
else {
  const dataDir = mkdtempSync(join(tmpdir(), 'sigg-bench-'));
  const postgres = engine === 'postgres' ? await startPostgres({ durable: true }) : null;
  try {
    process.exitCode = (await measure(postgres, dataDir)) ? 0 : 1;
  } finally {
    postgres?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
