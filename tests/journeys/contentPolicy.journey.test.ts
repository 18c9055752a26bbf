import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../helpers/appServer.ts';
import { axe, hasBrowser, launchBrowser } from '../helpers/browser.ts';
import { isPage, portalPaths } from '../helpers/portalPaths.ts';

/**
 * The public pages in a real browser: nothing in them needs what the content security policy forbids. The pages of the
 * office are checked in its own journey.
 */
describe.skipIf(!hasBrowser())('the content policy', () => {
  let app: RunningApp;
  let browser: Browser;
  const refused: string[] = [];
  let pages = 0;

  beforeAll(async () => {
    app = await startApp({ SIGG_DEMO: 'no' });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    console.log(`content policy: ${pages} pages looked at in the browser`);
    await browser?.close();
    await app?.stop();
  });

  async function listen(page: Page): Promise<void> {
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text()))
        refused.push(`${page.url()}: ${message.text().slice(0, 300)}`);
    });
  }

  async function open(page: Page, path: string): Promise<void> {
    await page.goto(app.base + path, { waitUntil: 'networkidle' });
    pages += 1;
  }

  test('public pages, the manual of the API and the doors', async () => {
    const context = await browser.newContext({ locale: 'es-BO' });
    const page = await context.newPage();
    await listen(page);
    for (const path of [
      ...portalPaths({ municipality: '020101' }).filter(isPage),
      '/no-existe',
      '/api/docs',
      '/campo',
      '/oficina',
    ])
      await open(page, path);
    expect(refused).toEqual([]);
  });

  /** Findings of axe inside the viewer itself, which our styles cannot fix (docs/decisions/api-manual.md). */
  const OF_THE_VIEWER = ['nested-interactive', 'region', 'select-name'];
  const notOfTheViewer = async (page: Page): Promise<string[]> =>
    (await axe(page)).filter(({ id }) => !OF_THE_VIEWER.includes(id)).map(({ id, where }) => `${id}: ${where}`);

  test.each([390, 1440])(
    'the manual of the API is read at %i px: what it takes is opened, and nothing else is found in it',
    async (width) => {
      const page = await (await browser.newContext({ locale: 'es-BO', viewport: { width, height: 900 } })).newPage();
      await listen(page);
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await open(page, '/api/docs');
      await page.waitForSelector('.opblock-tag');
      expect(await notOfTheViewer(page)).toEqual([]);
      await page.click('.opblock-tag[data-tag="Consultas"]');
      await page.locator('.opblock-summary-control').first().click();
      await page.waitForSelector('.responses-table');
      const found = (await axe(page)).filter(({ id }) => !OF_THE_VIEWER.includes(id));
      expect(found.map(({ id, where }) => `${id}: ${where}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect([errors, refused]).toEqual([[], []]);
      await page.context().close();
    },
  );

  test('a script and a style written into a page by an attacker do not run', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${app.base}/alianzas`);
    const ran = await page.evaluate(async () => {
      const host = document.createElement('div');
      host.innerHTML = '<img src="x" onerror="window.ran = true"><p id="p" style="color:rgb(1,2,3)">x</p>';
      document.body.append(host);
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      await new Promise((done) => setTimeout(done, 200));
      return {
        script: (window as unknown as { ran?: boolean }).ran === true,
        style: getComputedStyle(document.getElementById('p') as Element).color === 'rgb(1, 2, 3)',
      };
    });
    expect(ran).toEqual({ script: false, style: false });
  });
});
