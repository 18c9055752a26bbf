import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FeedPage } from '../../domain/sync/feed.ts';
import { rowsOf } from '../../domain/sync/feed.ts';
import { type RunningApp, startApp } from '../helpers/appServer.ts';
import { axe, hasBrowser, launchBrowser } from '../helpers/browser.ts';
import { firstUse, PHONE, recordSale, recordVisit, sendAll, tunnel, unlock } from './fieldSteps.ts';

const USER = 'demo.acompanante';
const CHROMIUM = process.env.SIGG_CHROMIUM ?? '/usr/bin/chromium';

/** What the server has for the person of a context, by its own feed. */
async function atServer(context: BrowserContext, base: string): Promise<{ visits: string[]; sales: string[]; photos: { of: string; hash: string }[] }> {
  const page = (await (await context.request.get(`${base}/api/sync`)).json()) as FeedPage;
  const rows = page.subjects.flatMap(rowsOf);
  const notes = (kind: string) =>
    rows
      .filter((r) => r.kind === kind)
      .map((r) => String(r.data.notes))
      .filter((n) => n.startsWith('recorrido'))
      .sort();
  const photos = rows
    .filter((r) => String(r.data.notes).startsWith('recorrido'))
    .flatMap((r) => (r.data.photos as string[]).map((hash) => ({ of: String(r.data.notes), hash })));
  return { visits: notes('visit'), sales: notes('sale'), photos };
}

