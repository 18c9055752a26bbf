/**
 * npm run bench:figure [-- --size par2] [--rounds 5] [--database URL] [--plans]
 *
 * Measures a figure with all its disaggregations over a demonstration portfolio on PostgreSQL, compared with a plain
 * scan of the tables that its measure reads. Two ways are measured: kept (an open period, from its evidence) and
 * computed (a closed period, from the records). The portfolio is loaded into a private server that ends with the bench,
 * or once into the database named, which is kept for the next run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measure, measures } from '../domain/monitoring/indicators.ts';
import { openPeriods, periodOf } from '../domain/monitoring/period.ts';
import { readArguments } from '../scripts/lib/readArguments.ts';
import { readConfig } from '../server/config.ts';
import type { Database } from '../server/db/database.ts';
import { demoStartsAt, loadDemo } from '../server/demo/load.ts';
import { type DemoSizeName, demoSizes } from '../server/demo/sizes.ts';
import { compareEvidence, refreshEvidence } from '../server/monitoring/evidence.ts';
import type { FigureInput } from '../server/monitoring/evidenceSource.ts';
import { figureBrokenDown } from '../server/monitoring/figures.ts';
import { measureParams, measureSql } from '../server/monitoring/runMeasure.ts';
import { trendOf } from '../server/monitoring/trend.ts';
import { start } from '../server/start.ts';
import { type PostgresServer, startPostgres } from '../tests/helpers/postgresServer.ts';
import { median } from './figures.ts';

const { values } = readArguments({
  usage: 'Uso: npm run bench:figure [-- --size par2] [--rounds 5] [--database URL] [--plans]',
  options: {
    size: { type: 'string', default: 'par2' },
    rounds: { type: 'string', default: '5' },
    database: { type: 'string' },
    plans: { type: 'boolean', default: false },
  },
});
if (!Object.hasOwn(demoSizes, values.size)) throw new Error(`no portfolio ${values.size}`);
const size = values.size as DemoSizeName;
const rounds = Number(values.rounds);
const programme = 'PAR2FA';

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Reads every row of each table that a measure reads, one table after the other. */
async function plainScan(db: Database, measure: Measure): Promise<void> {
  for (const table of measure.reads)
    await db.query(`select count(*) as n, sum(hashtext(t::text)::bigint) as whole from ${table} t`);
}

async function measureAll(db: Database, today: string): Promise<void> {
  const open = openPeriods(today).at(-1);
  const closed = periodOf(String(Number(today.slice(0, 4)) - 1));
  if (!open || !closed) throw new Error('no period');
  const tables = [...new Set(measures.flatMap((m) => m.reads))];
  await db.script('analyze');
  const counts = await db.query<{ name: string; n: number }>(
    tables.map((t) => `select '${t}' as name, count(*)::int as n from ${t}`).join(' union all '),
  );
  console.log(`rows: ${counts.map((c) => `${c.name} ${c.n.toLocaleString('en')}`).join(', ')}`);
  console.log(
    '| measure | parts | plain scan ms | kept ms | ratio | computed ms | ratio | line of years ms |\n' +
      '|---|---:|---:|---:|---:|---:|---:|---:|',
  );
  for (const measure of measures) {
    const asked = (period: typeof open): FigureInput => ({
      measure,
      programme,
      period,
      level: 3,
      today,
      view: 'full',
      scope: () => 'true',
    });
    const samples = { scan: [] as number[], kept: [] as number[], computed: [] as number[], line: [] as number[] };
    let parts = 0;
    for (let round = 0; round <= rounds; round += 1) {
      const took = {
        scan: await timed(() => plainScan(db, measure)),
        kept: await timed(async () => {
          parts = [...(await figureBrokenDown(db, asked(open), measure.dimensions)).parts.values()].flat().length;
        }),
        computed: await timed(() => figureBrokenDown(db, asked(closed), measure.dimensions)),
        line: await timed(() => trendOf(db, asked(open))),
      };
      // The first round warms caches and plans, so it is not counted.
      if (round > 0) for (const key of ['scan', 'kept', 'computed', 'line'] as const) samples[key].push(took[key]);
    }
    const [scan, kept, computed, line] = [
      median(samples.scan),
      median(samples.kept),
      median(samples.computed),
      median(samples.line),
    ];
    const ms = (n: number) => n.toFixed(n < 10 ? 1 : 0);
    console.log(
      `| ${measure.code} | ${parts} | ${ms(scan)} | ${ms(kept)} | ${(kept / scan).toFixed(2)} | ` +
        `${ms(computed)} | ${(computed / scan).toFixed(2)} | ${ms(line)} |`,
    );
    if (values.plans) {
      const plan = await db.query<{ 'QUERY PLAN': string }>(
        `explain (analyze, buffers, costs off) ${measureSql(measure.code)}`,
        measureParams({ ...asked(closed), subjects: null }),
      );
      console.log(plan.map((r) => r['QUERY PLAN']).join('\n'));
    }
  }
}

async function main(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'sigg-bench-figure-'));
  let server: PostgresServer | null = null;
  try {
    server = values.database ? null : await startPostgres();
    const url = values.database ?? server?.url ?? '';
    const running = await start(
      readConfig({ ...process.env, DATABASE_URL: url, SIGG_DATA_DIR: dir, PORT: '0' }),
      () => undefined,
      () => demoStartsAt(size),
    );
    try {
      const { db } = running.system;
      const today = running.system.today();
      const say = (what: string, ms: number) => console.log(`${what}: ${(ms / 1000).toFixed(1)} s`);
      say(`portfolio ${size} loaded`, await timed(() => loadDemo(running.system, size, () => undefined)));
      const input = { programme, today, now: running.system.now() };
      say('evidence rebuilt in full', await timed(() => refreshEvidence(db, { ...input, full: true })));
      let different: string[] = [];
      say(
        'evidence compared with a full computation',
        await timed(async () => {
          different = await compareEvidence(db, input);
        }),
      );
      console.log(different.length === 0 ? 'they agree' : `THEY DIFFER: ${different.join('; ')}`);
      await measureAll(db, today);
      if (different.length > 0) process.exitCode = 1;
    } finally {
      await running.close();
    }
  } finally {
    server?.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

await main();
