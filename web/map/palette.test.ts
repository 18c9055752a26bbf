import { describe, expect, it } from 'vitest';
import { unitColours } from './palette.ts';

/** Grounds of the map: --surface and --surface-2 of web/ui/tokens.css. */
const GROUNDS = { light: ['#ffffff', '#eeeae2'], dark: ['#1d2124', '#272c30'] } as const;

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe('colours of the units', () => {
  it.each(['light', 'dark'] as const)('are seen against the ground of the %s theme (WCAG 1.4.11: 3:1)', (theme) => {
    for (const colour of unitColours(theme)) {
      for (const ground of GROUNDS[theme])
        expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  });

  it('differ from each other', () => {
    for (const theme of ['light', 'dark'] as const)
      expect(new Set(unitColours(theme)).size).toBe(unitColours(theme).length);
  });
});
