/**
 * `npm test` and `npm run test:postgres`: every suite in turn, each with its own closing lines; at the end what ran, what
 * failed and what could not run, with how to get it. SIGG_REQUIRE=browser,postgres turns a suite that cannot run into a
 * failure.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './ensureChromium.ts';
import { ensurePostgres } from './ensurePostgres.ts';

interface Suite {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Why it cannot run here; null when it can. */
  readonly missing?: () => string | null;
  readonly requirement?: 'browser' | 'postgres';
}

const bin = (name: string) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const node = process.execPath;
const vitest = (project: string, ...more: string[]) => [bin('vitest'), 'run', '--project', project, ...more];
const missingOf = (ensure: () => unknown) => () => {
  try {
    ensure();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const common: readonly Suite[] = [
  ...['domain', 'server', 'portal', 'web', 'tests', 'bench'].map((room) => ({ name: `types of ${room}`, command: [bin('tsc'), '-p', room] })),
  { name: 'lint', command: [bin('biome'), 'check', '--error-on-warnings', '--max-diagnostics=40'] },
  { name: 'dead code', command: [bin('knip')] },
  { name: 'unit', command: vitest('unit') },
  { name: 'integration on the embedded database', command: vitest('integration') },
  { name: 'journeys in the browser', command: vitest('journeys'), missing: missingOf(ensureChromium), requirement: 'browser' },
];

const postgres: readonly Suite[] = [
  {
    name: 'integration on PostgreSQL',
    command: vitest('integration'),
    env: { SIGG_TEST_ENGINE: 'postgres' },
    missing: missingOf(ensurePostgres),
    requirement: 'postgres',
  },
];

const suites = process.argv.includes('--postgres') ? postgres : common;
const required = new Set((process.env.SIGG_REQUIRE ?? '').split(',').filter(Boolean));
const lines: string[] = [];
let failed = false;

for (const suite of suites) {
  const why = suite.missing?.() ?? null;
  if (why) {
    const must = suite.requirement !== undefined && required.has(suite.requirement);
    failed ||= must;
    lines.push(`${must ? 'FAILED ' : 'NOT RUN'}  ${suite.name}: ${why}`);
    continue;
  }
  process.stdout.write(`\n── ${suite.name}\n`);
  const started = Date.now();
  const [command = node, ...args] = suite.command;
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...suite.env } });
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  failed ||= status !== 0;
  lines.push(`${status === 0 ? 'passed ' : 'FAILED '}  ${suite.name} (${seconds} s)`);
}

process.stdout.write(`\n${lines.join('\n')}\n`);
process.exit(failed ? 1 : 0);