describe.runIf(hasBrowser())('the phone', () => {
  let app: RunningApp;
  let browser: Browser;
  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const allianceNames = async (page: Page) => {
    const names: string[] = [];
    for (const article of await page.getByRole('article').all()) {
      const venta = article.getByRole('link', { name: 'Venta' });
      if (await venta.isVisible()) names.push((await article.getAttribute('aria-label')) ?? '');
    }
    return names;
  };

  it('every screen by day and by night: nothing serious for axe, nothing wider than the phone', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ ...PHONE, colorScheme });
      const page = await context.newPage();
      const look = async (name: string) => {
        await page.getByText('Enviando…').first().waitFor({ state: 'detached' });
        const found = (await axe(page)).filter((f) => f.impact === 'serious' || f.impact === 'critical');
        expect(found, `${name} ${colorScheme}`).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} is wider than the phone`).toBeLessThanOrEqual(390);
      };
      await page.goto(`${app.base}/campo`);
      await page.getByLabel('Usuario').waitFor();
      await look('door');
      await firstUse(page, app.base, USER);
      await look('home');
      const [name = ''] = await allianceNames(page);
      await page.getByRole('article', { name }).getByRole('heading').click();
      await page.getByRole('heading', { name: 'Pendiente' }).waitFor();
      await look('alliance');
      await page.getByRole('region', { name: 'Visitas' }).getByRole('link').first().click();
      await page.getByRole('link', { name: 'Corregir' }).waitFor();
      await look('record');
      await page.getByRole('link', { name: 'Corregir' }).click();
      await page.getByRole('button', { name: 'Guardar visita' }).waitFor();
      await look('correction');
      await page.goto(`${app.base}/campo`);
      await unlock(page, app.base);
      await page.getByRole('article', { name }).getByRole('link', { name: 'Venta' }).click();
      await page.getByRole('button', { name: 'Guardar venta' }).click();
      await page.getByText('Falta completar').first().waitFor();
      await look('sale with problems');
      await unlock(page, app.base);
      await page.getByRole('link', { name: /Envíos/ }).click();
      await look('outbox');
      await page.getByRole('link', { name: 'Ajustes' }).click();
      await page.getByRole('button', { name: 'Cerrar con PIN' }).waitFor();
      await look('settings');
      await context.close();
    }
  });

  it('opens with no network and saves a visit with nothing but its entry', async () => {
    const context = await browser.newContext(PHONE);
    const page = await context.newPage();
    await firstUse(page, app.base, USER);
    const [name = ''] = await allianceNames(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.waitForFunction(async () => (await caches.match('/campo')) !== undefined);
    await tunnel(context, true);
    await unlock(page, app.base);
    await recordVisit(page, name, 'recorrido sin red', 1);
    await context.close();

    // The same without the worker: every file that is not the entry is refused, the server is silent.
    const bare = await browser.newContext({ ...PHONE, serviceWorkers: 'block' });
    const second = await bare.newPage();
    await firstUse(second, app.base, USER);
    const { entry } = (await (await bare.request.get(`${app.base}/field-files.json`)).json()) as { entry: string[] };
    const refused: string[] = [];
    await bare.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname.startsWith('/campo') || entry.includes(pathname) || pathname.endsWith('.css')) return route.continue();
      if (pathname.endsWith('.js')) refused.push(pathname);
      return route.abort();
    });
    await unlock(second, app.base);
    await recordVisit(second, name, 'recorrido solo con la entrada', 2);
    expect(refused).toEqual([]);
    await bare.close();
  });

  it('a day in the field: tunnel, lost answers, a killed app, a killed server, a wrong clock, an ended session: everything arrives once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sigg-phone-'));
    const open = () =>
      chromium.launchPersistentContext(folder, {
        ...PHONE,
        executablePath: CHROMIUM,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      });
    let phone = await open();
    let page = phone.pages()[0] ?? (await phone.newPage());
    await firstUse(page, app.base, USER);
    const names = await allianceNames(page);
    await page.waitForFunction(async () => (await caches.match('/campo')) !== undefined);

    // The same person's other phone, whose clock is a day ahead.
    const other = await browser.newContext(PHONE);
    await other.addInitScript(() => {
      const real = Date.now.bind(Date);
      const ahead = 26 * 3_600_000;
      Date.now = () => real() + ahead;
    });
    const second = await other.newPage();
    await firstUse(second, app.base, USER);

    // A tunnel: four visits and four sales on one phone, three visits on the other, on the same alliances.
    await tunnel(phone, true);
    await tunnel(other, true);
    let seed = 10;
    for (let i = 0; i < 4; i++) {
      await recordVisit(page, names[i % names.length] as string, `recorrido visita ${i}`, seed++);
      await recordSale(page, names[i % names.length] as string, `recorrido venta ${i}`, String(10 + i), '25,50', seed++);
    }
    for (let i = 4; i < 7; i++) await recordVisit(second, names[i % names.length] as string, `recorrido visita ${i}`, seed++);

    // The app is killed with everything unsent, and opens again without signal.
    await phone.close();
    phone = await open();
    await tunnel(phone, true);
    page = phone.pages()[0] ?? (await phone.newPage());
    await unlock(page, app.base);
    await page.getByRole('link', { name: /Envíos/ }).click();
    await page.getByText('Por enviar (8)').waitFor();

    // Signal, but the first answers are lost on the way back.
    let lost = 0;
    await phone.route('**/api/commands', async (route) => {
      if (lost++ < 2) {
        await route.fetch();
        await route.abort('connectionreset');
      } else await route.continue();
    });
    await tunnel(phone, false);
    for (let i = 0; i < 3; i++) {
      await page.getByRole('button', { name: 'Enviar ahora' }).click();
      await page.waitForTimeout(800);
    }
    expect(lost).toBeGreaterThan(1);

    // The server is killed while the other phone sends.
    await tunnel(other, false);
    await second.getByRole('link', { name: /Envíos/ }).click();
    await second.getByRole('button', { name: 'Enviar ahora' }).click();
    await app.kill();
    await recordVisit(page, names[0] as string, 'recorrido visita 7', seed++);
    await app.startAgain();

    // The session ends: what is kept stays, and the person logs in again.
    await phone.clearCookies();
    await page.getByRole('link', { name: /Envíos/ }).click();
    await page.getByRole('button', { name: 'Enviar ahora' }).click();
    await page.getByText('Ingresar para enviar').first().click();
    await page.getByLabel('Contraseña').fill('alianzas-demo');
    await page.getByRole('button', { name: 'Ingresar', exact: true }).click();
    await sendAll(page);
    await sendAll(second);

    const has = await atServer(phone, app.base);
    expect(has.visits.filter((n) => n.startsWith('recorrido visita'))).toEqual(Array.from({ length: 8 }, (_, i) => `recorrido visita ${i}`));
    expect(has.sales).toEqual(Array.from({ length: 4 }, (_, i) => `recorrido venta ${i}`));
    const missing: string[] = [];
    // The phones of the stories before were thrown away: what left them at the last moment may lack its photo for ever.
    for (const { of, hash } of has.photos.filter((p) => /^recorrido (visita|venta)/.test(p.of))) {
      const status = (await phone.request.get(`${app.base}/files/${hash}?w=160`)).status();
      if (status !== 200) missing.push(`${of}: ${hash} ${status}, upload: ${await (await phone.request.get(`${app.base}/api/files/${hash}`)).text()}`);
    }
    expect(missing, `${await page.locator('main').textContent()} | ${await second.locator('main').textContent()}`).toEqual([]);
    await phone.close();
    await other.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
