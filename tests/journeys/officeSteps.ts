import type { Locator, Page } from 'playwright-core';
import { DEMO_CODE, DEMO_PASSWORD } from '../helpers/appServer.ts';
import type { AxeFinding } from '../helpers/browser.ts';

/** Logs in to the office as a person does, with the second factor when it is asked for. */
export async function logIn(page: Page, base: string, username: string, password = DEMO_PASSWORD): Promise<void> {
  await page.goto(`${base}/oficina/`);
  await page.getByLabel('Usuario').fill(username);
  await page.getByLabel('Contraseña').fill(password);
  await page.keyboard.press('Enter');
  const home = page.getByRole('heading', { level: 1, name: 'Inicio' });
  const code = page.getByRole('textbox', { name: 'Código' });
  await home.or(code).waitFor();
  if (await code.isVisible()) {
    await code.fill(DEMO_CODE);
    await page.keyboard.press('Enter');
    await home.waitFor();
  }
}

/** Findings that keep a person from using the page. */
export const grave = (found: readonly AxeFinding[]) =>
  found.filter((f) => f.impact === 'serious' || f.impact === 'critical');

/** Waits until the screen is complete and nothing more is loading. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('h1').first().waitFor();
}

/** Imports a file: chooses it, checks it without saving, imports it. */
export async function importFile(page: Page, name: string, csv: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Menú' }).getByRole('link', { name: 'Importar' }).click();
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByRole('button', { name: 'Revisar sin guardar' }).click();
  await page.getByRole('button', { name: /^Importar 1/ }).click();
  await page.getByText('Terminada').waitFor();
}

/** Opens the first batch that waits. */
export async function beginLot(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Menú' }).getByRole('link', { name: 'Verificación' }).click();
  await page
    .getByText(/^(Empezar|Seguir)/)
    .first()
    .click();
  await page.waitForURL(/verificacion\/./);
  await settled(page);
}

const isList = (field: Locator): Promise<boolean> =>
  field.evaluate((e) => e.tagName === 'SELECT' || e.getAttribute('role') === 'combobox');

/** Chooses an option by its word or its value, in the browser's own list or in one that is searched. */
async function chooseIn(field: Locator, word: string): Promise<void> {
  // A list that is still on its way cannot be opened, and may yet be of the other kind.
  await field.and(field.page().locator(':enabled')).waitFor();
  if ((await field.evaluate((e) => e.tagName)) === 'SELECT') {
    await field.selectOption(word);
    return;
  }
  const page = field.page();
  await field.click();
  const list = page.getByRole('listbox');
  await list
    .getByRole('option', { name: word, exact: true })
    .or(list.locator(`[role=option][data-key="${word}"]`))
    .first()
    .click();
}

/** Chooses in the list of a label, wherever it is. */
export const choose = (where: Page | Locator, label: string | RegExp, word: string): Promise<void> =>
  chooseIn(where.getByRole('combobox', { name: label, exact: true }), word);

/**
 * Takes a step of the row whose page is open: presses its button, answers its form by field names, and checks the
 * resulting words of the page.
 */
export async function takeStep(page: Page, button: RegExp, answers: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  for (const [name, value] of Object.entries(answers)) {
    // A field with few choices has a radio button for each.
    const one = dialog.locator(`input[type=radio][name$="-${name}"]`);
    const field = dialog.locator(`[name="${name}"]`);
    await field.or(one).first().waitFor();
    if ((await one.count()) > 0) await dialog.getByRole('radio', { name: value, exact: true }).check();
    else if (await isList(field)) await chooseIn(field, value);
    else await field.fill(value);
  }
  await dialog.getByRole('button', { name: button }).click();
  await dialog.waitFor({ state: 'detached' });
  await settled(page);
}
