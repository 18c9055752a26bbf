import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../helpers/appServer.ts';
import { axe, hasBrowser, launchBrowser } from '../helpers/browser.ts';
import { choose, logIn, settled } from './officeSteps.ts';

/** Searched lists and calendars in a real browser: with the keyboard alone, and while they are loading. */
describe.runIf(hasBrowser())('lists and days of the office', () => {
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

  /** Presses Tab until something is reached. */
  async function tabTo(page: Page, reached: () => Promise<boolean>): Promise<void> {
    for (let i = 0; i < 60; i += 1) {
      if (await reached()) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('not reached by the keyboard');
  }
  const focusedText = (page: Page) =>
    page.evaluate(() => {
      const at = document.activeElement as HTMLElement | null;
      return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? '';
    });
  const focusedField = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('name') ?? '');

  it('with the keyboard alone: an organisation that only the server knows by these words is searched, chosen and left', async () => {
    const page = await (
      await browser.newContext({ locale: 'es-BO', viewport: { width: 1280, height: 900 } })
    ).newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('organisation.list'))
        asked.push(new URL(request.url()).searchParams.get('text') ?? '');
    });
    await logIn(page, app.base, 'demo.me');
    await page.goto(`${app.base}/oficina/organizaciones`);
    await settled(page);
    // An option that is not among the first ones offered.
    const name = ((await page.locator('tbody th').last().innerText()).split('\n')[0] ?? '').split(' (')[0] ?? '';
    await page.goto(`${app.base}/oficina/alianzas`);
    await settled(page);
    await tabTo(page, async () => (await focusedText(page)) === 'Registrar una alianza');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, async () => (await focusedField(page)).endsWith('which'));
    await page.keyboard.press('ArrowDown');
    await page.getByRole('radio', { name: 'Una que ya está registrada' }).and(page.locator(':checked')).waitFor();
    await tabTo(page, async () => (await focusedField(page)) === 'organisationId');
    const words = name.split(' ').reverse().join(' ').toLowerCase();
    await page.keyboard.type(words);
    await page.getByRole('option', { name }).first().waitFor();
    expect(asked).toContain(words);
    const grave = (await axe(page)).filter((f) => f.impact === 'serious' || f.impact === 'critical');
    expect(grave).toEqual([]);
    // A text without matches gets a message and chooses nothing.
    await page.keyboard.type(' zzz');
    await page.getByText(/^Ninguno coincide con/).waitFor();
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('Backspace');
    await page.getByRole('option', { name }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const field = page.getByRole('dialog').getByRole('combobox', { name: 'Organización' });
    expect(await field.inputValue()).toContain(name.split(' ')[0] ?? '');
    // Escape closes the list; only the next press closes the dialog.
    await page.keyboard.type('a');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await page.context().close();
  });

  it('a list and a calendar that are on their way take the room that they will take, and who was there is there', async () => {
    const page = await (
      await browser.newContext({ locale: 'es-BO', viewport: { width: 1280, height: 900 } })
    ).newPage();
    await logIn(page, app.base, 'demo.operador');
    await settled(page);
    const held: (() => void)[] = [];
    await page.route(/assets\/(Combobox|CalendarMonth)-/, async (route) => {
      await new Promise<void>((go) => held.push(go));
      await route.continue();
    });
    await page.goto(`${app.base}/oficina/alianzas`);
    const coming = page.locator('input[aria-busy=true]').first();
    await coming.waitFor();
    const where = async () => {
      const fields = await page.locator('.pick-whole .pick-box').all();
      return Promise.all(fields.map((field) => field.boundingBox()));
    };
    const before = await where();
    expect(before.length).toBeGreaterThan(0);
    await coming.focus();
    const name = await coming.getAttribute('aria-labelledby');
    await expect.poll(() => held.length).toBeGreaterThan(0);
    for (const go of held.splice(0)) go();
    await page.locator('input[aria-busy=true]').first().waitFor({ state: 'detached' });
    // A list whose options come from the server may have joined meanwhile; those that were there did not move.
    expect(await where()).toEqual(expect.arrayContaining(before));
    const at = await page.evaluate(() => {
      const el = document.activeElement;
      return [el?.getAttribute('role'), el?.getAttribute('aria-labelledby')?.split(' ').at(-1)];
    });
    expect(at).toEqual(['combobox', name?.split(' ').at(-1)]);

    await page.locator('tbody th a').first().click();
    await page.getByRole('button', { name: 'Asignar persona' }).click();
    await choose(page.getByRole('dialog'), 'En qué rol', 'Acompañante');
    await page.getByRole('dialog').getByRole('button', { name: 'Abrir el calendario' }).first().click();
    const panel = page.locator('.calendar-panel');
    await panel.locator('.calendar-coming').waitFor();
    const empty = await panel.boundingBox();
    await expect.poll(() => held.length).toBeGreaterThan(0);
    for (const go of held.splice(0)) go();
    await panel.locator('td').first().waitFor();
    const full = await panel.boundingBox();
    expect([Math.round(full?.x ?? 0), Math.round(full?.width ?? 0)]).toEqual([
      Math.round(empty?.x ?? -1),
      Math.round(empty?.width ?? -1),
    ]);
    expect(Math.abs((full?.height ?? 0) - (empty?.height ?? 0))).toBeLessThan(48);
    await page.context().close();
  });
});
