import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { style as portalStyle } from '../../portal/style.ts';

const web = fileURLToPath(new URL('..', import.meta.url));
const sheets = [
  ...readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css'))
    .map((file) => readFileSync(`${web}/${file}`, 'utf8')),
  portalStyle,
].map((css) => css.replaceAll(/\/\*[\s\S]*?\*\//g, ''));

/** Both colours of every token, including the portal's own. */
const colours = new Map<string, { light: string; dark: string }>();
const HEX = '#[0-9a-f]{3}(?:[0-9a-f]{3})?';
for (const css of sheets) {
  for (const m of css.matchAll(new RegExp(`--([\\w-]+):\\s*(?:light-dark\\((${HEX}),\\s*(${HEX})\\)|(${HEX}))`, 'g')))
    colours.set(m[1] ?? '', { light: m[2] ?? m[4] ?? '', dark: m[3] ?? m[4] ?? '' });
}

function luminance(hex: string): number {
  const full = hex.length === 4 ? `#${[...hex.slice(1)].map((c) => c + c).join('')}` : hex;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(full.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [x = 0, y = 0] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
}

/** The tokens of text and background that are used in the same rule. */
function usedPairs(): Map<string, [string, string]> {
  const pairs = new Map<string, [string, string]>();
  for (const css of sheets) {
    for (const [, body = ''] of css.matchAll(/\{([^{}]*)\}/g)) {
      const ink = /(?:^|;|\s)color:\s*var\(--([\w-]+)\)/.exec(body)?.[1];
      const grounds = /background(?:-color)?:\s*([^;]+)/.exec(body)?.[1] ?? '';
      for (const [, ground = ''] of grounds.matchAll(/var\(--([\w-]+)\)/g))
        if (ink && colours.has(ink) && colours.has(ground)) pairs.set(`${ink} on ${ground}`, [ink, ground]);
    }
  }
  return pairs;
}

test('wherever a rule of office, field or portal gives text and ground together, the text can be read', () => {
  const pairs = usedPairs();
  console.log(`visual language: ${pairs.size} pairs of text and ground in ${sheets.length} style sheets`);
  const faint = [...pairs].flatMap(([name, [ink, ground]]) =>
    (['light', 'dark'] as const).flatMap((theme) => {
      const ratio = contrast(colours.get(ink)?.[theme] ?? '', colours.get(ground)?.[theme] ?? '');
      return ratio < 4.5 ? [`${name}, ${theme}: ${ratio.toFixed(2)}`] : [];
    }),
  );
  expect(faint).toEqual([]);
  expect(pairs.size).toBeGreaterThan(15);
});
