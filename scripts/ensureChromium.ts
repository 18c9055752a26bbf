import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureProgram, tellWhere } from './lib/ensureProgram.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

function find(): string | undefined {
  const dirs = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const candidates = [process.env.SIGG_CHROMIUM ?? '', ...dirs.flatMap((dir) => names.map((name) => join(dir, name)))];
  return candidates.find((file) => file !== '' && existsSync(file));
}

/** Chromium for the browser journeys; installs it as root on Debian. Throws an Error that says how to get it. */
export function ensureChromium(): string {
  return ensureProgram({ name: 'Chromium', find, packages: [['chromium', 'fonts-dejavu-core']] });
}

if (import.meta.main) tellWhere(ensureChromium);
