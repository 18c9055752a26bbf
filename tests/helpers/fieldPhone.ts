import { readdir, readFile, rm } from 'node:fs/promises';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { DEMO_PASSWORD } from './appServer.ts';
import { CHROMIUM, CHROMIUM_ARGS } from './browser.ts';
import { temporaryFolder } from './temporaryFolder.ts';

export const PIN = '2580';

/** A phone as used in the field: small, with position and camera, in La Paz. */
export const PHONE = {
  viewport: { width: 390, height: 844 },
  locale: 'es-BO',
  timezoneId: 'America/La_Paz',
  geolocation: { longitude: -68.15, latitude: -16.5, accuracy: 12 },
  permissions: ['geolocation'],
  hasTouch: true,
};

/** A phone with the field app: a browser profile on disk, so that it can be killed and opened again. */
export interface FieldPhone {
  readonly page: () => Page;
  readonly context: () => BrowserContext;
  /** Cuts the network in the browser itself, also after it is opened again. */
  readonly offline: (on: boolean) => Promise<void>;
  /**
   * Kills the browser's process (SIGKILL) and opens it again on the same profile, so that nothing is closed properly.
   */
  readonly kill: () => Promise<void>;
  /**
   * Opens the browser again on a phone whose storage is full (or has space again): the browser itself refuses writes.
   */
  readonly full: (on: boolean) => Promise<void>;
  readonly throwAway: () => Promise<void>;
}

interface PhoneOptions {
  /** How wrong the clock of the device is, in hours. */
  readonly clockOffHours?: number;
}

/** Less storage than the app already uses. The quota override of the developer tools does not affect IndexedDB. */
const NO_ROOM = '--enable-features=StorageQuotaSettings:PoolSizeBytes/300000';

/** Shifts the clock through Date, because the app reads the time only through Date. */
const shiftClock = (ms: number) => `{
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...args) { args.length ? super(...args) : super(Real.now() + ${ms}); }
    static now() { return Real.now() + ${ms}; }
  };
}`;

/** The id of the browser process that uses a profile, from /proc. */
async function browserOf(profile: string): Promise<number> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (words.includes(`--user-data-dir=${profile}`) && !words.some((w) => w.startsWith('--type='))) return Number(pid);
  }
  throw new Error(`no browser works on ${profile}`);
}

export async function openPhone({ clockOffHours = 0 }: PhoneOptions = {}): Promise<FieldPhone> {
  const profile = temporaryFolder('phone');
  let context: BrowserContext;
  let page: Page;
  let off = false;
  let full = false;
  const open = async () => {
    context = await chromium.launchPersistentContext(profile, {
      ...PHONE,
      executablePath: CHROMIUM,
      args: [...CHROMIUM_ARGS, ...(full ? [NO_ROOM] : [])],
      // A killed browser leaves its temporary folders behind; inside the profile they are removed with the phone.
      env: { ...process.env, TMPDIR: profile },
    });
    if (clockOffHours) await context.addInitScript(shiftClock(clockOffHours * 3_600_000));
    page = context.pages()[0] ?? (await context.newPage());
    await context.setOffline(off);
  };
  await open();
  return {
    page: () => page,
    context: () => context,
    offline: async (on) => {
      off = on;
      await context.setOffline(on);
    },
    full: async (on) => {
      full = on;
      await context.close();
      await open();
    },
    kill: async () => {
      process.kill(await browserOf(profile), 'SIGKILL');
      await context.close().catch(() => undefined);
      await open();
    },
    throwAway: async () => {
      await context.close().catch(() => undefined);
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/**
 * Drops the first answers to commands, after the server has executed them. The returned function tells how many were
 * dropped so far.
 */
export async function loseAnswers(context: BrowserContext, most: number): Promise<() => number> {
  let lost = 0;
  await context.route('**/api/commands', async (route) => {
    // No answer, because the server was killed meanwhile.
    const answer = await route.fetch().catch(() => null);
    if (!answer) return route.abort('connectionreset');
    if (answer.status() !== 200 || lost >= most) return route.fulfill({ response: answer });
    lost += 1;
    return route.abort('connectionreset');
  });
  return () => lost;
}

/**
 * The first use of a phone: user, password, PIN. Waits for the alliances and until the app is cached for use without
 * signal.
 */
export async function firstUse(page: Page, base: string, username: string): Promise<void> {
  await page.goto(`${base}/campo`);
  await page.getByLabel('Usuario').fill(username);
  await page.getByLabel('Contraseña').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Ingresar' }).click();
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.getByLabel('Repita el PIN').fill(PIN);
  await page.getByRole('button', { name: 'Guardar el PIN' }).click();
  await page.getByRole('article').first().waitFor();
}

/** Waits until the browser has cached the app, so that it opens without a network. */
export const appKept = (page: Page) => page.waitForFunction(async () => (await caches.match('/campo')) !== undefined);

/** Opens the app again and enters the PIN. */
export async function unlock(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/campo`);
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.getByRole('button', { name: 'Abrir' }).click();
  await page.getByRole('heading', { name: 'Mis alianzas' }).waitFor();
}

/**
 * Logs in again where the phone asks for it, after the session ended while work was waiting; then the sending continues
 * by itself.
 */
export async function logInAgain(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /Ingresar para enviar/ })
    .first()
    .click();
  await page.getByLabel('Contraseña').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Ingresar', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Envíos' }).waitFor();
}

/** Goes to one of the three places at the foot of the screen, from any screen. */
export async function goTo(page: Page, place: 'Alianzas' | 'Envíos' | 'Ajustes'): Promise<void> {
  // A place with open decisions has their number in its name.
  const tab = page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${place}`) });
  if (!(await tab.isVisible())) await page.getByRole('button', { name: 'Volver' }).click();
  await tab.click();
}

