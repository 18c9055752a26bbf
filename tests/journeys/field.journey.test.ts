import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf, spokenDay } from '../../domain/kernel/dates.ts';
import type { FeedPage } from '../../domain/sync/feed.ts';
import { rowsOf } from '../../domain/sync/feed.ts';
import { type RunningApp, startApp } from '../helpers/appServer.ts';
import { axe, hasBrowser, launchBrowser } from '../helpers/browser.ts';
import {
  appKept,
  type FieldPhone,
  firstUse,
  goTo,
  logInAgain,
  loseAnswers,
  openForm,
  openPhone,
  PHONE,
  photo,
  recordSale,
  recordVisit,
  save,
  sendAll,
  unlock,
} from '../helpers/fieldPhone.ts';
import { logIn, settled, takeStep } from './officeSteps.ts';

const USER = 'demo.acompanante';

interface AtServer {
  readonly notes: readonly string[];
  /** Photos named by those records that cannot be opened there. */
  readonly missing: readonly string[];
}

/** Answers the required questions of a complaint and saves it; returns the code for the complainant. */
async function answerComplaint(page: Page, story: string): Promise<string> {
  await page.getByLabel('Qué pasó').fill(story);
  await page.getByText('anónimo', { exact: true }).click();
  await page.getByRole('button', { name: 'Guardar reclamo' }).click();
  return page.locator('.f-code').innerText();
}

/**
 * What the server has of one story, according to the feed of the context's person; a photo counts when it can be
 * opened.
 */
async function atServer(context: BrowserContext, base: string, story: string): Promise<AtServer> {
  const page = (await (await context.request.get(`${base}/api/sync`)).json()) as FeedPage;
  const rows = page.subjects
    .flatMap(rowsOf)
    .filter((r) => (r.kind === 'visit' || r.kind === 'sale') && String(r.data.notes).startsWith(story));
  const missing: string[] = [];
  for (const { data } of rows) {
    for (const hash of data.photos as string[]) {
      const status = (await context.request.get(`${base}/files/${hash}?w=160`)).status();
      if (status !== 200) missing.push(`${data.notes}: ${hash} ${status}`);
    }
  }
  return { notes: rows.map((r) => String(r.data.notes)).sort(), missing };
}

