import { type TOTP, URI } from 'otpauth';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../helpers/appServer.ts';
import { hasBrowser, launchBrowser, newPerson } from '../helpers/browser.ts';

const PASSWORD = 'quinua-papa-haba-tarwi';

describe.runIf(hasBrowser())('the first administrator', () => {
  let app: RunningApp;
  let browser: Browser;
  beforeAll(async () => {
    app = await startApp({ SIGG_DEMO: 'no' });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  it('printed link → account → second factor → recovery codes → office; link and recovery code serve once', async () => {
    await expect
      .poll(() => /\/oficina\/primer-administrador\?token=\S+/.exec(app.printed())?.[0] ?? '', { timeout: 20_000 })
      .not.toBe('');
    const link = app.base + (/\/oficina\/primer-administrador\?token=\S+/.exec(app.printed())?.[0] ?? '');
    const context = await newPerson(browser, { width: 390, height: 844 });
    const page = await context.newPage();

    await page.goto(link);
    const create = page.getByRole('button', { name: 'Crear la cuenta' });
    await create.click();
    await page.getByText('Falta completar «Nombre completo».').waitFor();
    await page.getByLabel('Nombre completo').fill('Rosa Mamani Quispe');
    await page.getByLabel('Carnet de identidad: número').fill('4812345');
    await page.getByLabel('Nombre de usuario').fill('rosa.mamani');
    await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Repita la contraseña').fill('otra-cosa-distinta');
    await create.click();
    await page.getByText('Las dos contraseñas no son iguales.').waitFor();
    await page.getByLabel('Repita la contraseña').fill(PASSWORD);
    await create.click();
    await page.getByText('La cuenta está creada.').waitFor();

    await page.getByRole('link', { name: 'Ingresar' }).click();
    await page.getByLabel('Usuario').fill('rosa.mamani');
    await page.getByLabel('Contraseña').fill(PASSWORD);
    await page.keyboard.press('Enter');
    // The role requires the second factor: nothing else is open before.
    await page.getByRole('heading', { name: 'Código de verificación' }).waitFor();
    await page.getByLabel('Contraseña').fill(PASSWORD);
    await page.getByRole('button', { name: 'Continuar' }).click();
    await page.getByRole('img', { name: /Código QR/ }).waitFor();
    const secret = (await page.locator('.key-text').innerText()).replaceAll(/\s/g, '');
    const totp = URI.parse(`otpauth://totp/SIGG:rosa.mamani?secret=${secret}&issuer=SIGG`) as TOTP;
    await page.getByRole('textbox', { name: 'Código' }).fill('000001');
    await page.getByRole('button', { name: 'Comprobar' }).click();
    await page.getByText(/El código no/).waitFor();
    await page.getByRole('textbox', { name: 'Código' }).fill(totp.generate());
    await page.getByRole('button', { name: 'Comprobar' }).click();
    await page.getByText('El código de verificación está activo.').waitFor();
    const recovery = await page.locator('.recovery-codes li').allInnerTexts();
    expect(recovery.length).toBeGreaterThanOrEqual(8);
    await page.getByRole('button', { name: 'Ya los guardé' }).click();
    await page.getByRole('heading', { level: 1, name: 'Inicio' }).waitFor();
    await context.close();

    const again = await newPerson(browser);
    const other = await again.newPage();
    await other.goto(link);
    await other.getByLabel('Nombre completo').fill('Otra Persona');
    await other.getByLabel('Carnet de identidad: número').fill('5812345');
    await other.getByLabel('Nombre de usuario').fill('otra.persona');
    await other.getByLabel('Contraseña', { exact: true }).fill(PASSWORD);
    await other.getByLabel('Repita la contraseña').fill(PASSWORD);
    await other.getByRole('button', { name: 'Crear la cuenta' }).click();
    await other.getByRole('alert').waitFor();
    expect(await other.getByText('La cuenta está creada.').count()).toBe(0);

    const enter = async (code: string) => {
      await other.goto(`${app.base}/oficina/`);
      await other.getByLabel('Usuario').fill('rosa.mamani');
      await other.getByLabel('Contraseña').fill(PASSWORD);
      await other.keyboard.press('Enter');
      await other.getByRole('button', { name: /usar un código de recuperación/ }).click();
      await other.getByLabel('Código de recuperación').fill(code);
      await other.keyboard.press('Enter');
    };
    await enter(recovery[0] ?? '');
    await other.getByRole('heading', { level: 1, name: 'Inicio' }).waitFor();
    await again.clearCookies();
    await enter(recovery[0] ?? '');
    await other.getByRole('alert').waitFor();
    await again.close();
  });
});
