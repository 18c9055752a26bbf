/**
 * npm run bench:answers -- FOLDER [--seconds 20] [--only TEXT]
 *
 * Measures how long people wait for answers on the embedded engine while each kind of background work runs. FOLDER is a
 * data folder filled before: SIGG_DATA_DIR=FOLDER npm run demo -- par2. The server runs in its own process. One person
 * repeats without pause: open their alliances, open one of them, ask for what a new phone and a phone in use receive,
 * register a visit. Prints the waits and the statements that took over 100 ms; has no target.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../scripts/lib/readArguments.ts';
import { compose } from '../server/commands/compose.ts';
import { quantile } from './figures.ts';
import { logIn, type Person } from './person.ts';
import { type ServerProcess, startServer } from './serverProcess.ts';

const FIELD = 'demo.acompanante';
const NATION = 'demo.me';
const say = (line: string): void => console.log(line);

interface Wait {
  readonly ms: number;
  readonly asked: string;
}

interface Probe {
  readonly waits: Wait[];
  readonly stop: () => Promise<void>;
}

type Requests = Readonly<Record<string, () => Promise<unknown>>>;

/** One person at work: repeats the same requests without pause until stopped. */
function atWork(requests: Requests): Probe {
  const waits: Wait[] = [];
  let stopped = false;
  const working = (async () => {
    while (!stopped) {
      for (const [asked, request] of Object.entries(requests)) {
        const from = performance.now();
        await request();
        waits.push({ ms: performance.now() - from, asked });
      }
    }
  })();
  return {
    waits,
    stop: async () => {
      stopped = true;
      await working;
    },
  };
}

async function fieldRequests(person: Person): Promise<Requests> {
  const { user } = (await person.get('/api/me')) as { user: { id: string } };
  const { data } = (await person.get('/api/q/alliance.list?pageSize=50')) as {
    data: { rows: readonly { id: string }[] };
  };
  const ids = data.rows.map((row) => row.id);
  if (ids.length === 0) throw new Error(`${FIELD} has no alliances here`);
  let [turn, cursor] = [0, ''];
  const next = (): string => ids[turn++ % ids.length] as string;
  const visit = () => {
    const body = {
      allianceId: next(),
      done: true,
      presentMembers: [],
      presentWomen: 3,
      presentMen: 2,
      topics: ['produccion'],
      commitments: [],
      photos: [],
    };
    const at = new Date().toISOString();
    return compose({
      kind: 'visit.register',
      actor: user,
      subjectId: crypto.randomUUID(),
      body,
      occurredOn: at.slice(0, 10),
      at,
    });
  };
  return {
    list: () => person.get('/api/q/alliance.list?pageSize=50'),
    alliance: () => person.get(`/api/q/alliance.get?id=${next()}`),
    'new phone': () => person.get('/api/sync'),
    phone: async () => {
      ({ cursor } = (await person.get(`/api/sync${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`)) as {
        cursor: string;
      });
    },
    visit: async () => {
      const { results } = (await person.post('/api/commands', { commands: [visit()] })) as {
        results: { status: string }[];
      };
      if (results[0]?.status !== 'accepted') throw new Error(`a visit was answered ${JSON.stringify(results)}`);
    },
  };
}

/** Runs a script of the product on the folder of the running server and waits for its end. */
async function script(name: string, folder: string, ...args: string[]): Promise<void> {
  const file = fileURLToPath(new URL(`../scripts/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, SIGG_DATA_DIR: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${name} ended with ${String(code)}`);
}

/** The kinds of background work. Each one runs to its end and is started again until the time is over. */
function kinds(
  server: ServerProcess,
  nation: Person,
  folder: string,
): Readonly<Record<string, () => Promise<unknown>>> {
  const lastYear = new Date().getFullYear() - 1;
  const pause = () => new Promise((done) => setTimeout(done, 1000));
  return {
    'nothing else': pause,
    'evidence, every row': () => server.work('evidence'),
    publication: () => server.work('publication'),
    'statistics of every table': () => server.work('statistics'),
    'national figures': async () => {
      await nation.get('/api/q/indicator.list');
      await nation.get('/api/q/indicator.figure?measure=R5');
    },
    'figures of a closed year': async () => {
      await nation.get(`/api/q/indicator.list?period=${lastYear}`);
      await nation.get(`/api/q/indicator.trend?measure=N8-datos&period=${lastYear}`);
      await nation.get(`/api/q/indicator.evidence?measure=R5&period=${lastYear}&page=3`);
    },
    verify: () => script('verify', folder),
    backup: async () => {
      const target = mkdtempSync(join(tmpdir(), 'sigg-bench-backup-'));
      await script('backup', folder, target).finally(() => rmSync(target, { recursive: true, force: true }));
    },
  };
}

async function measure(folder: string, seconds: number, only: string): Promise<void> {
  say(`${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.version}, embedded engine, ${folder}`);
  const server = await startServer({ SIGG_DATA_DIR: folder, PORT: '0' });
  try {
    const field = await logIn(server.address, FIELD);
    const nation = await logIn(server.address, NATION);
    const requests = await fieldRequests(field);
    say('bringing the evidence up to date');
    await server.work('upToDate');
    await server.work('slow');
    say(`\n| ${'meanwhile'.padEnd(26)} | answers |    p50 |    p99 |    max | of       | rounds of it |`);
    for (const [name, work] of Object.entries(kinds(server, nation, folder))) {
      if (!name.includes(only)) continue;
      const probe = atWork(requests);
      const until = performance.now() + seconds * 1000;
      let done = 0;
      while (performance.now() < until) {
        await work();
        done += 1;
      }
      await probe.stop();
      const ms = (value: number) => `${value.toFixed(0).padStart(6)}`;
      const times = probe.waits.map((wait) => wait.ms);
      const longest = probe.waits.reduce((a, b) => (b.ms > a.ms ? b : a));
      say(
        `| ${name.padEnd(26)} | ${String(times.length).padStart(7)} | ${ms(quantile(times, 0.5))} | ` +
          `${ms(quantile(times, 0.99))} | ${ms(longest.ms)} | ${longest.asked.padEnd(8)} | ` +
          `${String(done).padStart(12)} |`,
      );
      await server.work('slow');
    }
  } finally {
    await server.stop();
  }
}

const { values, positionals } = readArguments({
  usage:
    'Uso: npm run bench:answers -- CARPETA [--seconds 20] [--only TEXTO], con una carpeta de datos llena: ' +
    'SIGG_DATA_DIR=CARPETA npm run demo -- par2',
  count: [1, 1],
  options: { seconds: { type: 'string', default: '20' }, only: { type: 'string', default: '' } },
});
await measure(positionals[0] ?? '', Number(values.seconds), values.only);
