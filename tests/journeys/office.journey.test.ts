import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeView } from '../../domain/kernel/views.ts';
import { grantableRoles } from '../../domain/people/roles.ts';
import { isOpen, type Screen, screens } from '../../web/office/screens.ts';
import { DEMO_CODE, DEMO_PASSWORD, type RunningApp, startApp } from '../helpers/appServer.ts';
import { type AxeFinding, axe, hasBrowser, launchBrowser, newPerson } from '../helpers/browser.ts';

/** A desk in daylight and a phone at night: contrast of every other pair is held by web/ui/tokens.test.ts. */
const SIZES = [
  { width: 1440, height: 900, scheme: 'light' },
  { width: 390, height: 844, scheme: 'dark' },
] as const;

async function logIn(page: Page, base: string, username: string, password = DEMO_PASSWORD): Promise<void> {
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
const grave = (found: readonly AxeFinding[]) => found.filter((f) => f.impact === 'serious' || f.impact === 'critical');

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('h1').first().waitFor();
}

describe.runIf(hasBrowser())('the office', () => {
  let app: RunningApp;
  let browser: Browser;
  /** What the content policy forbade: nothing that a screen does may need it. */
  const forbidden: string[] = [];
  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const person = async (username: string): Promise<{ context: BrowserContext; page: Page; me: MeView }> => {
    const context = await newPerson(browser);
    const page = await context.newPage();
    page.on('console', (said) => {
      if (said.text().includes('Content Security Policy')) forbidden.push(`${page.url()}: ${said.text().slice(0, 200)}`);
    });
    await logIn(page, app.base, username);
    const me = (await (await context.request.get(`${app.base}/api/me`)).json()) as MeView;
    return { context, page, me };
  };

  it('every screen, on a desk and on a phone: nothing serious for axe, nothing wider than the screen', async () => {
    const left = new Set<Screen>(screens);
    let cases = 0;
    const wrong: string[] = [];
    for (const role of ['UCN_ME', 'ADMIN_TI', 'UOD_OPERADOR', 'AUDITOR', ...grantableRoles]) {
      if (left.size === 0) break;
      const { context, page, me } = await person(
        `demo.${role
          .replace(/^(UCN|UOD)_/, '')
          .replaceAll('_', '.')
          .toLowerCase()}`,
      );
      const may = { query: (n: string) => me.can.queries.includes(n), command: (k: string) => me.can.commands.includes(k) };
      for (const screen of [...left].filter((s) => isOpen(s, may))) {
        const path = await pathOf(page, screen);
        if (path === null) continue;
        left.delete(screen);
        for (const { scheme, ...size } of SIZES) {
          await page.setViewportSize(size);
          await page.emulateMedia({ colorScheme: scheme });
          await page.goto(app.base + path);
          await settled(page);
          const where = `${screen.path} ${size.width} ${scheme}`;
          for (const f of grave(await axe(page))) wrong.push(`${where}: ${f.id} ${f.where}`);
          const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          if (Number(wider) > 0) wrong.push(`${where}: ${wider} px wider than the screen`);
          if (await page.getByText('SIGG-906').isVisible()) wrong.push(`${where}: the screen failed`);
          cases++;
        }
      }
      await context.close();
    }
    console.log(
      `axe: ${cases} cases over ${screens.length - left.size} of ${screens.length} screens; not reached with the small portfolio: ${[...left].map((s) => s.path).join(', ') || 'none'}`,
    );
    expect(wrong).toEqual([]);
    expect(forbidden).toEqual([]);
    // A screen of one thing may have no such thing yet in the small portfolio; every screen of the menu is reached.
    expect([...left].filter((s) => !s.hidden).map((s) => s.path)).toEqual([]);
  });

  /** The address of a screen: that of one thing is reached as a person does, from its list. */
  async function pathOf(page: Page, screen: Screen): Promise<string | null> {
    if (!screen.path.includes('$id')) return `/oficina${screen.path}`;
    await page.goto(`${app.base}/oficina${screen.path.replace('/$id', '')}`);
    await settled(page);
    const link = page.locator('tbody th a, main li a[href^="/oficina/"]').first();
    return (await link.count()) > 0 ? link.getAttribute('href') : null;
  }

  it('the door: a wrong password is told in Spanish, and the pages before it have no serious finding', async () => {
    const context = await newPerson(browser, { width: 390, height: 844 });
    const page = await context.newPage();
    for (const path of ['/oficina/', '/oficina/clave', '/oficina/primer-administrador?token=x']) {
      await page.goto(app.base + path);
      await settled(page);
      expect(grave(await axe(page))).toEqual([]);
    }
    await page.goto(`${app.base}/oficina/`);
    await page.getByLabel('Usuario').fill('demo.oficial');
    await page.getByLabel('Contraseña').fill('no-es-esta-clave');
    await page.keyboard.press('Enter');
    await page.getByText('El usuario o la contraseña no son correctos.').waitFor();
    await context.close();
  });

  it('a session that ends under the hands: what was typed stays, and goes after the log-in', async () => {
    const { context, page } = await person('demo.admin.ti');
    await page.goto(`${app.base}/oficina/usuarios`);
    await page.getByRole('button', { name: 'Nuevo usuario' }).click();
    await page.getByLabel('Nombre completo').fill('Persona de Prueba');
    await page.getByLabel('Por qué no tiene carnet').fill('Extranjera, trabaja para el financiador');
    await page.getByLabel('Nombre de usuario').fill('persona.prueba');
    await context.clearCookies();
    await page.getByRole('button', { name: 'Guardar' }).click();
    const again = page.getByRole('dialog', { name: 'Su sesión terminó' });
    await again.getByLabel('Contraseña').fill(DEMO_PASSWORD);
    await again.getByRole('button', { name: 'Ingresar' }).click();
    await again.getByRole('textbox', { name: 'Código' }).fill(DEMO_CODE);
    await again.getByRole('button', { name: 'Ingresar' }).click();
    await again.waitFor({ state: 'hidden' });
    expect(await page.getByLabel('Nombre completo').inputValue()).toBe('Persona de Prueba');
    await page.getByRole('button', { name: 'Guardar' }).dblclick();
    await page.getByRole('heading', { level: 1, name: 'Persona de Prueba' }).waitFor();
    await context.close();
  });

  it('a refusal is told at the field it concerns', async () => {
    const { context, page } = await person('demo.admin.ti');
    await page.goto(`${app.base}/oficina/usuarios`);
    await page.getByRole('button', { name: 'Nuevo usuario' }).click();
    await page.getByLabel('Nombre completo').fill('Otra Persona');
    await page.getByLabel('Por qué no tiene carnet').fill('Extranjera, trabaja para el financiador');
    const username = page.getByLabel('Nombre de usuario');
    await username.fill('demo.me');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Ese nombre de usuario ya está ocupado.').waitFor();
    expect(await username.getAttribute('aria-invalid')).toBe('true');
    await context.close();
  });

  it('with the keyboard alone: search, open, go through the list', async () => {
    const { context, page } = await person('demo.me');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('alianz');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Alianzas' }).waitFor();
    await page.locator('tbody th a').first().focus();
    await page.keyboard.press('ArrowDown');
    const second = await page.locator('tbody th a').nth(1).textContent();
    await page.keyboard.press('Enter');
    await page.getByText('Datos por completar').first().waitFor();
    expect(second).toContain(await page.locator('h1').textContent());
    await context.close();
  });
});
