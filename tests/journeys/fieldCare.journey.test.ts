import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../helpers/appServer.ts';
import { hasBrowser, launchBrowser } from '../helpers/browser.ts';
import { firstUse, goTo, openForm, PHONE, photo, save } from '../helpers/fieldPhone.ts';

const MOST_HEAD_PX = 90;

/** How a form treats unfinished work, missing answers and impossible answers; and which acts are offered to whom. */
describe.runIf(hasBrowser())('the care of the phone', () => {
  let app: RunningApp;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await app?.stop();
  });

  const open = async (user = 'demo.acompanante'): Promise<{ page: Page; name: string }> => {
    const context = await browser.newContext(PHONE);
    contexts.push(context);
    const page = await context.newPage();
    await firstUse(page, app.base, user);
    const articles = page.getByRole('article');
    for (const article of await articles.all())
      if (await article.getByRole('link', { name: 'Venta', exact: true }).isVisible())
        return { page, name: (await article.getAttribute('aria-label')) ?? '' };
    return { page, name: (await articles.first().getAttribute('aria-label')) ?? '' };
  };
  const done = async (page: Page) => {
    await page.getByText('Sí, se hizo').click();
    await page.getByLabel('Producción', { exact: true }).check();
  };
  const headOf = (page: Page) => page.locator('.f-head').evaluate((head) => head.getBoundingClientRect().height);
  const inView = (what: Locator) =>
    what.evaluate((e) => e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().bottom <= window.innerHeight);

  it('«Guardar» waits for the photo that is being kept, and what was typed last before «Volver» is kept', async () => {
    const { page, name } = await open();
    await page.context().setOffline(true);
    await openForm(page, name, 'Visita');
    await done(page);
    const side = 6000;
    const large = await sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
      .jpeg({ quality: 82 })
      .toBuffer();
    expect(large.length).toBeGreaterThan(20_000_000);
    await page.locator('input[type=file]').setInputFiles({ name: 'grande.jpg', mimeType: 'image/jpeg', buffer: large });
    await save(page, 'Guardar visita');
    await goTo(page, 'Envíos');
    await page.getByRole('article').filter({ hasText: 'Visita' }).first().getByText('Falta enviar 1 foto').waitFor();

    await openForm(page, name, 'Visita');
    await done(page);
    await page.getByLabel('Notas').pressSequentially('las últimas palabras');
    await page.getByRole('button', { name: 'Volver' }).click();
    // The draft is shown on the alliance, and beginning the same record again offers it instead of a second one.
    await page.getByRole('article', { name }).getByRole('heading').click();
    await page.getByRole('region', { name: 'Sin terminar' }).getByRole('link').waitFor();
    await page.getByRole('link', { name: 'Visita', exact: true }).click();
    await page.getByText('Ya empezó este registro').waitFor();
    await page.getByRole('region', { name: 'Sin terminar' }).getByRole('link').click();
    expect(await page.getByLabel('Notas').inputValue()).toBe('las últimas palabras');
    await page.getByRole('button', { name: 'Volver' }).click();
    expect(await page.getByRole('region', { name: 'Sin terminar' }).getByRole('link').count()).toBe(1);
  });

  it('each file of several is told apart', async () => {
    const { page, name } = await open();
    await openForm(page, name, 'Visita');
    await done(page);
    const input = page.locator('input[type=file]');
    await input.setInputFiles([
      await photo(1),
      { name: 'rota.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no es una foto') },
      await photo(2),
    ]);
    await page.getByText('«rota.jpg»: No se pudo abrir la foto').waitFor();
    expect(await page.getByAltText(/^Foto \d/).count()).toBe(2);
    await input.setInputFiles(await Promise.all(Array.from({ length: 20 }, (_, i) => photo(100 + i))));
    await page.getByText('No entraron 2: «foto-118.jpg», «foto-119.jpg»').waitFor();
    expect(await page.getByAltText(/^Foto \d/).count()).toBe(20);
  });

  it('a missing answer comes into view at every press, from wherever one is', async () => {
    const { page, name } = await open();
    await openForm(page, name, 'Visita');
    await page.getByText('Sí, se hizo').click();
    const notes = page.getByLabel('Notas');
    const topics = page.getByRole('group', { name: /Temas tratados/ });
    for (let press = 0; press < 3; press++) {
      await notes.scrollIntoViewIfNeeded();
      await notes.click();
      await page.getByRole('button', { name: 'Guardar visita' }).click();
      await expect.poll(() => inView(topics.locator('legend'))).toBe(true);
      expect(await topics.getByText('Falta completar').count()).toBe(1);
      expect(await topics.evaluate((group) => group.contains(document.activeElement))).toBe(true);
      expect(await page.getByRole('alert').filter({ hasText: 'Falta o está mal: Temas tratados' }).count()).toBe(1);
    }
    // The members present: all at once, or by search. Photo and place come first.
    await page.getByRole('button', { name: /^Marcar a todos/ }).click();
    const order = await page
      .locator('[data-field]')
      .evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.field));
    expect(Math.max(order.indexOf('photos'), order.indexOf('place'))).toBeLessThan(
      Math.min(order.indexOf('topics'), order.indexOf('presentMembers')),
    );
  });

  it('a price a thousand times the agreed one is asked about before it is kept, with its reason', async () => {
    const { page, name } = await open();
    await openForm(page, name, 'Venta');
    await page.getByRole('radio').first().check();
    await page
      .getByLabel(/^Cantidad vendida/)
      .first()
      .fill('10');
    const price = page.getByLabel(/^Precio por/);
    await price.fill('900000');
    await page.getByLabel('Notas').click();
    await page.getByText(/El precio es [\d.,]+ veces más que/).waitFor();
    await page.getByRole('button', { name: 'Guardar venta' }).click();
    await page.getByText('Hay un dato poco probable').waitFor();
    expect(await page.getByRole('heading', { level: 1, name: 'Venta' }).isVisible()).toBe(true);
    await page.locator('input[name=odd-price]').fill('Es semilla certificada');
    await page.getByRole('button', { name: 'Guardar venta' }).click();
    await page.getByText(/^Guardado.*valor poco probable/).waitFor();
  });

  it('the head of no screen takes more than 90 points, and home says which data are missing', async () => {
    const { page, name } = await open();
    const seen: Record<string, number> = {};
    const measure = async (screen: string) => {
      seen[screen] = await headOf(page);
    };
    await measure('home');
    expect(await page.getByText(/datos? por completar/).count()).toBe(0);
    await page.getByRole('article', { name }).getByRole('heading').click();
    await page.getByRole('heading', { name: 'Pendiente' }).waitFor();
    await measure('alliance');
    await page.getByRole('link', { name: 'Visita', exact: true }).click();
    await page.getByRole('button', { name: 'Guardar visita' }).waitFor();
    await measure('visit');
    await goTo(page, 'Envíos');
    await measure('outbox');
    await goTo(page, 'Ajustes');
    await measure('settings');
    expect(Object.keys(seen)).toHaveLength(5);
    for (const [screen, height] of Object.entries(seen)) expect(height, screen).toBeLessThanOrEqual(MOST_HEAD_PX);
  });

  it('the representative of an organisation is offered the sale and not the visit', async () => {
    const { page } = await open('demo.opp.rep');
    const article = page.getByRole('article').first();
    await article.getByRole('link', { name: 'Venta', exact: true }).waitFor();
    expect(await page.getByRole('link', { name: 'Visita', exact: true }).count()).toBe(0);
    const sale = await article.getByRole('link', { name: 'Venta', exact: true }).getAttribute('href');
    await page.evaluate((to) => history.pushState(null, '', to), sale?.replace('/venta/', '/visita/') ?? '');
    await page.evaluate(() => window.dispatchEvent(new PopStateEvent('popstate')));
    await page.getByText('Su rol no registra esto').waitFor();
  });
});
