import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../../domain/kernel/dates.ts';
import { writtenNumber } from '../../domain/kernel/money.ts';
import { percent } from '../../domain/monitoring/estimators.ts';
import { type RunningApp, startApp } from '../helpers/appServer.ts';
import { hasBrowser, launchBrowser, newPerson } from '../helpers/browser.ts';
import {
  appKept,
  type FieldPhone,
  firstUse,
  goTo,
  logInAgain,
  loseAnswers,
  openPhone,
  recordSale,
  recordVisit,
  sendAll,
  unlock,
} from '../helpers/fieldPhone.ts';
import { choose, importFile, logIn } from './officeSteps.ts';

const ALLIANCE = 'Asociación Quinua del Hilo, Laja';
const MUNICIPALITY = '021202';
/** Records of each kind on each phone: 40 in all. */
const EACH = 10;

async function office(browser: Browser, base: string, username: string): Promise<Page> {
  const page = await (await newPerson(browser)).newPage();
  await logIn(page, base, username);
  return page;
}

const importAlliance = (page: Page): Promise<void> =>
  importFile(
    page,
    'hilo.csv',
    `Código,Nombre,Unidad,Estado,Municipio,Modelo,Producto,Lon,Lat\nHILO-1,"${ALLIANCE}",UOD La Paz,En ` +
      `operación,Laja,1,Quinua,-68.38,-16.53\n`,
  );

async function openFile(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Menú' }).getByRole('link', { name: 'Alianzas', exact: true }).click();
  await page.getByLabel('Buscar por nombre, código u organización').fill('HILO-1');
  await page.getByRole('link', { name: new RegExp(ALLIANCE) }).click();
  await page.getByRole('heading', { level: 1, name: new RegExp(ALLIANCE) }).waitFor();
}

/** Records the convenio whose signature makes the alliance active: the sheet contains its stage, but not the day. */
async function recordConvenio(page: Page, signedOn: string): Promise<void> {
  await openFile(page);
  await page.getByRole('button', { name: 'Registrar convenio' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Financiamiento integral').click();
  await dialog.getByLabel('Número').fill('H-1');
  await dialog.getByLabel('Fecha de firma', { exact: false }).first().fill(signedOn);
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'hidden' });
}

async function assign(page: Page): Promise<void> {
  await openFile(page);
  await page.getByRole('button', { name: 'Asignar persona' }).click();
  const dialog = page.getByRole('dialog');
  await choose(dialog, 'En qué rol', 'Acompañante');
  await dialog.getByText('(demo.acompanante)').click();
  await dialog.getByLabel('Desde').fill(addDays(dayOf(new Date().toISOString()), -60));
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Takes the alliance away from its acompañante since yesterday, while the phones are in the field. */
async function endAssignment(page: Page, lastDay: string): Promise<void> {
  await openFile(page);
  await page.getByRole('button', { name: 'Terminar' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/día/i).first().fill(lastDay);
  await dialog.getByLabel(/Motivo/).fill('Cambio de zona');
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'hidden' });
}

async function suspend(page: Page): Promise<void> {
  await openFile(page);
  await page.getByRole('button', { name: 'Suspender' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Motivo/).fill('Hallazgo en la revisión');
  await dialog.getByLabel(/^Documento de respaldo/).fill('Nota de suspensión');
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'hidden' });
}

/**
 * Decides every batch that waits for this person: one by one with the keyboard, then the rest in one act. A batch with
 * records that this person may not decide (their own correction, a photo that has not arrived) is left unfinished.
 */
async function decideEverything(page: Page): Promise<number> {
  const seen = new Set<string>();
  for (;;) {
    await page.goto(new URL('/oficina/verificacion', page.url()).href);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    const offered = await page
      .locator('main')
      .getByText(/^(Empezar|Seguir)/)
      .all();
    let next: Locator | null = null;
    for (const one of offered) {
      const called = await one.innerText();
      if (seen.has(called)) continue;
      seen.add(called);
      next = one;
      break;
    }
    if (!next) return seen.size;
    await next.click();
    await page.waitForURL(/verificacion\/./);
    await page.waitForLoadState('networkidle');
    await decideBatch(page);
  }
}

/** Waits until the page shows something else than before; false when nothing changes. */
const becomesOther = (page: Page, before: string): Promise<boolean> =>
  page
    .waitForFunction((was) => document.querySelector('main')?.innerText !== was, before, { timeout: 10_000 })
    .then(
      () => true,
      () => false,
    );

async function decideBatch(page: Page): Promise<void> {
  const finished = page.getByText('Este lote está terminado');
  const main = page.locator('main');
  let goesOn = true;
  while (goesOn && !(await finished.isVisible())) {
    const before = await main.innerText();
    const rest = page.getByRole('button', { name: /^(Verificar|Validar) el resto/ });
    if ((await rest.isVisible()) && (await rest.isEnabled())) {
      await rest.click();
      await page.getByRole('button', { name: /todo el resto/ }).click();
      await rest.waitFor({ state: 'hidden' });
    } else {
      await page.keyboard.press('v');
      // A record with signals needs a reason for approving it.
      if ((await page.evaluate('document.activeElement.id')) === 'review-reason') {
        await page.keyboard.type('Se confirmó por teléfono con quien registró');
        await page.keyboard.press('Enter');
      }
    }
    goesOn = await becomesOther(page, before);
  }
}

