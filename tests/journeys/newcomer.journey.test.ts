import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../../domain/kernel/dates.ts';
import { type RunningApp, startApp } from '../helpers/appServer.ts';
import { hasBrowser, launchBrowser, newPerson } from '../helpers/browser.ts';
import { appKept, type FieldPhone, goTo, openPhone, PIN, recordVisit, sendAll } from '../helpers/fieldPhone.ts';
import { choose, importFile, logIn } from './officeSteps.ts';

const ALLIANCE = 'Asociación de la Recién Llegada, Laja';
const PHRASE = 'la quinua florece en marzo';

/**
 * A new acompañante's first day, as one story: a code on paper, a phone, a visit without signal, and the unit that
 * verifies it.
 */
describe.runIf(hasBrowser())('a new acompañante', () => {
  let app: RunningApp;
  let browser: Browser;
  let phone: FieldPhone;
  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await phone?.throwAway();
    await browser?.close();
    await app?.stop();
  });
  const office = async (username: string): Promise<Page> => {
    const page = await (await newPerson(browser)).newPage();
    await logIn(page, app.base, username);
    return page;
  };
  const dialog = (page: Page) => page.getByRole('dialog');
  const menu = (page: Page, screen: string) =>
    page.getByRole('navigation', { name: 'Menú' }).getByRole('link', { name: screen, exact: true }).click();

  /** Creates an account in La Paz with its role, and returns the code that is handed over on paper. */
  async function account(): Promise<string> {
    const admin = await office('demo.admin.ti');
    await menu(admin, 'Usuarios');
    await admin.getByRole('button', { name: 'Nuevo usuario' }).click();
    await dialog(admin).getByLabel('Nombre completo').fill('Juana Condori Ticona');
    await dialog(admin)
      .getByRole('group', { name: /Carnet/ })
      .getByRole('textbox')
      .first()
      .fill('6543210');
    await dialog(admin).getByLabel('Nombre de usuario').fill('juana.condori');
    await choose(dialog(admin), /^Unidad/, 'UOD La Paz');
    await dialog(admin).getByRole('button', { name: 'Guardar' }).click();
    await admin.getByRole('heading', { level: 1, name: 'Juana Condori Ticona' }).waitFor();
    await admin.getByRole('button', { name: 'Otorgar rol' }).click();
    await choose(dialog(admin), 'Rol', 'Acompañante');
    await dialog(admin).getByRole('button', { name: 'Otorgar rol', exact: true }).click();
    await dialog(admin).waitFor({ state: 'detached' });
    await admin.getByRole('button', { name: 'Código para poner contraseña' }).click();
    await dialog(admin).getByRole('radio', { name: 'La contraseña', exact: true }).check();
    await dialog(admin).getByRole('button', { name: 'Hacer el código' }).click();
    return (await dialog(admin).locator('.code-text').textContent()) ?? '';
  }

  /** The unit assigns an alliance of La Paz to her. */
  async function assignment(): Promise<void> {
    const operator = await office('demo.operador');
    await importFile(
      operator,
      'nueva.csv',
      `Código,Nombre,Unidad,Estado,Municipio,Modelo,Producto,Lon,Lat\nNUEVA-1,"${ALLIANCE}",UOD La Paz,En ` +
        `operación,Laja,1,Quinua,-68.15,-16.5\n`,
    );
    await menu(operator, 'Alianzas');
    await operator.getByLabel('Buscar por nombre, código u organización').fill('NUEVA-1');
    await operator.getByRole('link', { name: new RegExp(ALLIANCE) }).click();
    await operator.getByRole('button', { name: 'Asignar persona' }).click();
    await choose(dialog(operator), 'En qué rol', 'Acompañante');
    await dialog(operator).getByText('(juana.condori)').click();
    await dialog(operator)
      .getByLabel('Desde')
      .fill(addDays(dayOf(new Date().toISOString()), -1));
    await dialog(operator).locator('button[type=submit]').click();
    await dialog(operator).waitFor({ state: 'hidden' });
  }

  it('goes from the code on paper to a visit that the unit has verified', async () => {
    const code = await account();
    await assignment();

    phone = await openPhone();
    const page = phone.page();
    await page.goto(`${app.base}/campo`);
    await page.getByRole('button', { name: 'Olvidé mi contraseña' }).click();
    await page.getByText(/^Pida un código a quien opera el sistema/).waitFor();
    await page.getByRole('button', { name: 'Tengo un código en papel' }).click();
    await page.getByLabel('Usuario').fill('Juana.Condori');
    await page.getByLabel('Código del papel').fill('AAAA-AAAA-AAAA-AAAA');
    await page.getByLabel('Contraseña nueva').fill(PHRASE);
    await page.getByLabel('Repita la contraseña').fill(PHRASE);
    await page.getByRole('button', { name: 'Guardar la contraseña e ingresar' }).click();
    await page.locator('.field-error, [role=alert]').first().waitFor();
    await page.getByLabel('Código del papel').fill(code.toLowerCase());
    await page.getByRole('button', { name: 'Guardar la contraseña e ingresar' }).click();
    await page.getByLabel('PIN', { exact: true }).fill(PIN);
    await page.getByLabel('Repita el PIN').fill(PIN);
    await page.getByRole('button', { name: 'Guardar el PIN' }).click();
    await page.getByRole('article', { name: ALLIANCE }).waitFor();
    await appKept(page);

    await phone.offline(true);
    await recordVisit(page, ALLIANCE, { note: 'mi primera visita', photo: 77 });
    await phone.offline(false);
    await sendAll(page);

    const official = await office('demo.oficial');
    await menu(official, 'Verificación');
    const month = dayOf(new Date().toISOString()).slice(0, 7);
    const name = new Intl.DateTimeFormat('es', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${month}-15T00:00:00Z`),
    );
    await official
      .locator('tbody tr', { hasText: 'Verificación' })
      .filter({ hasText: new RegExp(`Visitas de ${name}`, 'i') })
      .getByRole('button', { name: /Empezar|Seguir/ })
      .click();
    await official.locator('.queue-item').filter({ hasText: ALLIANCE }).first().click();
    await official.getByRole('button', { name: 'Verificar', exact: true }).and(official.locator(':enabled')).click();
    await official.locator('.queue-item[data-decision="verified"]').filter({ hasText: ALLIANCE }).waitFor();

    // She reads it on her phone.
    await sendAll(page);
    await goTo(page, 'Alianzas');
    await page.getByRole('article', { name: ALLIANCE }).getByRole('heading').click();
    const visit = page.getByRole('region', { name: 'Visitas' }).getByRole('link').first();
    await expect.poll(() => visit.innerText(), { timeout: 90_000 }).toContain('Verificado');
  });
});
