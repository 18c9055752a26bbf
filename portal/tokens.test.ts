import { expect, test } from 'vitest';
import { readTokens } from '../scripts/portalTokens.ts';
import { style } from './style.ts';
import tokens from './tokens.gen.json' with { type: 'json' };

test('the portal speaks the visual language of office and field, to the last colour', () => {
  expect(tokens, 'npm run types').toEqual(readTokens());
});

test('every token that the style uses is declared in it', () => {
  const used = new Set([...style.matchAll(/var\(--([\w-]+)/g)].map((m) => m[1]));
  const declared = new Set([...style.matchAll(/--([\w-]+):/g)].map((m) => m[1]));
  expect([...used].filter((name) => !declared.has(name))).toEqual([]);
  expect(used.size).toBeGreaterThan(15);
});