describe.runIf(hasBrowser())('the phone', () => {
  let app: RunningApp;
  let browser: Browser;
  const phones: FieldPhone[] = [];
  const phone = async (clockOffHours = 0): Promise<FieldPhone> => {
    const made = await openPhone({ clockOffHours });
    phones.push(made);
    await firstUse(made.page(), app.base, USER);
    await appKept(made.page());
    return made;
  };
  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    for (const p of phones) await p.throwAway();
    await browser?.close();
    await app?.stop();
  });

  const allianceNames = async (page: Page) => {
    const names: string[] = [];
    for (const article of await page.getByRole('article').all()) {
      const venta = article.getByRole('link', { name: 'Venta', exact: true });
      if (await venta.isVisible()) names.push((await article.getAttribute('aria-label')) ?? '');
    }
    return names;
  };

  it('every screen by day and by night: nothing serious for axe, nothing wider than the phone', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ ...PHONE, colorScheme });
      const page = await context.newPage();
      const look = async (name: string) => {
        await page.getByText('Enviando…').first().waitFor({ state: 'detached' });
        const found = (await axe(page)).filter((f) => f.impact === 'serious' || f.impact === 'critical');
        expect(found, `${name} ${colorScheme}`).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth),
          `${name} is wider than the phone`,
        ).toBeLessThanOrEqual(390);
      };
      await page.goto(`${app.base}/campo`);
      await page.getByLabel('Usuario').waitFor();
      await look('door');
      await firstUse(page, app.base, USER);
      await look('home');
      await page.getByRole('link', { name: /^Mis reclamos/ }).click();
      await page.getByRole('link', { name: 'Registrar un reclamo' }).waitFor();
      await look('own complaints');
      await page.getByRole('link', { name: 'Registrar un reclamo' }).click();
      await page.getByRole('button', { name: 'Guardar reclamo' }).click();
      await page.getByText('Falta completar').first().waitFor();
      await look('complaint with problems');
      await answerComplaint(page, 'Nadie vino a la reunión que se acordó.');
      await look('slip');
      await goTo(page, 'Alianzas');
      const [name = ''] = await allianceNames(page);
      await page.getByRole('article', { name }).getByRole('heading').click();
      await page.getByRole('heading', { name: 'Pendiente' }).waitFor();
      await look('alliance');
      await page.getByRole('region', { name: 'Visitas' }).getByRole('link').first().click();
      await page.getByRole('link', { name: 'Corregir' }).waitFor();
      await look('record');
      await page.getByRole('link', { name: 'Corregir' }).click();
      await page.getByRole('button', { name: 'Guardar visita' }).waitFor();
      await look('correction');
      await page.goto(`${app.base}/campo`);
      await unlock(page, app.base);
      await page.getByRole('article', { name }).getByRole('link', { name: 'Venta', exact: true }).click();
      await page.getByRole('button', { name: 'Guardar venta' }).click();
      await page.getByText('Falta completar').first().waitFor();
      await look('sale with problems');
      await unlock(page, app.base);
      await goTo(page, 'Envíos');
      await look('outbox');
      await goTo(page, 'Ajustes');
      await page.getByRole('button', { name: 'Cerrar con PIN' }).waitFor();
      await look('settings');
      await context.close();
    }
  });

  it('opens with no network and saves a visit with nothing but its entry', async () => {
    const context = await browser.newContext(PHONE);
    const page = await context.newPage();
    await firstUse(page, app.base, USER);
    const [name = ''] = await allianceNames(page);
    await appKept(page);
    // The browser offers to install it.
    const { installabilityErrors } = await (await context.newCDPSession(page)).send('Page.getInstallabilityErrors');
    expect(installabilityErrors.filter((e) => e.errorId !== 'in-incognito')).toEqual([]);
    await context.setOffline(true);
    await unlock(page, app.base);
    await recordVisit(page, name, { note: 'sin red', photo: 1 });
    await context.close();

    // The same without the service worker: every file except the entry is refused, and the server does not answer.
    const bare = await browser.newContext({ ...PHONE, serviceWorkers: 'block' });
    const second = await bare.newPage();
    await firstUse(second, app.base, USER);
    const { entry } = (await (await bare.request.get(`${app.base}/field-files.json`)).json()) as { entry: string[] };
    await bare.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname.startsWith('/campo') || entry.includes(pathname) || pathname.endsWith('.css'))
        return route.continue();
      return route.abort();
    });
    await unlock(second, app.base);
    await recordVisit(second, name, { note: 'solo con la entrada', photo: 2 });
    // What is not there says so; the visit is on the phone, and the first screen goes on.
    await second.getByText('Falta una parte de la aplicación').waitFor();
    expect((await axe(second)).filter((f) => f.impact === 'serious' || f.impact === 'critical')).toEqual([]);
    await second.getByRole('button', { name: 'Volver' }).click();
    await second.getByRole('article', { name }).waitFor();
    await second
      .getByText(/1 por enviar/)
      .first()
      .waitFor();
    await bare.close();
  });

  it('a day in the field: lost answers, killed app and server, wrong clock, ended session: everything arrives once', async () => {
    // One person with two phones on the same alliances; the clock of the second is a day ahead.
    const first = await phone();
    const second = await phone(24);
    const names = await allianceNames(first.page());

    // A tunnel: four visits and four sales on one phone, three visits on the other.
    await first.offline(true);
    await second.offline(true);
    const nth = (i: number) => names[i % names.length] as string;
    for (let i = 0; i < 4; i++) {
      await recordVisit(first.page(), nth(i), { note: `jornada visita ${i}`, photo: 10 + i });
      await recordSale(first.page(), nth(i), {
        note: `jornada venta ${i}`,
        photo: 20 + i,
        quantity: String(10 + i),
        price: '25,50',
        other: 'Feria del domingo',
      });
    }
    for (let i = 4; i < 7; i++)
      await recordVisit(second.page(), nth(i), { note: `jornada visita ${i}`, photo: 10 + i });

    // The app is killed with everything unsent, and opens again without signal. Its session is gone.
    await first.kill();
    await first.context().clearCookies();
    await unlock(first.page(), app.base);
    await goTo(first.page(), 'Envíos');
    await first.page().getByText('Por enviar (8)').waitFor();

    // Signal and a new log-in, but the first two answers are lost on the way back, and no photo gets through.
    const lost = await loseAnswers(first.context(), 2);
    await first
      .context()
      .route('**/api/files/*', (route) =>
        route.request().method() === 'PUT' ? route.abort('connectionreset') : route.continue(),
      );
    await first.offline(false);
    await first.page().getByRole('button', { name: 'Enviar ahora' }).click();
    await logInAgain(first.page());
    // Every command is at the office, no photo is: the phone does not say that all was sent.
    const waiting = first.page().getByRole('region', { name: 'Por enviar' }).getByRole('article');
    await expect
      .poll(
        async () => {
          await first.page().getByRole('button', { name: 'Enviar ahora' }).click();
          return [
            lost(),
            await waiting
              .filter({ hasText: 'Falta enviar 1 foto' })
              .filter({ hasText: 'La oficina lo recibió' })
              .count(),
          ];
        },
        { timeout: 60_000 },
      )
      .toEqual([2, 8]);
    expect(await first.page().getByText('8 por enviar').isVisible()).toBe(true);
    expect(await first.page().getByText('Todo enviado').isVisible()).toBe(false);
    await first.context().unrouteAll();

    // The server is killed while the other phone sends.
    await second.offline(false);
    await goTo(second.page(), 'Envíos');
    await second.page().getByRole('button', { name: 'Enviar ahora' }).click();
    await app.kill();
    await recordVisit(first.page(), nth(0), { note: 'jornada visita 7', photo: 17 });
    await app.startAgain();
    await sendAll(first.page());
    await sendAll(second.page());

    const visits = Array.from({ length: 8 }, (_, i) => `jornada visita ${i}`);
    const sales = Array.from({ length: 4 }, (_, i) => `jornada venta ${i}`);
    expect(await atServer(first.context(), app.base, 'jornada')).toEqual({
      notes: [...sales, ...visits].sort(),
      missing: [],
    });
  });

  it('a complaint is taken without signal, its code is handed over at once, and the phone tells later that it was answered', async () => {
    const taken = await phone();
    const page = () => taken.page();
    const [name = ''] = await allianceNames(page());
    const own = async () => {
      await goTo(page(), 'Alianzas');
      await page()
        .getByRole('link', { name: /^Mis reclamos/ })
        .click();
    };
    await taken.offline(true);
    await page().getByRole('article', { name }).getByRole('heading').click();
    await page().getByRole('link', { name: 'Registrar un reclamo' }).click();
    const said = 'Los plantines llegaron secos y nadie responde.';
    const code = await answerComplaint(page(), said);
    expect(code).toMatch(/^R-\d{4}-[0-9A-HJKMNP-TV-Z]{8}$/);
    const day = addDays(dayOf(new Date().toISOString()), 30);
    expect(await page().locator('.f-slip').innerText()).toContain(`${spokenDay(day)} de ${day.slice(0, 4)}`);

    // The person remembers something more. The complaint has not left the phone, so it is corrected under the same
    // code.
    await page().getByRole('link', { name: 'Corregir' }).click();
    expect(await page().getByLabel('Qué pasó').inputValue()).toBe(said);
    expect(await page().getByRole('radio', { name }).isChecked()).toBe(true);
    expect(await answerComplaint(page(), `${said} Fueron doscientos.`)).toBe(code);

    // The app is killed before there was signal; the slip with the code is found again, without signal.
    await taken.kill();
    await taken.context().clearCookies();
    await unlock(page(), app.base);
    await own();
    await page().getByRole('link', { name: code }).filter({ hasText: 'Por enviar' }).click();
    expect(await page().locator('.f-code').innerText()).toBe(code);

    await taken.offline(false);
    await goTo(page(), 'Envíos');
    await page().getByRole('button', { name: 'Enviar ahora' }).click();
    await logInAgain(page());
    await sendAll(page());
    await own();
    await page().getByRole('link', { name: code }).filter({ hasText: 'Recibido' }).waitFor();

    const office = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await logIn(office, app.base, 'demo.recl');
    await office.goto(`${app.base}/oficina/reclamos?text=${code}`);
    await office.getByRole('link', { name: code }).first().click();
    await settled(office);
    const told = await office.getByRole('main').innerText();
    for (const part of [`${said} Fueron doscientos.`, 'al acompañante', name]) expect(told).toContain(part);
    const today = dayOf(new Date().toISOString());
    await takeStep(office, /^Avisar la recepción/, { acknowledgedOn: today });
    await takeStep(office, /^Clasificar/, { topic: 'demora' });
    const answer = 'La empresa repone los plantines el jueves.';
    await takeStep(office, /^Responder/, {
      answer,
      answeredOn: today,
      answerChannel: 'en persona',
      outcome: 'fundado',
    });
    await office.context().close();

    await sendAll(page());
    await own();
    await page().getByRole('link', { name: code }).filter({ hasText: 'Respondido' }).click();
    await page().getByRole('region', { name: 'Cómo va' }).getByText('Respuesta comunicada el').waitFor();
    // The answer is shown to the person with the code and not on every phone.
    expect(await page().locator('body').innerText()).not.toContain(answer);
  });

  it('what was agreed is due through every visit until one says, without signal, what became of it; then the office reads it', async () => {
    const p = await phone();
    const page = p.page();
    const [name = ''] = await allianceNames(page);
    const what = 'Arreglar la balanza del acopio';
    const visit = async (more: () => Promise<void>) => {
      await openForm(page, name, 'Visita');
      await page.getByText('Sí, se hizo').click();
      await page.getByLabel('Producción', { exact: true }).check();
      await more();
      await save(page, 'Guardar visita');
    };
    const due = async () => {
      await goTo(page, 'Alianzas');
      await page.getByRole('article', { name }).getByRole('heading').click();
      return page.getByText(`Compromiso: ${what}`);
    };
    await visit(async () => {
      await page.getByRole('button', { name: 'Agregar compromiso' }).click();
      await page.getByLabel('Qué se va a hacer').fill(what);
      await page
        .getByRole('group', { name: /^Compromisos(?! anteriores)/ })
        .getByRole('button', { name: 'En 7 días' })
        .click();
    });
    await visit(async () => undefined);
    await (await due()).waitFor();
    await sendAll(page);
    await (await due()).waitFor();

    await p.offline(true);
    await visit(async () => {
      const before = page.getByRole('group', { name: /^Compromisos anteriores/ });
      const more = before.getByRole('button', { name: /^y \d+ más/ });
      if (await more.isVisible()) await more.click();
      await before.locator('.card', { hasText: what }).getByRole('button', { name: 'Cumplido' }).click();
      expect((await axe(page)).filter((f) => f.impact === 'serious' || f.impact === 'critical')).toEqual([]);
    });
    await (await due()).waitFor({ state: 'detached' });
    await p.offline(false);
    await sendAll(page);

    const office = await (
      await browser.newContext({ locale: 'es-BO', viewport: { width: 1280, height: 900 } })
    ).newPage();
    await logIn(office, app.base, 'demo.oficial');
    const row = office.getByRole('row').filter({ hasText: what });
    await expect
      .poll(
        async () => {
          await office.goto(`${app.base}/oficina/compromisos?text=balanza`);
          await settled(office);
          return row.getByText('Cumplido', { exact: true }).count();
        },
        { timeout: 90_000 },
      )
      .toBe(1);
    await row.getByRole('link').first().click();
    await settled(office);
    await office.getByText('Cumplido', { exact: true }).first().waitFor();
    expect((await axe(office)).filter((f) => f.impact === 'serious' || f.impact === 'critical')).toEqual([]);
    await office.context().close();
    // And it stays gone after the office has confirmed it.
    await sendAll(page);
    await (await due()).waitFor({ state: 'detached' });
  });

  it('two phones change one value: both are kept, and the person who knows chooses', async () => {
    const first = await phone();
    const second = await phone();
    const [name = ''] = await allianceNames(first.page());
    const newestSale = async (page: Page) => {
      await goTo(page, 'Alianzas');
      await page.getByRole('article', { name }).getByRole('heading').click();
      return page.getByRole('region', { name: 'Ventas' }).getByRole('link').first();
    };
    const correct = async (page: Page, quantity: string) => {
      await (await newestSale(page)).click();
      await page.getByRole('link', { name: 'Corregir' }).click();
      await page
        .getByLabel(/^Cantidad vendida/)
        .first()
        .fill(quantity);
      await save(page, 'Guardar venta');
    };
    await recordSale(first.page(), name, {
      note: 'dos valores',
      photo: 40,
      quantity: '10',
      price: '30',
      other: 'Feria',
    });
    await sendAll(first.page());
    await sendAll(second.page());
    // The other phone has it too.
    await (await newestSale(second.page())).filter({ hasText: '10 ' }).waitFor();
    for (const p of [first, second]) await p.offline(true);
    await correct(first.page(), '12');
    await correct(second.page(), '14');
    // The value that arrives first stays; the other phone's value is kept beside it.
    await first.offline(false);
    await sendAll(first.page());
    await second.offline(false);

    const page = second.page();
    await goTo(page, 'Envíos');
    await page.getByRole('button', { name: 'Enviar ahora' }).click();
    await page.getByRole('link', { name: 'Ver los dos valores' }).waitFor();
    // Also from the alliance: the pending choice is a link that opens it.
    await goTo(page, 'Alianzas');
    const choices = page.getByRole('article', { name }).getByRole('link', { name: 'Dos valores para el mismo dato' });
    await choices.first().waitFor();
    // The demonstration may have one there too; ids begin with the time at which they were made, so the newest is the
    // last.
    const newest = (await choices.evaluateAll((links) => links.map((a) => a.getAttribute('href') ?? ''))).sort().at(-1);
    await page.getByRole('article', { name }).locator(`a[href="${newest}"]`).click();
    await expect
      .poll(() =>
        page
          .getByRole('region', { name: 'Cantidad' })
          .getByText(/^1[24] /)
          .allInnerTexts(),
      )
      .toEqual([expect.stringMatching(/^12 /), expect.stringMatching(/^14 /)]);
    await page.getByText('El otro').click();
    await page.getByLabel('¿Por qué?').fill('Se pesó otra vez');
    await save(page, 'Guardar elección');
    await sendAll(page);
    await sendAll(first.page());
    // The first phone had nothing left to send, so its messages about sending do not show it: the value comes with the
    // next page of its feed.
    await (await newestSale(first.page())).filter({ hasText: '14 ' }).waitFor();
  });

  it('a phone with no room left says so, loses nothing, and saves once there is room', async () => {
    const full = await phone();
    const page = full.page();
    const [name = ''] = await allianceNames(page);
    await full.offline(true);
    await recordVisit(page, name, { note: 'lleno antes', photo: 30 });
    await openForm(page, name, 'Visita');
    await page.getByText('Sí, se hizo').click();
    await page.getByLabel('Producción', { exact: true }).check();
    await page.getByLabel('Notas').fill('lleno después');
    await page.getByText('Borrador guardado').waitFor();

    // From here on the phone has no free storage: neither a photo nor the record is saved, and both say why.
    const resume = async () => {
      await unlock(full.page(), app.base);
      await full.page().getByRole('region', { name: 'Sin terminar' }).getByRole('link').click();
      expect(await full.page().getByLabel('Notas').inputValue()).toBe('lleno después');
    };
    await full.full(true);
    await resume();
    const told = full.page().getByText(/No queda espacio en este teléfono/);
    await full
      .page()
      .locator('input[type=file]')
      .setInputFiles(await photo(31));
    await told.first().waitFor();
    const saveIt = full.page().getByRole('button', { name: 'Guardar visita' });
    await saveIt.click();
    await expect.poll(() => saveIt.isEnabled()).toBe(true);
    expect(await told.last().isVisible()).toBe(true);
    expect(
      await full
        .page()
        .getByText(/^Guardado/)
        .isVisible(),
    ).toBe(false);
    expect(await full.page().getByLabel('Notas').inputValue()).toBe('lleno después');

    // Killed in that state: earlier records are still there, and so is the unfinished draft.
    await full.kill();
    await full.context().clearCookies();
    await resume();
    await goTo(full.page(), 'Envíos');
    await full.page().getByText('Por enviar (1)').waitFor();

    // Storage was freed.
    await full.full(false);
    await resume();
    await full
      .page()
      .locator('input[type=file]')
      .setInputFiles(await photo(31));
    await full.page().getByAltText('Foto 1').waitFor();
    await save(full.page(), 'Guardar visita');
    await full.offline(false);
    await goTo(full.page(), 'Envíos');
    await full.page().getByRole('button', { name: 'Enviar ahora' }).click();
    await logInAgain(full.page());
    await sendAll(full.page());
    expect(await atServer(full.context(), app.base, 'lleno')).toEqual({
      notes: ['lleno antes', 'lleno después'],
      missing: [],
    });
  });
});
