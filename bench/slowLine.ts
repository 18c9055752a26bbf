/**
 * `npm run bench:line -- [--rate 1600] [--kb 620] [--base URL]`: sends a photo over a slow line with the phone's own
 * engine, compared with the same bytes in one plain request. Both are sent at the same time, each through its own proxy
 * on loopback, which lets that many bytes a second through in each direction. `--base`: a running server with
 * demonstration data.
 */
import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer, request } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import sharp from 'sharp';
import { registerVisit } from '../domain/field/visit.ts';
import type { MeView } from '../domain/kernel/views.ts';
import { readArguments } from '../scripts/lib/readArguments.ts';
import { newId } from '../server/ids.ts';
import { DEMO_PASSWORD, startApp } from '../tests/helpers/appServer.ts';
import { Phone } from '../web/local/phone.ts';
import { type Call, httpCall, realRules } from '../web/local/ports.ts';
import { createVault } from '../web/local/vault.ts';

const { values } = readArguments({
  usage: 'Uso: npm run bench:line -- [--rate 1600] [--kb 620] [--base URL]',
  options: {
    rate: { type: 'string', default: '1600' },
    kb: { type: 'string', default: '620' },
    base: { type: 'string' },
  },
});
const rate = Number(values.rate);
const size = Number(values.kb) * 1000;
const PIN = '2580';
const MOST_RATIO = 1.2;
/** How often the proxy passes bytes on, in milliseconds. */
const TICK_MS = 50;
const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * Passes bytes on at `rate` a second. While bytes wait, nothing more is read from the sender, so the sender sees a line
 * of that speed.
 */
function paced(from: Socket, to: Socket): void {
  const waiting: Buffer[] = [];
  let due = 0;
  let last = performance.now();
  from.on('data', (bytes: Buffer) => {
    waiting.push(bytes);
    from.pause();
  });
  const timer = setInterval(() => {
    // Counts by the clock and not by the ticks, because a busy machine ticks late.
    const now = performance.now();
    due = Math.min(rate, due + (rate * (now - last)) / 1000);
    last = now;
    while (due >= 1 && waiting.length > 0) {
      const first = waiting.shift() as Buffer;
      const part = first.subarray(0, Math.floor(due));
      due -= part.length;
      to.write(part);
      if (part.length < first.length) waiting.unshift(first.subarray(part.length));
    }
    if (waiting.length === 0) from.resume();
    if (waiting.length === 0 && from.readableEnded) to.end();
  }, TICK_MS);
  const end = () => {
    clearInterval(timer);
    to.destroy();
  };
  from.on('close', end).on('error', end);
}

async function slowProxy(port: number): Promise<{ base: string; close: () => void }> {
  const server = createServer({ highWaterMark: 1024 }, (client) => {
    const upstream = connect(port, 'localhost');
    paced(client, upstream);
    paced(upstream, client);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { base: `http://localhost:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/**
 * A picture of exactly `size` bytes, different each time. Random bytes fill it up behind the end of the image, where
 * readers ignore them.
 */
async function photo(): Promise<Uint8Array<ArrayBuffer>> {
  const side = Math.floor(Math.sqrt(size / 2.2));
  const jpeg = await sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 70 })
    .toBuffer();
  if (jpeg.length > size) throw new Error(`the picture has ${jpeg.length} bytes, more than ${size}`);
  return new Uint8Array(Buffer.concat([jpeg, randomBytes(size - jpeg.length)]));
}

/** Seconds that the same bytes need over such a line, in one request to a server that only reads them. */
async function bareTime(): Promise<number> {
  const sink = createHttpServer({ requestTimeout: 0 }, (asked, answer) => asked.on('end', () => answer.end()).resume());
  await new Promise<void>((done) => sink.listen(0, '127.0.0.1', done));
  const line = await slowProxy((sink.address() as AddressInfo).port);
  const from = performance.now();
  await new Promise<void>((done, failed) => {
    const put = request(line.base, { method: 'PUT', headers: { 'content-length': size } }, (answer) =>
      answer.on('end', done).resume(),
    );
    put.on('error', failed).end(randomBytes(size));
  });
  line.close();
  sink.close();
  return (performance.now() - from) / 1000;
}

async function cookieOf(base: string): Promise<string> {
  const answer = await fetch(`${base}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ username: 'demo.acompanante', password: DEMO_PASSWORD }),
  });
  if (!answer.ok) throw new Error(`log-in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
}

const app = values.base ? { base: values.base, stop: async () => {} } : await startApp();
const proxy = await slowProxy(Number(new URL(app.base).port));
try {
  const cookie = await cookieOf(app.base);
  const own = (base: string) => httpCall(base, { cookie, origin: app.base, host: new URL(app.base).host });
  let call: Call = own(app.base);
  let lost = 0;
  const phone = new Phone({
    call: (...request) =>
      call(...request).catch((error) => {
        lost += 1;
        throw error;
      }),
    reachable: () => true,
    now: () => Date.now(),
    monotonic: () => performance.now(),
    random: () => 0,
    databaseName: 'bench',
    idb: { indexedDB: new IDBFactory(), IDBKeyRange },
    iterations: 1,
    rules: realRules,
  });
  const me = (await call('GET', '/api/me')).json as MeView;
  await createVault(phone.db, phone.ports, me, PIN, null, newId());
  await phone.unlock(me.user.id, PIN);
  await phone.sync();
  await phone.refresh();
  const alliance = phone.state().alliances[0]?.alliance;
  if (!alliance) throw new Error('no alliance');
  const bytes = await photo();
  const hash = await phone.keepPhoto({ bytes, mediaType: 'image/jpeg', original: bytes, grey: null });
  call = own(proxy.base);
  const bare = bareTime();
  const from = performance.now();
  await phone.record({
    definition: registerVisit,
    subjectId: newId(),
    allianceId: alliance.id,
    baseVersion: null,
    occurredOn: phone.state().today,
    place: null,
    body: {
      allianceId: alliance.id,
      done: true,
      presentMembers: [],
      topics: ['produccion'],
      commitments: [],
      photos: [hash],
    },
  });
  while ((await phone.db.files.toArray()).some((f) => f.state === 'pending')) {
    await phone.sendNow();
    await rest(100);
  }
  const took = (performance.now() - from) / 1000;
  const alone = await bare;
  say(
    `${size} bytes at ${rate} bytes/s: bare ${alone.toFixed(0)} s; the phone, its visit and its feed included, ` +
      `${took.toFixed(0)} s; ${lost} answers lost`,
  );
  say(`ratio ${(took / alone).toFixed(2)} (at most ${MOST_RATIO})`);
  if (took / alone > MOST_RATIO) process.exitCode = 1;
  phone.lock();
  phone.db.close();
} finally {
  proxy.close();
  await app.stop();
}
