import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { CHROMIUM, CHROMIUM_ARGS } from './browser.ts';

const DAY_MS = 86_400_000;

/** A phone with the field app: a browser profile on disk, so that it can be killed and opened again. */
export interface FieldPhone {
  readonly page: () => Page;
  readonly context: () => BrowserContext;
  readonly offline: (on: boolean) => Promise<void>;
  /** Kills the browser where it stands and opens it again on the same profile, without closing anything properly. */
  readonly kill: () => Promise<void>;
  /** Opens the app and gives the PIN. */
  readonly unlock: () => Promise<void>;
  readonly logIn: (username: string, password: string) => Promise<void>;
  readonly throwAway: () => Promise<void>;
}

interface PhoneOptions {
  readonly base: string;
  /** How far the clock of the device is off, in days. */
  readonly clockOffDays?: number;
  readonly pin: string;
}

/** Chromium asks its own page's time through Date; everything of the app that reads a clock reads this one. */
const shiftClock = (ms: number) => `{
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...args) { args.length ? super(...args) : super(Real.now() + ${ms}); }
    static now() { return Real.now() + ${ms}; }
  };
}`;

export async function openPhone(options: PhoneOptions): Promise<FieldPhone> {
  const profile = await mkdtemp(join(tmpdir(), 'sigg-phone-'));
  let context: BrowserContext;
  let page: Page;
  let off = false;
  const open = async () => {
    context = await chromium.launchPersistentContext(profile, {
      executablePath: CHROMIUM,
      args: [...CHROMIUM_ARGS],
      viewport: { width: 390, height: 844 },
      locale: 'es-BO',
      timezoneId: 'America/La_Paz',
      geolocation: { longitude: -68.69, latitude: -16.23, accuracy: 15 },
      permissions: ['geolocation'],
    });
    if (options.clockOffDays) await context.addInitScript(shiftClock(options.clockOffDays * DAY_MS));
    page = context.pages()[0] ?? (await context.newPage());
    await context.setOffline(off);
  };
  await open();
  const unlock = async () => {
    await page.goto(`${options.base}/campo`);
    await page.getByLabel('PIN').fill(options.pin);
    await page.getByRole('button', { name: 'Abrir' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mis alianzas' }).waitFor();
  };
  return {
    page: () => page,
    context: () => context,
    offline: async (on) => {
      off = on;
      await context.setOffline(on);
    },
    unlock,
    kill: async () => {
      const session = await context
        .browser()
        ?.newBrowserCDPSession()
        .catch(() => null);
      // The browser is told to crash: nothing is closed, nothing is flushed by hand.
      await session?.send('Browser.crash').catch(() => undefined);
      await context.close().catch(() => undefined);
      await open();
    },
    logIn: async (username, password) => {
      await page.goto(`${options.base}/campo`);
      await page.getByLabel('Usuario').fill(username);
      await page.getByLabel('Contraseña').fill(password);
      await page.getByRole('button', { name: 'Ingresar' }).click();
      await page.getByLabel('PIN', { exact: true }).fill(options.pin);
      await page.getByLabel('Repita el PIN').fill(options.pin);
      await page.getByRole('button', { name: 'Guardar el PIN' }).click();
      await page.getByRole('heading', { level: 1, name: 'Mis alianzas' }).waitFor();
      await page.getByRole('link', { name: 'Visita' }).first().waitFor();
    },
    throwAway: async () => {
      await context.close().catch(() => undefined);
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** A photo unlike any other of the run: coloured noise blocks, so that no two are near-equal. */
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

async function goToAlliance(page: Page, alliance: string, what: 'Visita' | 'Venta'): Promise<void> {
  await page.getByRole('link', { name: 'Alianzas' }).click();
  await page.locator('article, li, section', { hasText: alliance }).getByRole('link', { name: what }).first().click();
  await page.getByRole('heading', { level: 1, name: what }).waitFor();
}

/**
 * Taps the button and waits for what the person waits for: the form is gone and the phone says that it is kept. The words alone
 * would not do: those of the record before are still on the screen for some seconds.
 */
export async function save(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('button', { name: button }).waitFor({ state: 'detached' });
  await page
    .getByText(/^Guardado/)
    .first()
    .waitFor();
}

/** Records a visit as a person does: day, outcome, topic, members, photo, save. */
export async function recordVisit(page: Page, alliance: string, visit: { day: string; photo: number; note: string; done?: boolean }): Promise<void> {
  await goToAlliance(page, alliance, 'Visita');
  await page.getByLabel('Día de la visita').fill(visit.day);
  if (visit.done === false) {
    await page.getByText('No se pudo').click();
    await page.getByText('Mal tiempo').click();
  } else {
    await page.getByText('Sí, se hizo').click();
    await page.getByText('Producción', { exact: true }).click();
  }
  await page.locator('input[type=file]').setInputFiles(await photo(visit.photo));
  await page.getByAltText('Foto 1').waitFor();
  await page.getByLabel('Notas').fill(visit.note);
  await save(page, 'Guardar visita');
}

/** Records a sale to the agreed buyer, or to another one by name. */
export async function recordSale(
  page: Page,
  alliance: string,
  sale: { day: string; photo: number; quantity: string; price: string; other?: string },
): Promise<void> {
  await goToAlliance(page, alliance, 'Venta');
  await page.getByLabel('Día de la venta').fill(sale.day);
  if (sale.other) {
    await page.getByText('Otro comprador').click();
    await page.getByLabel('Nombre del comprador').fill(sale.other);
  }
  await page.getByLabel('Cantidad vendida').first().fill(sale.quantity);
  await page.getByLabel(/^Precio por/).fill(sale.price);
  await page.locator('input[type=file]').setInputFiles(await photo(sale.photo));
  await page.getByAltText('Foto 1').waitFor();
  await save(page, 'Guardar venta');
}
