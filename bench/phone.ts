/**
 * `node bench/phone.ts`: the two promises about the phone, as ratios. (1) The bytes of the first pack of a person's
 * alliances, compared with the same rows as gzipped JSON. (2) The time to open the app offline with a processor slowed
 * 4×, compared with an empty React page that is cached in the same way.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { type FeedPage, rowsOf } from '../domain/sync/feed.ts';
import { webFolder } from '../server/webBuild.ts';
import { DEMO_PASSWORD, startApp } from '../tests/helpers/appServer.ts';
import { launchBrowser } from '../tests/helpers/browser.ts';

const USER = 'demo.acompanante';
const ROUNDS = 7;
const SLOWER = 4;
const say = (line: string) => process.stdout.write(`${line}\n`);
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The bytes of an answer as they are transferred. */
function wireBytes(url: string, cookie: string): Promise<Buffer> {
  return new Promise((done, failed) => {
    get(url, { headers: { cookie, 'accept-encoding': 'gzip' } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(Buffer.concat(parts)));
    }).on('error', failed);
  });
}

async function packBytes(base: string): Promise<void> {
  const signedIn = await fetch(`${base}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ username: USER, password: DEMO_PASSWORD }),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
  const wire = await wireBytes(`${base}/api/sync`, cookie);
  const page = JSON.parse(gunzipSync(wire).toString('utf8')) as FeedPage;
  const rows = page.subjects.flatMap(rowsOf);
  const plain = gzipSync(JSON.stringify(rows.map((r) => ({ kind: r.kind, alliance: r.subjectId, ...r.data })))).length;
  const alliances = rows.filter((r) => r.kind === 'alliance').length;
  say(
    `first pack: ${alliances} alliances, ${rows.length} rows, ${wire.length} bytes on the wire; the same rows ` +
      `as gzip JSON ${plain} bytes; ratio ${(wire.length / plain).toFixed(2)}`,
  );
}

/** A React page with one word, cached by the same service worker. */
async function emptyPage(): Promise<{ url: string; close: () => void }> {
  const folder = join(webFolder, '../bench-empty');
  const source = join(folder, 'source');
  const out = join(folder, 'built');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(source, { recursive: true });
  writeFileSync(
    join(source, 'campo.html'),
    '<!doctype html><html lang="es"><body><div id="root"></div><script type="module" src="./main.js"></script></body></html>',
  );
  writeFileSync(
    join(source, 'main.js'),
    "import { createElement } from 'react'; import { createRoot } from 'react-dom/client';\n" +
      "createRoot(document.getElementById('root')).render(createElement('input'));\n" +
      "navigator.serviceWorker.register('/sw.js', { scope: '/campo' });\n",
  );
  await build({
    root: source,
    logLevel: 'error',
    build: { outDir: out, emptyOutDir: true, rolldownOptions: { input: join(source, 'campo.html') } },
  });
  copyFileSync(join(webFolder, 'sw.js'), join(out, 'sw.js'));
  const assets = readdirSync(join(out, 'assets')).map((name) => `/assets/${name}`);
  writeFileSync(join(out, 'field-files.json'), JSON.stringify({ version: 'empty', entry: assets, files: assets }));
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path === '/campo' ? '/campo.html' : path;
    try {
      const type = file.endsWith('.js') ? 'text/javascript' : file.endsWith('.json') ? 'application/json' : 'text/html';
      response.setHeader('Content-Type', type).end(readFileSync(join(out, file)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/** Milliseconds from entering the address until something can be typed, offline; the median of the rounds. */
async function opening(browser: Browser, base: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(`${base}/campo`);
  await page.locator('input').first().waitFor();
  await page.waitForFunction("navigator.serviceWorker.ready.then(() => caches.match('/campo')).then(Boolean)");
  await context.setOffline(true);
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const fresh = await context.newPage();
    const cdp = await context.newCDPSession(fresh);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await fresh.goto(`${base}/campo`, { waitUntil: 'commit' });
    await fresh.locator('input').first().waitFor();
    times.push(await fresh.evaluate(() => performance.now()));
    await fresh.close();
  }
  await context.close();
  return median(times);
}

const app = await startApp();
try {
  await packBytes(app.base);
  const browser = await launchBrowser();
  const empty = await emptyPage();
  try {
    const own = await opening(browser, app.base);
    const bare = await opening(browser, empty.url);
    say(
      `opening offline at ${SLOWER}× slower: ${own.toFixed(0)} ms; empty React page ${bare.toFixed(0)} ms; ` +
        `ratio ${(own / bare).toFixed(2)}`,
    );
  } finally {
    empty.close();
    await browser.close();
  }
} finally {
  await app.stop();
}
