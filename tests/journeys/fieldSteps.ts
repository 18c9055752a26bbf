import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { DEMO_PASSWORD } from '../helpers/appServer.ts';
import { save } from '../helpers/fieldPhone.ts';

export const PIN = '2580';

/** A phone as the field has them: small, with position and camera, in the hands of someone in La Paz. */
export const PHONE = {
  viewport: { width: 390, height: 844 },
  locale: 'es-BO',
  timezoneId: 'America/La_Paz',
  geolocation: { longitude: -68.15, latitude: -16.5, accuracy: 12 },
  permissions: ['geolocation'],
  hasTouch: true,
};

/** A picture from the camera, another one each time. */
export async function cameraPhoto(seed: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const width = 640;
  const height = 480;
  const raw = Buffer.alloc(width * height * 3);
  for (let i = 0; i < raw.length; i++) {
    const x = Math.floor(i / 3) % width;
    const y = Math.floor(i / 3 / width);
    raw[i] = Math.round(128 + 100 * Math.sin((x / width) * (3 + seed)) * Math.cos((y / height) * (2 + (seed % 5))));
  }
  return {
    name: `foto-${seed}.jpg`,
    mimeType: 'image/jpeg',
    buffer: await sharp(raw, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 80 })
      .toBuffer(),
  };
}

/** The first use of a phone: user, password, PIN, and the alliances come. */
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

/** Opens the app again and enters the PIN. */
export async function unlock(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/campo`);
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.getByRole('button', { name: 'Abrir' }).click();
  await page.getByRole('heading', { name: 'Mis alianzas' }).waitFor();
}

const home = async (page: Page) => {
  const tab = page.getByRole('link', { name: 'Alianzas' });
  if (!(await tab.isVisible())) await page.getByRole('button', { name: 'Volver' }).click();
  await tab.click();
};

/** A visit to the n-th alliance of the list by its name, with a photo, saved. */
export async function recordVisit(page: Page, alliance: string, notes: string, seed: number): Promise<void> {
  await home(page);
  await page.getByRole('article', { name: alliance }).getByRole('link', { name: 'Visita' }).click();
  await page.getByText('Sí, se hizo').click();
  await page.getByLabel('Producción').check();
  await page.getByRole('button', { name: 'Tomar ubicación' }).click();
  await page.locator('input[type=file]').setInputFiles(await cameraPhoto(seed));
  await page.getByAltText('Foto 1').waitFor();
  await page.getByLabel('Notas').fill(notes);
  await save(page, 'Guardar visita');
}

/** A sale of an alliance with its paper. */
export async function recordSale(page: Page, alliance: string, notes: string, quantity: string, price: string, seed: number): Promise<void> {
  await home(page);
  await page.getByRole('article', { name: alliance }).getByRole('link', { name: 'Venta' }).click();
  await page.getByText('Otro comprador').click();
  await page.getByLabel('Nombre del comprador').fill('Feria del domingo');
  const amount = page.getByLabel('Cantidad vendida: cantidad').or(page.getByLabel('Cantidad vendida', { exact: true }));
  await amount.first().fill(quantity);
  await page.getByLabel(/^Precio por/).fill(price);
  await page.locator('input[type=file]').setInputFiles(await cameraPhoto(seed));
  await page.getByAltText('Foto 1').waitFor();
  await page.getByLabel('Notas').fill(notes);
  await save(page, 'Guardar venta');
}

/** Taps «Enviar ahora» until nothing waits: no item open, no photo to be sent. */
export async function sendAll(page: Page): Promise<void> {
  await home(page);
  await page.getByRole('link', { name: /Envíos/ }).click();
  for (let i = 0; i < 60; i++) {
    await page.getByRole('button', { name: 'Enviar ahora' }).click();
    await page.waitForTimeout(500);
    if (await page.getByText('Todo enviado').isVisible()) return;
  }
  throw new Error(`still waiting: ${await page.locator('main').textContent()}`);
}

/** Without signal, as the browser cuts it. */
export const tunnel = (context: BrowserContext, inside: boolean) => context.setOffline(inside);
