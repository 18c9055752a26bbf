import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../helpers/appServer.ts';
import { axe, hasBrowser, launchBrowser } from '../helpers/browser.ts';
import { appKept, type FieldPhone, firstUse, openPhone, photo, save, sendAll, unlock } from '../helpers/fieldPhone.ts';
import { grave, logIn, settled, takeStep } from './officeSteps.ts';

/** Taps from the home to the third saved record, fields of text and selects left out: what a hand has to aim at. */
const MOST_TAPS = 16;

describe.runIf(hasBrowser())('a visit to an alliance', () => {
  let app: RunningApp;
  let browser: Browser;
  let field: FieldPhone;
  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    field = await openPhone();
  });
  afterAll(async () => {
    await field?.throwAway();
    await browser?.close();
    await app?.stop();
  });

  it('without signal: a visit, a milestone and an assistance, without going back to a menu; the unit verifies', async () => {
    const page = field.page();
    await firstUse(page, app.base, 'demo.acompanante');
    await appKept(page);
    await page.getByText('Todo enviado').first().waitFor();
    // No signal from the opening of the app on.
    await field.offline(true);
    await unlock(page, app.base);
    const card = page.getByRole('article').filter({ hasText: 'Para corregir' });
    const alliance = (await card.getAttribute('aria-label')) ?? '';
    await page.evaluate(() => {
      const counted = globalThis as unknown as { taps: number };
      counted.taps = 0;
      document.addEventListener('click', (e) => {
        if (!(e.target as HTMLElement).closest('input:not([type=radio]):not([type=checkbox]), select, textarea'))
          counted.taps += e.isTrusted ? 1 : 0;
      });
    });
    await card.getByRole('link', { name: 'Visita', exact: true }).click();
    await page.getByText('Sí, se hizo').click();
    await page.getByLabel('Producción', { exact: true }).check();
    await page.locator('input[type=file]').setInputFiles(await photo(70));
    await page.getByAltText('Foto 1').waitFor();
    await save(page, 'Guardar visita');

    // Saving led to the alliance, where the next thing stands first.
    await page
      .getByRole('region', { name: 'Hitos' })
      .getByRole('link', { name: /Galpón/ })
      .click();
    await page.getByRole('link', { name: 'Registrar la ejecución del hito' }).click();
    await page.locator('input[type=file]').setInputFiles(await photo(71));
    await page.getByAltText('Foto 1').waitFor();
    await save(page, 'Guardar');

    await page.getByRole('link', { name: 'Registrar una asistencia técnica' }).click();
    await page.getByLabel('Tema').selectOption('cosecha');
    await page.getByLabel('Qué se enseñó o se hizo').fill('Secado de grano en carpa');
    await page.getByLabel('Duración').fill('2');
    await page.getByLabel('Mujeres que participaron').fill('7');
    await page.getByLabel('Hombres que participaron').fill('4');
    await page.getByText('el acompañante', { exact: true }).click();
    await save(page, 'Guardar asistencia técnica');
    const taps = await page.evaluate(() => (globalThis as unknown as { taps: number }).taps);
    console.log(`a visit, a milestone and an assistance: ${taps} taps`);
    expect(taps).toBeLessThanOrEqual(MOST_TAPS);
    await page
      .getByRole('heading', { level: 1 })
      .filter({ hasText: alliance.slice(0, 20) })
      .waitFor();
    expect(grave(await axe(page))).toEqual([]);

    // What came back returned is corrected on the same page, still without signal.
    await page.getByRole('link', { name: /^Para corregir/ }).click();
    await page.getByText('La unidad lo devolvió para corregir').waitFor();
    expect(grave(await axe(page))).toEqual([]);
    await page.getByRole('link', { name: /^Corregir y volver a enviar/ }).click();
    await page.getByLabel('Nombre de quien la dio').fill('Lucía Inventada');
    await save(page, 'Guardar');
    await page.getByRole('link', { name: /^Para corregir/ }).waitFor({ state: 'detached' });

    await field.offline(false);
    await sendAll(page);

    const office = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await logIn(office, app.base, 'demo.oficial');
    for (const [place, row, button] of [
      ['hitos', /Galpón/, /^Verificar el hito/],
      ['asistencias-tecnicas', /Secado de grano/, /^Verificar la asistencia/],
      ['asistencias-tecnicas', /Registro de ventas/, /^Verificar la asistencia/],
    ] as const) {
      await office.goto(`${app.base}/oficina/${place}`);
      await settled(office);
      expect(grave(await axe(office))).toEqual([]);
      await office.getByRole('link', { name: row }).first().click();
      await settled(office);
      expect(grave(await axe(office))).toEqual([]);
      await takeStep(office, button, {});
      await office.getByText('Verificado', { exact: true }).first().waitFor();
    }
  });
});
