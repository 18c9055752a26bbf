import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { clockAhead } from './clockAhead.ts';

export const CHROMIUM = process.env.SIGG_CHROMIUM ?? '/usr/bin/chromium';
const required = (process.env.SIGG_REQUIRE ?? '').split(',').includes('browser');

/**
 * Whether browser journeys can run here. When they are required (SIGG_REQUIRE=browser), a missing browser is a failure
 * instead of a skip.
 */
export function hasBrowser(): boolean {
  const found = existsSync(CHROMIUM);
  if (!found && required) throw new Error(`No hay navegador en ${CHROMIUM}: apt-get install chromium`);
  if (!found) console.log(`Recorridos en el navegador: no se corrieron, falta ${CHROMIUM} (apt-get install chromium).`);
  return found;
}

/** Keep the browser from contacting its maker. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/** Starts Debian's Chromium. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGS] });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface AxeFinding {
  readonly id: string;
  readonly impact: string;
  readonly where: string;
}

/**
 * The findings of axe-core on the page in its current state (WCAG 2.2 A and AA, and its good practices). Works under
 * our content security policy.
 */
export async function axe(page: Page): Promise<AxeFinding[]> {
  // Waits until colours no longer change, because people read the final one; endless animations are not waited for.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .flatMap((a) =>
          a.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY ? [] : [a.finished.catch(() => undefined)],
        ),
    ),
  );
  // A page that is being left does not answer; then the following page is asked.
  for (let tries = 0; tries < 5; tries++) {
    const found = await askAxe(page);
    if (found) return found;
    await page.waitForLoadState();
  }
  throw new Error(`axe has no answer on ${page.url()}`);
}

/** The findings of axe; null when the page was left meanwhile. */
async function askAxe(page: Page): Promise<AxeFinding[] | null> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Runtime.evaluate', { expression: `${axeSource};undefined` });
  const { result } = await cdp.send('Runtime.evaluate', {
    awaitPromise: true,
    returnByValue: true,
    expression: `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then((r) => r.violations.map((v) => ({ id: v.id, impact: v.impact ?? 'minor',
        where: v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ') })))`,
  });
  await cdp.detach();
  return Array.isArray(result.value) ? (result.value as AxeFinding[]) : null;
}

interface Person {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** Milliseconds by which the clock of the device is ahead. */
  readonly ahead?: number;
  /** Whether JavaScript is enabled. */
  readonly scripts?: boolean;
}

/** A new browser profile of a person in Bolivia. */
export async function newPerson(browser: Browser, more: Person = {}): Promise<BrowserContext> {
  const context = await browser.newContext({
    javaScriptEnabled: more.scripts ?? true,
    viewport: { width: more.width ?? 1440, height: more.height ?? 900 },
    colorScheme: more.dark ? 'dark' : 'light',
    locale: 'es-BO',
    timezoneId: 'America/La_Paz',
  });
  if (more.ahead) await context.addInitScript(clockAhead, more.ahead);
  return context;
}