/** A photo that differs from all others of the run: coloured blocks, so that no two are nearly equal. */
export async function photo(seed: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const size = 16;
  let state = (seed + 1) * 2_654_435_761;
  const raw = Buffer.alloc(size * size * 3);
  for (let i = 0; i < raw.length; i++) {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e37_79b9) >>> 0;
    raw[i] = state >>> 24;
  }
  const buffer = await sharp(raw, { raw: { width: size, height: size, channels: 3 } })
    .resize(640, 640, { kernel: 'nearest' })
    .jpeg({ quality: 80 })
    .toBuffer();
  return { name: `foto-${seed}.jpg`, mimeType: 'image/jpeg', buffer };
}

async function takePhoto(page: Page, seed: number): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(await photo(seed));
  await page.getByAltText('Foto 1').waitFor();
}

/** Goes from the list of alliances to an empty form. */
export async function openForm(page: Page, alliance: string, what: 'Visita' | 'Venta'): Promise<void> {
  await goTo(page, 'Alianzas');
  await page.getByRole('article', { name: alliance }).getByRole('link', { name: what, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: what }).waitFor();
}

/**
 * Gives the reason for everything that the phone doubts (a price far from the agreed one, a place far from the
 * alliance's).
 */
async function sayWhy(page: Page): Promise<void> {
  for (const asked of await page.locator('.f-odd input').all()) await asked.fill('Se revisó: es así');
}

/**
 * Taps the button and waits for both signs that it is saved: the form is gone and the phone says so. The words alone
 * would not be enough, because those of the record before stay on the screen for some seconds.
 */
export async function save(page: Page, button: string): Promise<void> {
  await sayWhy(page);
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('button', { name: button }).waitFor({ state: 'detached' });
  await page
    .getByText(/^Guardado/)
    .first()
    .waitFor();
}

export interface Visit {
  readonly note: string;
  readonly photo: number;
  /** By default today, with which the form starts. */
  readonly day?: string;
  readonly done?: boolean;
}

/** Records a visit as a person does: outcome, topic, photo (which also takes the position), notes, save. */
export async function recordVisit(page: Page, alliance: string, visit: Visit): Promise<void> {
  await openForm(page, alliance, 'Visita');
  if (visit.day) await page.getByLabel('Día de la visita').fill(visit.day);
  if (visit.done === false) {
    await page.getByText('No se pudo').click();
    await page.getByText('Mal tiempo').click();
  } else {
    await page.getByText('Sí, se hizo').click();
    await page.getByLabel('Producción', { exact: true }).check();
  }
  await takePhoto(page, visit.photo);
  await page.getByLabel('Notas').fill(visit.note);
  await save(page, 'Guardar visita');
}

export interface Sale {
  readonly note: string;
  readonly photo: number;
  readonly quantity: string;
  readonly price: string;
  /** A buyer who is not among those of the alliance. */
  readonly other: string;
  readonly day?: string;
}

/** Records a sale with its paper. */
export async function recordSale(page: Page, alliance: string, sale: Sale): Promise<void> {
  await openForm(page, alliance, 'Venta');
  if (sale.day) await page.getByLabel('Día de la venta').fill(sale.day);
  await page.getByText('Otro comprador').click();
  await page.getByLabel('Nombre del comprador').fill(sale.other);
  await page
    .getByLabel(/^Cantidad vendida/)
    .first()
    .fill(sale.quantity);
  await page.getByLabel(/^Precio por/).fill(sale.price);
  await takePhoto(page, sale.photo);
  await page.getByLabel('Notas').fill(sale.note);
  await save(page, 'Guardar venta');
}

/** The most taps in a row before the test fails. */
const TAPS = 60;
/** How long a running sending is waited for, in milliseconds: enough for a day's photos on a slow machine. */
const PATIENCE_MS = 180_000;

/** Taps «Enviar ahora» until the phone says that everything arrived. */
export async function sendAll(page: Page): Promise<void> {
  await goTo(page, 'Envíos');
  for (let i = 0; i < TAPS; i++) {
    await page.getByRole('button', { name: 'Enviar ahora' }).click({ timeout: PATIENCE_MS });
    const said = await page
      .getByText('Todo enviado')
      .waitFor({ timeout: 1000 })
      .then(
        () => true,
        () => false,
      );
    if (said) return;
  }
  throw new Error(`still waiting: ${await page.locator('body').innerText()}`);
}
