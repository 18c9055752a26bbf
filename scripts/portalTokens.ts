import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Every token of the visual language with its value, read from web/ui/tokens.css. */
export function readTokens(): Record<string, string> {
  const css = readFileSync(path('../web/ui/tokens.css'), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const root = /:root\s*\{([^}]*)\}/.exec(css)?.[1] ?? '';
  return Object.fromEntries(
    [...root.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((m) => [m[1] ?? '', (m[2] ?? '').trim()]),
  );
}

/** Writes the tokens to a file for the public pages, which import nothing from web/. */
export function writePortalTokens(): string {
  const target = path('../portal/tokens.gen.json');
  writeFileSync(target, `${JSON.stringify(readTokens(), null, 2)}\n`);
  return target;
}
