import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../helpers/appServer.ts';
import { axe, hasBrowser, launchBrowser, newPerson } from '../helpers/browser.ts';
import { choose, grave, logIn, settled } from './officeSteps.ts';

/**
 * Acts on many rows of a list, with the mouse and with the keyboard alone, across a reload and at the width of a phone.
 */
describe.skipIf(!hasBrowser())('acts over many rows', () => {
  let app: RunningApp;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
    app = await startApp();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  async function office(
    username: string,
    path: string,
    size: { width: number; height: number } = { width: 1440, height: 900 },
  ): Promise<Page> {
    const page = await (await newPerson(browser, { ...size, ahead: app.ahead() })).newPage();
    await logIn(page, app.base, username);
    await page.goto(`${app.base}/oficina${path}`);
    await settled(page);
    return page;
  }
  const ticks = (page: Page) => page.locator('tbody').getByRole('checkbox');
  const cells = (page: Page) => page.getByRole('dialog').locator('tbody tr').allInnerTexts();

  test('complaints are assigned together: who cannot be is told beforehand and stays as it is', async () => {
    const page = await office('demo.recl', '/reclamos?open=1');
    await page.getByRole('checkbox', { name: 'Elegir todas las filas de esta página' }).check();
    const rows = await ticks(page).count();
    expect(grave(await axe(page))).toEqual([]);
    await page.getByRole('button', { name: 'Asignar', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^Se puede con \d+ de \d+\./).waitFor();
    const [can = 0, all] = ((await dialog.innerText()).match(/Se puede con (\d+) de (\d+)/) ?? []).slice(1).map(Number);
    expect(all).toBe(rows);
    expect(await dialog.innerText()).toContain('No se puede asignar el reclamo mientras está en');
    expect(grave(await axe(page))).toEqual([]);
    // Nothing is sent before the questions for all rows are answered.
    await dialog.getByRole('button', { name: /^Asignar: / }).click();
    await dialog.getByText('Falta', { exact: false }).first().waitFor();
    const person = (await page.request
      .get(`${app.base}/api/q/complaint.choices?field=assigneeId`)
      .then((r) => r.json())) as {
      data: { rows: { label: string }[] };
    };
    await choose(dialog, 'A quién se asigna', person.data.rows[0]?.label ?? '');
    await dialog.getByRole('button', { name: /^Asignar: / }).click();
    await page.getByRole('dialog', { name: 'Asignar: resultado' }).waitFor();
    const told = await cells(page);
    expect(told).toHaveLength(can);
    expect(told.filter((line) => !/hecho|rechazado/.test(line))).toEqual([]);
    expect(told.some((line) => /hecho/.test(line))).toBe(true);
    expect(grave(await axe(page))).toEqual([]);
    await page.getByRole('button', { name: 'Cerrar el resultado' }).click();
    const code = /R-\S+/.exec(told.find((line) => /hecho/.test(line)) ?? '')?.[0] ?? '';
    await page
      .getByRole('row', { name: new RegExp(code) })
      .getByText('Asignado')
      .waitFor();
  });

  test('commitments are moved by the keyboard; a reload in between loses nothing and doubles nothing', async () => {
    const page = await office('demo.oficial', '/compromisos?open=1');
    // *Sistema* writes the commitments of the demonstration down after the start, a few at a time.
    await expect
      .poll(
        async () => {
          await page.reload();
          await settled(page);
          return ticks(page).count();
        },
        { timeout: 120_000, interval: 2000 },
      )
      .toBeGreaterThan(2);
    for (const i of [0, 1, 2]) {
      await ticks(page).nth(i).focus();
      await page.keyboard.press('Space');
    }
    await page.getByRole('button', { name: 'Trasladar', exact: true }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Se puede con las 3 filas elegidas.').waitFor();
    await dialog.getByLabel('Se traslada al').fill('31/12/2030');
    await dialog.getByLabel('Por qué').fill('Llueve y no se puede entrar.');
    let sent = 0;
    await page.route('**/api/commands', async (route) => {
      sent += 1;
      // The second answer is lost on its way, after the server accepted the command.
      if (sent !== 2) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await dialog.getByRole('button', { name: 'Trasladar: 3 filas' }).press('Enter');
    await page.getByRole('dialog', { name: 'Trasladar: quedan 2 filas por enviar' }).waitFor();
    await page.reload();
    await settled(page);
    await page.getByText('Trasladar: 1 hecha, 2 sin enviar.').waitFor();
    expect(grave(await axe(page))).toEqual([]);
    await page.getByRole('button', { name: 'Continuar' }).click();
    await page.getByText('Trasladar: 3 hechas.').waitFor();
    await page.getByRole('button', { name: 'Ver fila por fila' }).click();
    expect((await cells(page)).filter((line) => /hecho/.test(line))).toHaveLength(3);
    await page.getByRole('button', { name: 'Cerrar el resultado' }).click();
    const moved = (await page.request
      .get(`${app.base}/api/q/commitment.list?state=TRASLADADO&dueOnFrom=2030-12-31`)
      .then((r) => r.json())) as {
      data: { rows: { version: number }[] };
    };
    expect(moved.data.rows).toHaveLength(3);
  });

  test('the list is seen on the map, under the same filters; a place tells what is there and leads to its file', async () => {
    const page = await office('demo.recl', '/reclamos');
    await page.getByRole('group', { name: 'Cómo verlos' }).getByText('Mapa').click();
    await page.waitForURL(/view=map/);
    const told = page.getByText(/^Se muestran \d+ de \d+ reclamos\./);
    await told.waitFor();
    const [, all] = /de (\d+) reclamos/.exec(await told.innerText()) ?? [];
    const places = page.getByRole('region', { name: 'Lugares, en lista' }).getByRole('button');
    expect(await places.count()).toBeGreaterThan(3);
    expect(grave(await axe(page))).toEqual([]);
    await page.getByLabel('Solo los que esperan algo').check();
    await expect.poll(async () => (await told.innerText()).includes(`de ${all} `)).toBe(false);
    expect(page.url()).toContain('open=1');
    await places.first().focus();
    await page.keyboard.press('Enter');
    const card = page.getByRole('region', { name: 'Elegido en el mapa' });
    await card.getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: /^Reclamo R-/ }).waitFor();
    await settled(page);

    // The top of the file shows its state, and its index leads to each of its parts, also with the keyboard.
    const index = page.getByRole('navigation', { name: 'En esta página' });
    const parts = await page.getByRole('main').getByRole('heading', { level: 2 }).count();
    expect(await index.getByRole('link').count()).toBe(parts);
    expect(await index.locator('[aria-current]').innerText()).toMatch(/^Qué sigue/);
    await index.getByRole('link', { name: /^Historia/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#historia$/);
    expect(await index.locator('[aria-current]').innerText()).toMatch(/^Historia/);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('historia');
    expect(grave(await axe(page))).toEqual([]);
    // The address of a part leads to the part.
    const history = page.url();
    await page.goto(`${app.base}/oficina/`);
    await settled(page);
    await page.goto(history);
    await expect.poll(() => index.locator('[aria-current]').innerText()).toMatch(/^Historia/);
    expect(await page.locator('#historia').evaluate((e) => e.getBoundingClientRect().top < innerHeight)).toBe(true);
    await page.setViewportSize({ width: 390, height: 844 });
    await index.getByRole('button', { name: /^Ir a:/ }).click();
    await index.getByRole('link', { name: /^Datos/ }).click();
    await page.waitForURL(/#datos$/);
    expect(grave(await axe(page))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  test('at the width of a phone nothing lies beside the screen', async () => {
    const page = await office('demo.oficial', '/compromisos?open=1', { width: 390, height: 844 });
    await ticks(page).first().check();
    await page.getByRole('button', { name: 'Descartar', exact: true }).click();
    await page.getByRole('dialog').getByText('Se puede con la fila elegida.').waitFor();
    expect(grave(await axe(page))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
});
