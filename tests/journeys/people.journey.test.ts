import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/kernel/dates.ts';
import { type RunningApp, startApp } from '../helpers/appServer.ts';
import { hasBrowser, launchBrowser, newPerson } from '../helpers/browser.ts';
import { choose, logIn } from './officeSteps.ts';

const PHRASE = 'la casa es azul y grande';

/**
 * Access of people, done only through the screens: acts that need two persons, a code on paper, a role lent and
 * returned.
 */
describe.runIf(hasBrowser())('people and their access', () => {
  let app: RunningApp;
  let browser: Browser;
  let today: string;
  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const fresh = async (more: { width?: number; height?: number } = {}) => (await newPerson(browser, more)).newPage();
  const person = async (username: string): Promise<Page> => {
    const page = await fresh();
    await logIn(page, app.base, username);
    today ??= ((await (await page.context().request.get(`${app.base}/api/me`)).json()) as { system: { today: string } })
      .system.today;
    return page;
  };
  const dialog = (page: Page) => page.getByRole('dialog');
  /** Presses the button of the open dialog and waits until it has closed: accepted. */
  const send = async (page: Page, name: string) => {
    await dialog(page).getByRole('button', { name, exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
  };
  const open = async (page: Page, screen: string) => {
    await page.getByRole('navigation', { name: 'Menú' }).getByRole('link', { name: screen, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: screen }).waitFor();
  };
  const account = async (page: Page) => {
    await page.getByRole('button', { name: /Mi cuenta/ }).click();
    await page.getByRole('link', { name: 'Mi cuenta' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mi cuenta' }).waitFor();
  };
  const section = (page: Page, title: RegExp) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name: title }) });

  it('a new colleague: account, a role by one person and one by two, a code on paper, a second factor', async () => {
    const [admin, coord] = [await person('demo.admin.ti'), await person('demo.coord')];
    const create = async (username: string, card: string | null) => {
      await open(admin, 'Usuarios');
      await admin.getByRole('button', { name: 'Nuevo usuario' }).click();
      await dialog(admin).getByLabel('Nombre completo').fill('Rosa Choque Mamani');
      if (card)
        await dialog(admin)
          .getByRole('group', { name: /Carnet/ })
          .getByRole('textbox')
          .first()
          .fill(card);
      await dialog(admin).getByLabel('Nombre de usuario').fill(username);
      await dialog(admin).getByRole('button', { name: 'Guardar' }).click();
    };
    await create('rosa.choque', null);
    await dialog(admin).getByText('Falta completar «Carnet de identidad»').waitFor();
    await admin.keyboard.press('Escape');
    await create('rosa.choque', '7654321');
    await admin.getByRole('heading', { level: 1, name: 'Rosa Choque Mamani' }).waitFor();
    const page = admin.url();
    await create('rosa.otra', '7654321');
    await dialog(admin).getByText('Ya existe una cuenta con ese carnet').waitFor();
    await admin.goto(page);

    const grant = async (role: string) => {
      await admin.getByRole('button', { name: 'Otorgar rol' }).click();
      await choose(dialog(admin), 'Rol', role);
    };
    await grant('Oficial de alianzas');
    await choose(dialog(admin), 'Unidad', 'UOD La Paz');
    await send(admin, 'Otorgar rol');
    await grant('Analista de desembolsos');
    await send(admin, 'Otorgar rol');
    const roles = section(admin, /^Roles/);
    await roles.getByText('Por confirmar').waitFor();
    expect(await roles.getByRole('button', { name: 'Confirmar' }).count(), 'not by the hand that proposed').toBe(0);

    await open(coord, 'Por confirmar');
    await coord
      .getByRole('listitem')
      .filter({ hasText: 'Rosa Choque Mamani' })
      .getByRole('button', { name: 'Confirmar' })
      .click();
    await send(coord, 'Confirmar');
    await admin.reload();
    const [year, month, date] = addDays(today, 1).split('-');
    await roles.getByText(`Desde el ${date}/${month}/${year}`).waitFor();

    await admin.getByRole('button', { name: 'Código para poner contraseña' }).click();
    await dialog(admin).getByRole('radio', { name: 'La contraseña', exact: true }).check();
    await dialog(admin).getByRole('button', { name: 'Hacer el código' }).click();
    const code = (await dialog(admin).locator('.code-text').textContent()) ?? '';
    await dialog(admin).getByRole('button', { name: 'Ya lo entregué' }).click();

    const rosa = await fresh({ width: 390, height: 844 });
    await rosa.goto(`${app.base}/oficina/`);
    await rosa.getByRole('link', { name: 'Ya tengo un código' }).click();
    await rosa.getByLabel('Usuario').fill('rosa.choque');
    await rosa.getByLabel('Código').fill(code);
    await rosa.getByLabel('Contraseña', { exact: true }).fill(PHRASE);
    await rosa.getByLabel('Repita la contraseña').fill(PHRASE);
    await rosa.getByRole('button', { name: 'Guardar la contraseña' }).click();
    await rosa.getByText('La contraseña está guardada').waitFor();
    await logIn(rosa, app.base, 'rosa.choque', PHRASE);
    await account(rosa);
    await section(rosa, /^Código de verificación/)
      .getByLabel('Contraseña')
      .fill(PHRASE);
    await rosa.getByRole('button', { name: 'Continuar' }).click();
    const key = ((await rosa.locator('.key-text').first().textContent()) ?? '').replaceAll(' ', '');
    const totp = new TOTP({ secret: Secret.fromBase32(key), digits: 6, period: 30 });
    await rosa.getByRole('textbox', { name: 'Código' }).fill(totp.generate());
    await rosa.getByRole('button', { name: 'Comprobar' }).click();
    await rosa.getByRole('button', { name: 'Ya los guardé' }).waitFor();
    const papers = await rosa.locator('.recovery-codes li').allTextContents();
    expect(papers).toHaveLength(10);
    await rosa.getByRole('button', { name: 'Ya los guardé' }).click();

    const desk = await fresh();
    const withPaper = async () => {
      await desk.goto(`${app.base}/oficina/`);
      await desk.getByLabel('Usuario').fill('rosa.choque');
      await desk.getByLabel('Contraseña').fill(PHRASE);
      await desk.keyboard.press('Enter');
      await desk.getByRole('button', { name: /usar un código de recuperación/ }).click();
      await desk.getByLabel('Código de recuperación').fill(papers[0] ?? '');
      await desk.keyboard.press('Enter');
    };
    await withPaper();
    await desk.getByRole('heading', { level: 1, name: 'Inicio' }).waitFor();
    await desk.getByRole('button', { name: /Mi cuenta/ }).click();
    await desk.getByRole('button', { name: 'Salir' }).click();
    await desk.getByLabel('Usuario').waitFor();
    await withPaper();
    await desk.getByText('no es correcto').waitFor();
  });

  it('a role lent to a colleague: chosen from a list, seen by who receives it, confirmed by a second person, given back', async () => {
    const [social, fiduciary, official, operator] = [
      await person('demo.social'),
      await person('demo.fiduciario'),
      await person('demo.oficial'),
      await person('demo.operador'),
    ];
    const { user } = (await (await official.context().request.get(`${app.base}/api/me`)).json()) as {
      user: { name: string };
    };
    const lend = async (page: Page) => {
      await account(page);
      await page.getByRole('button', { name: 'Delegar un rol mío' }).click();
      await dialog(page)
        .getByRole('radio', { name: `${user.name} · Oficial de alianzas` })
        .check();
      await dialog(page).getByLabel('Desde').fill(today);
      await dialog(page).getByLabel('Hasta').fill(addDays(today, 5));
      await dialog(page).getByLabel('Motivo').fill('Vacación anual');
      await send(page, 'Delegar');
    };
    await lend(social);
    await official.reload();
    await official.getByRole('button', { name: /aviso/i }).click();
    await official.getByText('le delegó el rol Analista social').waitFor();
    await official.keyboard.press('Escape');
    await lend(fiduciary);
    await open(operator, 'Por confirmar');
    await operator
      .getByRole('listitem')
      .filter({ hasText: 'Vacación anual' })
      .getByRole('button', { name: 'Confirmar' })
      .click();
    await send(operator, 'Confirmar');
    await account(official);
    const lent = section(official, /^Delegaciones/);
    await lent.getByText('Vigente').waitFor();
    await lent.getByText('Desde el').waitFor();
    await lent
      .getByRole('listitem')
      .filter({ hasText: 'Analista social' })
      .getByRole('button', { name: 'Terminar' })
      .click();
    await send(official, 'Terminar');
    await lent.getByText('Terminada').waitFor();
  });

  it('a withdrawn browser is shut out at once, is told so, and begins again as a new one', async () => {
    const [environment, operator] = [await person('demo.ambiental'), await person('demo.operador')];
    await account(environment);
    await environment.getByRole('button', { name: 'Ponerle nombre a este navegador' }).click();
    await dialog(environment).getByLabel('Nombre').fill('Computadora prestada');
    await send(environment, 'Guardar');
    await open(operator, 'Dispositivos y sesiones');
    await operator
      .getByRole('row')
      .filter({ hasText: 'Computadora prestada' })
      .getByRole('button', { name: 'Dar de baja' })
      .click();
    await dialog(operator).getByLabel('Motivo').fill('Se perdió en el viaje');
    await send(operator, 'Dar de baja');
    await environment.getByRole('link', { name: 'Alianzas', exact: true }).click();
    await environment.getByRole('heading', { name: 'Este navegador fue dado de baja' }).waitFor();
    await environment.getByRole('button', { name: 'Ingresar de nuevo' }).click();
    await environment.getByLabel('Usuario').waitFor();
    await logIn(environment, app.base, 'demo.ambiental');
  });
});