describe.runIf(hasBrowser())('the thread', () => {
  let app: RunningApp;
  let browser: Browser;
  const phones: FieldPhone[] = [];
  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    for (const phone of phones) await phone.throwAway();
    await browser?.close();
    await app?.stop();
  });

  const phone = async (clockOffHours = 0): Promise<FieldPhone> => {
    const made = await openPhone({ clockOffHours });
    phones.push(made);
    await firstUse(made.page(), app.base, 'demo.acompanante');
    await appKept(made.page());
    return made;
  };

  it('40 visits and sales with photos, from two phones without signal, through every failure, to the public page', async () => {
    const today = dayOf(new Date().toISOString());
    const days = Array.from({ length: EACH }, (_, i) => addDays(today, -(i % 5)));

    // The office brings the alliance in and assigns it to its acompañante, who has two phones; the clock of one is a
    // day ahead. The person who brings it in is its author, so neither the verifying official nor the validating
    // specialist may be the same person.
    const operator = await office(browser, app.base, 'demo.operador');
    await importAlliance(operator);
    await recordConvenio(operator, `${Number(today.slice(0, 4)) - 1}-03-01`);
    const expert = await office(browser, app.base, 'demo.me');
    await assign(operator);
    const first = await phone();
    const second = await phone(24);

    // Without signal: ten visits and ten sales on each, each with its photo.
    await first.offline(true);
    await second.offline(true);
    for (const [n, p] of [first, second].entries()) {
      for (const [i, day] of days.entries()) {
        const seed = n * 100 + i * 2;
        await recordVisit(p.page(), ALLIANCE, { day, photo: seed, note: `Visita ${n}-${i}` });
        await recordSale(p.page(), ALLIANCE, {
          day,
          photo: seed + 1,
          quantity: String(10 + i),
          price: '12',
          other: `Feria ${n}-${i}`,
          note: `Venta ${n}-${i}`,
        });
        // In the middle of this the browser of the first phone is killed.
        if (n === 0 && i === 4) {
          await first.kill();
          await unlock(first.page(), app.base);
        }
      }
    }

    // Meanwhile the office takes the alliance away from its acompañante and the nation suspends it.
    await endAssignment(operator, addDays(today, -1));
    const coordinator = await office(browser, app.base, 'demo.coord');
    await suspend(coordinator);

    // The first phone returns with its session ended: it asks for the password and continues by itself.
    await first.context().clearCookies();
    await first.offline(false);
    await goTo(first.page(), 'Envíos');
    await first.page().getByRole('button', { name: 'Enviar ahora' }).click();
    await logInAgain(first.page());

    // The second phone loses the answer to its first batch, and then the server is killed.
    const lost = await loseAnswers(second.context(), 1);
    await second.offline(false);
    await goTo(second.page(), 'Envíos');
    await expect.poll(lost, { timeout: 60_000 }).toBe(1);
    await app.kill();
    await app.startAgain();
    await sendAll(second.page());
    await sendAll(first.page());

    // Each record exists once: 20 visits and 20 sales, although some were sent twice.
    await openFile(expert);
    const file = expert.locator('main');
    await expect.poll(() => file.innerText(), { timeout: 60_000 }).toMatch(/Visitas\s*20/);
    expect(await file.innerText()).toMatch(/Ventas\s*20/);

    // Three different persons: the acompañante registered, the official verifies, the specialist validates.
    const official = await office(browser, app.base, 'demo.oficial');
    expect(await decideEverything(official)).toBeGreaterThan(0);
    expect(await decideEverything(expert)).toBeGreaterThan(0);

    // Calculated by hand: the visits are on today and the four days before. Laja has this one alliance, active since
    // the convenio of last year, so BR-48 counts the months of the year that have begun (eleven in November), and those
    // with a visit: one, or two when the four days reach into the month before. On 23/11: 1 of 11 months = 9,1 %.
    const begun = Number(today.slice(5, 7));
    const covered = new Set(days.filter((d) => d.slice(0, 4) === today.slice(0, 4)).map((d) => d.slice(0, 7))).size;
    const expected = `${writtenNumber(percent(covered / begun), 1)} %`;
    const reader = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const page = await reader.newPage();
    await expect
      .poll(
        async () => {
          await page.goto(`${app.base}/municipios/${MUNICIPALITY}`);
          return page
            .locator('tr', { hasText: 'Meses con visita en la comunidad' })
            .innerText()
            .catch(() => '');
        },
        { timeout: 180_000, interval: 2000 },
      )
      .toContain(expected);
    expect(await page.locator('main').innerText()).toContain(ALLIANCE);
  }, 900_000);
});
