import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureProgram, tellWhere } from './lib/ensureProgram.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

function find(): string | undefined {
  const dirs = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const candidates = [process.env.SIGG_CHROMIUM ?? '', ...dirs.flatMap((dir) => names.map((name) => join(dir, name)))];
  return candidates.find((file) => file !== '' && existsSync(file));
}

/**
 * Path of Chromium for the browser journeys; as root on Debian it installs it. Throws an Error that says how to get it.
 */
export function ensureChromium(): string {
  return ensureProgram({ name: 'Chromium', find, packages: [['chromium', 'fonts-dejavu-core']] });
}

if (import.meta.main) tellWhere(ensureChromium);
