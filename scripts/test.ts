/**
 * `npm test` and `npm run test:postgres`: runs every suite in turn, each with its own summary. At the end it prints
 * what ran, the names of what failed, and what could not run, with how to get it. SIGG_REQUIRE=browser,postgres turns a
 * suite that cannot run into a failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './ensureChromium.ts';
import { ensurePostgres } from './ensurePostgres.ts';

interface Suite {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Why the suite cannot run here; null when it can. */
  readonly missing?: () => string | null;
  readonly requirement?: 'browser' | 'postgres';
}

const bin = (name: string) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const node = process.execPath;
const reports = mkdtempSync(join(tmpdir(), 'sigg-reports-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));
const reportOf = (project: string) => join(reports, `${project}.json`);
const vitest = (project: string) => [
  bin('vitest'),
  'run',
  '--project',
  project,
  '--reporter=default',
  '--reporter=json',
  `--outputFile=${reportOf(project)}`,
];

const missingOf = (ensure: () => unknown) => () => {
  try {
    ensure();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const common: readonly Suite[] = [
  ...['domain', 'server', 'portal', 'web', 'tests', 'bench'].map((room) => ({
    name: `types of ${room}`,
    command: [bin('tsc'), '-p', room],
  })),
  { name: 'lint', command: [bin('biome'), 'check', '--error-on-warnings', '--max-diagnostics=40'] },
  { name: 'dead code', command: [bin('knip')] },
  { name: 'unit', command: vitest('unit') },
  { name: 'integration on the embedded database', command: vitest('integration') },
  {
    name: 'journeys in the browser',
    command: vitest('journeys'),
    missing: missingOf(ensureChromium),
    requirement: 'browser',
  },
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

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/**
 * The failed tests of a suite, each with its file; none when the suite is not a test, or ended before it could report.
 */
function failedIn({ command }: Suite): string[] {
  const project = command[command.indexOf('--project') + 1];
  if (!command.includes('--project') || project === undefined) return [];
  try {
    const { testResults } = JSON.parse(readFileSync(reportOf(project), 'utf8')) as Report;
    return testResults
      .filter(({ status }) => status === 'failed')
      .flatMap(({ name, assertionResults }) => {
        const file = relative(process.cwd(), name);
        const failed = assertionResults
          .filter(({ status }) => status === 'failed')
          .map(({ fullName }) => `${file}: ${fullName}`);
        return failed.length > 0 ? failed : [`${file}: could not begin`];
      });
  } catch {
    return [];
  }
}

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
  if (status !== 0) lines.push(...failedIn(suite).map((name) => `           ${name}`));
}

process.stdout.write(`\n${lines.join('\n')}\n`);
process.exit(failed ? 1 : 0);
