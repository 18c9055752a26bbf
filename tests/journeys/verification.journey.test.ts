import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, type RunningApp, startApp } from '../helpers/appServer.ts';
import { axe, hasBrowser, launchBrowser, newPerson } from '../helpers/browser.ts';
import { choose, grave, logIn, settled } from './officeSteps.ts';

/** The reason for approving a record with signals. */
const REASON = 'Se llamó a la OPP y coincide con el papel';
/**
 * In milliseconds. Background work follows an act by a few seconds, so a figure is asked for again until it changes.
 */
const PATIENCE_MS = 180_000;

/**
 * The course of a month of visits in the office: the unit draws the batch, verifies the records with signals one by one
 * with single keys and returns one; the nation validates the verified ones; the coverage of visits changes at each
 * level; and from the figure a person goes down to the photo taken in the field.
 */
describe.runIf(hasBrowser())('verification by exception', () => {
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

  const open = async (username: string): Promise<Page> => {
    const page = await (await newPerson(browser)).newPage();
    await logIn(page, app.base, username);
    return page;
  };

  /** The coverage of a month at a level: months of alliances with a visit, and all months. */
  const coverage = async (page: Page, month: string, level: string): Promise<[number, number]> => {
    await page.goto(`${app.base}/oficina/indicadores/N8-visitas`);
    await choose(page, 'Período', month);
    const card = page.locator('.figure-card', { has: page.getByRole('heading', { name: level }) });
    await settled(page);
    // While no record of the month reached the level, the card shows s/d and never zero.
    const told = await card
      .getByText(/^(\d+ de \d+( ·.*)?|s\/d)$/)
      .first()
      .textContent();
    const [, n = 0, d = 0] = (/^(\d+) de (\d+)/.exec(told ?? '') ?? []).map(Number);
    return [n, d];
  };

  const moved = async (page: Page, month: string, level: string, from: number): Promise<number> => {
    const begun = Date.now();
    for (;;) {
      const [n] = await coverage(page, month, level);
      const waitedMs = Date.now() - begun;
      if (n > from || waitedMs > PATIENCE_MS) {
        console.log(`figure of ${level} after ${Math.round(waitedMs / 1000)} s: ${n}`);
        return n;
      }
      await page.waitForTimeout(1000);
    }
  };

  /** Opens the largest waiting batch of visits; returns the code of its month. */
  const openLargest = async (page: Page, stage: 'Verificación' | 'Validación', month?: string): Promise<string> => {
    await page.goto(`${app.base}/oficina/verificacion`);
    await settled(page);
    const rows = page
      .locator('tbody tr', { hasText: stage })
      .filter({ hasText: month ? new RegExp(`Visitas de ${month}`, 'i') : /Visitas de/ });
    const waiting = await rows.locator('td[data-title="Por revisar"]').allTextContents();
    const row = rows.nth(waiting.map(Number).reduce((best, n, i, all) => (n > (all[best] ?? 0) ? i : best), 0));
    const name = /Visitas de (\S+ de \d{4})/.exec((await row.locator('th').textContent()) ?? '')?.[1] ?? '';
    await row.getByRole('button', { name: /Empezar/ }).click();
    await page.getByRole('heading', { level: 1, name: `Visitas de ${name}` }).waitFor();
    return name.charAt(0).toUpperCase() + name.slice(1);
  };

  /** The small portfolio has few records a month; with a sample of one, some remain for the rest. */
  const sampleOfOne = async (page: Page): Promise<void> => {
    await page.goto(`${app.base}/oficina/parametros`);
    const parameter = page.getByRole('article').filter({ hasText: 'Registros sin señales que se revisan como mínimo' });
    await parameter.getByRole('button', { name: 'Fijar otro valor' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Valor nuevo').fill('1');
    await dialog.getByLabel('Norma o documento que lo fija').fill('Instructivo de prueba');
    await dialog.getByRole('button', { name: 'Fijar otro valor' }).click();
    await dialog.waitFor({ state: 'hidden' });
  };

  /** Decides on the current record with keys, and waits until the decision is shown. */
  const press = async (page: Page, keys: readonly string[]): Promise<void> => {
    const before = await page.locator('.queue-item[data-decision]').count();
    for (const key of keys) await page.keyboard.press(key);
    await page.locator('.queue-item[data-decision]').nth(before).waitFor();
  };

  /** Approves the current record with keys; first writes the reason if it has signals and none was written. */
  const approve = async (page: Page, verb: 'Verificar' | 'Validar'): Promise<void> => {
    await page.getByRole('button', { name: verb, exact: true }).and(page.locator(':enabled')).waitFor();
    // A decision that was undone keeps its reason, so one key is enough then.
    const asks =
      (await page.locator('#review-reason').isVisible()) && !(await page.locator('#review-reason').inputValue());
    const before = await page.locator('.queue-item[data-decision]').count();
    await page.keyboard.press('v');
    if (asks) {
      await page.keyboard.type(REASON);
      await page.keyboard.press('Enter');
    }
    await page.locator('.queue-item[data-decision]').nth(before).waitFor();
  };

  it('a month of visits goes from registered to validated, by single keys, and its figure leads back to the photo', async () => {
    const unit = await open('demo.oficial');
    const month = await openLargest(unit, 'Verificación');
    const nation = await open('demo.me');
    const [, due] = await coverage(nation, month, 'Registrados');
    const [verifiedBefore] = await coverage(nation, month, 'Verificados');
    const [validatedBefore] = await coverage(nation, month, 'Validados');
    expect(due).toBeGreaterThan(0);

    // The records with signals come first, with the signals beside the photo and the place.
    await unit.getByRole('region', { name: 'Con señales' }).waitFor();
    const first = unit.getByRole('article').first();
    await first.getByRole('heading', { name: 'Señales' }).waitFor();
    await first.getByRole('heading', { name: 'Reloj y envío' }).waitFor();
    expect(grave(await axe(unit))).toEqual([]);

    await unit.setViewportSize({ width: 390, height: 844 });
    await unit.emulateMedia({ colorScheme: 'dark' });
    expect(grave(await axe(unit))).toEqual([]);
    expect(await unit.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await unit.setViewportSize({ width: 1440, height: 900 });

    const total = await unit.locator('.queue-item').count();
    expect(total).toBeGreaterThan(1);
    await press(unit, ['o', '6', 'Enter']);
    expect(await unit.locator('.queue-item[data-decision="observed"]').count()).toBe(1);
    // One key does not verify a record with signals: the screen asks for the reason.
    await unit.getByRole('button', { name: 'Verificar', exact: true }).and(unit.locator(':enabled')).waitFor();
    await unit.keyboard.press('v');
    expect(await unit.evaluate('document.activeElement.id')).toBe('review-reason');
    expect(await unit.locator('.queue-item[data-decision]').count()).toBe(1);
    await unit.keyboard.type(REASON);
    await unit.keyboard.press('Enter');
    await unit.locator('.queue-item[data-decision]').nth(1).waitFor();
    // The decision is sent after a moment; until then it can be undone.
    await unit.keyboard.press('z');
    await unit.locator('.queue-item[data-decision]').nth(1).waitFor({ state: 'detached' });
    for (let left = total - 1; left > 0; left--) await approve(unit, 'Verificar');
    await unit.getByText('Este lote está terminado.').waitFor();
    await unit.getByText(`${total - 1} aprobados, 1 observados.`).waitFor();

    expect(await moved(nation, month, 'Verificados', verifiedBefore)).toBeGreaterThan(verifiedBefore);

    // The nation, another person, validates the same records: those with signals, a sample of one, and the rest in one
    // act.
    await sampleOfOne(nation);
    // The last decision is sent a moment after the lot is finished.
    const waits = nation
      .locator('tbody tr', { hasText: 'Validación' })
      .filter({ hasText: new RegExp(`Visitas de ${month}`, 'i') })
      .locator('td[data-title="Por revisar"]');
    await expect
      .poll(
        async () => {
          await nation.goto(`${app.base}/oficina/verificacion`);
          await settled(nation);
          return (await waits.allTextContents()).map(Number);
        },
        { timeout: 60_000 },
      )
      .toContain(total - 1);
    await openLargest(nation, 'Validación', month);
    const alone = await nation.locator('.queue-item').count();
    const rest = nation.getByRole('button', { name: /^Validar el resto/ });
    const restWaits = (await rest.count()) > 0;
    if (restWaits) expect(await rest.isDisabled()).toBe(true);
    // The person who validates sees beside the signals who verified, and why.
    await nation.getByRole('heading', { name: 'Quién lo verificó y por qué' }).first().waitFor();
    await nation.getByText(REASON).first().waitFor();
    for (let left = alone; left > 0; left--) await approve(nation, 'Validar');
    if (restWaits) {
      await rest.click();
      await nation.getByRole('button', { name: 'Validar todo el resto' }).click();
    }
    await nation.getByText('Este lote está terminado.').waitFor();
    await nation.getByText(`${total - 1} aprobados, 0 observados.`).waitFor();
    console.log(`validated one by one: ${alone}; by one act: ${total - 1 - alone}`);
    const validated = await moved(nation, month, 'Validados', validatedBefore);
    expect(validated).toBeGreaterThan(validatedBefore);

    // From the figure down to the photo.
    const card = nation.locator('.figure-card', { has: nation.getByRole('heading', { name: 'Validados' }) });
    await card.getByRole('link', { name: 'Ver registros' }).click();
    await nation.getByRole('heading', { level: 1, name: 'Registros detrás de la cifra' }).waitFor();
    await nation
      .getByRole('link', { name: /^Visita del/ })
      .first()
      .click();
    await nation.getByRole('heading', { name: 'Quién revisó' }).waitFor();
    await nation.getByText('Validado', { exact: true }).first().waitFor();
    const photo = nation.locator('.review-shot img').first();
    await photo.waitFor();
    await expect
      .poll(() => photo.evaluate((img: HTMLImageElement) => img.naturalWidth), { timeout: 20_000 })
      .toBeGreaterThan(0);
    expect(grave(await axe(nation))).toEqual([]);
  });

  /** Presses Tab until the focused element has this name. */
  const tabTo = async (page: Page, name: RegExp): Promise<void> => {
    for (let i = 0; i < 150; i++) {
      // The element focused when the screen opens counts as well; the page itself does not.
      if (i > 0) await page.keyboard.press('Tab');
      const said = await page.evaluate(
        `(() => { const e = document.activeElement; return e === document.body ? '' : ` +
          `((e.getAttribute('aria-label') ?? '') + ' ' + (e.textContent ?? '') + ' ' + ` +
          `(e.labels?.[0]?.textContent ?? '')).trim(); })()`,
      );
      if (name.test(String(said))) return;
    }
    throw new Error(`nothing named ${name} can be reached by Tab`);
  };

  it('by keyboard alone: from the log-in to a finished lot, with its reasons, one observed and one undone', async () => {
    const page = await (await newPerson(browser)).newPage();
    const touched: string[] = [];
    await page.exposeFunction('mouseUsed', (what: string) => touched.push(what));
    await page.addInitScript(
      `addEventListener('pointerdown', (e) => window.mouseUsed(String(e.target && e.target.tagName)), true)`,
    );
    await page.goto(`${app.base}/oficina/`);
    await page.getByLabel('Usuario').waitFor();
    await tabTo(page, /Usuario/);
    await page.keyboard.type('demo.oficial');
    await page.keyboard.press('Tab');
    await page.keyboard.type(DEMO_PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Inicio' }).waitFor();
    await tabTo(page, /^Verificación/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Verificación' }).waitFor();
    await settled(page);
    await tabTo(page, /^(Empezar|Seguir)/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/verificacion\/./);
    await settled(page);
    const total = await page.locator('.queue-item').count();
    let decided = 0;
    if (total > 1) {
      await approve(page, 'Verificar');
      await page.keyboard.press('z');
      await page.getByRole('button', { name: 'Observar' }).and(page.locator(':enabled')).waitFor();
      await press(page, ['o', '6', 'Enter']);
      decided = 1;
    }
    for (; decided < total; decided++) await approve(page, 'Verificar');
    const rest = page.getByRole('button', { name: /^Verificar el resto/ });
    if ((await rest.count()) > 0) {
      await tabTo(page, /^Verificar el resto/);
      await page.keyboard.press('Enter');
      await tabTo(page, /^Verificar todo el resto/);
      await page.keyboard.press('Enter');
    }
    await page.getByText('Este lote está terminado.').waitFor();
    // The last decision is sent by itself; afterwards the server shows the same.
    await page.waitForTimeout(7_000);
    await page.reload();
    await expect
      .poll(() => page.locator('progress').evaluate((e: HTMLProgressElement) => e.max - e.value), { timeout: 20_000 })
      .toBe(0);
    expect(touched).toEqual([]);
  });

  it('from the bell to two values of one price, settled with a third and a reason', async () => {
    const unit = await open('demo.oficial');
    await unit.getByRole('button', { name: /avisos?$/ }).click();
    await unit
      .getByRole('region', { name: 'Avisos' })
      .getByText(/Elegir entre dos valores/)
      .first()
      .click();
    await unit.getByRole('button', { name: 'Otro valor' }).click();
    const dialog = unit.getByRole('dialog', { name: 'Otro valor' });
    await dialog.getByLabel('Precio').fill('400,50');
    await dialog.getByLabel('Por qué').fill('Lo dice el recibo, leído con las dos personas');
    await dialog.getByRole('button', { name: 'Otro valor' }).click();
    await unit.getByText('Vale un tercer valor').waitFor();
    await unit.getByRole('link', { name: 'Venta', exact: true }).click();
    await unit.getByText('Bs 400,50').first().waitFor();
    await unit.getByRole('heading', { name: /^Versiones/ }).waitFor();
  });
});
