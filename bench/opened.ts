/**
 * npm run bench:opened -- [--size par2] [--database URL] [--rounds 3] [--only TEXT,TEXT] [--plans]
 *
 * Measures on PostgreSQL, with a demonstration portfolio, how long the most opened screens take and what the database
 * reads for them: the questions of every screen with its filters, the feed of a phone, and the public pages, all
 * through the real app with log-in, one after the other. Prints a line for each, with the large tables that were read
 * row by row; `--plans` also prints the plans. The portfolio is loaded into a private server that ends with the bench,
 * or once into the database named, with its keys and files in SIGG_DATA_DIR; both are kept for the next run. Has no
 * target.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../scripts/lib/readArguments.ts';
import { readConfig } from '../server/config.ts';
import { demoStartsAt, loadDemo } from '../server/demo/load.ts';
import { DEMO_PASSWORD } from '../server/demo/logins.ts';
import { type DemoSizeName, demoSizes } from '../server/demo/sizes.ts';
import { createApp } from '../server/http/app.ts';
import { DEMO_CODE } from '../server/identity/demoSecondFactor.ts';
import { refreshEvidence } from '../server/monitoring/evidence.ts';
import { publishOpenData } from '../server/publishing/publishOpenData.ts';
import { queries } from '../server/queries/registry.ts';
import { start } from '../server/start.ts';
import type { System } from '../server/system.ts';
import { type PostgresServer, startPostgres } from '../tests/helpers/postgresServer.ts';
import { median } from './figures.ts';
import { type Opened, people, whatPeopleOpen } from './openedCases.ts';
import { plansOf, whatIsRead } from './plans.ts';
import { onStatement, type Sent } from './statements.ts';

const { values } = readArguments({
  usage: 'Uso: npm run bench:opened -- [--size par2] [--database URL] [--rounds 3] [--only TEXTO,TEXTO] [--plans]',
  options: {
    size: { type: 'string', default: 'par2' },
    database: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    plans: { type: 'boolean', default: false },
  },
});
if (!Object.hasOwn(demoSizes, values.size)) throw new Error(`no portfolio ${values.size}`);
const size = values.size as DemoSizeName;
const rounds = Number(values.rounds);

const ENOUGH_MS = 2000;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

type App = ReturnType<typeof createApp>;

/** Logs in everyone who appears in the cases; returns their cookies. */
async function logIn(app: App, origin: string): Promise<Map<Opened['who'], string>> {
  const cookies = new Map<Opened['who'], string>();
  for (const [who, username] of Object.entries(people)) {
    const jar = new Map<string, string>();
    const post = async (path: string, body: unknown) => {
      const headers = {
        'content-type': 'application/json',
        origin,
        cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; '),
      };
      const answer = await app.request(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${username}: ${path} answered ${answer.status}`);
      for (const set of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = set.split(';')[0]?.split(/=(.*)/s) ?? [];
        jar.set(name, value);
      }
      return (await answer.json()) as { twoFactorRedirect?: boolean };
    };
    const { twoFactorRedirect } = await post('/api/auth/sign-in/username', { username, password: DEMO_PASSWORD });
    if (twoFactorRedirect) await post('/api/auth/two-factor/verify-totp', { code: DEMO_CODE });
    cookies.set(who as Opened['who'], [...jar].map(([k, v]) => `${k}=${v}`).join('; '));
  }
  return cookies;
}

/** The name of a case: without ids, because they differ between portfolios. */
const told = ({ who, path }: Opened) =>
  `${who} | ${path.replace(/^\/api\/q\//, '').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')}`;

/** Marks the statements that read the session. They are left out, because every request has the same ones. */
const SESSION = /auth_session/;

async function measure({ db, config, today }: System, app: App): Promise<void> {
  const origin = config.publicUrl.replace(/\/$/, '');
  const cookies = await logIn(app, origin);
  const cases = (await whatPeopleOpen(db, today())).filter((c) =>
    values.only.split(',').some((text) => told(c).includes(text)),
  );
  let sent: Sent[] = [];
  onStatement((statement) => sent.push(statement));
  console.log(
    '| who | what | status | KB | statements | ms | rows read | MB read | large tables read whole |\n' +
      '|---|---|---:|---:|---:|---:|---:|---:|---|',
  );
  for (const opened of cases) {
    const { who, path } = opened;
    const took: number[] = [];
    let [status, bytes] = [0, 0];
    // A case that takes seconds is not repeated.
    for (let round = 0; round <= rounds && sum(took) < ENOUGH_MS; round += 1) {
      sent = [];
      const from = performance.now();
      const answer = await app.request(`${origin}${path}`, { headers: { cookie: cookies.get(who) ?? '' } });
      bytes = (await answer.arrayBuffer()).byteLength;
      status = answer.status;
      const ms = performance.now() - from;
      // The first round warms caches and plans, so it is not counted.
      if (round > 0 || ms > ENOUGH_MS) took.push(ms);
    }
    const own = sent.filter((s) => !SESSION.test(s.text));
    const read = await whatIsRead(db, own);
    const whole = [...read.whole].map(([table, rows]) => `${table} ${rows.toLocaleString('en')}`).join(', ');
    console.log(
      `| ${told(opened)} | ${status} | ${(bytes / 1024).toFixed(0)} | ${own.length} | ` +
        `${median(took).toFixed(0)} | ${read.rows.toLocaleString('en')} | ${read.mb.toFixed(1)} | ${whole} |`,
    );
    if (values.plans) console.log(`\n${await plansOf(db, own)}\n`);
  }
  const asked = new Set(cases.map((c) => /\/api\/q\/([\w.]+)/.exec(c.path)?.[1]));
  if (!values.only)
    console.log(
      `\nnever opened here: ${[...queries.keys()].filter((name) => !asked.has(name)).join(', ') || 'nothing'}`,
    );
}

async function main(): Promise<void> {
  const kept = values.database ? process.env.SIGG_DATA_DIR : undefined;
  if (values.database && !kept) throw new Error('--database needs its data folder in SIGG_DATA_DIR');
  const dir = kept ?? mkdtempSync(join(tmpdir(), 'sigg-bench-opened-'));
  let server: PostgresServer | null = null;
  try {
    server = values.database ? null : await startPostgres();
    const url = values.database ?? server?.url ?? '';
    const config = readConfig({ ...process.env, DATABASE_URL: url, SIGG_DATA_DIR: dir, PORT: '0' });
    const running = await start(
      config,
      () => undefined,
      () => demoStartsAt(size),
    );
    try {
      const { system } = running;
      const asked = { programme: 'PAR2FA', today: system.today(), now: system.now() };
      console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.version}, ${size}`);
      await loadDemo(system, size, () => undefined);
      // If a kept portfolio has no new evidence, it was published and its tables were measured by an earlier run.
      if ((await refreshEvidence(system.db, asked)).alliances !== 0) {
        await publishOpenData(system.db, { ...asked, demo: true });
        await system.db.transaction((tx) => tx.script('analyze'), { statementTimeoutMs: 0 });
      }
      await measure(system, createApp(system));
    } finally {
      await running.close();
    }
  } finally {
    server?.stop();
    if (!kept) rmSync(dir, { recursive: true, force: true });
  }
}

await main();
