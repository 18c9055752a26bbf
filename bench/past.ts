/**
 * npm run bench:past -- FOLDER
 *
 * Measures how long figures of a past year take on the embedded engine: the first time, again, the first time after a
 * visit of that year was registered, and for the other questions of the screen. FOLDER is a data folder filled before:
 * SIGG_DATA_DIR=FOLDER npm run demo -- par2. Figures kept in it are dropped first. Prints the times beside the goal of
 * two seconds, but never fails.
 */
import { cpus, loadavg } from 'node:os';
import { measures } from '../domain/monitoring/indicators.ts';
import { readArguments } from '../scripts/lib/readArguments.ts';
import { compose } from '../server/commands/compose.ts';
import { openDatabase } from '../server/db/database.ts';
import { dataFolder } from '../server/db/dataFolder.ts';
import { logIn, type Person } from './person.ts';
import { startServer } from './serverProcess.ts';

const GOAL_MS = 2_000;
const say = (line: string): void => console.log(line);
const written = (ms: number): string => `${Math.round(ms)} ms${ms > GOAL_MS ? ' (over the goal)' : ''}`;

async function timed(question: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await question();
  return performance.now() - from;
}

/**
 * Registers a visit of that year, as the alliance's acompañante sends it from the phone, and waits until it is sealed.
 */
async function visitIn(year: number, field: Person): Promise<void> {
  const { user } = (await field.get('/api/me')) as { user: { id: string } };
  const { data } = (await field.get('/api/q/alliance.list?pageSize=1')) as {
    data: { rows: readonly { id: string }[] };
  };
  const body = {
    allianceId: data.rows[0]?.id,
    done: true,
    presentMembers: [],
    presentWomen: 3,
    presentMen: 2,
    topics: ['produccion'],
    commitments: [],
    photos: [],
  };
  const at = `${year}-12-20T15:00:00.000Z`;
  const visit = compose({
    kind: 'visit.register',
    actor: user,
    subjectId: crypto.randomUUID(),
    body,
    occurredOn: at.slice(0, 10),
    at,
  });
  const { results } = (await field.post('/api/commands', { commands: [visit] })) as { results: { status: string }[] };
  if (results[0]?.status !== 'accepted') throw new Error(`the visit was answered ${JSON.stringify(results)}`);
  await new Promise((done) => setTimeout(done, 1_000));
}

const { positionals } = readArguments({
  usage:
    'Uso: npm run bench:past -- CARPETA, con una carpeta de datos llena: SIGG_DATA_DIR=CARPETA npm run demo -- par2',
  count: [1, 1],
});
const folder = positionals[0] ?? '';
const db = await openDatabase({ dataDir: dataFolder(folder).database });
await db.script('truncate period_sums, period_sums_state').catch(() => undefined);
await db.close();

const year = new Date().getFullYear() - 1;
say(
  `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.version}, embedded engine, year ` +
    `${year}, load ${loadavg()[0]?.toFixed(1)}`,
);
const server = await startServer({ SIGG_DATA_DIR: folder, PORT: '0' });
try {
  const nation = await logIn(server.address, 'demo.me');
  const field = await logIn(server.address, 'demo.acompanante');
  const ask = (question: string) => () => nation.get(`/api/q/indicator.${question}`);
  const list = ask(`list?period=${year}`);
  say(`list of all figures, first time ever: ${written(await timed(list))}`);
  say(`again: ${written(await timed(list))}`);
  for (const { code } of measures) {
    const figure = ask(`figure?measure=${code}&period=${year}`);
    say(
      `${code}, three levels and all parts, first time ever: ${written(await timed(figure))}; again: ${written(await timed(figure))}`,
    );
  }
  await visitIn(year, field);
  say(
    `list, first time after a visit of that year: ${written(await timed(list))}; again: ${written(await timed(list))}`,
  );
  await visitIn(year, field);
  say(
    `N8-visitas with all parts, first time after a visit: ${written(await timed(ask(`figure?measure=N8-visitas&period=${year}`)))}`,
  );
  for (const code of ['N8-visitas', 'R5']) {
    const trend = ask(`trend?measure=${code}&period=${year}`);
    say(
      `${code}, line of five years, first time ever: ${written(await timed(trend))}; again: ${written(await timed(trend))}`,
    );
    for (const page of [1, 3])
      say(
        `${code}, rows, page ${page}: ${written(await timed(ask(`evidence?measure=${code}&period=${year}&page=${page}`)))}`,
      );
  }
  say(`load ${loadavg()[0]?.toFixed(1)}`);
} finally {
  await server.stop();
}
