import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeView } from '../../domain/kernel/views.ts';
import { grantableRoles } from '../../domain/people/roles.ts';
import { isOpen, type Screen, screens } from '../../web/office/screens.ts';
import { DEMO_CODE, DEMO_PASSWORD, type RunningApp, startApp } from '../helpers/appServer.ts';
import { axe, hasBrowser, launchBrowser, newPerson } from '../helpers/browser.ts';
import { beginLot, choose, grave, importFile, logIn, settled, takeStep } from './officeSteps.ts';

/** A desk in daylight and a phone at night: contrast of every other pair is held by web/ui/tokens.test.ts. */
/** On a desk, so many rows of a list are compared at once. What is told of one thing is no list of its own. */
const DESK = { width: 1440, rows: 12 };
const SIZES = [
  { width: 1440, height: 900, scheme: 'light' },
  { width: 390, height: 844, scheme: 'dark' },
] as const;

describe.runIf(hasBrowser())('the office', () => {
  let app: RunningApp;
  let browser: Browser;
  /** Violations of the content security policy: there must be none on any screen. */
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
      if (said.text().includes('Content Security Policy'))
        forbidden.push(`${page.url()}: ${said.text().slice(0, 200)}`);
    });
    await logIn(page, app.base, username);
    const me = (await (await context.request.get(`${app.base}/api/me`)).json()) as MeView;
    return { context, page, me };
  };

  const linksOf = (page: Page): Promise<string[]> =>
    page.locator('main a[href^="/oficina/"]').evaluateAll((links) => links.map((a) => a.getAttribute('href') ?? ''));

  /**
   * Creates what the portfolio has no example of until somebody works: a batch that was begun, and an imported file.
   * Returns the links of an alliance in operation, because the first one of the list may have nothing to show yet.
   */
  const work = async (): Promise<string[]> => {
    const official = await person('demo.oficial');
    await beginLot(official.page);
    await official.page.goto(`${app.base}/oficina/alianzas?state=EN_OPERACION`);
    await official.page.locator('tbody th a').first().click();
    await official.page.getByRole('region', { name: 'Acuerdos comerciales' }).waitFor();
    const links = await linksOf(official.page);
    await official.context.close();
    const operator = await person('demo.operador');
    await importFile(
      operator.page,
      'recorrido.csv',
      'Código,Nombre,Unidad,Estado,Municipio\nREC-1,"Asociación del Recorrido, Laja",UOD La Paz,En operación,Laja\n',
    );
    await operator.context.close();
    return links;
  };

  it('one alliance is registered by hand with its paper; an organisation of a name alike is told before', async () => {
    const operator = await person('demo.operador');
    const { page } = operator;
    await page.goto(`${app.base}/oficina/organizaciones`);
    await settled(page);
    const known = (await page.locator('tbody th').first().innerText()).split(' (')[0] ?? '';
    await page.goto(`${app.base}/oficina/alianzas`);
    await page.getByRole('main').getByRole('button', { name: 'Registrar una alianza' }).click();
    const dialog = page.getByRole('dialog');
    expect(grave(await axe(page))).toEqual([]);
    await dialog.locator('[name=organisationName]').fill(known);
    await dialog.getByText('Ya hay organizaciones con un nombre parecido').waitFor();
    await dialog.getByRole('button', { name: 'Cancelar' }).click();
    await takeStep(page, /^Registrar (una|la) alianza$/, {
      name: 'Quinua del Salar hecha a mano',
      programmeId: 'Proyecto de Alianzas Rurales II – Financiamiento Adicional',
      state: 'EN_OPERACION',
      organisationName: 'Asociación Hecha a Mano',
      familiesDeclared: '31',
      'document.title': 'Convenio 12/2020, copia del archivo',
    });
    await page.getByRole('heading', { level: 1, name: 'Quinua del Salar hecha a mano' }).waitFor();
    const file = await page.getByRole('main').innerText();
    for (const told of ['En operación', 'Asociación Hecha a Mano', '31', 'Convenio 12/2020'])
      expect(file).toContain(told);
    await operator.context.close();
  });

  it('every screen, on a desk and on a phone: nothing serious for axe, nothing wider than the screen', async () => {
    const worked = await work();
    const left = new Set<Screen>(screens);
    let cases = 0;
    let lists = 0;
    const wrong: string[] = [];
    for (const role of ['UCN_ME', 'UOD_OPERADOR', 'UOD_OFICIAL', 'ADMIN_TI', 'AUDITOR', ...grantableRoles]) {
      if (left.size === 0) break;
      const { context, page, me } = await person(
        `demo.${role
          .replace(/^(UCN|UOD)_/, '')
          .replaceAll('_', '.')
          .toLowerCase()}`,
      );
      const may = {
        query: (n: string) => me.can.queries.includes(n),
        command: (k: string) => me.can.commands.includes(k),
      };
      // The screen of a single row is reached as a person does: by a link on a screen already open.
      const seen = new Set<string>(worked);
      for (let next = nextOpen(left, may, seen); next; next = nextOpen(left, may, seen)) {
        left.delete(next.screen);
        for (const { scheme, ...size } of SIZES) {
          await page.setViewportSize(size);
          await page.emulateMedia({ colorScheme: scheme });
          await page.goto(app.base + next.path);
          await settled(page);
          const where = `${next.screen.path} ${size.width} ${scheme}`;
          for (const f of grave(await axe(page))) wrong.push(`${where}: ${f.id} ${f.where}`);
          const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          if (Number(wider) > 0) wrong.push(`${where}: ${wider} px wider than the screen`);
          if (await page.getByText('SIGG-906').isVisible()) wrong.push(`${where}: the screen failed`);
          if (size.width >= DESK.width && !next.screen.path.includes('$')) {
            const { rows, shown } = await rowsOf(page);
            if (shown < Math.min(rows, DESK.rows)) wrong.push(`${where}: ${shown} of ${rows} rows are seen`);
            if (rows >= DESK.rows) lists++;
          }
          for (const href of await linksOf(page)) seen.add(href);
          cases++;
        }
      }
      await context.close();
    }
    console.log(
      `axe: ${cases} cases over ${screens.length - left.size} of ${screens.length} screens; ${lists} times ${DESK.rows} rows in sight`,
    );
    expect(wrong).toEqual([]);
    expect(lists).toBeGreaterThan(4);
    expect([...left].map((s) => s.path)).toEqual([]);
  });

  /** The rows of a screen's list, and how many of them are in view without scrolling. */
  const rowsOf = (page: Page) =>
    page.locator('.page > .table-area tr[data-row]').evaluateAll((rows) => ({
      rows: rows.length,
      shown: rows.filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length,
    }));

  /**
   * The next screen that this person may open, with the address by which it is reached; null when there is no other
   * link.
   */
  function nextOpen(
    left: ReadonlySet<Screen>,
    may: Parameters<typeof isOpen>[1],
    seen: ReadonlySet<string>,
  ): { screen: Screen; path: string } | null {
    for (const screen of left) {
      if (!isOpen(screen, may)) continue;
      if (!screen.path.includes('$')) return { screen, path: `/oficina${screen.path}` };
      const pattern = new RegExp(`^/oficina${screen.path.replaceAll(/\$\w+/g, '[^/?]+')}(\\?.*)?$`);
      const path = [...seen].find((href) => pattern.test(href));
      if (path) return { screen, path };
    }
    return null;
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
    await page.getByLabel('Si no tiene carnet, por qué').fill('Extranjera, trabaja para el financiador');
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

  it('in a browser in English days are read and written as in Bolivia, and a municipality is found by words in any order', async () => {
    const page = await (
      await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } })
    ).newPage();
    await logIn(page, app.base, 'demo.operador');
    await page.goto(`${app.base}/oficina/alianzas`);
    await settled(page);
    const municipality = page.getByRole('combobox', { name: 'Municipio' });
    await municipality.fill('PAZ batallás');
    const list = page.getByRole('listbox').getByRole('option');
    await list.first().waitFor();
    expect(await list.allTextContents()).toEqual(['Batallas (La Paz)']);
    expect(grave(await axe(page))).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/municipality=021203/);
    expect(await municipality.inputValue()).toBe('Batallas (La Paz)');
    // Text typed without choosing an option leaves the earlier choice.
    await municipality.fill('zzz');
    await page.getByText('Ninguno coincide con «zzz».').waitFor();
    await page.keyboard.press('Tab');
    expect(await municipality.inputValue()).toBe('Batallas (La Paz)');
    await page.getByRole('button', { name: 'Quitar lo elegido' }).click();
    await page.waitForURL((url) => !url.search.includes('municipality'));

    await page.getByRole('row').getByRole('link').first().click();
    await page.getByRole('button', { name: 'Asignar persona' }).click();
    const form = page.getByRole('dialog');
    await choose(form, 'En qué rol', 'Acompañante');
    const day = form.getByLabel('Desde');
    await day.fill('31/04/2026');
    await page.keyboard.press('Tab');
    await form.getByText('El mes de abril no tiene día 31.').waitFor();
    await form.locator('button[type=submit]').click();
    expect(await day.inputValue(), 'never dropped in silence').toBe('31/04/2026');
    await day.fill('05032026');
    await page.keyboard.press('Tab');
    expect(await day.inputValue()).toBe('05/03/2026');
    await form.getByText('5 de marzo de 2026').waitFor();
    await form.getByRole('button', { name: 'Abrir el calendario' }).first().click();
    await page.locator('.calendar th').first().waitFor();
    expect(await page.locator('.calendar th').allTextContents()).toEqual([
      'lun',
      'mar',
      'mié',
      'jue',
      'vie',
      'sáb',
      'dom',
    ]);
    expect(grave(await axe(page))).toEqual([]);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await day.inputValue()).toBe('06/03/2026');
    // Escape closes the calendar; only the next press closes the dialog.
    await form.getByRole('button', { name: 'Abrir el calendario' }).first().click();
    await page.getByRole('grid').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('grid').waitFor({ state: 'detached' });
    expect(await form.isVisible()).toBe(true);
    await page.context().close();
  });

  it('after an act its result is in view and is said, wherever on the screen it is', async () => {
    const { context, page } = await person('demo.operador');
    await page.setViewportSize({ width: 390, height: 600 });
    await page.goto(`${app.base}/oficina/comunidades`);
    await settled(page);
    await page.getByRole('button', { name: 'Registrar comunidad' }).click();
    const form = page.getByRole('dialog');
    await choose(form, 'Municipio', 'Batallas (La Paz)');
    await form.getByLabel('Nombre').fill('Zona del Recorrido');
    await form.getByRole('button', { name: 'Registrar', exact: true }).click();
    await form.waitFor({ state: 'hidden' });
    // The button is at the top and the row far below: the row is scrolled into view and gets the focus.
    const row = page.getByRole('row').filter({ hasText: 'Zona del Recorrido' });
    await row.waitFor();
    // Asked from outside: the content policy of the page forbids a question that is a text to run.
    await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toContain('Zona del Recorrido');
    const box = await row.boundingBox();
    expect(box && box.y + box.height > 0 && box.y < 600, JSON.stringify(box)).toBe(true);
    await page.getByRole('status').filter({ hasText: /\S/ }).first().waitFor();
    // When the changed row is already in view, nothing moves, and the focus returns to the button that opened the form.
    await row.getByRole('button', { name: 'Corregir' }).click();
    await form.getByLabel('Nombre').fill('Zona del Recorrido, parte alta');
    const before = await page.evaluate('scrollY');
    await form.getByRole('button', { name: 'Corregir' }).click();
    await form.waitFor({ state: 'hidden' });
    await page.locator('[data-changed]').first().waitFor();
    expect(await page.evaluate('scrollY')).toBe(before);
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Corregir');
    await context.close();
  });

  it('a buyer is found or registered on the way to what was agreed with them, once, however often one taps', async () => {
    const { context, page } = await person('demo.oficial');
    const listed = await context.request.get(`${app.base}/api/q/alliance.list?pageSize=200&state=SOLICITUD_RECIBIDA`);
    const [alliance] = ((await listed.json()) as { data: { rows: { id: string }[] } }).data.rows;
    await page.goto(`${app.base}/oficina/alianzas/${alliance?.id}`);
    const agreements = page.getByRole('region', { name: 'Acuerdos comerciales' });
    await agreements.getByText('Sin acuerdo comercial registrado.').waitFor();
    await page.getByRole('button', { name: 'Registrar acuerdo' }).click();
    const sought = page.getByLabel('Buscar al comprador por nombre o NIT');
    await sought.fill('Feria del Recorrido');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /registrar comprador nuevo/ }).click();
    await page.getByRole('button', { name: 'Registrar comprador y seguir' }).dblclick();
    await page.getByRole('button', { name: 'Elegir otro comprador' }).click();
    await sought.fill('ferias del recorrido');
    await page.keyboard.press('Enter');
    const choose = page.getByRole('button', { name: 'Elegir: Feria del Recorrido' });
    await choose.waitFor();
    expect(await choose.count()).toBe(1);
    await choose.click();
    await page.getByLabel('Cantidad acordada por ciclo: cantidad').fill('120');
    await page.getByLabel(/^Precio acordado por/).fill('350,5');
    await page.getByRole('button', { name: 'Guardar' }).dblclick();
    await agreements.getByText(/^120 .* por ciclo a Bs\s350,50 por/).waitFor();
    expect(await agreements.getByRole('listitem').count()).toBe(1);
    await context.close();
  });

  it('the same agreement twice is asked about; one that should not stand is annulled, and its page keeps the history', async () => {
    const { context, page } = await person('demo.oficial');
    const listed = await context.request.get(`${app.base}/api/q/alliance.list?pageSize=200&state=SOLICITUD_RECIBIDA`);
    const [alliance] = ((await listed.json()) as { data: { rows: { id: string }[] } }).data.rows;
    await page.goto(`${app.base}/oficina/alianzas/${alliance?.id}`);
    const agreements = page.getByRole('region', { name: 'Acuerdos comerciales' });
    const register = async () => {
      await page.getByRole('button', { name: 'Registrar acuerdo' }).click();
      await page.getByLabel('Buscar al comprador por nombre o NIT').fill('Feria del Recorrido');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Elegir: Feria del Recorrido' }).click();
      await page.getByRole('button', { name: 'Guardar' }).click();
    };
    await register();
    await page.getByText(/La alianza ya tiene un acuerdo con ese comprador por ese producto/).waitFor();
    await page.getByRole('button', { name: 'Es otro, además de ese: registrarlo' }).dblclick();
    await agreements.getByRole('listitem').nth(1).waitFor();
    expect(await agreements.getByRole('listitem').count()).toBe(2);
    await agreements.getByRole('link', { name: 'Ver historia: Feria del Recorrido' }).last().click();
    await page.getByRole('heading', { level: 1, name: /^Acuerdo comercial con Feria del Recorrido/ }).waitFor();
    await page.getByRole('button', { name: 'Anular acuerdo' }).click();
    await page.getByLabel('Por qué se anula').fill('Se registró por error');
    await page.getByRole('button', { name: 'Anular el acuerdo' }).dblclick();
    await page.getByText('Anulado: Se registró por error.').waitFor();
    expect(await page.getByRole('button', { name: 'Anular acuerdo' }).count()).toBe(0);
    await page.goto(`${app.base}/oficina/alianzas/${alliance?.id}`);
    await agreements.getByText('1 acuerdo anulado').waitFor();
    await context.close();
  });

  it('a refusal is told at the field it concerns', async () => {
    const { context, page } = await person('demo.admin.ti');
    await page.goto(`${app.base}/oficina/usuarios`);
    await page.getByRole('button', { name: 'Nuevo usuario' }).click();
    await page.getByLabel('Nombre completo').fill('Otra Persona');
    await page.getByLabel('Si no tiene carnet, por qué').fill('Extranjera, trabaja para el financiador');
    const username = page.getByLabel('Nombre de usuario');
    await username.fill('demo.me');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Ese nombre de usuario ya está ocupado.').waitFor();
    expect(await username.getAttribute('aria-invalid')).toBe('true');
    await context.close();
  });

  it('the home draws its map after its figures; its table says the same and leads on by the keyboard', async () => {
    const { context, page } = await person('demo.operador');
    const asked: string[] = [];
    page.on('request', (r) => {
      const name = /\/api\/q\/([\w.]+)/.exec(r.url())?.[1];
      if (name) asked.push(`asked ${name}`);
    });
    page.on('response', (r) => {
      const name = /\/api\/q\/([\w.]+)/.exec(r.url())?.[1];
      if (name) asked.push(`had ${name}`);
    });
    await page.goto(`${app.base}/oficina/`);
    await page.getByRole('heading', { name: 'Dónde están las alianzas' }).waitFor();
    await page.mouse.wheel(0, 10_000);
    const map = page.getByRole('region', { name: 'Las alianzas en el mapa', exact: true });
    await map.getByRole('group', { name: 'Mapa de las alianzas por municipio: todas' }).waitFor();
    const first = asked.findIndex((a) => a === 'asked alliance.map' || a === 'asked territory.places');
    expect(asked.slice(0, first)).toEqual(expect.arrayContaining(['had work.list', 'had alliance.portfolio']));
    await map.getByText('No son límites', { exact: false }).waitFor();
    expect(grave(await axe(page))).toEqual([]);
    // As many areas are drawn as rows of the table have a municipality, also for a chosen part of the cycle.
    const same = async (): Promise<number> => {
      const rows = await map.locator('tbody a').count();
      expect(await map.locator('svg a').count()).toBe(rows);
      return rows;
    };
    const all = await same();
    await choose(map, 'En qué parte del ciclo', 'investment');
    const fewer = await same();
    expect([fewer > 0, fewer < all]).toEqual([true, true]);
    await map.locator('tbody a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/alianzas\?municipality=\d{6}/);
    await page.locator('tbody th a').first().waitFor();
    await context.close();
  });

  it('with the keyboard alone: search, open, go through the list', async () => {
    const { context, page } = await person('demo.me');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').waitFor();
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
