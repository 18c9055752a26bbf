import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressIn, languageCodes, languages } from '../../portal/words/complaints/languages.ts';
import { type RunningApp, startApp } from '../helpers/appServer.ts';
import { axe, hasBrowser, launchBrowser, newPerson } from '../helpers/browser.ts';
import { isPage, type PortalExamples, portalPaths } from '../helpers/portalPaths.ts';
import { recordings } from '../helpers/sounds.ts';
import { logIn, settled, takeStep } from './officeSteps.ts';

/** The public pages in a real browser, on a phone and on a desk, with figures and before anything was published. */
describe.skipIf(!hasBrowser())('the public portal', () => {
  let full: RunningApp;
  let empty: RunningApp;
  let browser: Browser;
  let looks = 0;

  beforeAll(async () => {
    browser = await launchBrowser();
    full = await startApp();
    empty = await startApp({ SIGG_DEMO: 'no' });
  });
  afterAll(async () => {
    console.log(`portal: ${looks} looks at pages, each through axe`);
    await browser?.close();
    await full?.stop();
    await empty?.stop();
  });

  const json = async <T>(app: RunningApp, path: string) => (await (await fetch(app.base + path)).json()) as T[];

  /** An alliance and a municipality that this world has published. */
  async function examples(app: RunningApp): Promise<PortalExamples> {
    const [alliance] = await json<{ code: string; municipalityCode: string }>(app, '/datos/alianzas.json');
    return { alliance: alliance?.code, municipality: alliance?.municipalityCode };
  }

  async function lookAt(app: RunningApp, paths: readonly string[]): Promise<void> {
    for (const view of [
      { width: 390, height: 844, dark: false },
      { width: 1440, height: 900, dark: true },
    ]) {
      const context = await newPerson(browser, view);
      const page = await context.newPage();
      for (const path of paths) {
        await page.goto(app.base + path);
        const where = `${path} at ${view.width}`;
        expect(await axe(page), where).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
          `${where}: sticks out sideways`,
        ).toBe(0);
        looks += 1;
      }
      await context.close();
    }
  }

  test('every page has nothing that axe finds and fits its screen, in light and in dark', async () => {
    // The first publication is made automatically after the start.
    await expect
      .poll(async () => (await json(full, '/datos/alianzas.json')).length, { timeout: 60_000, interval: 1000 })
      .toBeGreaterThan(0);
    await lookAt(full, [
      ...portalPaths(await examples(full)).filter(isPage),
      '/municipios?buscar=san',
      '/municipios?buscar=zzz',
      '/alianzas?producto=zzz',
      '/no-existe',
    ]);
  });

  test('so has every page before anything was published', async () => {
    await lookAt(empty, [...portalPaths({}).filter(isPage), '/no-existe']);
  });

  test('a citizen without scripts finds a municipality in two steps and reads how a figure is made', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const [figure] = (
      await json<{ measure: string; dimension: string; label: string }>(full, '/datos/cifras.json')
    ).filter((f) => f.measure === 'P9' && f.dimension === 'municipality' && f.label !== 'Sin dato');
    const name = figure?.label ?? '';
    await page.goto(full.base);
    await page
      .getByLabel('¿Qué se hace en su municipio?')
      .fill(name.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase());
    await page.getByRole('button', { name: 'Buscar' }).click();
    await page.locator('.list').getByRole('link', { name, exact: true }).first().click();
    expect(await page.locator('h1').innerText()).toBe(name);
    await page.getByRole('link', { name: 'Alianzas con convenio firmado' }).click();
    const text = await page.locator('main').innerText();
    for (const part of ['Cómo se calcula', 'Meta del programa', 'registros validados', 'Por municipio', name])
      expect(text).toContain(part);
    await context.close();
  });

  test('every page of a complaint, in each language, has nothing that axe finds, fits its screen and carries no program', async () => {
    for (const view of [
      { width: 390, height: 844, dark: false },
      { width: 1440, height: 900, dark: true },
    ]) {
      const context = await newPerson(browser, view);
      const page = await context.newPage();
      const look = async (what: string) => {
        expect(await axe(page), what).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
          `${what}: sticks out sideways`,
        ).toBe(0);
        expect(await page.locator('script').count(), what).toBe(0);
        looks += 1;
      };
      for (const code of languageCodes) {
        const where = (what: string) => `${code}, ${what} at ${view.width}`;
        const press = (act: string) => page.locator(`button[value=${act}]`).first().click();
        const begin = () => page.goto(full.base + addressIn(code));
        await begin();
        expect(await page.locator('html').getAttribute('lang')).toBe(languages[code].tag);
        await page.locator('details summary').first().click();
        await look(where('form'));
        // A text of blanks satisfies the browser, but it is not a complaint.
        await page.locator('#story').fill('            .');
        await page.locator('#phrase').fill('mi burro negro');
        await page.locator('main form button[type=submit]').first().click();
        await look(where('refusal'));
        await page.locator('#story').fill('La balanza del acopio pesa de menos desde julio.');
        await page.locator('main form button[type=submit]').first().click();
        await look(where('receipt'));
        const complaint = await page.locator('.code').innerText();
        await begin();
        await page.locator('input[name=code]').fill(complaint);
        await press('status');
        await look(where('state'));
        await begin();
        await page.locator('input[name=code]').fill('R-2026-ZZZZZZZZ');
        await press('status');
        await look(where('unknown code'));
        await begin();
        await press('lost');
        await look(where('lost code'));
        await page.locator('#day').fill(new Date(Date.now() - 4 * 3_600_000).toISOString().slice(0, 10));
        await page.locator('input[name=phrase]').fill('una frase que no es');
        if (view.width === 390 && code !== 'es') continue;
        await press('find');
        await look(where('nothing found'));
      }
      await context.close();
    }
  });

  test('a citizen without scripts complains, is answered from the office, is not content, and is answered by another hand', async () => {
    const citizen = await (
      await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    ).newPage();
    await citizen.goto(`${full.base}/reclamos`);
    await citizen.getByLabel('¿Qué pasó?').fill('La balanza del acopio pesa de menos desde julio.');
    await citizen.getByLabel(/En qué municipio/).selectOption({ label: 'La Paz' });
    const buffer = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#a63' } })
      .jpeg()
      .toBuffer();
    await citizen.getByLabel('Foto 1').setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer });
    await citizen
      .getByLabel('Nota de voz')
      .setInputFiles({ name: 'nota.ogg', mimeType: 'audio/ogg', buffer: Buffer.from(await recordings.ogg()) });
    await citizen.getByRole('button', { name: 'Enviar el reclamo' }).click();
    const code = await citizen.locator('.code').innerText();
    const [slip] = await Promise.all([
      citizen.waitForEvent('download'),
      citizen.getByRole('button', { name: 'Descargar el comprobante' }).click(),
    ]);
    expect([slip.suggestedFilename(), citizen.url(), readFileSync(await slip.path(), 'utf8').includes(code)]).toEqual([
      'comprobante.html',
      `${full.base}/reclamos`,
      true,
    ]);
    const ask = async () => {
      await citizen.goto(`${full.base}/reclamos`);
      await citizen.getByLabel('Código').fill(code.toLowerCase());
      await citizen.getByRole('button', { name: 'Ver', exact: true }).click();
      return citizen.locator('main').innerText();
    };
    expect(await ask()).toContain('Todavía nadie lo abrió.');

    const open = async (username: string) => {
      const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
      await logIn(page, full.base, username);
      await page.goto(`${full.base}/oficina/reclamos?text=${code}`);
      await page.getByRole('link', { name: code }).first().click();
      await settled(page);
      return page;
    };
    const today = new Date(Date.now() - 4 * 3_600_000).toISOString().slice(0, 10);
    const officer = await open('demo.recl');
    expect(await officer.getByRole('main').innerText()).toContain('La balanza del acopio pesa de menos desde julio.');
    const shown = officer.getByRole('img', { name: 'Fotos, 1 de 1' });
    await shown.scrollIntoViewIfNeeded();
    await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(320);
    const heard = await officer.locator('audio').getAttribute('src');
    const part = await officer.evaluate(async (src) => {
      const answer = await fetch(src ?? '', { headers: { range: 'bytes=0-3' } });
      return [answer.status, await answer.text()];
    }, heard);
    expect(part).toEqual([206, 'OggS']);
    await takeStep(officer, /^Avisar la recepción/, { acknowledgedOn: today });
    await takeStep(officer, /^Clasificar/, { topic: 'demora' });
    await takeStep(officer, /^Responder/, {
      answer: 'La balanza se calibró esta semana.',
      answeredOn: today,
      answerChannel: 'portal público',
      outcome: 'fundado',
    });
    expect(await ask()).toContain('La balanza se calibró esta semana.');
    await citizen.getByLabel('No estoy conforme').fill('Sigue pesando de menos.');
    await citizen.getByRole('button', { name: 'Pedir que se vea otra vez' }).click();
    expect(await citizen.locator('main').innerText()).toContain('Su reclamo se verá otra vez');
    const coordinator = await open('demo.coord');
    await takeStep(coordinator, /segunda instancia/, {
      secondAnswer: 'Se cambió la balanza.',
      secondAnsweredOn: today,
    });
    expect(await ask()).toContain('Se cambió la balanza.');
    await citizen.context().close();
  });
});
