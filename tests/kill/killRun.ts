import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readConfig } from '../../server/config.ts';
import { openDatabase } from '../../server/db/database.ts';
import { dataFolder } from '../../server/db/dataFolder.ts';
import { localFileStore } from '../../server/files/fileStore.ts';
import { keysDirOf } from '../../server/integrity/headKey.ts';
import { recordKey } from '../../server/integrity/headPublishing.ts';
import { verify } from '../../server/integrity/verify.ts';
import { start } from '../../server/start.ts';
import { createAccount, createFieldWorld } from '../helpers/fieldWorld.ts';
import { logIn, sendOnce, sendUntilKilled } from './client.ts';
import { type Baseline, baselineOf, differences } from './count.ts';
import { fieldWork, isFinal, type Outbox, officeWork, type Work } from './outbox.ts';
import { type KillableServer, startServer } from './serverProcess.ts';

export interface KillInput {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly kills: number;
  readonly random: () => number;
  readonly fault: string | null;
}

export interface KillResult {
  readonly differences: readonly string[];
  readonly summary: string;
}

/**
 * The kill comes within this time (milliseconds) after the first byte of a round, so that some rounds end at once and
 * others in the middle of work.
 */
const WINDOW_MS = { postgres: 600, pglite: 1500 } as const;
const FIELD_ALLIANCES = 18;
/** The most rounds of sending after the last kill until everything has its answer. */
const DRAIN_ROUNDS = 50;

interface Client {
  readonly outbox: Outbox;
  readonly work: Work;
}

/**
 * The whole run on one data folder: fills it, kills the server repeatedly while clients send, lets them finish, and
 * counts.
 */
export async function killRun(input: KillInput): Promise<KillResult> {
  const env = {
    SIGG_DATA_DIR: input.dataDir,
    PORT: '0',
    SIGG_DEMO: 'no',
    ...(input.databaseUrl ? { DATABASE_URL: input.databaseUrl } : {}),
    ...(input.fault ? { NODE_ENV: 'test', SIGG_TEST_FAULT: input.fault } : {}),
  };
  const { clients, baseline } = await fill(env);
  let server = await startServer(env);
  for (const { outbox } of clients) await logIn(server.address, outbox);
  const window = WINDOW_MS[input.databaseUrl ? 'postgres' : 'pglite'];
  for (let kill = 0; kill < input.kills; kill += 1) {
    await round(server, clients, input.random, input.random() * window);
    server = await startServer(env);
  }
  await drain(server, clients, input.random);
  await server.stop();
  return count(env, clients, baseline);
}

/** Creates alliances and people through the program itself, before the first kill. */
async function fill(env: Readonly<Record<string, string>>): Promise<{ clients: Client[]; baseline: Baseline }> {
  const running = await start(readConfig(env), () => undefined);
  try {
    const { context } = running.system;
    const { users } = await createFieldWorld(context, FIELD_ALLIANCES);
    const official = await createAccount(context, 'UOD_OFICIAL', ['LPZ']);
    const box = (user: Outbox['user']): Outbox => ({ user, cookie: '', items: [], uploads: [] });
    const clients = [
      ...users.map((user): Client => ({ outbox: box(user), work: fieldWork })),
      { outbox: box({ ...official, alliances: [] }), work: officeWork },
    ];
    // The entries of a first start are not work of the clients.
    await recordKey(running.system);
    return { clients, baseline: await baselineOf(running.system.db) };
  } finally {
    await running.close();
  }
}

/** All clients send; `afterMs` milliseconds after the first byte the server is killed. */
async function round(
  server: KillableServer,
  clients: readonly Client[],
  random: () => number,
  afterMs: number,
): Promise<void> {
  let first: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    first = resolve;
  });
  const sending = clients.map(({ outbox, work }) =>
    sendUntilKilled({ address: server.address, random, onFirst: first }, outbox, work),
  );
  await begun;
  await wait(afterMs);
  await server.kill();
  await Promise.all(sending);
}

/** No more kills: the clients continue until each command has its receipt and each file has arrived. */
async function drain(server: KillableServer, clients: readonly Client[], random: () => number): Promise<void> {
  const sending = { address: server.address, random, onFirst: () => undefined };
  const open = ({ outbox }: Client) =>
    outbox.items.some((i) => !isFinal(i.answers.at(-1))) || outbox.uploads.some((u) => !u.done);
  for (let i = 0; i < DRAIN_ROUNDS && clients.some(open); i += 1) {
    for (const client of clients.filter(open)) await sendOnce(sending, client.outbox);
    await wait(100);
  }
  // The sequencer seals within a second of the last commit.
  await wait(2500);
}

async function count(
  env: Readonly<Record<string, string>>,
  clients: readonly Client[],
  baseline: Baseline,
): Promise<KillResult> {
  const config = readConfig(env);
  const folder = dataFolder(config.dataDir);
  const db = await openDatabase(config.databaseUrl ? { url: config.databaseUrl } : { dataDir: folder.database });
  try {
    const outboxes = clients.map((c) => c.outbox);
    const found = await differences(db, outboxes, baseline, folder.files);
    const report = await verify({
      db,
      files: localFileStore(join(folder.files)),
      keysDir: keysDirOf(config.dataDir, env),
    });
    for (const { code, sentence, count: times } of report.findings) found.push(`verify ${code} ×${times}: ${sentence}`);
    const items = outboxes.flatMap((o) => o.items);
    const again = items.filter((i) => i.sent > 1).length;
    const summary =
      `${items.length} commands (${again} sent more than once), ${outboxes.flatMap((o) => o.uploads).length} ` +
      `files, ${report.counts.sealed} entries: ` +
      `${found.length === 0 ? 'nothing lost, nothing doubled' : `${found.length} differences`}`;
    return { differences: found, summary };
  } finally {
    await db.close();
  }
}
