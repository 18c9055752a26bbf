import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, type Day, writtenDay } from '../../domain/kernel/dates.ts';
import { screens } from '../../web/office/screens.ts';
import { type RunningApp, startApp } from '../helpers/appServer.ts';
import { hasBrowser, launchBrowser, newPerson } from '../helpers/browser.ts';
import { logIn, settled, takeStep } from './officeSteps.ts';

/** A Monday in the first weeks of a half-year, so that the whole story is inside it. */
const START: Day = '2026-08-03';
/** Together with the complaint of the story, the smallest number that the portal may show at once. */
const OTHERS = 4;
const LATE = 'Respondidos fuera de plazo';
const more = (n: string | undefined, by: number): string => String(Number(n) + by);

/**
 * A complaint that nobody answered in time, over five weeks of the server's clock, and one against the person who was
 * to attend it.
 */
describe.skipIf(!hasBrowser())('complaints over weeks', () => {
  let app: RunningApp;
  let browser: Browser;
  let today: Day = START;

  beforeAll(async () => {
    browser = await launchBrowser();
    app = await startApp({}, START);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  /** Stops the server until a later day. */
  async function sleepUntil(day: Day): Promise<void> {
    await app.pause();
    await app.startAgain(day);
    today = day;
  }

  async function citizen(): Promise<Page> {
    return (await newPerson(browser, { scripts: false, width: 390, height: 844 })).newPage();
  }
  async function complain(
    story: string,
    more: (page: Page) => Promise<unknown> = async () => undefined,
  ): Promise<string> {
    const page = await citizen();
    await page.goto(`${app.base}/reclamos`);
    await page.getByLabel('¿Qué pasó?').fill(story);
    await page.getByLabel(/En qué municipio/).selectOption({ label: 'La Paz' });
    await more(page);
    await page.getByRole('button', { name: 'Enviar el reclamo' }).click();
    const code = await page.locator('.code').innerText();
    await page.context().close();
    return code;
  }
  async function statusOf(code: string): Promise<Page> {
    const page = await citizen();
    await page.goto(`${app.base}/reclamos`);
    await page.getByLabel('Código').fill(code);
    await page.getByRole('button', { name: 'Ver', exact: true }).click();
    return page;
  }
  const textOf = async (page: Page) => page.locator('main').innerText();

  async function office(username: string): Promise<Page> {
    const page = await (await newPerson(browser, { ahead: app.ahead() })).newPage();
    await logIn(page, app.base, username);
    return page;
  }
  async function open(page: Page, code: string): Promise<void> {
    await page.goto(`${app.base}/oficina/reclamos?text=${code}`);
    await page.getByRole('link', { name: code }).first().click();
    await settled(page);
  }
  const file = async (page: Page) => page.getByRole('main').innerText();
  /** Waits until the file shows something that happens only with time. */
  async function fileSays(page: Page, code: string, words: string | RegExp): Promise<void> {
    await expect
      .poll(
        async () => {
          await open(page, code);
          return file(page);
        },
        { timeout: 60_000, interval: 2000 },
      )
      .toMatch(words);
  }

  /** The name of the logged-in person, as in the lists of the office. */
  const nameOf = async (page: Page): Promise<string> => {
    await page.goto(`${app.base}/oficina/mi-cuenta`);
    await settled(page);
    return /^(.+) · demo\./m.exec(await page.getByRole('main').innerText())?.[1] ?? '';
  };

  /** The published numbers: received, and late with or without an answer. */
  async function published(): Promise<Readonly<Record<string, string>>> {
    const page = await citizen();
    await page.goto(`${app.base}/reclamos/cifras`);
    const total = page.locator('section[aria-labelledby=total]');
    const names = await total.locator('dt').allInnerTexts();
    const numbers = await total.locator('dd').allInnerTexts();
    const all = {
      hasta: /cómo estaban el (\d\d\/\d\d\/\d{4})/.exec(await total.innerText())?.[1] ?? '',
      recibidos: (await total.locator('.value').innerText()).split(' ')[0] ?? '',
      ...Object.fromEntries(names.map((n, i) => [n, numbers[i] ?? ''])),
    };
    await page.context().close();
    return all;
  }

  test('one answered late: time escalates it, the citizen reopens it, another person answers, the portal counts it', async () => {
    await expect
      .poll(published, { timeout: 60_000, interval: 1000 })
      .toHaveProperty('recibidos', expect.stringMatching(/^\d+$/));
    const before = await published();
    // A single new complaint would not be shown, because the numbers of its place would reveal it.
    for (let i = 0; i < OTHERS; i++) await complain(`No hay quien atienda en la oficina, vez ${i + 1}.`);
    const code = await complain('La balanza del acopio pesa de menos desde julio.');
    const first = await statusOf(code);
    expect(await textOf(first)).toContain(`Se responde hasta el ${writtenDay(addDays(START, 30))}`);
    const officer = await office('demo.recl');
    await open(officer, code);
    await takeStep(officer, /^Avisar la recepción/, { acknowledgedOn: today });
    await takeStep(officer, /^Clasificar/, { topic: 'demora' });
    const unit = await office('demo.social');
    await takeStep(officer, /^Asignar/, { assigneeId: await nameOf(unit) });

    await sleepUntil(addDays(START, 26));
    const coordinator = await office('demo.coord');
    await fileSays(coordinator, code, /Pasar a la coordinación nacional el reclamo\s+Sistema/);

    await sleepUntil(addDays(START, 33));
    expect(await textOf(await statusOf(code))).toContain('La respuesta está atrasada 3 días.');
    const late = await office('demo.social');
    await fileSays(late, code, /Anotar que venció el plazo del reclamo\s+Sistema/);
    await takeStep(late, /^Responder/, {
      answer: 'La balanza se calibró esta semana.',
      answeredOn: today,
      answerChannel: 'portal público',
      outcome: 'fundado',
    });
    const reader = await statusOf(code);
    expect(await textOf(reader)).toContain('La balanza se calibró esta semana.');
    await reader.getByLabel('No estoy conforme').fill('Sigue pesando de menos.');
    await reader.getByRole('button', { name: 'Pedir que se vea otra vez' }).click();
    expect(await textOf(reader)).toContain('Su reclamo se verá otra vez');
    expect(await textOf(await statusOf(code))).toContain(`Se responde hasta el ${writtenDay(addDays(today, 30))}`);

    await sleepUntil(addDays(START, 36));
    const second = await office('demo.coord');
    await open(second, code);
    await takeStep(second, /segunda instancia/, { secondAnswer: 'Se cambió la balanza.', secondAnsweredOn: today });
    const both = await textOf(await statusOf(code));
    expect([both.includes('La balanza se calibró esta semana.'), both.includes('Se cambió la balanza.')]).toEqual([
      true,
      true,
    ]);
    await expect.poll(published, { timeout: 120_000, interval: 2000 }).toMatchObject({
      recibidos: more(before.recibidos, 1 + OTHERS),
      [LATE]: more(before[LATE], 1),
      hasta: writtenDay(today),
    });
  });

  test('one against who attends complaints: the accused, at work in every screen, finds no trace of it', async () => {
    const words = ['zarigüeya', 'balanza trucada'];
    const code = await complain(`La ${words[0]} de la oficina tiene la ${words[1]}.`, (page) =>
      page
        .getByLabel('¿Es contra quien debería atenderlo?')
        .selectOption({ label: 'Es contra la persona responsable de reclamos' }),
    );
    /** Opens every screen in reach and searches all answers of the server meanwhile, shown or not. */
    const traces = async (username: string): Promise<readonly string[]> => {
      const page = await office(username);
      const found: string[] = [];
      const search = (where: string, text: string) => {
        for (const word of [...words, code]) if (text.includes(word)) found.push(`${where}: ${word}`);
      };
      let answers = 0;
      page.on('response', async (response) => {
        answers += 1;
        search(response.url(), await response.text().catch(() => ''));
      });
      const paths = screens.flatMap(({ path }) => (path.includes('$') ? [] : path));
      for (const path of [...paths, `/reclamos?text=${words[0]}`, `/bitacora?text=${code}`]) {
        await page.goto(`${app.base}/oficina${path}`);
        await settled(page);
        search(path, await page.locator('body').innerText());
      }
      console.log(`${username}: ${paths.length} screens, ${answers} answers searched`);
      return found;
    };
    expect(await traces('demo.recl')).toEqual([]);
    // The person for whom the complaint is meant finds it in the same way, which proves that the search works.
    expect(await traces('demo.transparencia')).not.toEqual([]);
    const transparency = await office('demo.transparencia');
    await open(transparency, code);
    await takeStep(transparency, /^Avisar la recepción/, { acknowledgedOn: today });
    expect(await textOf(await statusOf(code))).toContain('Su reclamo fue recibido y registrado.');
  });
});
