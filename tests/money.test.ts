import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { writtenBs, writtenPrice } from '../domain/kernel/money.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The folders with everything that people read. */
const sources = ['domain', 'server', 'web', 'portal'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => join(room, file)),
);

/** 'Bs' written by hand before or after a value: in a template, a screen or a page. */
const BY_HAND = /\bBs(?:\s|\u00a0|\\u00a0|&nbsp;|<[^>]*>|['"`] *\+ *)*(?:\$\{|\{)|\}(?:\s|\u00a0|\\u00a0|&nbsp;)*Bs\b/;

/** Written in two parts, so that this file does not contain what it searches for. */
const PUT = ['$', '{n}'].join('');

test('money is written one way: nothing but its own file puts a value beside "Bs"', () => {
  expect(
    [`Bs ${PUT}`, 'a Bs {writtenQuantity(n)}', `Bs\\u00a0${PUT}`, '{n} Bs', `'Bs ' + ${PUT}`].filter(
      (line) => !BY_HAND.test(line),
    ),
  ).toEqual([]);
  const found = sources
    .filter((file) => file !== 'domain/kernel/money.ts')
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, i) => (BY_HAND.test(line) ? [`${file}:${i + 1} ${line.trim()}`] : [])),
    );
  console.log(`money: ${sources.length} files looked at`);
  expect(found).toEqual([]);
});

test('amounts carry centavos; prices too, and what is finer where there is any', () => {
  expect([0, 5, 2_490, 260_000_000, -123_456].map(writtenBs)).toEqual([
    'Bs 0,00',
    'Bs 0,05',
    'Bs 24,90',
    'Bs 2.600.000,00',
    'Bs −1.234,56',
  ]);
  expect([0, 249_000, 249_050, 8_500_000, 1, 12_345].map(writtenPrice)).toEqual([
    'Bs 0,00',
    'Bs 24,90',
    'Bs 24,905',
    'Bs 850,00',
    'Bs 0,0001',
    'Bs 1,2345',
  ]);
});
