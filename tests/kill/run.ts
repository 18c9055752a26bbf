/**
 * npm run test:kill [-- --engine postgres|pglite] [--kills 50] [--seed 12345] [--fault receipt-before-commit|skip-receipt-check]
 *
 * Kills the server that `npm start` makes with SIGKILL at random moments while clients send, starts it again, and lets
 * the clients continue until each command has its receipt; then counts in SQL. Without options: both engines (50 kills
 * each, 10 with CI set), and each defect once on PostgreSQL, which must be noticed. Exit code 0: nothing was lost or
 * doubled, and every defect was noticed; 1: otherwise. The seed is printed. With the same seed the work and the moments
 * of the kills are the same, but not what the server is doing at those moments.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePostgres } from '../../scripts/ensurePostgres.ts';
import { readArguments } from '../../scripts/lib/readArguments.ts';
import { startPostgres } from '../helpers/postgresServer.ts';
import { killRun } from './killRun.ts';
import { randomOf } from './random.ts';

const faults = ['receipt-before-commit', 'skip-receipt-check'];
const { values } = readArguments({
  usage:
    'Uso: npm run test:kill [-- --engine postgres|pglite] [--kills 50] [--seed 12345] [--fault receipt-before-commit|skip-receipt-check]',
  options: {
    engine: { type: 'string' },
    kills: { type: 'string' },
    seed: { type: 'string' },
    fault: { type: 'string' },
  },
});
const kills = Number(values.kills ?? (process.env.CI ? 10 : 50));
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));

interface Run {
  readonly engine: 'postgres' | 'pglite';
  readonly fault: string | null;
  readonly kills: number;
}

function planned(): Run[] {
  const engines: readonly Run['engine'][] =
    values.engine === 'postgres' || values.engine === 'pglite' ? [values.engine] : ['pglite', 'postgres'];
  if (values.fault) return [{ engine: values.engine === 'pglite' ? 'pglite' : 'postgres', fault: values.fault, kills }];
  const sound = engines.map((engine): Run => ({ engine, fault: null, kills }));
  return values.engine ? sound : [...sound, ...faults.map((fault): Run => ({ engine: 'postgres', fault, kills: 3 }))];
}

/** The most kills for a defect; if it is not noticed by then, it counts as missed. */
const MOST_FAULT_KILLS = 24;

async function perform({ engine, fault, kills: times }: Run): Promise<boolean> {
  const name = `${engine}, ${times} kills${fault ? `, defect ${fault}` : ''}`;
  if (engine === 'postgres') {
    try {
      ensurePostgres();
    } catch (missing) {
      console.log(`NOT RUN: ${name}: ${missing instanceof Error ? missing.message : String(missing)}`);
      return !(process.env.SIGG_REQUIRE ?? '').includes('postgres');
    }
  }
  const begun = Date.now();
  const dataDir = mkdtempSync(join(tmpdir(), 'sigg-kill-'));
  // Durable, because the database must keep its data when the server is killed.
  const postgres = engine === 'postgres' ? await startPostgres({ durable: true }) : null;
  try {
    const result = await killRun({
      dataDir,
      databaseUrl: postgres?.url ?? null,
      kills: times,
      random: randomOf(seed + times),
      fault,
    });
    const { differences } = result;
    console.log(`${name}: ${result.summary}, ${((Date.now() - begun) / 1000).toFixed(0)} s`);
    for (const line of differences.slice(0, 12)) console.log(`  ${line}`);
    if (differences.length > 12) console.log(`  … and ${differences.length - 12} more`);
    if (!fault) return differences.length === 0;
    if (differences.length > 0) {
      console.log('  the defect was noticed, as it must be');
      return true;
    }
    console.log('  THE DEFECT WAS NOT NOTICED');
  } finally {
    postgres?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  // On a slow machine a few kills may all miss the moment that shows the defect: tries more of them, with another seed.
  return times < MOST_FAULT_KILLS && perform({ engine, fault, kills: times * 2 });
}

console.log(`seed ${seed}`);
let good = true;
for (const run of planned()) good = (await perform(run)) && good;
process.exitCode = good ? 0 : 1;
