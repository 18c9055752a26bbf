import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const colours = new Map<string, { light: string; dark: string }>();
for (const m of css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)) {
  colours.set(m[1] ?? '', { light: m[2] ?? '', dark: m[3] ?? '' });
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number];
  return (x + 0.05) / (y + 0.05);
}

const grounds = ['ground', 'surface', 'surface-2'];
const text: [string, string][] = [
  ...['ink', 'ink-2', 'ink-3', 'lago', 'bad', 'warn', 'good', 'cochinilla', 'maiz'].flatMap((ink) =>
    grounds.map((g): [string, string] => [ink, g]),
  ),
  ['ink', 'surface-3'],
  ['ink-2', 'surface-3'],
  ...['lago', 'good', 'warn', 'bad', 'cochinilla', 'maiz'].flatMap((name): [string, string][] => [
    [name, `${name}-soft`],
    ['ink', `${name}-soft`],
  ]),
  ['ink-2', 'lago-soft'],
  ['ink-2', 'maiz-soft'],
  ['lago-strong', 'lago-soft'],
  ['on-lago', 'lago'],
  ['on-lago', 'lago-strong'],
  ['on-bad', 'bad'],
];
const edges: [string, string][] = grounds.flatMap((g): [string, string][] => [
  ['edge', g],
  ['focus', g],
]);

describe.each(['light', 'dark'] as const)('contrast, %s', (theme) => {
  const of = (name: string) => colours.get(name)?.[theme] ?? '';
  it.each(text)('text %s on %s is at least 4.5:1', (ink, ground) => {
    expect(contrast(of(ink), of(ground))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(edges)('edge %s on %s is at least 3:1', (edge, ground) => {
    expect(contrast(of(edge), of(ground))).toBeGreaterThanOrEqual(3);
  });
});
